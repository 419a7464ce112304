import { failure, unpredictable, type Outcome } from '../runtime.ts';
import { expressionMessages as messages } from '../messages.ts';
import { findForwards, findBackwards, type Comparison } from './find-text.ts';
import { integer, mapping, optional, text, textOrBinary, type FunctionTable, type Produced } from './signature.ts';
import { trimEnd, trimStart, trimWhiteSpace, toLower, toUpper } from './white-space-and-case.ts';

/** Text functions of the functions reference. Positions count UTF-16 code units from 1, as .NET and VBA do. */
export const textFunctions: FunctionTable = {
  Guid: {
    minimum: 0,
    maximum: 0,
    compile: ({ name }) => {
      const outcome = unpredictable(name, 'nothing-injected');
      return (context) => (context.random === undefined ? outcome : randomGuid(() => context.random?.() ?? 0));
    },
  },
  InStr: mapping(text, [text, optional(integer), optional(text)], 'zero', (name, searched, wanted, start, compare) =>
    located(name, searched, wanted, start, compare, findForwards),
  ),
  InStrRev: mapping(text, [text, optional(integer), optional(text)], 'zero', (name, searched, wanted, start, compare) =>
    located(name, searched, wanted, start, compare, findBackwards),
  ),
  LCase: mapping(text, [], 'null', (_name, value) => toLower(value)),
  UCase: mapping(text, [], 'null', (_name, value) => toUpper(value)),
  PCase: mapping(text, [], 'null', (_name, value) => value.split(' ').map(capitalized).join(' ')),
  // Binary values are counted and cut in bytes: the deviceKey rules of the product do so.
  Left: mapping(textOrBinary, [integer], 'empty', (_name, value, count) => {
    if (count < 0n) return value;
    return value.slice(0, Number(count));
  }),
  Right: mapping(textOrBinary, [integer], 'empty', (_name, value, count) => {
    if (count < 0n || count >= BigInt(value.length)) return value;
    return value.slice(value.length - Number(count));
  }),
  Mid: mapping(textOrBinary, [integer, optional(integer)], 'empty', (_name, value, start, count) => {
    if (start <= 0n || start > BigInt(value.length) || (count !== undefined && count < 0n)) {
      return count === 0n ? value.slice(0, 0) : value;
    }
    const from = Number(start) - 1;
    return count === undefined ? value.slice(from) : value.slice(from, from + Number(count));
  }),
  Len: mapping(textOrBinary, [], 'undocumented', (_name, value) => BigInt(value.length)),
  Trim: mapping(text, [], 'null', (_name, value) => trimWhiteSpace(value)),
  LTrim: mapping(text, [], 'null', (_name, value) => trimStart(value)),
  RTrim: mapping(text, [], 'null', (_name, value) => trimEnd(value)),
  PadLeft: mapping(text, [integer, text], 'empty', (name, value, length, character) =>
    padded(name, value, length, character, (width) => value.padStart(width, character)),
  ),
  PadRight: mapping(text, [integer, text], 'empty', (name, value, length, character) =>
    padded(name, value, length, character, (width) => value.padEnd(width, character)),
  ),
  Replace: mapping(text, [text, text], 'null', (name, value, wanted, replacement) => {
    if (wanted === '') return unpredictable(name, 'undocumented');
    return value.replaceAll(withoutMonikers(wanted), () => withoutMonikers(replacement));
  }),
  ReplaceChars: mapping(text, [text], 'null', replaceCharacters),
  Word: mapping(text, [integer, text], 'empty', word),
};

/** Longest text that padding may make: the product's limit is unknown, this machine's memory is not. */
const longestPadding = 1_000_000n;

function located(
  name: string,
  searched: string,
  wanted: string,
  start: bigint | undefined,
  compare: string | undefined,
  find: (searched: string, wanted: string, start: number | undefined, comparison: Comparison) => number,
): Produced {
  const outside = start !== undefined && (start < 1n || start > BigInt(searched.length));
  if (outside || wanted === '') return unpredictable(name, 'undocumented');
  const from = start === undefined ? undefined : Number(start);
  switch (compare) {
    case 'vbBinaryCompare':
      return BigInt(find(searched, wanted, from, 'binary'));
    case 'vbTextCompare':
      return BigInt(find(searched, wanted, from, 'text'));
    case undefined: {
      // The comparison used when none is named is documented nowhere: the answer must not depend on it.
      const position = find(searched, wanted, from, 'binary');
      if (position === find(searched, wanted, from, 'text')) return BigInt(position);
      return unpredictable(name, 'case-rule-undocumented');
    }
    default:
      return unpredictable(name, 'undocumented');
  }
}

function capitalized(part: string): string {
  return toUpper(part.slice(0, 1)) + toLower(part.slice(1));
}

function padded(
  name: string,
  value: string,
  length: bigint,
  character: string,
  pad: (width: number) => string,
): string | Outcome {
  if (length <= BigInt(value.length)) return value;
  if (character.length !== 1 || length > longestPadding) return unpredictable(name, 'undocumented');
  return pad(Number(length));
}

/** Replace knows `\n`, `\r` and `\t` (functions reference, Replace). */
function withoutMonikers(value: string): string {
  return value.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t');
}

/** Pattern `source:target,source:target`; blanks in it are ignored (functions reference, ReplaceChars). */
function replaceCharacters(name: string, value: string, pattern: string): string | Outcome {
  const targets = new Map<string, string>();
  for (const entry of pattern.replace(/\s+/g, '').split(',')) {
    const [source = '', target, ...more] = entry.split(':');
    // The reference's own example has entries without a colon, and does not say what they do.
    if (target === undefined || more.length > 0) return unpredictable(name, 'undocumented');
    if (source.length !== 1) return failure(messages.replacePattern(source));
    if (targets.has(source)) return unpredictable(name, 'undocumented');
    targets.set(source, target);
  }
  return value.replace(/[\s\S]/g, (character) => targets.get(character) ?? character);
}

/** Whether neighbouring delimiters enclose an empty word is documented nowhere: the answer must not depend on it. */
function word(name: string, value: string, number: bigint, delimiters: string): string | Outcome {
  if (number < 1n) return '';
  const pieces: string[] = [];
  let start = 0;
  for (let index = 0; index <= value.length; index += 1) {
    if (index < value.length && !delimiters.includes(value.charAt(index))) continue;
    pieces.push(value.slice(start, index));
    start = index + 1;
  }
  const wanted = Number(number) - 1;
  const counted = pieces[wanted] ?? '';
  const skipped = pieces.filter((piece) => piece !== '')[wanted] ?? '';
  return counted === skipped ? counted : unpredictable(name, 'undocumented');
}

function randomGuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16));
  digits[12] = 4;
  digits[16] = 8 + ((digits[16] ?? 0) % 4);
  const hexadecimal = digits.map((digit) => digit.toString(16)).join('');
  return hexadecimal.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
