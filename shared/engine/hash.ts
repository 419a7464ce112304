import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Json } from './json.ts';
import type { StepPlan } from './step.ts';

/** What the definition of a step is identified by, next to the procedure it belongs to. */
export interface StepDefinition {
  readonly id: string;
  readonly revision: number;
  readonly risk: string;
  readonly undo: { readonly kind: string };
}

/**
 * JSON with sorted keys and no white space: equal values have equal text. Properties that are `undefined` are left out.
 * Throws on what JSON cannot hold (NaN, a Map, a Date, …): hashing it would call different things equal.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) {
    // The rows of object tables are most of a journal; nothing in them has keys to sort.
    return value.every(isText) ? JSON.stringify(value) : `[${value.map(canonicalJson).join(',')}]`;
  }
  if (isPlainObject(value)) {
    let members = '';
    for (const key of Object.keys(value).sort()) {
      const member = value[key];
      if (member === undefined) continue;
      members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`JSON cannot hold ${Object.prototype.toString.call(value)}`);
}

/** SHA-256 in lower-case hexadecimal, of the bytes or of the text in UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data));
}

/** SHA-256 of the canonical JSON of any value. */
export function jsonHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** Identifies what a probe found: a plan made from other facts is stale. */
export function factsHash(facts: Json): string {
  return jsonHash(facts);
}

/** Identifies what a person approved. */
export function planHash(plan: StepPlan): string {
  return jsonHash(plan);
}

/** Identifies the meaning of a step, so that a run is not continued by a version that means something else by it. */
export function stepDefinitionHash(procedureId: string, step: StepDefinition): string {
  return jsonHash({
    procedure: procedureId,
    id: step.id,
    revision: step.revision,
    risk: step.risk,
    undo: step.undo.kind,
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
