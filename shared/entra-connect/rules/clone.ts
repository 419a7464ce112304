import type { RuleId } from '../../base/identifiers.ts';
import { flowsTo, sameAttribute } from './flows-to.ts';
import type { AttributeFlow, ServerConfiguration, SyncRule } from './model.ts';
import { clonePrefix } from './origin.ts';
import { differenceBetween, type RuleDifference } from './rule-difference.ts';
import { mailboxGuidAttribute } from '../attributes.ts';

/** Where a clone waits until the original's number is free, by the articles' recipe (procedures.md). */
export const parkingPrecedence = 200;

export interface ClonePlan {
  /** Identifier of the rule to be created. */
  readonly id: RuleId;
  /** The date in the clone's name, in whatever form it is to be read. */
  readonly date: string;
  /** The number to take, or the next free one above it. */
  readonly precedence: number;
  readonly configuration: Pick<ServerConfiguration, 'rules'>;
  /** The attribute that gets `NULL`; msExchMailboxGuid when not given. */
  readonly attribute?: string;
}

/**
 * The editable, enabled copy of a rule (procedures.md, `clone-rule`): everything as in the original, except for name,
 * identifier, tag, precedence and the one flow, which becomes the expression `NULL`, Apply Once, Update.
 * Asked for a rule that does not flow the attribute exactly once, it throws: that is no contributor.
 */
export function planClone(original: SyncRule, plan: ClonePlan): SyncRule {
  const attribute = plan.attribute ?? mailboxGuidAttribute;
  const flowing = flowsTo(original, attribute);
  if (flowing.length !== 1) {
    throw new Error(
      `“${original.name}” flows ${attribute} ${String(flowing.length)} times; a clone replaces one flow.`,
    );
  }
  return {
    ...original,
    id: plan.id,
    internalId: plan.id,
    name: `${original.name}${clonePrefix}${plan.date}`,
    immutableTag: '',
    disabled: false,
    precedence: freePrecedence(plan.configuration.rules, plan.precedence),
    flows: withNullFlow(original.flows, attribute),
  };
}

/** The flow of Solution 1 in place of another: nothing to contribute, applied once. */
export function nullFlow(flow: AttributeFlow): AttributeFlow {
  return {
    ...flow,
    source: { type: 'expression', expression: 'NULL', attributes: [] },
    applyOnce: true,
    mergeType: 'Update',
  };
}

/** The first number from `from` upwards that no rule has, in either direction, disabled ones included. */
export function freePrecedence(rules: readonly SyncRule[], from: number): number {
  const taken = new Set(rules.map((rule) => rule.precedence));
  let precedence = from;
  while (taken.has(precedence)) precedence += 1;
  return precedence;
}

/**
 * What a clone has that `planClone` would not have given it; empty for an exact clone. Its number is free, identifier,
 * internal identifier and version are the server's, and the original may have been disabled since.
 */
export function cloneDeviations(
  original: SyncRule,
  clone: SyncRule,
  attribute = mailboxGuidAttribute,
): readonly RuleDifference[] {
  const namePrefix = `${original.name}${clonePrefix}`;
  const expected: SyncRule = {
    ...original,
    id: clone.id,
    internalId: clone.internalId,
    version: clone.version,
    precedence: clone.precedence,
    name: clone.name.startsWith(namePrefix) ? clone.name : namePrefix,
    immutableTag: '',
    disabled: false,
    flows: withNullFlow(original.flows, attribute),
  };
  return differenceBetween(expected, clone);
}

/** Whether a clone is the original with exactly the changes of `planClone`. */
export function isExactClone(original: SyncRule, clone: SyncRule, attribute = mailboxGuidAttribute): boolean {
  const cloned = flowsTo(original, attribute).length > 0;
  return cloned && original.id !== clone.id && cloneDeviations(original, clone, attribute).length === 0;
}

/** The flows of a clone: the one to the attribute is `NULL`, all others are as they were. */
export function withNullFlow(flows: readonly AttributeFlow[], attribute: string): readonly AttributeFlow[] {
  return flows.map((flow) => (sameAttribute(flow.destination, attribute) ? nullFlow(flow) : flow));
}
