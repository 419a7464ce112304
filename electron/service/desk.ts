import { join } from 'node:path';
import type { HostTime } from '../../shared/engine/host-time.ts';
import type { Answer } from '../../shared/ipc/state.ts';
import { serviceProblems } from '../../shared/messages/service.ts';
import { closeRun } from '../session/run-engine.ts';
import type { Target } from '../targets/target.ts';
import type { Opening, RunFolder } from '../workspace/run-folder.ts';
import { reportFolderName } from '../workspace/run-report.ts';
import type { Activities } from './activities.ts';
import { nothing, ofIntent, ofRunFolder, refused } from './problems.ts';
import type { StateStore } from './state-store.ts';
import type { Identity } from './surroundings.ts';
import { takeUpRun, type OpenWork } from './take-up-run.ts';

/** What lies open: the one target and the one run, with everything that must be given back. */
export interface Desk {
  target(): Target | undefined;
  work(): OpenWork | undefined;
  putTarget(target: Target): Promise<void>;
  takeUp(folder: RunFolder, target: Target): Promise<Answer<OpenWork>>;
  /** Ends the work on the run for now. The target is given back with it, so that others can go on with the run. */
  finish(): Promise<Answer<null>>;
  closeTarget(): Promise<void>;
  opening(): Opening;
}

export function createDesk(store: StateStore, activities: Activities, identity: Identity, time: HostTime): Desk {
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
    opening,
    closeTarget,
    async putTarget(next) {
      await closeTarget();
      target = next;
    },
    async takeUp(folder, on) {
      const taken = await takeUpRun(folder, on, { store, activities, identity, time });
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
        const { path, state, journalHash } = run.value;
        const report = join(path, reportFolderName, 'report.html');
        if (state.kind !== 'empty') store.change({ run: { folder: path, run: state, journalHash, report } });
        return end.kind === 'done' ? nothing : ofIntent(end);
      } finally {
        await closeTarget();
      }
    },
  };
}
