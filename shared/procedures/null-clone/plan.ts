import { success, type Result } from '../../base/failure.ts';
import { sparingByOverride } from '../steps/rules/remote-mailbox-texts.ts';
import { parkingPrecedence, planClone } from '../../entra-connect/rules/clone.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import type { RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { affectedBy, readCensus, remoteMailboxesOf, type Census } from '../steps/rules/census.ts';
import { orphanBlockers } from '../steps/proof/orphans.ts';
import { derivedRuleId } from '../steps/rules/derived-identity.ts';
import type { ChangePlan } from '../steps/rules/rule-change.ts';
import { firstRoundId } from '../steps/synchronize/round-ids.ts';
import { undecidedBlockers } from '../steps/rules/remote-mailbox-choice.ts';
import type { SealedChange } from '../steps/rules/sealed-change.ts';
import { connectorName, type RuleSituation } from '../steps/idle/situation.ts';
import type { Reading } from '../../systems/contexts.ts';
import { readOptions, type NullCloneOptions } from './options.ts';
import { selectContributors } from './selection.ts';

/** The stages of `null-clone`, each the step of the same id. */
export const stages = { clone: 'clone-rule', remove: 'delete-original', swap: 'swap-precedence' } as const;

/** The change that `null-clone` would make now, or what forbids it. */
export async function planNullClone(context: Reading, situation: RuleSituation): Promise<Result<ChangePlan>> {
  const options = readOptions(context.options);
  if (!options.ok) return options;
  const census = await readCensus(context, situation.connectors);
  if (!census.ok) return census;
  const orphans = await orphanBlockers(context, situation, census.value);
  if (!orphans.ok) return orphans;
  const selection = selectContributors(situation, census.value, options.value);
  const blockers = [
    ...orphans.value,
    ...(selection.kind === 'impossible'
      ? selection.blockers
      : undecidedBlockers(remoteMailboxesOf(selection.contributors, census.value), context.options, sparingByOverride)),
  ];
  if (selection.kind === 'impossible' || blockers.length > 0) return success({ kind: 'blocked', blockers });
  const pairs = planPairs(selection.contributors, situation.rules, context);
  return success({ kind: 'planned', change: changeOfPairs(pairs, situation, census.value, options.value) });
}

/** A contributor and the copy that takes its place, as it is created: at the parking precedence. */
interface Pair {
  readonly original: SyncRule;
  readonly copy: SyncRule;
}

/** Each copy takes a number of its own. */
function planPairs(
  contributors: readonly SyncRule[],
  rules: readonly SyncRule[],
  { runId, clock }: Pick<Reading, 'runId' | 'clock'>,
): readonly Pair[] {
  const date = copyDate(clock.now());
  const pairs: Pair[] = [];
  for (const original of contributors) {
    const id = derivedRuleId('null-clone', runId, original.id);
    const configuration = { rules: [...rules, ...pairs.map(({ copy }) => copy)] };
    const copy = planClone(original, { id, date, precedence: parkingPrecedence, configuration });
    pairs.push({ original, copy });
  }
  return pairs;
}

/** Date and minute as they stand in the name of a copy; the product's own form depends on the language of the server. */
function copyDate(now: Date): string {
  return now.toISOString().slice(0, 16).replace('T', ' ');
}

function changeOfPairs(
  pairs: readonly Pair[],
  { connectors }: Pick<RuleSituation, 'connectors'>,
  census: Census,
  options: NullCloneOptions,
): SealedChange {
  const keepsOriginal = options.original === 'keep-disabled';
  const contributors = pairs.map(({ original }) => {
    const counted = affectedBy(original, census);
    const untouched = counted?.withGuidWithoutNickname ?? 0;
    const objects = counted?.inCloud ?? 0;
    return { rule: original, connectorName: connectorName(connectors, original), objects, untouched };
  });
  const objects = contributors.reduce((sum, one) => sum + one.objects, 0);
  const remoteMailboxes = remoteMailboxesOf(
    pairs.map(({ original }) => original),
    census,
  );
  return {
    contributors,
    ...(remoteMailboxes.length > 0 && { remoteMailboxes }),
    stages: [
      { step: stages.clone, operations: pairs.flatMap(copyThenDisable), objects },
      { step: stages.remove, operations: keepsOriginal ? [] : pairs.map(removal), objects: 0 },
      { step: stages.swap, operations: keepsOriginal ? [] : pairs.map(swap), objects: 0 },
    ],
    rounds: [
      {
        round: firstRoundId,
        audience: pairs.map(({ original }) => ({
          connectorId: original.connectorId,
          connectorName: connectorName(connectors, original),
          objectType: original.sourceObjectType,
          scopeGroups: [],
        })),
      },
    ],
  };
}

/** Copy first, then disable the original: at no moment is neither enabled. */
function copyThenDisable({ original, copy }: Pair): readonly RuleOperation[] {
  return [
    { kind: 'create', rule: copy },
    { kind: 'replace', before: original, after: { ...original, disabled: true } },
  ];
}

function removal({ original }: Pair): RuleOperation {
  return { kind: 'remove', rule: { ...original, disabled: true } };
}

function swap({ original, copy }: Pair): RuleOperation {
  return { kind: 'replace', before: copy, after: { ...copy, precedence: original.precedence } };
}
