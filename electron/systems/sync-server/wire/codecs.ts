import { z } from 'zod';
import { parseGuid } from '../../../../shared/base/guid.ts';
import { decodeValue, encodeValue, type AttributeValue } from '../../../../shared/entra-connect/rules/values.ts';

/** How values travel that JSON does not know: decoding is strict, encoding is its inverse. */

/** A GUID in canonical form (lower case, no braces), with the brand of its kind. */
export function guid<Branded extends string>() {
  return z.codec(
    z.string().refine((text) => parseGuid(text) === text, 'not a GUID in canonical form'),
    z.custom<Branded>(),
    { decode: (text) => text as Branded, encode: (branded) => branded },
  );
}

/** An instant, ISO 8601 in UTC, e.g. `2026-11-21T10:00:00.1234567Z`. */
export const instant = z.iso.datetime({ offset: false });

/** A value that may be absent: null on the wire, never a missing member. */
export function orAbsent<Shape extends z.ZodType>(shape: Shape) {
  return z.codec(z.nullable(shape), z.custom<z.output<Shape> | undefined>(), {
    decode: (value) => value ?? undefined,
    encode: (value) => value ?? null,
  });
}

const attributeValue = z.codec(
  z.union([z.string(), z.boolean(), z.strictObject({ integer: z.string() }), z.strictObject({ binary: z.string() })]),
  z.custom<AttributeValue>(),
  {
    decode(encoded, context) {
      const value = decodeValue(encoded);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message: 'neither decimal text nor base64', input: encoded });
      return z.NEVER;
    },
    encode: encodeValue,
  },
);

/** Values of an attribute: text and booleans as they are, integers as decimal text, binary as base64. */
export const attributeValues = z.array(attributeValue);

/** A map by name, as a list: names of one map may differ in case alone, and PowerShell 5.1 does not read such a JSON object. */
export function mapOf<Value extends z.ZodType>(value: Value) {
  return z.codec(z.array(z.strictObject({ name: z.string(), value })), z.custom<Named<Value>>(), {
    // The compiler cannot see through the members of a shape it does not know yet.
    decode: (entries) =>
      new Map((entries as unknown as readonly Entry<z.output<Value>>[]).map((entry) => [entry.name, entry.value])),
    encode: (map) => [...map].map(([name, member]) => ({ name, value: member })) as never,
  });
}

type Named<Value extends z.ZodType> = ReadonlyMap<string, z.output<Value>>;

interface Entry<Value> {
  readonly name: string;
  readonly value: Value;
}
