import fc from 'fast-check';
import { findFunction, functionNames } from '../../../../shared/entra-connect/expressions/functions/table.ts';
import {
  escapeString,
  type BinaryOperator,
  type Expression,
  type UnaryOperator,
} from '../../../../shared/entra-connect/expressions/syntax.ts';

const span = { start: 0, end: 0 };
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const unaryOperators: readonly UnaryOperator[] = ['-', '!'];
const binaryOperators: readonly BinaryOperator[] = [
  '&&',
  '||',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '&',
  '+',
  '-',
  '*',
  '/',
];

const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc
        .string({ unit: 'binary' })
        .map((value): Expression => ({ kind: 'string', value, spelling: escapeString(value), span })),
      fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map((value): Expression => ({ kind: 'number', value, spelling: value.toString(), span })),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value): Expression => ({
        kind: 'number',
        value: BigInt.asIntN(64, value),
        spelling: `&H${value.toString(16).toUpperCase()}`,
        span,
      })),
      name.map((text): Expression => ({ kind: 'constant', name: text, span })),
      fc.stringMatching(/^[^[\]]{1,12}$/).map((text): Expression => ({ kind: 'attribute', name: text, span })),
      fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/).map((text): Expression => ({ kind: 'parameter', name: text, span })),
      name.map((text): Expression => ({ kind: 'variable', name: text, span })),
    ),
    fc.record({
      kind: fc.constant('unary' as const),
      operator: fc.constantFrom(...unaryOperators),
      operand: tie('tree'),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...binaryOperators),
      left: tie('tree'),
      right: tie('tree'),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name,
      arguments: fc.array(tie('tree'), { maxLength: 4 }),
      span: fc.constant(span),
    }),
  ),
}));

/** Any expression that can be written, with every operator under every other. */
export const anyExpression: fc.Arbitrary<Expression> = tree;

const knownConstants = [
  'True',
  'False',
  'NULL',
  'AuthoritativeNull',
  'IgnoreThisFlow',
  'CRLF',
  'UTF8',
  'vbTextCompare',
];
const texts = [
  '',
  ' a,b ',
  'CN=a,DC=b',
  '12',
  '2001-01-01',
  'yyyyMMdd',
  'd',
  'SGVsbG8=',
  '{00001111-aaaa-2222-bbbb-3333cccc4444}',
];

const { known } = fc.letrec<{ known: Expression }>((tie) => ({
  known: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc
        .oneof(fc.constantFrom(...texts), fc.string())
        .map((value): Expression => ({ kind: 'string', value, spelling: escapeString(value), span })),
      fc
        .oneof(fc.integer({ min: -3, max: 9 }).map(BigInt), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
        .map((value): Expression => ({ kind: 'number', value, spelling: value.toString(), span })),
      fc.constantFrom(...knownConstants).map((text): Expression => ({ kind: 'constant', name: text, span })),
      fc
        .constantFrom('text', 'number', 'binary', 'sid', 'several', 'missing', 'flag')
        .map((text): Expression => ({ kind: 'attribute', name: text, span })),
    ),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...binaryOperators),
      left: tie('known'),
      right: tie('known'),
      span: fc.constant(span),
    }),
    fc.constantFrom(...functionNames).chain((text) => {
      const definition = findFunction(text);
      const form = definition?.form;
      const least = definition?.minimum ?? 0;
      const most = Math.min(definition?.maximum ?? 0, 4);
      return fc.array(tie('known'), { minLength: least, maxLength: most }).map((given): Expression => {
        const first: readonly Expression[] =
          form === 'binds-variable'
            ? [{ kind: 'variable', name: 'v', span }]
            : form === 'names-attribute'
              ? [{ kind: 'string', value: 'several', spelling: 'several', span }]
              : given.slice(0, 1);
        return { kind: 'call', name: text, arguments: [...first, ...given.slice(1)], span };
      });
    }),
  ),
}));

/** An expression of known names only, every function with as many arguments as it takes. */
export const anyKnownExpression: fc.Arbitrary<Expression> = known;

/** The tree alone: two texts of one meaning differ in nothing else. */
export function withoutPlaces(expression: Expression): Expression {
  switch (expression.kind) {
    case 'call':
      return { ...expression, arguments: expression.arguments.map(withoutPlaces), span };
    case 'unary':
      return { ...expression, operand: withoutPlaces(expression.operand), span };
    case 'binary':
      return { ...expression, left: withoutPlaces(expression.left), right: withoutPlaces(expression.right), span };
    default:
      return { ...expression, span };
  }
}
