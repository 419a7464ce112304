import { canonicalJson } from '../../base/hash.ts';
import type { ApprovedPlan } from './journal-parts.ts';

/** What a run is about; the same over all processes that work on it. The journal's first line says it, and so does `run.json`. */
export interface RunDescription {
  readonly runId: string;
  readonly procedure: string;
  /** Text that opens the target again. */
  readonly target: string;
  readonly options: Readonly<Record<string, string>>;
  readonly appVersion: string;
  /** Customer and change ticket; empty when not given. */
  readonly engagement: { readonly customer: string; readonly ticket: string };
  /** ISO UTC. */
  readonly created: string;
  /** The change plan that the run carries out. */
  readonly plan?: ApprovedPlan | undefined;
}

const fields = [
  ...(['runId', 'procedure', 'target', 'options', 'appVersion', 'engagement', 'created', 'plan'] as const),
] satisfies readonly (keyof RunDescription)[];

/** The fields in which two descriptions differ: then they are not of the same run. */
export function descriptionDifferences(opened: RunDescription, given: RunDescription): readonly string[] {
  return fields.filter((field) => canonicalJson(opened[field] ?? null) !== canonicalJson(given[field] ?? null));
}
