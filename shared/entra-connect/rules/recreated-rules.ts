import type { RuleId } from '../../base/identifiers.ts';
import type { SyncRule } from './model.ts';
import { meaningfulDifferences, type RuleDifference } from './rule-difference.ts';
import { ruleIdOf, stateAfter, stateBefore, statesAtStart, type RuleOperation } from './rule-operation.ts';
import { sameDefaultRule } from './tag.ts';

/**
 * Default rules that stood there before the operations and stand there again under another identifier: an upgrade of the
 * server re-creates a deleted one (entra-connect.md §0.2). By the identifier that the operations know.
 */
export function recreatedRules(
  rules: readonly SyncRule[],
  operations: readonly RuleOperation[],
): ReadonlyMap<RuleId, SyncRule> {
  const starts = statesAtStart(operations);
  const recreated = new Map<RuleId, SyncRule>();
  for (const original of starts.values()) {
    if (original === undefined || rules.some(({ id }) => id === original.id)) continue;
    const [found, ...others] = rules.filter((rule) => !starts.has(rule.id) && isSameDefault(original, rule));
    if (found !== undefined && others.length === 0) recreated.set(original.id, found);
  }
  return recreated;
}

function isSameDefault(original: SyncRule, rule: SyncRule): boolean {
  return rule.connectorId === original.connectorId && sameDefaultRule(rule.immutableTag, original.immutableTag);
}

/** The rules with each re-created one under the identifier that the operations know it by. */
export function withKnownIdentifiers(
  rules: readonly SyncRule[],
  operations: readonly RuleOperation[],
): readonly SyncRule[] {
  const recreated = recreatedRules(rules, operations);
  if (recreated.size === 0) return rules;
  const known = new Map([...recreated].map(([id, rule]) => [rule.id, id]));
  return rules.map((rule) => ({ ...rule, id: known.get(rule.id) ?? rule.id }));
}

/** A default rule that operations only switch, move or remove, with the content that it has by now: perhaps that of an upgrade. */
export interface ChangedContent {
  readonly original: SyncRule;
  readonly found: SyncRule;
  readonly differences: readonly RuleDifference[];
}

/** By the identifier that the operations know; `rules`: under such identifiers. */
export type ChangedContents = ReadonlyMap<RuleId, ChangedContent>;

export function changedContents(operations: readonly RuleOperation[], rules: readonly SyncRule[]): ChangedContents {
  const changed = new Map<RuleId, ChangedContent>();
  for (const original of statesAtStart(operations).values()) {
    if (original === undefined) continue;
    const found = rules.find(({ id }) => id === original.id);
    if (found === undefined || !isSameDefault(original, found)) continue;
    const differences = contentDifferences(original, found);
    const isLeftAlone = statesOf(operations, original.id).every(
      (state) => contentDifferences(original, state).length === 0,
    );
    if (isLeftAlone && differences.length > 0) changed.set(original.id, { original, found, differences });
  }
  return changed;
}

/** The operations as if they had been about the content that is there: taking them back leaves it alone. */
export function onPresentContent(
  operations: readonly RuleOperation[],
  contents: ChangedContents,
): readonly RuleOperation[] {
  const renewed = (rule: SyncRule): SyncRule => {
    const content = contents.get(rule.id)?.found;
    return content === undefined ? rule : { ...content, disabled: rule.disabled, precedence: rule.precedence };
  };
  return operations.map((operation) =>
    operation.kind === 'replace'
      ? { ...operation, before: renewed(operation.before), after: renewed(operation.after) }
      : { ...operation, rule: renewed(operation.rule) },
  );
}

function statesOf(operations: readonly RuleOperation[], id: RuleId): readonly SyncRule[] {
  return operations
    .filter((operation) => ruleIdOf(operation) === id)
    .flatMap((operation) => [stateBefore(operation), stateAfter(operation)].filter((state) => state !== undefined));
}

/** Whatever else differs than whether the rule is enabled, and its number. */
function contentDifferences(original: SyncRule, found: SyncRule): readonly RuleDifference[] {
  return meaningfulDifferences(original, { ...found, disabled: original.disabled, precedence: original.precedence });
}
