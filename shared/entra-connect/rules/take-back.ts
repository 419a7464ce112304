import type { RuleId } from '../../base/identifiers.ts';
import type { SyncRule } from './model.ts';
import { inverseOf, isSameState, ruleIdOf, stateAfter, withState, type RuleOperation } from './rule-operation.ts';

/** How the rules stood before the first operation of a change; undefined: absent. */
export type StatesAtStart = ReadonlyMap<RuleId, SyncRule | undefined>;

/** What taking one operation back comes to on the rules that are there. */
export type TakingBack =
  /** Nothing: the rule stands as before the operation, or even as before the whole change. */
  | { readonly kind: 'back' }
  | { readonly kind: 'open' }
  /** Another rule has the number that the rule had. */
  | { readonly kind: 'precedence-taken'; readonly rule: SyncRule; readonly holder: SyncRule };

/** `inverse`: the operation that takes another one back. */
export function takingBack(inverse: RuleOperation, rules: readonly SyncRule[], starts: StatesAtStart): TakingBack {
  const rule = stateAfter(inverse);
  const present = rules.find(({ id }) => id === ruleIdOf(inverse));
  if (isBack(rule, present, starts)) return { kind: 'back' };
  // A rule that is to be created again and stands there is not the change's to replace, unless it is a default rule.
  if (inverse.kind === 'create' && present !== undefined && present.immutableTag === '') return { kind: 'back' };
  const holder = rules.find(({ id, precedence }) => precedence === rule?.precedence && id !== rule.id);
  return rule === undefined || holder === undefined ? { kind: 'open' } : { kind: 'precedence-taken', rule, holder };
}

/** Whether a rule stands as `wanted`, or already as before the whole change. */
export function isBack(wanted: SyncRule | undefined, present: SyncRule | undefined, starts: StatesAtStart): boolean {
  if (isSameState(wanted, present)) return true;
  const id = wanted?.id ?? present?.id;
  return id !== undefined && starts.has(id) && isSameState(starts.get(id), present);
}

/** What keeps operations from being taken back, one after the other; undefined: nothing. Nothing is carried out. */
export function obstacleToTakingBack(
  operations: readonly RuleOperation[],
  rules: readonly SyncRule[],
  starts: StatesAtStart,
): Extract<TakingBack, { readonly kind: 'precedence-taken' }> | undefined {
  let present = rules;
  for (const inverse of inverseOf(operations)) {
    const step = takingBack(inverse, present, starts);
    if (step.kind === 'precedence-taken') return step;
    if (step.kind === 'open') present = withState(present, ruleIdOf(inverse), stateAfter(inverse));
  }
  return undefined;
}
