import { openLab } from '../../electron/lab/store/lab-store.ts';
import { answer, mostMemory, parametersOfChild } from './child.ts';

/** Reads the lab of a folder. */
export interface LoadRequest {
  readonly labFolder: string;
}

export interface LoadAnswer {
  readonly milliseconds: number;
  /** Most bytes the process held. */
  readonly memory: number;
}

async function loadLab({ labFolder }: LoadRequest): Promise<LoadAnswer> {
  const started = performance.now();
  const lab = await openLab(labFolder);
  if (!lab.ok) throw new Error(lab.failure.raw);
  const milliseconds = performance.now() - started;
  await lab.value.close();
  return { milliseconds, memory: mostMemory() };
}

if (import.meta.main) answer(await loadLab(parametersOfChild() as LoadRequest));
