import { z } from 'zod';
import type { Json } from '../../../../shared/engine/json.ts';

/**
 * What the app and the worker say to each other over the worker's standard input and output: one JSON document per line, UTF-8.
 *
 * The first line of a session is the greeting; then one request at a time. Every line of the worker that is meant as an answer begins
 * with the session's marker and one space; whatever else appears on its output is stray and only logged.
 */

/** The first line to a worker. The marker is random: no banner, warning or printed value can begin with it. */
export const greetingSchema = z.strictObject({ marker: z.string().min(22) });

/** One request. `deadline` is ISO UTC: after it nobody waits for the answer any more. Texts in `arguments` are marked, see `markTexts`. */
export const requestSchema = z.strictObject({
  id: z.int().positive(),
  operation: z.string(),
  arguments: z.json(),
  deadline: z.iso.datetime(),
});
export type Request = z.infer<typeof requestSchema>;

/** An error record of PowerShell, with the errors it wraps (`InnerException`), outermost first. */
export const errorRecordSchema = z.strictObject({
  /** Full name of the exception's .NET type. */
  type: z.string(),
  message: z.string(),
  fullyQualifiedErrorId: z.string(),
  /** `CategoryInfo.Category`, e.g. `WriteError`. */
  category: z.string(),
  scriptStackTrace: z.string(),
  inner: z.array(z.strictObject({ type: z.string(), message: z.string() })),
});
export type ErrorRecord = z.infer<typeof errorRecordSchema>;

export const streamNames = ['error', 'warning', 'verbose', 'debug', 'information', 'progress'] as const;

/** What the worker says; `value` is what the operation's own schema describes. */
export const frameSchema = z.discriminatedUnion('kind', [
  /** The answer to the greeting, as soon as the worker can take requests. */
  z.strictObject({ kind: z.literal('ready'), facts: z.json() }),
  z.strictObject({ kind: z.literal('result'), id: z.int().positive(), value: z.json() }),
  z.strictObject({ kind: z.literal('error'), id: z.int().positive(), error: errorRecordSchema }),
  /** Something said beside the answer, while the request of that id was carried out. */
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
