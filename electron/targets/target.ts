import type { Clock } from '../../shared/engine/clock.ts';
import type { SystemReaders, SystemWriters } from '../../shared/ports/systems.ts';

/** A place to work on, opened: `lab:<folder>`, `export:<folder>`, `live`. */
export interface Target {
  /** The text it was opened with, its path made absolute; recorded in the run folder. */
  readonly text: string;
  readonly kind: 'lab' | 'export' | 'live';
  readonly readers: SystemReaders;
  /** Undefined: this target can only be read. */
  readonly writers: SystemWriters | undefined;
  readonly clock: Clock;
  close(): Promise<void>;
}
