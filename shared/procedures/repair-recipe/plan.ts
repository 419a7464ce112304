import { success, type Result } from '../../base/failure.ts';
import { diagnosisTexts } from '../../entra-connect/doctor/texts.ts';
import { repairTexts as texts } from '../doctor/texts.ts';
import { sparingByRestoreFirst } from '../steps/rules/remote-mailbox-texts.ts';
import type { Diagnosis } from '../../entra-connect/doctor/diagnosis.ts';
import { examine, type ExaminedRules } from '../../entra-connect/doctor/diagnose.ts';
import type { Place } from '../../entra-connect/doctor/places.ts';
import type { NewRules } from '../../entra-connect/doctor/new-rules.ts';
import { planRepair } from '../../entra-connect/doctor/repair.ts';
import { rulesAfter, type RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { audienceIn, newRulesOf, readExamined, treatedIn } from '../doctor/read-examined.ts';
import type { Blocker } from '../steps/rules/blockers.ts';
import type { ChangePlan } from '../steps/rules/rule-change.ts';
import { undecidedBlockers } from '../steps/rules/remote-mailbox-choice.ts';
import { firstRoundId } from '../steps/synchronize/round-ids.ts';
import { operationsOf, type SealedChange } from '../steps/rules/sealed-change.ts';
import type { RuleSituation } from '../steps/idle/situation.ts';
import { waitingChanges } from '../steps/synchronize/waiting-changes.ts';
import type { Reading } from '../../systems/contexts.ts';

export const repairStage = 'repair-rules';

/** What a repair cannot do, because something else has to come back first. */
const firstReverted = new Set([
  'deleted-default',
  'disabled-default',
  'outbound-removed',
  'edited-outbound',
  'attribute-filter',
]);

/** The change that `repair-recipe` would make now, or what forbids it. */
export async function planRepairRecipe(context: Reading, situation: RuleSituation): Promise<Result<ChangePlan>> {
  const read = await readExamined(context, situation);
  if (!read.ok) return read;
  const { examined, census } = read.value;
  const { runId, clock } = context;
  const server = { examined, examination: examine(examined) };
  const { operations, places, blockers } = repairOf(server, newRulesOf('repair-recipe', runId, clock.now()));
  if (blockers.length > 0) return success({ kind: 'blocked', blockers });
  const contributors = treatedIn(places, census);
  const change: SealedChange = {
    contributors,
    stages: [{ step: repairStage, operations, objects: contributors.reduce((sum, { objects }) => sum + objects, 0) }],
    rounds: [{ round: firstRoundId, audience: places.map(audienceIn) }],
  };
  return aboutRemoteMailboxes(context, situation, change);
}

/** A copy cannot tell remote mailboxes from others: those who lose the GUID by the repair are named, and decided about. */
async function aboutRemoteMailboxes(
  context: Reading,
  { rules }: RuleSituation,
  change: SealedChange,
): Promise<Result<ChangePlan>> {
  const after = rulesAfter(rules, operationsOf(change));
  const waiting = await waitingChanges(context, change, after.ok ? after.rules : rules);
  if (!waiting.ok) return waiting;
  const { remoteMailboxes } = waiting.value;
  const blockers = undecidedBlockers(remoteMailboxes, context.options, sparingByRestoreFirst);
  if (blockers.length > 0) return success({ kind: 'blocked', blockers });
  return success({ kind: 'planned', change: remoteMailboxes.length === 0 ? change : { ...change, remoteMailboxes } });
}

/** What a repair does, and what forbids it. */
export function repairOf(
  server: ExaminedRules,
  names: NewRules,
): {
  readonly operations: readonly RuleOperation[];
  readonly places: readonly Place[];
  readonly blockers: readonly Blocker[];
} {
  const { examination } = server;
  const { operations, repaired, left } = planRepair(server, names);
  const places = placesOf(
    repaired,
    examination.places.map(({ place }) => place),
  );
  const blockers = [
    ...examination.diagnoses.filter(({ state }) => firstReverted.has(state)).map((one) => blocker(one)),
    ...left.map((one) => ({ id: 'cannot-repair', ...texts.cannotRepair(diagnosisTexts[one.state].title) })),
    ...(repaired.length === 0 && left.length === 0 ? [{ id: 'nothing-to-repair', ...texts.nothing }] : []),
  ];
  return { operations, places, blockers };
}

function blocker({ state }: Diagnosis): Blocker {
  return { id: state, reason: diagnosisTexts[state].title, remedy: diagnosisTexts[state].remedy };
}

/** The places that were repaired; a collision of numbers names no place, but its rules belong to some. The way out is everybody's. */
function placesOf(repaired: readonly Diagnosis[], all: readonly Place[]): readonly Place[] {
  if (repaired.some(({ rules }) => rules.some(({ direction }) => direction === 'outbound'))) return all;
  const touched = new Set(repaired.flatMap(({ rules }) => rules.map(({ id }) => id)));
  const isNamed = (one: Place) =>
    repaired.some(({ place }) => place?.connectorId === one.connectorId && place.objectType === one.objectType);
  return all.filter(
    (one) =>
      isNamed(one) ||
      [one.standard, ...one.copies, ...one.overrides, ...one.others].some(
        (rule) => rule !== undefined && touched.has(rule.id),
      ),
  );
}
