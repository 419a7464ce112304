import type { Progress } from '../../shared/engine/step.ts';
import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import { gather } from '../../shared/procedures/assess/gather.ts';
import { judge } from '../../shared/procedures/assess/judge.ts';
import type { Target } from '../targets/target.ts';

/** Assesses a target: gathers the facts with progress, then judges them. */
export async function assessTarget(
  target: Pick<Target, 'readers' | 'clock'>,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Assessment> {
  return judge(await gather(target.readers, { signal, clock: target.clock, progress }));
}
