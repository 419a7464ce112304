import { compileExpression, type SchemaHints } from '../../../../shared/entra-connect/expressions/compile.ts';
import type { EvaluationContext, EvaluationResult } from '../../../../shared/entra-connect/expressions/evaluation.ts';
import { parseExpression } from '../../../../shared/entra-connect/expressions/parse.ts';
import type { Expression } from '../../../../shared/entra-connect/expressions/syntax.ts';
import type { AttributeValue, AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';

/** The source object and its surroundings; one value may stand without its list. */
export interface Given {
  readonly attributes?: Readonly<Record<string, AttributeValue | AttributeValues>>;
  readonly imported?: Readonly<Record<string, AttributeValues>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly hints?: SchemaHints;
  readonly now?: () => number;
  readonly random?: () => number;
}

export function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${result.error.message} (${result.error.offset}): ${text}`);
  return result.expression;
}

export function contextOf({ attributes = {}, imported = {}, parameters = {}, now, random }: Given): EvaluationContext {
  return {
    attribute: (name) => listed(attributes[name]),
    importedAttribute: (name) => imported[name],
    parameter: (name) => parameters[name],
    ...(now && { now }),
    ...(random && { random }),
  };
}

export function evaluate(text: string, given: Given = {}): EvaluationResult {
  return compileExpression(parsed(text), given.hints)(contextOf(given));
}

export function values(...all: AttributeValues): EvaluationResult {
  return { kind: 'values', values: all };
}

export const nothing: EvaluationResult = { kind: 'null' };

export function bytes(hexadecimal: string): Uint8Array {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function listed(value: AttributeValue | AttributeValues | undefined): AttributeValues | undefined {
  return value === undefined || Array.isArray(value) ? value : [value as AttributeValue];
}
