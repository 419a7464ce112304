import { resolve } from 'node:path';
import { activityTexts, serviceProblems } from '../texts.ts';
import { serverComparison, type ComparedSide } from '../../../shared/report/server-comparison/build.ts';
import type { Answer } from '../../../shared/ipc/state.ts';
import { comparableOf, defaultsFor } from '../../targets/comparable.ts';
import { openTarget } from '../../targets/open-target.ts';
import type { Target } from '../../targets/target.ts';
import type { Handlers } from '../context.ts';
import { answered, ofTarget, refused } from '../problems.ts';
import { isWholePath } from '../whole-path.ts';

/** Comparing what is open with something else; nothing is kept of it. */
export const compareCalls: Pick<Handlers, 'compare'> = {
  async compare({ activities, desk, options }, wanted) {
    const target = desk.target();
    if (target === undefined) return refused(serviceProblems.noTarget());
    if (wanted.kind !== 'defaults' && !isWholePath(wanted.folder)) {
      return refused(serviceProblems.notAbsolute(wanted.folder));
    }
    return activities.run({ kind: 'assessing', title: activityTexts.comparing }, async ({ signal }) => {
      const on = await sideOf(target, signal);
      if (!on.ok) return on;
      if (wanted.kind === 'defaults') {
        return answered({ comparison: serverComparison(on.value, defaultsFor(on.value)) });
      }
      const opened = await (options.openTarget ?? openTarget)(`${wanted.kind}:${resolve(wanted.folder)}`, signal);
      if (!opened.ok) return refused(ofTarget(opened.problem));
      try {
        const other = await sideOf(opened.target, signal);
        if (signal.aborted) return refused(serviceProblems.cancelled(activityTexts.comparing));
        return other.ok ? answered({ comparison: serverComparison(on.value, other.value) }) : other;
      } finally {
        await opened.target.close();
      }
    });
  },
};

async function sideOf(target: Target, signal: AbortSignal): Promise<Answer<ComparedSide>> {
  const read = await comparableOf(target, signal);
  return read.ok ? answered(read.side) : refused(ofTarget(read.problem));
}
