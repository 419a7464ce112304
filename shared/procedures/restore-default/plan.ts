import { success, type Result } from '../../base/failure.ts';
import { examine, type Examination } from '../../entra-connect/doctor/diagnose.ts';
import type { Place } from '../../entra-connect/doctor/places.ts';
import { planRestore } from '../../entra-connect/doctor/restore.ts';
import { rulesAfter, type RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { audienceIn, newRulesOf, readExamined, treatedIn } from '../doctor/read-examined.ts';
import type { ChangePlan } from '../steps/rules/rule-change.ts';
import { firstRoundId } from '../steps/synchronize/round-ids.ts';
import { derivedRuleId } from '../steps/rules/derived-identity.ts';
import { readRuleSituation, type RuleSituation } from '../steps/idle/situation.ts';
import type { Reading } from '../../systems/contexts.ts';
import { decideOwners, type OwnerDecision } from '../steps/mailbox-owners/owner-choice.ts';
import type { OwnerChoice } from '../steps/mailbox-owners/owner-choices.ts';
import { planKept } from '../steps/mailbox-owners/plan-kept.ts';
import { readReturning, type Returning } from '../steps/mailbox-owners/read-owners.ts';
import type { RuleId } from '../../base/identifiers.ts';
import { readRestoreOptions } from './options.ts';
import { restorationOf } from './restoration.ts';
import { restoreStage } from './step-ids.ts';

/** The change that `restore-default` would make now, or what forbids it. */
export async function planRestoreDefault(context: Reading, situation: RuleSituation): Promise<Result<ChangePlan>> {
  const options = readRestoreOptions(context.options);
  if (!options.ok) return options;
  const read = await readExamined(context, situation);
  if (!read.ok) return read;
  const { examined, census } = read.value;
  const names = newRulesOf('restore-default', context.runId, context.clock.now());
  const { places } = planRestore(examined, names);
  const examination = examine(examined);
  const { operations: restoring, blockers: ofRules } = restorationOf({ examined, examination }, names);
  const owners = await decideAboutOwners(context, situation, restoring, options.value.mailboxOwners);
  if (!owners.ok) return owners;
  const blockers = [
    ...ofRules,
    ...(owners.value.kind === 'blocked' ? [{ id: 'mailbox-owners', ...owners.value.problem }] : []),
  ];
  if (blockers.length > 0) return success({ kind: 'blocked', blockers });
  // Before the first default rule is in force, the GUID of those who have a mailbox is kept out.
  const operations = [...(owners.value.kind === 'keep' ? owners.value.operations : []), ...restoring];
  const contributors = treatedIn(places, census);
  const spared =
    owners.value.kind === 'keep' ? owners.value.owners.map(({ distinguishedName }) => distinguishedName) : [];
  return success({
    kind: 'planned',
    change: {
      contributors,
      ...(spared.length > 0 && { spared }),
      stages: [
        { step: restoreStage, operations, objects: contributors.reduce((sum, { objects }) => sum + objects, 0) },
      ],
      rounds: [{ round: firstRoundId, audience: (places.length > 0 ? places : placesIn(examination)).map(audienceIn) }],
    },
  });
}

/** Whose GUID the restored rules bring back although they have a mailbox with another one, and what becomes of them. */
async function decideAboutOwners(
  context: Reading,
  situation: RuleSituation,
  restoring: readonly RuleOperation[],
  choice: OwnerChoice,
): Promise<Result<OwnerDecision>> {
  const after = rulesAfter(situation.rules, restoring);
  if (restoring.length === 0 || !after.ok) return success({ kind: 'nobody' });
  const rules = { now: situation.rules, then: after.rules };
  const returning = await readReturning(context, rules);
  if (!returning.ok) return returning;
  const idFor = (key: string) => derivedRuleId('restore-default', context.runId, key as RuleId);
  return success(decideOwners(choice, returning.value, planKept(returning.value.owners, rules, idFor)));
}

/** Whose GUID a restoration would bring back now. */
export async function readReturningByRestore(context: Reading): Promise<Result<Returning>> {
  const situation = await readRuleSituation(context);
  if (!situation.ok) return situation;
  const read = await readExamined(context, situation.value);
  if (!read.ok) return read;
  const names = newRulesOf('restore-default', context.runId, context.clock.now());
  const { operations } = planRestore(read.value.examined, names);
  const after = rulesAfter(situation.value.rules, operations);
  if (!after.ok) return success({ users: 0, leaving: 0, owners: [] });
  return readReturning(context, { now: situation.value.rules, then: after.rules });
}

/** Where only an outbound rule comes back, it is about everybody. */
function placesIn({ places }: Examination): readonly Place[] {
  return places.map(({ place }) => place);
}
