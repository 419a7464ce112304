import { create } from 'zustand';
import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { listedSteps, nextStep, stepOf } from './run-steps.ts';

interface Selection {
  readonly runId: string;
  readonly step: string;
}

const useSelectionStore = create<{ readonly selection: Selection | undefined }>(() => ({ selection: undefined }));

/** The step whose page is shown: the one that was chosen, else the one whose turn it is, else the last. */
export function useShownStep(run: Run): StepRecord | undefined {
  const selection = useSelectionStore((state) => state.selection);
  const chosen = selection?.runId === run.runId ? stepOf(run, selection.step) : undefined;
  return chosen ?? nextStep(run) ?? listedSteps(run).at(-1);
}

/** Stays with a step, also when the turn goes on to the next: its proof is to be seen. */
export function showStep(run: Run, step: string): void {
  useSelectionStore.setState({ selection: { runId: run.runId, step } });
}

/** Follows the turn from now on. */
export function followTurn(): void {
  useSelectionStore.setState({ selection: undefined });
}
