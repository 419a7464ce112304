import type { RuleId } from '../../base/identifiers.ts';
import type { EvaluationContext, EvaluationResult } from '../expressions/evaluation.ts';
import { unpredictableMessage } from '../expressions/messages.ts';
import { valueKey, type AttributeValue, type AttributeValues } from '../rules/values.ts';
import type { CompiledFlow } from './compiled-rule.ts';
import { convertValues } from './conversion.ts';
import { objectErrors, type ObjectError } from './error-texts.ts';
import type { AttributePlan, Candidate } from './flow-plan.ts';

/** How to read what Microsoft documents nowhere (entra-connect.md §9). */
export interface FlowReadings {
  /** entra-connect.md §9 item 3: Apply Once with NULL on an object that already exists. Field reports say the stored value disappears: clears. */
  readonly applyOnceNull: 'clears' | 'keeps-stored-value';
}

/** What the target attribute holds before the decision; `ruleId` is its contributor where that is known (metaverse). */
interface StoredAttribute {
  readonly values: AttributeValues;
  readonly ruleId: RuleId | undefined;
}

/** The object into which attributes flow, and those they come from. */
export interface FlowTarget {
  readonly sources: readonly EvaluationContext[];
  /** The target object is being created: only then Apply Once flows set values. */
  readonly isNew: boolean;
  readonly direction: 'inbound' | 'outbound';
  readonly readings: FlowReadings;
  stored(attribute: string): StoredAttribute | undefined;
  /** References in the form of the target; those that lead nowhere are left out. */
  resolve(values: AttributeValues, source: number): AttributeValues;
}

/** What becomes of one attribute. `keep` leaves it as it is, with its contributor. */
export type Decision =
  | { readonly kind: 'set'; readonly values: AttributeValues; readonly flow: CompiledFlow }
  | { readonly kind: 'keep' }
  /** `by`: the AuthoritativeNull that did it; undefined: no rule contributes anything. */
  | { readonly kind: 'remove'; readonly by: CompiledFlow | undefined }
  | { readonly kind: 'failed'; readonly error: ObjectError };

const keep: Decision = { kind: 'keep' };
const remove: Decision = { kind: 'remove', by: undefined };

/** Decides about one attribute by the precedence of the rules in scope (entra-connect.md §4). */
export function decideAttribute(plan: AttributePlan, target: FlowTarget): Decision {
  switch (plan.merge) {
    case 'one':
      return strongestContribution(plan, target);
    case 'all':
    case 'all-ignoring-case':
      return mergedContributions(plan, target);
    case 'conflict':
      return {
        kind: 'failed',
        error: objectErrors.mixedMergeTypes(
          plan.name,
          plan.candidates.map(({ flow }) => flow.rule.rule.name),
        ),
      };
  }
}

function strongestContribution(plan: AttributePlan, target: FlowTarget): Decision {
  let everyFlowIgnored = true;
  let storedValueStays = false;
  for (const candidate of plan.candidates) {
    const contribution = contributionOf(plan, candidate, target);
    switch (contribution.kind) {
      case 'values':
        return { kind: 'set', values: contribution.values, flow: candidate.flow };
      case 'stored-value':
        return keep;
      case 'authoritative-null':
        return { kind: 'remove', by: candidate.flow };
      case 'failed':
        return contribution;
      case 'ignored':
        break;
      case 'nothing-but-stored-value-stays':
        storedValueStays = true;
        break;
      case 'nothing':
        everyFlowIgnored = false;
        break;
    }
  }
  // "It's like the attribute flow has never been there": with nothing but ignored flows nobody manages the attribute.
  return everyFlowIgnored || storedValueStays ? keep : remove;
}

/**
 * Merge takes the values of all contributors. Outbound, the values that the connected directory holds stay: Out to AD -
 * User Exchange Hybrid adds one x500 address to proxyAddresses and must not take the others away.
 */
