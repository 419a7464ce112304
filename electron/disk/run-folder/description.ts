import { z } from 'zod';
import type { EntryOf, JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import { approvedPlan } from '../../../shared/engine/journal/journal-parts.ts';
import { descriptionDifferences } from '../../../shared/engine/journal/run-description.ts';

/** Version of `run.json`. */
const descriptionSchema = 1;

const schema = z.strictObject({
  schema: z.literal(descriptionSchema),
  runId: z.string().min(1),
  procedure: z.string(),
  target: z.string(),
  options: z.record(z.string(), z.string()),
  /** Customer and change ticket, for the report; empty when not given. */
  engagement: z.strictObject({ customer: z.string(), ticket: z.string() }),
  /** ISO UTC. */
  created: z.iso.datetime(),
  appVersion: z.string(),
  /** The change plan that the run carries out. */
  plan: approvedPlan.optional(),
});

/** What a run folder is about, fixed when it was created. */
export type RunFolderDescription = Readonly<z.infer<typeof schema>>;
export type NewRun = Pick<
  RunFolderDescription,
  'procedure' | 'target' | 'options' | 'appVersion' | 'engagement' | 'plan'
>;

export function describeRun(run: NewRun, runId: string, created: Date): RunFolderDescription {
  const { procedure, target, options, engagement, appVersion, plan } = run;
  const about = { procedure, target, options, engagement, appVersion, plan };
  return { schema: descriptionSchema, runId, ...about, created: created.toISOString() };
}

export function descriptionText(description: RunFolderDescription): string {
  return `${JSON.stringify(description, undefined, 2)}\n`;
}

/** In which fields the description is not that of the journal's run; none while the journal has not begun. */
export function fieldsOfAnotherRun(
  description: RunFolderDescription,
  entries: readonly JournalEntry[],
): readonly string[] {
  const opened = entries.find((entry): entry is EntryOf<'opened'> => entry.event === 'opened');
  return opened === undefined ? [] : descriptionDifferences(opened, description);
}

/** Undefined: these bytes are no description that this version reads. */
export function parseDescription(bytes: Uint8Array): RunFolderDescription | undefined {
  const parsed = schema.safeParse(parseJson(bytes));
  return parsed.success ? parsed.data : undefined;
}

/** The schema number of a description of a later version; undefined otherwise. */
export function laterSchemaOf(bytes: Uint8Array): number | undefined {
  const parsed = z.looseObject({ schema: z.int().gt(descriptionSchema) }).safeParse(parseJson(bytes));
  return parsed.success ? parsed.data.schema : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
