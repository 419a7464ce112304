import type { Run, StepRecord, StepState } from '../../shared/engine/run/run-state.ts';
import type { AppState } from '../../shared/ipc/state.ts';

/** A state with nothing opened. */
export function emptyState(changes: Partial<AppState> = {}): AppState {
  return {
    about: {
      version: '1.2.3',
      host: 'browser',
      canPrint: false,
      canRestartAsAdministrator: false,
      operator: 'anna',
      machine: 'SYNC01',
      folder: '/work',
      logs: null,
      scenarios: [],
      procedures: [],
      licences: [],
    },
    settings: { theme: 'system', textSize: 100 },
    engagement: null,
    target: { kind: 'none' },
    assessment: { kind: 'none' },
    run: null,
    journal: [],
    activity: null,
    unfinishedWrites: [],
    ...changes,
  };
}

/** A step of that state; one that is beyond its plan has written. */
export function stepIn(id: string, state: StepState, changes: Partial<StepRecord> = {}): StepRecord {
  return {
    id,
    title: `Title of ${id}`,
    risk: 'low',
    undo: 'restores',
    hash: '0'.repeat(64),
    state,
    since: undefined,
    planned: undefined,
    captured: undefined,
    writing: 'never',
    ...changes,
  };
}

/** An open run that goes forward through these steps. */
export function runOf(steps: readonly StepRecord[], changes: Partial<Run> = {}): Run {
  return {
    kind: 'open',
    runId: 'run-1',
    procedure: 'null-clone',
    target: 'lab:/lab',
    options: {},
    appVersion: '1.2.3',
    openedAt: '2026-01-01T00:00:00.000Z',
    steps,
    beforeUndo: [],
    afterUndo: [],
    course: { kind: 'forward' },
    interruption: undefined,
    assessment: undefined,
    torn: [],
    ...changes,
  } as Run;
}

export const verified: StepState = { kind: 'verified', evidence: [], objects: [] };
