import { isFlowConstant, isKnownConstant, type FlowConstant } from './constants.ts';
import type { FunctionDefinition } from './functions/signature.ts';
import { findFunction } from './functions/table.ts';
import { expressionMessages as messages } from './messages.ts';
import { partsOf, type Expression, type FunctionCall } from './syntax.ts';

/** Why an expression cannot be predicted at all; `offset` is where, in UTF-16 code units. */
export interface ExpressionProblem {
  readonly kind: 'unknown-function' | 'unknown-constant' | 'unbound-variable' | 'invalid-call';
  readonly name: string;
  readonly offset: number;
  readonly message: string;
}

/** A function and where it is called. */
interface FunctionUse {
  readonly name: string;
  readonly offset: number;
}

/** What an expression reads, uses and may decide; lists without repetition, in the order of appearance. */
export interface ExpressionInspection {
  /** Every attribute read, also by ImportedValue and ValueCount. */
  readonly attributes: readonly string[];
  /** Those of them whose confirmed value is read (ImportedValue). */
  readonly importedAttributes: readonly string[];
  readonly parameters: readonly string[];
  readonly functions: readonly string[];
  readonly unknownFunctions: readonly FunctionUse[];
  /** Known functions whose result this product never computes. */
  readonly unmodelledFunctions: readonly FunctionUse[];
  /** Constants that can be the result. */
  readonly flowConstants: readonly FlowConstant[];
  /** Texts as written that can be the result, the empty one included. */
  readonly texts: readonly string[];
  /** Whether anything else can be the result: what an attribute holds, or what a function makes of it. */
  readonly computes: boolean;
  readonly problems: readonly ExpressionProblem[];
}

type Scope = ReadonlyMap<string, Expression | undefined>;

/** An expression never changes; as equal texts share one (`parseExpression`), so do they share what is said of it. */
const inspected = new WeakMap<Expression, ExpressionInspection>();

/** Looks at an expression without evaluating it. */
export function inspectExpression(expression: Expression): ExpressionInspection {
  const known = inspected.get(expression);
  if (known !== undefined) return known;
  const inspection = inspect(expression);
  inspected.set(expression, inspection);
  return inspection;
}

function inspect(expression: Expression): ExpressionInspection {
  const inspector = new Inspector();
  inspector.visit(expression, new Map());
  const results = resultsOf(expression, new Map());
  const constants = results.flatMap((one) => (one.kind === 'constant' ? [one.name] : []));
  return {
    attributes: [...inspector.attributes],
    importedAttributes: [...inspector.importedAttributes],
    parameters: [...inspector.parameters],
    functions: [...inspector.functions],
    unknownFunctions: inspector.problems
      .filter(({ kind }) => kind === 'unknown-function')
      .map(({ name, offset }) => ({ name, offset })),
    unmodelledFunctions: inspector.unmodelledFunctions,
    flowConstants: [...new Set(constants.filter(isFlowConstant))],
    texts: [...new Set(results.flatMap((one) => (one.kind === 'string' ? [one.value] : [])))],
    computes: results.some((one) => one.kind !== 'string' && !(one.kind === 'constant' && isFlowConstant(one.name))),
    problems: inspector.problems,
  };
}

class Inspector {
  readonly attributes = new Set<string>();
  readonly importedAttributes = new Set<string>();
  readonly parameters = new Set<string>();
  readonly functions = new Set<string>();
  readonly unmodelledFunctions: FunctionUse[] = [];
  readonly problems: ExpressionProblem[] = [];

  visit(expression: Expression, scope: Scope): void {
    switch (expression.kind) {
      case 'attribute':
        this.attributes.add(expression.name);
        break;
      case 'parameter':
        this.parameters.add(expression.name);
        break;
      case 'constant':
        if (!isKnownConstant(expression.name)) this.#report('unknown-constant', expression, messages.unknownConstant);
        break;
      case 'variable':
        if (!scope.has(expression.name)) this.#report('unbound-variable', expression, messages.unboundVariable);
        break;
      case 'call':
        this.#visitCall(expression, scope);
        break;
      case 'string':
      case 'number':
      case 'unary':
      case 'binary':
        for (const part of partsOf(expression)) this.visit(part, scope);
    }
  }

  #visitCall(call: FunctionCall, scope: Scope): void {
    this.functions.add(call.name);
    const definition = findFunction(call.name);
    if (definition === undefined) this.#report('unknown-function', call, messages.unknownFunction);
    else this.#check(call, definition);
    const binds = definition?.form === 'binds-variable';
    const bound = binds ? boundBy(call, scope) : scope;
    call.arguments.forEach((argument, index) => {
      if (binds && index === 0 && argument.kind === 'variable') return;
      // The last argument sees the variable, the collection or subexpression does not.
      this.visit(argument, index === 2 ? bound : scope);
    });
  }

  #check(call: FunctionCall, definition: FunctionDefinition): void {
    const { name, arguments: given } = call;
    const { minimum, maximum, form } = definition;
    if (definition.modelled === false) this.unmodelledFunctions.push({ name, offset: call.span.start });
    if (given.length < minimum || given.length > maximum) {
      const expected = minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
      this.#report('invalid-call', call, () => messages.argumentCount(name, expected, given.length));
    }
    const [first] = given;
    if (form === 'binds-variable' && first?.kind !== 'variable') {
      this.#report('invalid-call', call, messages.variableExpected);
    }
    if (form !== 'names-attribute') return;
    if (first?.kind !== 'string') this.#report('invalid-call', call, messages.attributeNameExpected);
    else this.#readByName(name, first.value);
  }

  #readByName(functionName: string, attribute: string): void {
    this.attributes.add(attribute);
    if (functionName === 'ImportedValue') this.importedAttributes.add(attribute);
  }

  #report(
    kind: ExpressionProblem['kind'],
    { name, span }: { readonly name: string; readonly span: { readonly start: number } },
    message: (name: string) => string,
  ): void {
    this.problems.push({ kind, name, offset: span.start, message: message(name) });
  }
}

function boundBy({ arguments: [variable, meaning] }: FunctionCall, scope: Scope): Scope {
  return variable?.kind === 'variable' ? new Map([...scope, [variable.name, meaning]]) : scope;
}

/** What stands in the places whose value becomes the result: branches of IIF, values of Switch, the body of With. */
function resultsOf(expression: Expression, scope: Scope): readonly Expression[] {
  if (expression.kind === 'variable') {
    const meaning = scope.get(expression.name);
    return meaning === undefined ? [expression] : resultsOf(meaning, new Map());
  }
  if (expression.kind !== 'call') return [expression];
  const branches = branchesOf(expression);
  if (branches === undefined) return [expression];
  const inner = expression.name === 'With' ? boundBy(expression, scope) : scope;
  return branches.flatMap((branch) => resultsOf(branch, inner));
}

/** Undefined: the result is what the function makes of its arguments. */
function branchesOf({ name, arguments: given }: FunctionCall): readonly Expression[] | undefined {
  switch (name) {
    case 'IIF':
      return given.slice(1);
    case 'Switch':
      return given.filter((_argument, index) => index % 2 === 1);
    case 'With':
      return given.slice(2);
    default:
      return undefined;
  }
}
