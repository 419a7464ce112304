import { assertNever } from '../../base/assert-never.ts';
import type { AttributeValue, AttributeValues } from '../rules/values.ts';
import type { EvaluationContext, EvaluationResult, UnpredictableReason } from './evaluation.ts';
import { expressionMessages as messages } from './messages.ts';

/** A reference value while an expression runs; it leaves as its distinguished name. */
export class Reference {
  readonly distinguishedName: string;
  constructor(distinguishedName: string) {
    this.distinguishedName = distinguishedName;
  }
}

/** A UTC date and time: 100-nanosecond steps since 1601-01-01, as AD stores times. */
export class DateTime {
  readonly fileTime: bigint;
  constructor(fileTime: bigint) {
    this.fileTime = fileTime;
  }
}

/** Two or more values; one value stands alone, none is `undefined`. */
export class Several {
  readonly values: readonly SingleValue[];
  constructor(values: readonly SingleValue[]) {
    this.values = values;
  }
}

/** An outcome that is no value and ends the evaluation of whatever contains it. */
export class Outcome {
  readonly result: Exclude<EvaluationResult, { kind: 'values' | 'null' }>;
  constructor(result: Outcome['result']) {
    this.result = result;
  }
}

export type SingleValue = AttributeValue | Reference | DateTime;
type PresentValue = SingleValue | Several;
/** `undefined` is a missing value, NULL. */
export type RuntimeValue = PresentValue | undefined;
export type Evaluated = RuntimeValue | Outcome;
/** A compiled part of an expression. */
export type Evaluate = (context: EvaluationContext) => Evaluated;

export const authoritativeNull = new Outcome({ kind: 'authoritative-null' });
export const ignoreThisFlow = new Outcome({ kind: 'ignore-this-flow' });
const nullResult: EvaluationResult = { kind: 'null' };
const trueResult: EvaluationResult = { kind: 'values', values: [true] };
const falseResult: EvaluationResult = { kind: 'values', values: [false] };

export function failure(message: string): Outcome {
  return new Outcome({ kind: 'error', message });
}

export function unpredictable(name: string, reason: UnpredictableReason): Outcome {
  return new Outcome({ kind: 'unpredictable', function: name, reason });
}

/** An outcome inside a function or operator: errors go through, the flow constants have no documented meaning there. */
export function inside(name: string, outcome: Outcome): Outcome {
  const { kind } = outcome.result;
  return kind === 'error' || kind === 'unpredictable' ? outcome : unpredictable(name, 'constant-as-operand');
}

/** Values of an attribute as a runtime value. */
export function fromAttribute(values: AttributeValues | undefined): RuntimeValue {
  if (values === undefined) return undefined;
  return values.length > 1 ? new Several(values) : values[0];
}

/** As many values as there are, as one runtime value. */
export function fromValues(values: readonly SingleValue[]): RuntimeValue {
  return values.length > 1 ? new Several(values) : values[0];
}

export function toValues(value: RuntimeValue): readonly SingleValue[] {
  if (value === undefined) return [];
  return value instanceof Several ? value.values : [value];
}

/**
 * What the flow contributes. An empty text contributes nothing: directories hold no empty strings, and
 * `Left(Trim([info]),448)`, which is "" for a missing info, leaves no info in the metaverse.
 */
export function toResult(value: Evaluated): EvaluationResult {
  switch (typeof value) {
    case 'undefined':
      return nullResult;
    case 'string':
      return value === '' ? nullResult : { kind: 'values', values: [value] };
    case 'bigint':
      return { kind: 'values', values: [value] };
    case 'boolean':
      return value ? trueResult : falseResult;
    default:
      return objectResult(value);
  }
}

function objectResult(value: Exclude<Evaluated, string | bigint | boolean | undefined>): EvaluationResult {
  if (value instanceof Outcome) return value.result;
  if (value instanceof Uint8Array) return { kind: 'values', values: [value] };
  const flowing: AttributeValue[] = [];
  for (const single of toValues(value)) {
    if (single instanceof DateTime) return unpredictable('DateTime', 'type-undocumented').result;
    const plain = single instanceof Reference ? single.distinguishedName : single;
    if (plain !== '') flowing.push(plain);
  }
  return flowing.length === 0 ? nullResult : { kind: 'values', values: flowing };
}

/** The kinds of values that signatures name. */
type ValueKind = 'string' | 'number' | 'boolean' | 'binary' | 'reference' | 'date';

function kindOf(value: SingleValue): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      if (value instanceof Uint8Array) return 'binary';
      if (value instanceof Reference) return 'reference';
      return value instanceof DateTime ? 'date' : assertNever(value);
  }
}

/** The documented answer to a value of the wrong type (functions reference, introduction). */
export function wrongType(name: string, expected: string, found: RuntimeValue): Outcome {
  const kind = found === undefined ? 'no value' : found instanceof Several ? 'several values' : kindOf(found);
  return failure(messages.wrongType(name, expected, kind));
}

/**
 * A condition: a boolean, or a number that is not zero (CBool). NULL counts as False: `… || CBool(IIF(…,NULL))` in
 * In from AD - User Join would otherwise fail for every user without a mailbox.
 */
export function truthOf(name: string, value: Evaluated): boolean | Outcome {
  if (typeof value === 'boolean') return value;
  if (value === undefined) return false;
  if (typeof value === 'bigint') return value !== 0n;
  if (value instanceof Outcome) return inside(name, value);
  return unpredictable(name, value instanceof Several ? 'several-values' : 'type-undocumented');
}
