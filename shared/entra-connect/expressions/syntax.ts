/**
 * The syntax tree of Microsoft's declarative provisioning expressions
 * (MicrosoftDocs/entra-docs, concept-azure-ad-connect-sync-declarative-provisioning-expressions.md).
 */

/** Where a node begins and ends in the text, in UTF-16 code units; `end` is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** `spelling` is the text between the quotes, as written; `value` is what it means. */
interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly spelling: string;
  readonly span: Span;
}

/** A 64-bit integer; `spelling` keeps whether it was written in decimal or after `&H`. */
interface NumberLiteral {
  readonly kind: 'number';
  readonly value: bigint;
  readonly spelling: string;
  readonly span: Span;
}

/** A name standing alone: True, NULL, IgnoreThisFlow, vbTextCompare, UTF8 … or one nobody knows. */
interface ConstantName {
  readonly kind: 'constant';
  readonly name: string;
  readonly span: Span;
}

/** `[name]` */
interface AttributeReference {
  readonly kind: 'attribute';
  readonly name: string;
  readonly span: Span;
}

/** `%name%` */
interface ParameterReference {
  readonly kind: 'parameter';
  readonly name: string;
  readonly span: Span;
}

/** `$name`, bound by With, Select or Where. */
interface VariableReference {
  readonly kind: 'variable';
  readonly name: string;
  readonly span: Span;
}

/** `name(arguments)` */
export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

export type UnaryOperator = '-' | '!';

export interface UnaryOperation {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
  readonly span: Span;
}

export type LogicalOperator = '&&' | '||';
export type ComparisonSign = '=' | '<>' | '<' | '<=' | '>' | '>=';
type ValueOperator = '&' | '+' | '-' | '*' | '/';
export type BinaryOperator = LogicalOperator | ComparisonSign | ValueOperator;

export interface BinaryOperation {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export type Expression =
  | StringLiteral
  | NumberLiteral
  | ConstantName
  | AttributeReference
  | ParameterReference
  | VariableReference
  | FunctionCall
  | UnaryOperation
  | BinaryOperation;

/**
 * How tightly an operator binds. Microsoft says all have one priority, left to right. Its own rules prove that
 * `a || b = c` means `a || (b = c)` (In from AD - User Join, cloudFiltered), so there are three ranks, and within
 * a rank the documented left-to-right order: `2 + 3 * 4` is 20.
 */
export function rankOf(operator: BinaryOperator): number {
  switch (operator) {
    case '&&':
    case '||':
      return 1;
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return 2;
    case '&':
    case '+':
    case '-':
    case '*':
    case '/':
      return 3;
  }
}

/** The direct parts of a node, in the order they are written. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.arguments;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'string':
    case 'number':
    case 'constant':
    case 'attribute':
    case 'parameter':
    case 'variable':
      return [];
  }
}

/**
 * Reads the escapes of a string literal. The rules need `\\` for one backslash ("\\0ACNF:" finds `\0ACNF:`); `\"` and
 * VBA's doubled quote give a quote. Every other backslash stays: Replace reads `\r`, `\n` and `\t` itself.
 */
export function unescapeString(spelling: string): string {
  return spelling.replace(/\\(["\\])|""/g, (_escape, escaped: string | undefined) => escaped ?? '"');
}

/** Writes a text so that `unescapeString` gives it back. */
export function escapeString(value: string): string {
  return value.replace(/["\\]/g, String.raw`\$&`);
}