function mergedContributions(plan: AttributePlan, target: FlowTarget): Decision {
  const keyOf = plan.merge === 'all' ? valueKey : caseInsensitiveKey;
  const merged = new Map<string, AttributeValue>();
  const add = (values: AttributeValues) => {
    for (const value of values) if (!merged.has(keyOf(value))) merged.set(keyOf(value), value);
  };
  if (target.direction === 'outbound') add(target.stored(plan.name)?.values ?? []);
  let first: CompiledFlow | undefined;
  let everyFlowIgnored = true;
  for (const candidate of plan.candidates) {
    const contribution = contributionOf(plan, candidate, target);
    if (contribution.kind === 'failed') return contribution;
    if (contribution.kind === 'stored-value' || contribution.kind === 'values') {
      first ??= candidate.flow;
      add(contribution.kind === 'values' ? contribution.values : (target.stored(plan.name)?.values ?? []));
    }
    if (contribution.kind !== 'ignored') everyFlowIgnored = false;
    if (contribution.kind === 'authoritative-null') {
      if (first === undefined) return { kind: 'remove', by: candidate.flow };
      break;
    }
  }
  if (first !== undefined) return { kind: 'set', values: [...merged.values()], flow: first };
  return everyFlowIgnored || target.direction === 'outbound' ? keep : remove;
}

type Contribution =
  | { readonly kind: 'values'; readonly values: AttributeValues }
  | { readonly kind: 'stored-value' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'nothing-but-stored-value-stays' }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'authoritative-null' }
  | { readonly kind: 'failed'; readonly error: ObjectError };

const nothing: Contribution = { kind: 'nothing' };
const ignored: Contribution = { kind: 'ignored' };
const storedValue: Contribution = { kind: 'stored-value' };
const nothingButStoredValueStays: Contribution = { kind: 'nothing-but-stored-value-stays' };
const authoritativeNull: Contribution = { kind: 'authoritative-null' };

function contributionOf(plan: AttributePlan, candidate: Candidate, target: FlowTarget): Contribution {
  const source = target.sources[candidate.source];
  if (source === undefined) throw new Error(`No source ${candidate.source}`);
  const evaluated = evaluate(plan, candidate, source, target);
  return candidate.flow.flow.applyOnce && !target.isNew ? appliedBefore(evaluated, plan, candidate, target) : evaluated;
}

/**
 * An Apply Once flow on an object that exists. It "should only be set when the object is initially created"
 * (declarative-provisioning doc), so it never sets a value; a stored value that is its own, or the one it would set, stays.
 * What it does with NULL is documented nowhere: `FlowReadings.applyOnceNull` decides.
 */
function appliedBefore(
  evaluated: Contribution,
  plan: AttributePlan,
  candidate: Candidate,
  target: FlowTarget,
): Contribution {
  if (evaluated.kind === 'failed') return evaluated;
  if (evaluated.kind === 'ignored') return ignored;
  const stored = target.stored(plan.name);
  if (evaluated.kind === 'values') {
    // Nobody keeps record of who set a value in a connected directory: what is there counts as set by this flow.
    if (target.direction === 'outbound') return stored === undefined ? ignored : storedValue;
    const isOwn = stored?.ruleId === candidate.flow.rule.rule.id;
    const isSame = stored !== undefined && sameText(stored.values, evaluated.values);
    return isOwn || isSame ? storedValue : nothing;
  }
  switch (target.readings.applyOnceNull) {
    case 'clears':
      return evaluated;
    case 'keeps-stored-value':
      return stored === undefined ? nothing : nothingButStoredValueStays;
  }
}

function evaluate(
  plan: AttributePlan,
  { flow, source: number }: Candidate,
  source: EvaluationContext,
  target: FlowTarget,
): Contribution {
  const result: EvaluationResult = flow.evaluate(source);
  switch (result.kind) {
    case 'values': {
      const values = flow.isReference ? target.resolve(result.values, number) : result.values;
      if (values.length === 0) return nothing;
      const converted = convertValues(values, flow.target);
      if (converted.kind === 'values') return converted;
      return { kind: 'failed', error: objectErrors.flowFailed(plan.name, flow.rule.rule.name, converted.reason) };
    }
    case 'null':
      return nothing;
    case 'authoritative-null':
      return authoritativeNull;
    case 'ignore-this-flow':
      return ignored;
    case 'error':
      return { kind: 'failed', error: objectErrors.flowFailed(plan.name, flow.rule.rule.name, result.message) };
    case 'unpredictable': {
      const reason = unpredictableMessage(result.function, result.reason);
      return { kind: 'failed', error: objectErrors.unpredictable(plan.name, flow.rule.rule.name, reason) };
    }
  }
}

function sameText(left: AttributeValues, right: AttributeValues): boolean {
  return (
    left.length === right.length &&
    left.every((value, index) => valueKey(value) === valueKey(right[index] as AttributeValue))
  );
}

function caseInsensitiveKey(value: AttributeValue): string {
  return typeof value === 'string' ? `s${value.toLowerCase()}` : valueKey(value);
}
