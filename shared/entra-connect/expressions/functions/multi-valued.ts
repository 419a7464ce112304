import { expressionMessages as messages } from '../messages.ts';
import {
  DateTime,
  failure,
  fromValues,
  Reference,
  toValues,
  truthOf,
  unpredictable,
  wrongType,
  inside,
  Outcome,
  type Evaluated,
  type RuntimeValue,
  type SingleValue,
} from '../runtime.ts';
import { valueKey } from '../../rules/values.ts';
import { integer, single, text, whole, type FunctionDefinition, type FunctionTable } from './signature.ts';
import { toUpper } from './white-space-and-case.ts';

/** Functions that look at all values of an attribute at once. A single value counts as one, a missing one as none. */
export const multiValuedFunctions: FunctionTable = {
  Contains: whole(2, 3, (name, attribute, wanted, caseType) => {
    const searched = single(name, text, wanted);
    if (typeof searched !== 'string') return searched;
    if (caseType !== undefined && caseType !== 'CaseSensitive' && caseType !== 'CaseInsensitive') {
      return unpredictable(name, 'undocumented');
    }
    return indexOfMatch(name, toValues(attribute), searched, caseType === 'CaseInsensitive');
  }),
  Count: whole(1, 1, (_name, attribute) => BigInt(toValues(attribute).length)),
  Item: whole(2, 2, (name, attribute, index) => {
    const number = single(name, integer, index);
    if (typeof number !== 'bigint') return number;
    const values = toValues(attribute);
    return itemAt(values, number) ?? failure(messages.indexOutOfBounds(name, number, values.length));
  }),
  ItemOrNull: whole(2, 2, (name, attribute, index) => {
    const number = single(name, integer, index);
    return typeof number === 'bigint' ? itemAt(toValues(attribute), number) : number;
  }),
  Join: whole(1, 2, (name, attribute, delimiter) => {
    const between = delimiter === undefined ? ' ' : single(name, text, delimiter);
    if (typeof between !== 'string') return between;
    const texts: string[] = [];
    for (const value of toValues(attribute)) {
      if (typeof value !== 'string') return wrongType(name, 'a string', value);
      texts.push(value);
    }
    return texts.length === 0 ? undefined : texts.join(between);
  }),
  RemoveDuplicates: whole(1, 1, (name, attribute) => withoutDuplicates(name, attribute)),
  Split: whole(2, 3, split),
  Select: forEachValue((_name, _item, produced) => produced),
  Where: forEachValue((name, item, produced) => {
    const kept = truthOf(name, produced);
    if (typeof kept !== 'boolean') return kept;
    return kept ? item : undefined;
  }),
};

/** Functions under which the values of one attribute cannot be looked at one by one. */
export const wholeAttributeFunctions: ReadonlySet<string> = new Set([
  ...Object.keys(multiValuedFunctions),
  'ImportedValue',
  'ValueCount',
  'With',
]);

/** The delimiter is one character (functions reference, Join); empty parts stay, as in VBA and .NET. */
function split(name: string, value: RuntimeValue, delimiter: RuntimeValue, limit: RuntimeValue): Evaluated {
  if (value === undefined) return undefined;
  const subject = single(name, text, value);
  if (typeof subject !== 'string') return subject;
  const mark = single(name, text, delimiter);
  if (typeof mark !== 'string') return mark;
  if (mark.length !== 1) return unpredictable(name, 'undocumented');
  const parts = subject.split(mark);
  if (limit === undefined) return fromValues(parts);
  const most = single(name, integer, limit);
  if (typeof most !== 'bigint') return most;
  // Whether the last value keeps the rest is documented nowhere.
  return BigInt(parts.length) > most ? unpredictable(name, 'undocumented') : fromValues(parts);
}

/** Substrings in texts, whole values in references (functions reference, Contains); counted from 1. */
function indexOfMatch(
  name: string,
  values: readonly SingleValue[],
  wanted: string,
  ignoresCase: boolean,
): bigint | Outcome {
  const searched = ignoresCase ? toUpper(wanted) : wanted;
  for (const [index, value] of values.entries()) {
    if (typeof value === 'string') {
      if ((ignoresCase ? toUpper(value) : value).includes(searched)) return BigInt(index + 1);
    } else if (value instanceof Reference) {
      if (value.distinguishedName === wanted) return BigInt(index + 1);
      if (toUpper(value.distinguishedName) === toUpper(wanted)) return unpredictable(name, 'case-rule-undocumented');
    } else return wrongType(name, 'a string or a reference', value);
  }
  return 0n;
}

function itemAt(values: readonly SingleValue[], number: bigint): SingleValue | undefined {
  return number >= 1n && number <= BigInt(values.length) ? values[Number(number) - 1] : undefined;
}

/** Exact duplicates go; whether texts that differ only in case are duplicates is documented nowhere. */
function withoutDuplicates(name: string, attribute: RuntimeValue): Evaluated {
  const values = toValues(attribute);
  if (values.length < 2) return attribute;
  const unique = new Map(values.map((value) => [keyOf(value), value]));
  const folded = new Set([...unique.keys()].map(toUpper));
  if (folded.size < unique.size) return unpredictable(name, 'case-rule-undocumented');
  return unique.size === values.length ? attribute : fromValues([...unique.values()]);
}

function keyOf(value: SingleValue): string {
  if (value instanceof Reference) return `r${value.distinguishedName}`;
  return value instanceof DateTime ? `d${value.fileTime.toString()}` : valueKey(value);
}

/** `Select($item, values, function)` and `Where($item, values, condition)`. */
function forEachValue(choose: (name: string, item: SingleValue, produced: Evaluated) => Evaluated): FunctionDefinition {
  return {
    minimum: 3,
    maximum: 3,
    form: 'binds-variable',
    compile: ({ name, arguments: [variable, values, body], compile }) => {
      if (variable?.kind !== 'variable' || values === undefined || body === undefined) {
        throw new TypeError(`${name} was compiled without being inspected`);
      }
      let current: SingleValue | undefined;
      const collection = compile(values);
      const produce = compile(body, new Map([[variable.name, () => current]]));
      return (context) => {
        const all = collection(context);
        if (all instanceof Outcome) return inside(name, all);
        const chosen: SingleValue[] = [];
        for (const item of toValues(all)) {
          current = item;
          const result = choose(name, item, produce(context));
          if (result instanceof Outcome) return inside(name, result);
          chosen.push(...toValues(result));
        }
        return fromValues(chosen);
      };
    },
  };
}
