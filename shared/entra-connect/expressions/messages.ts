import type { UnpredictableReason } from './evaluation.ts';
import type { ReadingDoubt } from './doubt.ts';

/** What a person reads about an expression: why it cannot be read, and why evaluating it fails. */
export const expressionMessages = {
  tooLong: (limit: number) => `The expression is longer than ${limit} characters.`,
  tooDeep: (limit: number) => `The expression is nested deeper than ${limit} levels.`,
  tooManyParts: (limit: number) => `The expression has more than ${limit} functions, operators and values.`,
  empty: () => 'The expression is empty.',
  unterminatedString: () => 'The string has no closing quote (").',
  smartQuote: () => 'Strings need straight quotes (").',
  unterminatedAttribute: () => 'The attribute name has no closing bracket (]).',
  emptyAttribute: () => 'The attribute name between the brackets is empty.',
  unterminatedParameter: () => 'The parameter name has no closing percent sign (%).',
  variableName: () => 'A name must follow the dollar sign.',
  hexadecimal: () => 'Hexadecimal digits must follow &H, at most 16.',
  integerRange: () => 'The number does not fit in 64 bits.',
  wholeNumber: () => 'Only whole numbers can be written.',
  unexpected: (character: string) => `Unexpected character "${character}".`,
  expectedValue: (found: string) => `A value is expected here, not ${found}.`,
  expectedOperator: (found: string) => `An operator or the end is expected here, not ${found}.`,
  expectedAfterArgument: (found: string) => `A comma or a closing parenthesis is expected here, not ${found}.`,
  unclosed: () => 'The parenthesis is not closed.',
  endOfText: () => 'the end of the expression',
  argumentCount: (name: string, expected: string, found: number) =>
    `${name} takes ${expected} arguments, not ${found}.`,
  argumentPairs: (name: string) => `${name} takes pairs of a condition and a value.`,
  variableExpected: (name: string) => `The first argument of ${name} is a variable such as $item.`,
  attributeNameExpected: (name: string) => `${name} takes the name of an attribute in quotes.`,
  unknownFunction: (name: string) => `The function ${name} is not known.`,
  unknownConstant: (name: string) => `The name ${name} is not known.`,
  unboundVariable: (name: string) => `The variable $${name} is not bound by With, Select or Where.`,
  wrongType: (name: string, expected: string, found: string) => `${name}: expected ${expected}, found ${found}.`,
  indexOutOfBounds: (name: string, index: bigint, count: number) =>
    `${name}: there is no item ${index.toString()} in ${count} values.`,
  notANumber: (text: string) => `CNum: "${text}" is not a number.`,
  notAGuid: (text: string) => `CGuid: "${text}" is not a GUID.`,
  notBase64: (text: string) => `ConvertFromBase64: "${text}" is not base64.`,
  notHexadecimal: (text: string) => `ConvertFromUTF8Hex: "${text}" is not hexadecimal.`,
  notASid: () => 'StringFromSid: the bytes are not a security identifier.',
  dateOutOfRange: (name: string) => `${name}: the date is out of range.`,
  replacePattern: (source: string) => `ReplaceChars: "${source}" is not exactly one character.`,
  divisionByZero: () => 'Division by zero.',
  overflow: () => 'The result does not fit in 64 bits.',
} as const;

/** Why the result of a function, operator or parameter cannot be predicted, as a sentence. */
export function unpredictableMessage(name: string, reason: UnpredictableReason): string {
  return `The result of ${name} cannot be predicted: ${reasonTexts[reason]}.`;
}

const reasonTexts: Readonly<Record<UnpredictableReason, string>> = {
  'case-rule-undocumented': 'it depends on whether upper and lower case are told apart, which is documented nowhere',
  'constant-as-operand': 'AuthoritativeNull or IgnoreThisFlow is used as a value',
  'culture-dependent': 'it depends on the culture of the server',
  'invalid-call': 'its arguments are not as documented',
  'missing-value': 'a value is missing, and what happens then is documented nowhere',
  'not-modelled': 'this product does not compute it',
  'nothing-injected': 'it depends on the time or on chance',
  'several-values': 'it meets several values where one is expected',
  'type-undocumented': 'it meets a type for which nothing is documented',
  'undefined-parameter': 'the parameter is not defined',
  undocumented: 'this case is documented nowhere',
  'unknown-name': 'the name is not known',
};

/** What a person should look at in an expression that can be read in two ways. */
export function doubtMessage(kind: ReadingDoubt['kind']): string {
  switch (kind) {
    case 'grouping':
      return 'Microsoft documents one priority for all operators, from left to right; here that reading and the usual one differ. Parentheses would settle it.';
    case 'hexadecimal-sign':
      return 'It is documented nowhere whether this hexadecimal number is negative. It is read as positive.';
  }
}
