import { success, type Result } from '../../failure.ts';
import { diagnosisTexts } from '../../messages/doctor.ts';
import { ownerTexts, restoreTexts as texts } from '../../messages/doctor-procedures.ts';
import type { Connector } from '../../sync-rules/model.ts';
import { examine, type Examination, type ExaminedRules } from '../../sync-rules/doctor/diagnose.ts';
import type { Place } from '../../sync-rules/doctor/places.ts';
import type { NewRules } from '../../sync-rules/doctor/repair.ts';
import { planRestore, type KeptUsers } from '../../sync-rules/doctor/restore.ts';
import type { RuleOperation } from '../../sync-rules/rule-operation.ts';
import { audienceIn, newRulesOf, placeLabel, readExamined, treatedIn } from '../doctor/read-examined.ts';
import type { Blocker } from '../rule-change/blockers.ts';
import type { ChangePlan } from '../rule-change/rule-change.ts';
import { firstRoundId } from '../rule-change/round-ids.ts';
import type { RuleSituation } from '../rule-change/situation.ts';
import type { Reading } from '../systems.ts';
import { readMailboxOwners, type MailboxOwner } from './mailbox-owners.ts';
import { readRestoreOptions, type RestoreOptions } from './options.ts';

export const restoreStage = 'restore-rules';

/** A scope with more groups than this is no longer something a person can check. */
const mostKept = 200;

/** The change that `restore-default` would make now, or what forbids it. */
export async function planRestoreDefault(context: Reading, situation: RuleSituation): Promise<Result<ChangePlan>> {
  const options = readRestoreOptions(context.options);
  if (!options.ok) return options;
  const read = await readExamined(context, situation);
  if (!read.ok) return read;
  const { examined, census } = read.value;
  const names = newRulesOf('restore-default', context.runId, context.clock.now());
  const { places } = planRestore(examined, names);
  const owners = await readMailboxOwners(context);
  if (!owners.ok) return owners;
  const concerned = owners.value?.filter((owner) => isOf(owner, places, situation.connectors));
  const kept = options.value.mailboxOwners === 'keep' ? keptUsers(concerned ?? [], places, situation.connectors) : [];
  const examination = examine(examined);
  const { operations, blockers: ofRules } = restorationOf({ examined, examination }, names, kept);
  const blockers = [...ofRules, ...(operations.length === 0 ? [] : ownerBlockers(concerned, options.value))];
  if (blockers.length > 0) return success({ kind: 'blocked', blockers });
  const contributors = treatedIn(places, census);
  return success({
    kind: 'planned',
    change: {
      contributors,
      stages: [
        { step: restoreStage, operations, objects: contributors.reduce((sum, { objects }) => sum + objects, 0) },
      ],
      rounds: [{ round: firstRoundId, audience: (places.length > 0 ? places : placesIn(examination)).map(audienceIn) }],
    },
  });
}

/** What a restoration does, and what about the rules forbids it. */
export function restorationOf(
  { examined, examination }: ExaminedRules,
  names: NewRules,
  kept: readonly KeptUsers[] = [],
): { readonly operations: readonly RuleOperation[]; readonly blockers: readonly Blocker[] } {
  const { operations, lost } = planRestore(examined, names, kept);
  const isFiltered = examination.diagnoses.some(({ state }) => state === 'attribute-filter');
  const blockers = [
    ...(isFiltered ? [{ id: 'attribute-filter', ...filterProblem }] : []),
    ...lost.map((place) => ({ id: 'original-lost', ...texts.lost(placeLabel(place)) })),
    ...(operations.length === 0 && lost.length === 0 ? [{ id: 'nothing-to-restore', ...texts.nothing }] : []),
  ];
  return { operations, blockers };
}

const filterProblem = {
  reason: diagnosisTexts['attribute-filter'].title,
  remedy: diagnosisTexts['attribute-filter'].remedy,
};

/** Where only an outbound rule comes back, it is about everybody. */
function placesIn({ places }: Examination): readonly Place[] {
  return places.map(({ place }) => place);
}

function isOf(owner: MailboxOwner, places: readonly Place[], connectors: readonly Connector[]): boolean {
  return places.length === 0 || places.some((place) => belongsTo(owner, place, connectors));
}

function belongsTo({ forest, objectType }: MailboxOwner, place: Place, connectors: readonly Connector[]): boolean {
  const connector = connectors.find(({ id }) => id === place.connectorId);
  const isForest = connector?.forestName.toLowerCase() === forest.toLowerCase() || connector?.name === forest;
  return isForest && place.objectType.toLowerCase() === objectType.toLowerCase();
}

/** One group for each owner, by the name that is unique in a forest. */
function keptUsers(
  owners: readonly MailboxOwner[],
  places: readonly Place[],
  connectors: readonly Connector[],
): readonly KeptUsers[] {
  return places.flatMap((place) => {
    const own = owners.filter((owner) => belongsTo(owner, place, connectors));
    const scopeGroups = own.flatMap(({ userPrincipalName: value }) =>
      value === undefined ? [] : [[{ attribute: 'userPrincipalName', operator: 'EQUAL', value } as const]],
    );
    return scopeGroups.length === 0 ? [] : [{ place, scopeGroups }];
  });
}

function ownerBlockers(
  owners: readonly MailboxOwner[] | undefined,
  { mailboxOwners }: RestoreOptions,
): readonly Blocker[] {
  if (mailboxOwners === 'restore') return [];
  if (owners === undefined) return [{ id: 'owners-unknown', ...ownerTexts.unknown }];
  if (owners.length === 0) return [];
  const names = owners.map(({ distinguishedName }) => distinguishedName);
  if (mailboxOwners === 'refuse') return [{ id: 'mailbox-owners', ...ownerTexts.owners(names) }];
  if (owners.length > mostKept) return [{ id: 'too-many-owners', ...ownerTexts.tooMany(owners.length, mostKept) }];
  const nameless = owners.filter(({ userPrincipalName }) => userPrincipalName === undefined);
  return nameless.length === 0
    ? []
    : [{ id: 'nameless-owners', ...ownerTexts.nameless(nameless.map(({ distinguishedName }) => distinguishedName)) }];
}
