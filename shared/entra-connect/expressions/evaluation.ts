import type { AttributeValues } from '../rules/values.ts';

/** What an expression may ask for while it is evaluated for one object. Names are case-sensitive. */
export interface EvaluationContext {
  /** Values of an attribute of the source object, `undefined` when absent; a present attribute has at least one. */
  attribute(name: string): AttributeValues | undefined;
  /** The same, but only as confirmed by the connected directory (ImportedValue). */
  importedAttribute(name: string): AttributeValues | undefined;
  /** A parameter without its percent signs, e.g. `Connector.ID`; `undefined` when it is not defined. */
  parameter(name: string): string | undefined;
  /** Milliseconds since 1970-01-01 UTC; without it Now() cannot be predicted. */
  now?(): number;
  /** At least 0 and less than 1; without it RandomNum() and Guid() cannot be predicted. */
  random?(): number;
}

/**
 * What an attribute flow contributes (entra-connect.md §4): values; NULL, nothing, a lower rule may contribute;
 * AuthoritativeNull, nothing and nobody below may contribute; IgnoreThisFlow, as if the flow were not there.
 * `error` is what the product reports for the object; `unpredictable` means that no public source says what it does.
 */
export type EvaluationResult =
  | { readonly kind: 'values'; readonly values: AttributeValues }
  | { readonly kind: 'null' }
  | { readonly kind: 'authoritative-null' }
  | { readonly kind: 'ignore-this-flow' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'unpredictable'; readonly function: string; readonly reason: UnpredictableReason };

/** Why a result cannot be predicted; `unpredictableMessage` in messages.ts has the sentence. */
export type UnpredictableReason =
  | 'case-rule-undocumented'
  | 'constant-as-operand'
  | 'culture-dependent'
  | 'invalid-call'
  | 'missing-value'
  | 'not-modelled'
  | 'nothing-injected'
  | 'several-values'
  | 'type-undocumented'
  | 'undefined-parameter'
  | 'undocumented'
  | 'unknown-name';
