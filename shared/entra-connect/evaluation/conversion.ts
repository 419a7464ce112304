import type { AttributeSyntax, AttributeType } from '../rules/model.ts';
import { booleanOf, type AttributeValue, type AttributeValues } from '../rules/values.ts';

/** Values as the target attribute holds them, or why it cannot. */
export type Conversion =
  | { readonly kind: 'values'; readonly values: AttributeValues }
  | { readonly kind: 'impossible'; readonly reason: string };

/**
 * Brings flowing values to the type of their target. Text becomes an integer or a boolean only where it is written as one;
 * an attribute that the schema does not know takes values as they are.
 */
export function convertValues(values: AttributeValues, target: AttributeType | undefined): Conversion {
  if (target === undefined) return { kind: 'values', values };
  if (!target.multiValued && values.length > 1) {
    return { kind: 'impossible', reason: `${target.name} holds one value, ${values.length} were to flow into it` };
  }
  if (values.every((value) => fits(value, target.syntax))) return { kind: 'values', values };
  const converted: AttributeValue[] = [];
  for (const value of values) {
    const fitting = fits(value, target.syntax) ? value : convertValue(value, target.syntax);
    if (fitting === undefined) {
      return {
        kind: 'impossible',
        reason: `A ${kindName(value)} was to flow into ${target.name}, which holds ${target.syntax} values`,
      };
    }
    converted.push(fitting);
  }
  return { kind: 'values', values: converted };
}

function fits(value: AttributeValue, syntax: AttributeSyntax): boolean {
  switch (syntax) {
    case 'string':
    case 'reference':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'bigint';
    case 'boolean':
      return typeof value === 'boolean';
    case 'binary':
      return value instanceof Uint8Array;
  }
}

function convertValue(value: AttributeValue, syntax: AttributeSyntax): AttributeValue | undefined {
  switch (syntax) {
    case 'integer':
      return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? BigInt(value.trim()) : undefined;
    case 'boolean':
      return typeof value === 'string' ? booleanOf(value) : undefined;
    case 'string':
      if (typeof value === 'bigint') return value.toString();
      return typeof value === 'boolean' ? (value ? 'True' : 'False') : undefined;
    case 'binary':
    case 'reference':
      return undefined;
  }
}

function kindName(value: AttributeValue): string {
  return value instanceof Uint8Array ? 'binary value' : typeof value === 'bigint' ? 'integer' : typeof value;
}
