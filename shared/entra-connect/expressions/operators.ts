import { assertNever } from '../../base/assert-never.ts';
import { equalBytes } from '../rules/values.ts';
import { expressionMessages as messages } from './messages.ts';
import {
  DateTime,
  failure,
  fromValues,
  inside,
  Outcome,
  Reference,
  Several,
  truthOf,
  unpredictable,
  type Evaluate,
  type Evaluated,
  type RuntimeValue,
  type SingleValue,
} from './runtime.ts';
import type { BinaryOperator, ComparisonSign, LogicalOperator, UnaryOperator } from './syntax.ts';
import { isInteger64 } from './tokenize.ts';

/** `&`, arithmetic and comparison: both sides are evaluated, then joined value by value. */
export function binaryOperation(
  operator: Exclude<BinaryOperator, LogicalOperator>,
  left: Evaluate,
  right: Evaluate,
): Evaluate {
  const join = joinOf(operator);
  return (context) => {
    const first = left(context);
    if (first instanceof Outcome) return inside(operator, first);
    const second = right(context);
    if (second instanceof Outcome) return inside(operator, second);
    if (first instanceof Several || second instanceof Several) return joinEach(operator, join, first, second);
    return join(first, second);
  };
}

/**
 * The right side is evaluated only when the left one leaves the answer open: a group without a primary SMTP address
 * would otherwise fail in Item(…, 0) (In from AD - Group Join, mailEnabled).
 */
export function logicalOperation(operator: LogicalOperator, left: Evaluate, right: Evaluate): Evaluate {
  const decisive = operator === '||';
  return (context) => {
    const first = truthOf(operator, left(context));
    if (first === decisive || first instanceof Outcome) return first;
    return truthOf(operator, right(context));
  };
}

export function unaryOperation(operator: UnaryOperator, operand: Evaluate): Evaluate {
  switch (operator) {
    case '!':
      return (context) => {
        const truth = truthOf('!', operand(context));
        return typeof truth === 'boolean' ? !truth : truth;
      };
    case '-':
      return binaryOperation('-', () => 0n, operand);
    default:
      return assertNever(operator);
  }
}

type Join = (left: SingleValue | undefined, right: SingleValue | undefined) => SingleValue | undefined | Outcome;

function joinOf(operator: Exclude<BinaryOperator, LogicalOperator>): Join {
  switch (operator) {
    case '&':
      return concatenate;
    case '=':
      return (left, right) => equality('=', left, right);
    case '<>':
      return (left, right) => {
        const equal = equality('<>', left, right);
        return typeof equal === 'boolean' ? !equal : equal;
      };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (left, right) => order(operator, left, right);
    case '+':
    case '-':
    case '*':
    case '/':
      return (left, right) => arithmetic(operator, left, right);
    default:
      return assertNever(operator);
  }
}

/** One side has several values: the operator applies to each of them; with several on both no rule is documented. */
function joinEach(operator: string, join: Join, left: RuntimeValue, right: RuntimeValue): Evaluated {
  if (left instanceof Several && right instanceof Several) return unpredictable(operator, 'several-values');
  const joined: SingleValue[] = [];
  const many = left instanceof Several ? left : right;
  for (const value of many instanceof Several ? many.values : []) {
    const single = left instanceof Several ? join(value, asSingle(right)) : join(asSingle(left), value);
    if (single instanceof Outcome) return single;
    if (single !== undefined) joined.push(single);
  }
  return fromValues(joined);
}

function asSingle(value: RuntimeValue): SingleValue | undefined {
  return value instanceof Several ? undefined : value;
}

/** VBA's `&`: NULL joins as an empty text, two NULLs give NULL. Binary joins binary (deviceKey rules). */
function concatenate(left: SingleValue | undefined, right: SingleValue | undefined): SingleValue | undefined | Outcome {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (left === undefined) return concatenable(right);
  if (right === undefined) return concatenable(left);
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    const joined = new Uint8Array(left.length + right.length);
    joined.set(left);
    joined.set(right, left.length);
    return joined;
  }
  return unpredictable('&', 'type-undocumented');
}

function concatenable(value: SingleValue | undefined): SingleValue | undefined | Outcome {
  const joins = value === undefined || typeof value === 'string' || value instanceof Uint8Array;
  return joins ? value : unpredictable('&', 'type-undocumented');
}

function equality(sign: '=' | '<>', left: SingleValue | undefined, right: SingleValue | undefined): boolean | Outcome {
  if (left === right) return true;
  // A missing value equals nothing: `[cloudSOAExchMailbox] = True` is evaluated for users without it.
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'string' && typeof right === 'string') return equalText(sign, left, right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return false;
  if (typeof left === 'boolean' && typeof right === 'boolean') return false;
  if (left instanceof Uint8Array && right instanceof Uint8Array) return equalBytes(left, right);
  if (left instanceof DateTime && right instanceof DateTime) return left.fileTime === right.fileTime;
  if (left instanceof Reference && right instanceof Reference) {
    if (left.distinguishedName === right.distinguishedName) return true;
    return equalText(sign, left.distinguishedName, right.distinguishedName);
  }
  return unpredictable(sign, 'type-undocumented');
}

/** Whether `=` minds the case is documented nowhere, so texts that differ in nothing else have no predictable answer. */
function equalText(sign: string, left: string, right: string): false | Outcome {
  if (left.length !== right.length || differAtFirst(left, right) || left.toLowerCase() !== right.toLowerCase())
    return false;
  return unpredictable(sign, 'case-rule-undocumented');
}

/** Spares most comparisons the lower-casing: the first characters are ASCII and not one letter in two cases. */
function differAtFirst(left: string, right: string): boolean {
  const first = left.charCodeAt(0);
  const second = right.charCodeAt(0);
  return first < 128 && second < 128 && (first | 32) !== (second | 32);
}

/** Numbers and dates have an order; the collation of texts is documented nowhere. VBA: compared with NULL, not true. */
function order(
  sign: Exclude<ComparisonSign, '=' | '<>'>,
  left: SingleValue | undefined,
  right: SingleValue | undefined,
): boolean | Outcome {
  if (left === undefined || right === undefined) return false;
  const first = left instanceof DateTime ? left.fileTime : left;
  const second = right instanceof DateTime ? right.fileTime : right;
  const comparable = typeof first === 'bigint' && typeof second === 'bigint' && typeof left === typeof right;
  if (!comparable) return unpredictable(sign, 'type-undocumented');
  switch (sign) {
    case '<':
      return first < second;
    case '<=':
      return first <= second;
    case '>':
      return first > second;
    case '>=':
      return first >= second;
    default:
      return assertNever(sign);
  }
}

function arithmetic(
  operator: '+' | '-' | '*' | '/',
  left: SingleValue | undefined,
  right: SingleValue | undefined,
): bigint | Outcome {
  if (left === undefined || right === undefined) return unpredictable(operator, 'missing-value');
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return unpredictable(operator, 'type-undocumented');
  if (operator === '/' && right === 0n) return failure(messages.divisionByZero());
  // Whether a division truncates is documented nowhere.
  if (operator === '/' && left % right !== 0n) return unpredictable(operator, 'undocumented');
  const result = calculate(operator, left, right);
  return isInteger64(result) ? result : failure(messages.overflow());
}

function calculate(operator: '+' | '-' | '*' | '/', left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return assertNever(operator);
  }
}
