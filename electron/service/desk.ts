import { join } from 'node:path';
import type { Answer, Problem } from '../../shared/ipc/state.ts';
import { serviceProblems } from './texts.ts';
import { closeRun } from '../run/run-engine.ts';
import type { Target } from '../targets/target.ts';
import type { Opening, RunFolder } from '../disk/run-folder/run-folder.ts';
import { reportFolderName } from '../disk/run-folder/run-report.ts';
import { nothing, ofIntent, ofRunFolder, refused } from './problems.ts';
import { takeUpRun, type OpenWork, type RecognizedTarget, type TakingUp } from './take-up-run.ts';

/** What lies open: the one target and the one run, with everything that must be given back. */
export interface Desk {
  target(): Target | undefined;
  work(): OpenWork | undefined;
  /** Why other work cannot be begun now; undefined when it can. */
  occupied(): Problem | undefined;
  putTarget(target: Target): Promise<void>;
  takeUp(folder: RunFolder, on: RecognizedTarget): Promise<Answer<OpenWork>>;
  /** Ends the work on the run for now. The target is given back with it, so that others can go on with the run. */
  finish(): Promise<Answer<null>>;
  closeTarget(): Promise<void>;
  opening(): Opening;
}

export function createDesk(tools: TakingUp): Desk {
  const { store, writes, identity, time } = tools;
  let target: Target | undefined;
  let work: OpenWork | undefined;

  function opening(): Opening {
    const { machine, pid, operator, processes } = identity;
    return { host: machine, pid, user: operator, now: time.now(), ...(processes !== undefined && { processes }) };
  }

  async function closeTarget(): Promise<void> {
    const closing = target;
    target = undefined;
    if (store.state().target.kind !== 'none') store.change({ target: { kind: 'none' } });
    await closing?.close();
  }

  return {
    target: () => target,
    work: () => work,
    occupied() {
      if (work !== undefined) return serviceProblems.runOpen();
      // A write from former work would change what the new one has read.
      const [unfinished] = writes.present();
      return unfinished === undefined ? undefined : serviceProblems.stillWriting(unfinished.what);
    },
    opening,
    closeTarget,
    async putTarget(next) {
      await closeTarget();
      target = next;
    },
    async takeUp(folder, on) {
      const taken = await takeUpRun(folder, on, tools);
      if (taken.ok) work = taken.value;
      return taken;
    },
    async finish() {
      if (work === undefined) return refused(serviceProblems.noRun());
      const closing = work;
      work = undefined;
      try {
        const { end, run } = await closeRun(closing.engine, closing, opening());
        if (!run.ok) return refused(ofRunFolder(run.problem));
        const { path, entries, journalHash } = run.value;
        const report = join(path, reportFolderName);
        const about = { folder: path, journalHash, report };
        // When the journal was lost, a last line may be on the disk that nobody was told of.
        if (entries.length === store.state().journal.length) store.change({ run: about });
        else if (entries.length > 0) store.resetLines(entries, about);
        return end.kind === 'done' ? nothing : ofIntent(end);
      } finally {
        await closeTarget();
      }
    },
  };
}
