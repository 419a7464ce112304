import type { Finished } from './lab-run.ts';

/** The number that a verified step tells under a label. */
export function sampleEvidence(finished: Finished, step: string, label: string): number {
  const state = finished.steps.get(step);
  const told = state?.kind === 'verified' ? state.evidence.find((one) => one.label.includes(label))?.after : undefined;
  if (typeof told !== 'number') throw new Error(`${step} tells no number for “${label}”`);
  return told;
}
