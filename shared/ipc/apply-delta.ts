import { emptyRun, reduceAll } from '../engine/run/reducer.ts';
import type { AppState, RunView, StateDelta } from './state.ts';

/**
 * The state after a delta: the one function for the service and its replicas. The run is made of the journal's lines, as
 * the engine makes it, so that what a line says – a plan with all its objects – travels once. Throws when the lines are
 * of no run.
 */
export function stateAfter(state: AppState, { changes, journal }: StateDelta): AppState {
  const { run: about, ...slices } = changes;
  return { ...state, ...slices, journal: linesAfter(state.journal, journal), run: runAfter(state.run, about, journal) };
}

function linesAfter(lines: AppState['journal'], change: StateDelta['journal']): AppState['journal'] {
  switch (change.kind) {
    case 'same':
      return lines;
    case 'reset':
      return change.entries;
    case 'added':
      return [...lines, ...change.entries];
  }
}

function runAfter(
  before: RunView | null,
  about: StateDelta['changes']['run'],
  journal: StateDelta['journal'],
): RunView | null {
  if (about === undefined) return before;
  if (about === null) return null;
  const entries = journal.kind === 'same' ? [] : journal.entries;
  const run = reduceAll(entries, journal.kind === 'reset' || before === null ? emptyRun : before.run);
  if (run.kind === 'empty') throw new Error('A run without a journal');
  return { ...about, run };
}
