import { assertNever } from '../../base/assert-never.ts';
import type { AttributeType } from '../rules/model.ts';
import { constantValue } from './constants.ts';
import type { EvaluationContext, EvaluationResult } from './evaluation.ts';
import { findFunction } from './functions/table.ts';
import { inspectExpression, type ExpressionProblem } from './inspect.ts';
import { binaryOperation, logicalOperation, unaryOperation } from './operators.ts';
import {
  fromAttribute,
  fromValues,
  Reference,
  toResult,
  toValues,
  unpredictable,
  type Evaluate,
  type Evaluated,
  type RuntimeValue,
} from './runtime.ts';
import type { BinaryOperation, Expression } from './syntax.ts';

/** Types of the source's attributes by name, as in `Schema.attributes`: they tell references from texts. */
export type SchemaHints = ReadonlyMap<string, AttributeType>;

/** An expression ready to be evaluated for any number of objects; evaluating never throws. */
export interface CompiledExpression {
  (context: EvaluationContext): EvaluationResult;
  /** Why every result is `unpredictable`; empty for an expression that can be evaluated. */
  readonly problems: readonly ExpressionProblem[];
}

type Scope = ReadonlyMap<string, Evaluate>;

/** Resolves names and literals once. An expression with an unknown name is never evaluated in part. */
export function compileExpression(expression: Expression, schemaHints: SchemaHints = new Map()): CompiledExpression {
  const { problems } = inspectExpression(expression);
  const [problem] = problems;
  if (problem !== undefined) {
    const reason = problem.kind === 'invalid-call' ? 'invalid-call' : 'unknown-name';
    const { result } = unpredictable(problem.name, reason);
    return Object.assign(() => result, { problems });
  }
  const evaluate = new Compiler(schemaHints).compile(expression, new Map());
  if (isConstant(expression)) {
    const result = toResult(evaluate(nothing));
    return Object.assign(() => result, { problems });
  }
  return Object.assign((context: EvaluationContext) => toResult(evaluate(context)), { problems });
}

const nothing: EvaluationContext = {
  attribute: () => undefined,
  importedAttribute: () => undefined,
  parameter: () => undefined,
};

function isConstant({ kind }: Expression): boolean {
  return kind === 'string' || kind === 'number' || kind === 'constant';
}

class Compiler {
  readonly #hints: SchemaHints;

  constructor(hints: SchemaHints) {
    this.#hints = hints;
  }

  compile(expression: Expression, scope: Scope): Evaluate {
    switch (expression.kind) {
      case 'string':
      case 'number':
        return always(expression.value);
      case 'constant':
        return always(constantValue(expression.name));
      case 'attribute':
        return this.#attribute(expression.name);
      case 'parameter':
        return parameter(expression.name);
      case 'variable':
        return scope.get(expression.name) ?? always(undefined);
      case 'unary':
        return unaryOperation(expression.operator, this.compile(expression.operand, scope));
      case 'binary':
        return this.#binary(expression, scope);
      case 'call':
        return this.#call(expression.name, expression.arguments, scope);
      default:
        return assertNever(expression);
    }
  }

  #attribute(name: string): Evaluate {
    if (this.#hints.get(name)?.syntax !== 'reference') return (context) => fromAttribute(context.attribute(name));
    return (context) => asReferences(fromAttribute(context.attribute(name)));
  }

  #binary({ operator, left, right }: BinaryOperation, scope: Scope): Evaluate {
    const first = this.compile(left, scope);
    const second = this.compile(right, scope);
    return operator === '&&' || operator === '||'
      ? logicalOperation(operator, first, second)
      : binaryOperation(operator, first, second);
  }

  #call(name: string, given: readonly Expression[], scope: Scope): Evaluate {
    const definition = findFunction(name);
    if (definition === undefined) throw new TypeError(`${name} was compiled without being inspected`);
    return definition.compile({
      name,
      arguments: given,
      compile: (argument, bound) => this.compile(argument, bound === undefined ? scope : new Map([...scope, ...bound])),
    });
  }
}

function always(value: Evaluated): Evaluate {
  return () => value;
}

/** A parameter that nobody defined has no value the product's behaviour could be told for. */
function parameter(name: string): Evaluate {
  const undefinedParameter = unpredictable(`%${name}%`, 'undefined-parameter');
  return (context) => context.parameter(name) ?? undefinedParameter;
}

function asReferences(value: RuntimeValue): RuntimeValue {
  return fromValues(toValues(value).map((single) => (typeof single === 'string' ? new Reference(single) : single)));
}
