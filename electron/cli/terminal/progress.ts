import type { Progress } from '../../../shared/engine/contract/step.ts';
import { cliTexts } from '../texts.ts';

/** Progress in one line: what, how far, and how long it has taken when `startedAt` (milliseconds) is given. */
export function progressText(progress: Progress, startedAt?: number): string {
  const text = cliTexts.progress(progress.text, progress.done, progress.total);
  return startedAt === undefined ? text : cliTexts.elapsed(text, Math.round((Date.now() - startedAt) / 1000));
}
