import type { Clock } from '../../shared/base/clock.ts';
import type { Finding } from '../../shared/assessment/assessment.ts';
import type { PartialKnowledge } from '../../shared/assessment/facts.ts';
import type { SystemReaders, SystemWriters } from '../../shared/systems/systems.ts';

/** A place to work on, opened: `lab:<folder>`, `export:<folder or file>`, `live`. */
export interface Target {
  /** The text it is opened with again, its path made absolute; recorded in the run folder. */
  readonly text: string;
  readonly readers: SystemReaders;
  /** Undefined: this target can only be read. */
  readonly writers: SystemWriters | undefined;
  /** What there is to work on this target and what is missing, where that was looked at before it was opened. */
  readonly checks?: readonly Finding[];
  /** What is known in part where a reader answers that the whole is not available; absent: nothing is. */
  readonly partial?: PartialKnowledge;
  readonly clock: Clock;
  /** What a reader should know of what was opened, e.g. elements of an export that are kept but not understood. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** A target that could not be opened: every problem found, and what to do. */
export interface TargetProblem {
  /** `address`: the text names no target; `unreachable`: it names one that cannot be read. */
  readonly kind: 'address' | 'unreachable';
  readonly problems: readonly string[];
  readonly remedy: string;
  /** Everything that was looked at, what is in order included. */
  readonly checks?: readonly Finding[];
}

export type OpenedTarget =
  { readonly ok: true; readonly target: Target } | { readonly ok: false; readonly problem: TargetProblem };
