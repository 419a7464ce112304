import type { ReadContext, SystemTypes, WriteContext } from '../engine/contract/step.ts';
import type { SystemReaders, SystemWriters } from './systems.ts';

/** The four systems of a hybrid environment, as the engine passes them to the steps. */
export interface HybridSystems extends SystemTypes {
  readonly readers: SystemReaders;
  readonly writers: SystemWriters;
}

export type Reading = ReadContext<HybridSystems>;
export type Writing = WriteContext<HybridSystems>;
