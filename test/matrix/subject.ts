import type { LabState } from '../../electron/lab/state.ts';
import { runCycle, settleCloud } from '../../electron/lab/world/settle.ts';

/** Procedures that go through the matrices. */
export type TestedProcedure = 'null-clone' | 'null-override' | 'repair-recipe' | 'restore-default';

/** A procedure, what it finds, and how it is begun. */
export interface Subject {
  readonly procedure: TestedProcedure;
  readonly scenario: string;
  readonly users: number;
  readonly options?: Readonly<Record<string, string>>;
  /** Whether the server has synchronized with the rules of the scenario before the run; most scenarios have anyway. */
  readonly hasSynchronized?: true;
}

/** A full synchronization, and all that the cloud makes of it. */
export function synchronize(state: LabState): void {
  runCycle(state, 'Initial');
  settleCloud(state);
}
