import { z } from 'zod';
import type { Json } from '../../../../shared/base/json.ts';

/**
 * What the app and the worker say to each other over the worker's standard input and output: one JSON document per line, UTF-8.
 *
 * The first line of a session is the greeting; then one request at a time. Every line of the worker that is meant as an answer begins
 * with the session's marker and one space; whatever else appears on its output is stray and only logged.
 */

/** What JSON.parse made is JSON; walking it once more would only take time. */
const json = z.custom<Json>((value) => value !== undefined);

/**
 * The first line to a worker. The marker is random: no banner, warning or printed value can begin with it. `module` is the
 * manifest of the ADSync module to load, which tests and labs name; null: the one of the product, from its own places.
 */
export const greetingSchema = z.strictObject({ marker: z.string().min(22), module: z.nullable(z.string()) });
export type Greeting = z.infer<typeof greetingSchema>;

/** One request. `deadline` is ISO UTC: after it nobody waits for the answer any more. Texts in `arguments` are marked, see `markTexts`. */
export const requestSchema = z.strictObject({
  id: z.int().positive(),
  operation: z.string(),
  arguments: json,
  deadline: z.iso.datetime(),
});
export type Request = z.infer<typeof requestSchema>;

/** An error record of PowerShell, with the errors it wraps (`InnerException`), outermost first. */
const errorRecordSchema = z.strictObject({
  /** Full name of the exception's .NET type. */
  type: z.string(),
  message: z.string(),
  fullyQualifiedErrorId: z.string(),
  /** `CategoryInfo.Category`, e.g. `WriteError`. */
  category: z.string(),
  scriptStackTrace: z.string(),
  inner: z.array(z.strictObject({ type: z.string(), message: z.string() })),
});

export const streamNames = ['error', 'warning', 'verbose', 'debug', 'information', 'progress'] as const;

/** What the worker says; `value` is what the operation's own schema describes. */
export const frameSchema = z.discriminatedUnion('kind', [
  /** The answer to the greeting, as soon as the worker can take requests. */
  z.strictObject({ kind: z.literal('ready'), facts: json }),
  z.strictObject({ kind: z.literal('result'), id: z.int().positive(), value: json }),
  z.strictObject({ kind: z.literal('error'), id: z.int().positive(), error: errorRecordSchema }),
  /** Something said beside the answer, before it, while the request of that id was carried out. */
  z.strictObject({
    kind: z.literal('stream'),
    id: z.int().positive(),
    stream: z.enum(streamNames),
    text: z.string(),
  }),
]);
export type Frame = z.infer<typeof frameSchema>;

const mark = ':';

/** Every text with one character before it: ConvertFrom-Json takes some texts for dates, in each version other ones. */
export function markTexts(value: Json): Json {
  if (typeof value === 'string') return `${mark}${value}`;
  if (Array.isArray(value)) return value.map(markTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, markTexts(member)]));
}

/**
 * A document as one line to a worker, in ASCII alone: no code page can spoil it, and none of the characters that some readers
 * take for the end of a line (U+0085, U+2028) stands in it.
 */
export function lineOf(document: Greeting | Request): string {
  const json = JSON.stringify(document);
  // eslint-disable-next-line no-control-regex -- everything that is not ASCII
  const ascii = json.replace(/[^\x00-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${ascii}\n`;
}
