/** How a Map stands in JSON. */
interface EncodedMap {
  readonly $map: readonly (readonly [unknown, unknown])[];
}

/** JSON of a part of the state; maps keep their order. No part holds binary values or 64-bit integers: those are in tables. */
export function writePart(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Map ? { $map: [...inner] } : inner));
}

/** Reads what `writePart` wrote; throws `SyntaxError` for anything that is not JSON. */
export function readPart(text: string): unknown {
  return JSON.parse(text, (_key, inner: unknown) => (isEncodedMap(inner) ? new Map(inner.$map) : inner)) as unknown;
}

function isEncodedMap(value: unknown): value is EncodedMap {
  return typeof value === 'object' && value !== null && '$map' in value && Array.isArray(value.$map);
}
