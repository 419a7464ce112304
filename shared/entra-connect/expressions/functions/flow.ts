import type { AttributeValue } from '../../rules/values.ts';
import type { EvaluationContext } from '../evaluation.ts';
import { expressionMessages as messages } from '../messages.ts';
import {
  failure,
  fromAttribute,
  fromValues,
  inside,
  Outcome,
  Several,
  truthOf,
  unpredictable,
  type Evaluate,
  type Evaluated,
  type SingleValue,
} from '../runtime.ts';
import { partsOf, type Expression } from '../syntax.ts';
import { wholeAttributeFunctions } from './multi-valued.ts';
import { whole, type CallSite, type FunctionTable } from './signature.ts';

/** Program flow functions of the functions reference, and the two that take an attribute's name in quotes. */
export const flowFunctions: FunctionTable = {
  Error: whole(1, 1, (name, message) =>
    typeof message === 'string' ? failure(message) : unpredictable(name, 'type-undocumented'),
  ),
  IIF: { minimum: 3, maximum: 3, compile: compileIif },
  Switch: { minimum: 2, maximum: Number.POSITIVE_INFINITY, compile: compileSwitch },
  With: { minimum: 3, maximum: 3, form: 'binds-variable', compile: compileWith },
  // Only values that the connected directory has confirmed (concept-azure-ad-connect-sync-declarative-provisioning.md).
  ImportedValue: {
    minimum: 1,
    maximum: 1,
    form: 'names-attribute',
    compile: (site) => {
      const attribute = attributeName(site);
      return (context) => fromAttribute(context.importedAttribute(attribute));
    },
  },
  // Not in the reference; memberCount in In from AD - Group Join, compared with a limit of members.
  ValueCount: {
    minimum: 1,
    maximum: 1,
    form: 'names-attribute',
    compile: (site) => {
      const attribute = attributeName(site);
      return (context) => BigInt(context.attribute(attribute)?.length ?? 0);
    },
  },
};

/** Only the branch that the condition chooses is evaluated: the other one may be Error(…). */
function compileIif(site: CallSite): Evaluate {
  const [condition, whenTrue, whenFalse] = site.arguments.map((argument) => site.compile(argument));
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined) throw uninspected(site.name);
  const perValue = valueByValue(site);
  const evaluate = (context: EvaluationContext): Evaluated => {
    const given = condition(context);
    if (given === true) return whenTrue(context);
    if (given === false) return whenFalse(context);
    if (isSeveral(given)) return perValue(context, evaluate);
    const truth = truthOf(site.name, given);
    if (typeof truth !== 'boolean') return truth;
    return truth ? whenTrue(context) : whenFalse(context);
  };
  return evaluate;
}

/** Operators and CBool refuse several values where one truth is due; value by value they are fine. */
const truthFunctions: ReadonlySet<string> = new Set(['&&', '||', '!', 'CBool']);

function isSeveral(given: Evaluated): boolean {
  if (given instanceof Several) return true;
  if (!(given instanceof Outcome) || given.result.kind !== 'unpredictable') return false;
  return given.result.reason === 'several-values' && truthFunctions.has(given.result.function);
}

/**
 * A condition over a multi-valued attribute: the whole IIF is applied to each value, and NULL removes it
 * (expressions concept, `IIF(InStr([proxyAddresses],"SIP:")=1,NULL,[proxyAddresses])`). That is all the example shows:
 * a branch that is neither NULL nor made of the value, or a function of the whole attribute, is not predicted.
 */
function valueByValue({ name, arguments: [condition, ...branches] }: CallSite) {
  const outcome = unpredictable(name, 'several-values');
  const conditionNodes = condition === undefined ? [] : nodesOf(condition);
  const divisible = [...conditionNodes, ...branches.flatMap(nodesOf)].every(
    (node) => node.kind !== 'variable' && !(node.kind === 'call' && wholeAttributeFunctions.has(node.name)),
  );
  const attributes = attributesOf(conditionNodes);
  return (context: EvaluationContext, evaluate: Evaluate): Evaluated => {
    const several = attributes.filter((attribute) => (context.attribute(attribute)?.length ?? 0) > 1);
    const [attribute] = several;
    if (!divisible || attribute === undefined || several.length > 1) return outcome;
    if (!branches.every((branch) => isNull(branch) || attributesOf(nodesOf(branch)).includes(attribute)))
      return outcome;
    const kept: SingleValue[] = [];
    for (const value of context.attribute(attribute) ?? []) {
      const result = evaluate(withOneValue(context, attribute, value));
      if (result instanceof Outcome) return inside(name, result);
      if (result instanceof Several) return outcome;
      if (result !== undefined) kept.push(result);
    }
    return fromValues(kept);
  };
}

function isNull(branch: Expression): boolean {
  return branch.kind === 'constant' && branch.name === 'NULL';
}

function attributesOf(nodes: readonly Expression[]): readonly string[] {
  return [...new Set(nodes.flatMap((node) => (node.kind === 'attribute' ? [node.name] : [])))];
}

function withOneValue(context: EvaluationContext, name: string, value: AttributeValue): EvaluationContext {
  const single = [value];
  return {
    attribute: (asked) => (asked === name ? single : context.attribute(asked)),
    importedAttribute: (asked) => context.importedAttribute(asked),
    parameter: (asked) => context.parameter(asked),
    ...(context.now && { now: () => context.now?.() ?? Number.NaN }),
    ...(context.random && { random: () => context.random?.() ?? 0 }),
  };
}

function nodesOf(expression: Expression): readonly Expression[] {
  return [expression, ...partsOf(expression).flatMap(nodesOf)];
}

/** All conditions are evaluated, values only when chosen: the reference's last pair is `True, Error("Unknown city")`. */
function compileSwitch(site: CallSite): Evaluate {
  const compiled = site.arguments.map((argument) => site.compile(argument));
  const conditions = compiled.filter((_part, index) => index % 2 === 0);
  const values = compiled.filter((_part, index) => index % 2 === 1);
  if (conditions.length !== values.length) {
    const unpaired = failure(messages.argumentPairs(site.name));
    return () => unpaired;
  }
  return (context) => {
    let chosen: Evaluate | undefined;
    for (const [index, condition] of conditions.entries()) {
      const truth = truthOf(site.name, condition(context));
      if (typeof truth !== 'boolean') return truth;
      if (truth) chosen ??= values[index];
    }
    return chosen?.(context);
  };
}

/** The variable stands for the subexpression, which is evaluated at most once. */
function compileWith(site: CallSite): Evaluate {
  const [variable, meaning, body] = site.arguments;
  if (variable?.kind !== 'variable' || meaning === undefined || body === undefined) throw uninspected(site.name);
  const evaluateMeaning = site.compile(meaning);
  let known: { readonly value: Evaluated } | undefined;
  const recall: Evaluate = (context) => {
    known ??= { value: evaluateMeaning(context) };
    return known.value;
  };
  const evaluateBody = site.compile(body, new Map([[variable.name, recall]]));
  return (context) => {
    known = undefined;
    return evaluateBody(context);
  };
}

function attributeName({ name, arguments: [argument] }: CallSite): string {
  if (argument?.kind !== 'string') throw uninspected(name);
  return argument.value;
}

/** Inspecting comes first and refuses such calls: getting here is a bug. */
function uninspected(name: string): TypeError {
  return new TypeError(`${name} was compiled without being inspected`);
}
