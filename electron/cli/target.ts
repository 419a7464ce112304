import { openTarget } from '../targets/open-target.ts';
import type { Target } from '../targets/target.ts';
import { CommandError, exitCodes } from './exit.ts';
import { targetWithPath } from './options.ts';

/** Opens the target of a command, hands it over and closes it, whatever happens. */
export async function withTarget<Value>(
  text: string,
  signal: AbortSignal,
  use: (target: Target) => Promise<Value>,
): Promise<Value> {
  const opened = await openTarget(targetWithPath(text), signal);
  if (!opened.ok) {
    const { kind, problems, remedy, checks } = opened.problem;
    const exitCode = kind === 'address' ? exitCodes.usage : exitCodes.unreachable;
    throw new CommandError(exitCode, kind, problems.join('\n'), remedy, checks && { checks });
  }
  try {
    return await use(opened.target);
  } finally {
    await opened.target.close();
  }
}
