import { assertNever } from '../base/assert-never.ts';
import { diagnosisTexts, doctorRecommendation as texts } from '../entra-connect/doctor/texts.ts';
import type { Examination } from '../entra-connect/doctor/diagnose.ts';
import type { Diagnosis } from '../entra-connect/doctor/diagnosis.ts';
import type { UsualPath } from './assessment.ts';
import { sparedByRestore } from './doctor-actor.ts';
import type { DoctorPlans } from './doctor-plans.ts';
import { remoteMailboxesOfRepair } from './remote-mailboxes.ts';
import type { StudiedFacts } from './study.ts';

/** The path that what somebody has left calls for; undefined: nothing stands in the way of the usual ones. */
export function recommendAfterDoctor(facts: StudiedFacts): UsualPath | undefined {
  const { doctor } = facts;
  if (doctor === undefined) return undefined;
  const { diagnoses, places } = doctor.examination;
  const of = (action: Diagnosis['action']) => diagnoses.filter((one) => one.action === action);
  if (diagnoses.some(({ state }) => state === 'attribute-filter')) {
    return { procedure: 'none', reasons: [found(diagnoses), texts.filterFirst], alternatives: [] };
  }
  if (of('revert').length > 0) {
    return { procedure: 'restore-default', reasons: [found(of('revert')), texts.restore], alternatives: [] };
  }
  if (of('repair').length > 0 && of('repair').every(({ actor }) => actor === 'null-override')) return undefined;
  if (of('repair').length > 0) return repairOrRestore(facts, doctor.plans, of('repair'));
  if (!isClearedForAll(places)) return undefined;
  if (of('adopt').length > 0) return adopt(facts, of('adopt'));
  // Rules that nobody meant as a recipe can clear it too.
  return places.every(({ isEmpty }) => isEmpty)
    ? undefined
    : { procedure: 'none', reasons: [texts.adopted], alternatives: [] };
}

/** The rules in place take the GUID from everybody: nothing has to be changed about them. */
export function isClearedForAll(places: Examination['places']): boolean {
  return places.every(({ effect, isEmpty }) => isEmpty || effect.fate === 'removed');
}

/** What works is left as it is; it may be about to take the GUID from remote mailboxes too. */
function adopt(facts: StudiedFacts, adoptable: readonly Diagnosis[]): UsualPath {
  const remote = facts.next.lose.filter(({ kind }) => kind === 'remote-mailbox').length;
  const reasons = [found(adoptable), texts.adopted, ...(remote === 0 ? [] : [texts.aheadForRemote(remote)])];
  return { procedure: 'none', reasons, alternatives: [restoreInstead] };
}

/** A repair, unless something forbids it, or it would clear the GUID of remote mailboxes too. */
function repairOrRestore(
  facts: StudiedFacts,
  { repair, restoration }: DoctorPlans,
  repairable: readonly Diagnosis[],
): UsualPath {
  if (repair.blockers.length > 0 && restoration.blockers.length === 0) {
    const reasons = [found(repairable), ...repair.blockers.map(({ reason }) => reason), texts.restore];
    return { procedure: 'restore-default', reasons, alternatives: [] };
  }
  const reasons = [texts.repair, ...repairedRemote(facts)];
  const spared = sparedByRestore(facts);
  return spared === undefined
    ? { procedure: 'repair-recipe', reasons: [found(repairable), ...reasons], alternatives: [restoreInstead] }
    : {
        procedure: 'restore-default',
        reasons: [found(repairable), texts.restore, texts.sparesRemote(spared)],
        alternatives: [{ procedure: 'repair-recipe', reasons }],
      };
}

/** What a repair does to remote mailboxes. */
function repairedRemote(facts: StudiedFacts): readonly string[] {
  const remote = remoteMailboxesOfRepair(facts);
  switch (remote.kind) {
    case 'keep':
      return [];
    case 'lose':
      return [texts.clearsRemote(remote.users)];
    case 'unknown':
      return [texts.mayClearRemote];
    default:
      return assertNever(remote);
  }
}

const restoreInstead = { procedure: 'restore-default', reasons: [texts.orRestore] } as const;

function found(diagnoses: readonly Diagnosis[]): string {
  return texts.found([...new Set(diagnoses.map(({ state }) => diagnosisTexts[state].title))]);
}
