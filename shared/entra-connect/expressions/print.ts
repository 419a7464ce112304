import { assertNever } from '../../base/assert-never.ts';
import { rankOf, type BinaryOperation, type BinaryOperator, type Expression, type UnaryOperation } from './syntax.ts';

/**
 * Writes an expression so that reading it gives the same tree. Parentheses are set so that the text means the same
 * whether operators have ranks or, as Microsoft documents, all one priority from left to right.
 */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'string':
      return `"${expression.spelling}"`;
    case 'number':
      return expression.spelling;
    case 'constant':
      return expression.name;
    case 'attribute':
      return `[${expression.name}]`;
    case 'parameter':
      return `%${expression.name}%`;
    case 'variable':
      return `$${expression.name}`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'unary':
      return printUnary(expression);
    case 'binary':
      return printBinary(expression);
    default:
      return assertNever(expression);
  }
}

function printUnary({ operator, operand }: UnaryOperation): string {
  // `-5` would be read as a number, and `-(5)` is not.
  const isolated = operand.kind === 'binary' || (operator === '-' && operand.kind === 'number');
  return `${operator}${isolated ? enclosed(operand) : printExpression(operand)}`;
}

function printBinary({ operator, left, right }: BinaryOperation): string {
  const isolated = left.kind === 'binary' && mayJoinOtherwise(left.operator, operator);
  const before = isolated ? enclosed(left) : printExpression(left);
  const after = right.kind === 'binary' ? enclosed(right) : printExpression(right);
  return `${before} ${operator} ${after}`;
}

/** Without parentheses the outer operator could be read as binding first: a looser rank, or VBA's `&&` after `||`. */
function mayJoinOtherwise(inner: BinaryOperator, outer: BinaryOperator): boolean {
  return rankOf(inner) < rankOf(outer) || (inner === '||' && outer === '&&');
}

function enclosed(expression: Expression): string {
  return `(${printExpression(expression)})`;
}
