import { dirname, resolve } from 'node:path';
import type { Answer, Engagement } from '../../../shared/ipc/state.ts';
import { activityTexts, serviceProblems } from '../texts.ts';
import { recognizeSystem } from '../../run/recognize-system.ts';
import { openForWork } from '../../run/work-folder.ts';
import type { Target } from '../../targets/target.ts';
import { readRunFolder, type ReadRun } from '../../disk/run-folder/run-folder.ts';
import type { RunningActivity } from '../activities.ts';
import { answering, folderPatience } from '../answering.ts';
import { assessForRun } from '../assessing.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { makeEngagementFolder } from '../make-engagement-folder.ts';
import { putTargetOf } from '../open-target.ts';
import { nothing, ofRecognition, ofRunFolder, ofUnanswered, reachingFolder, refused } from '../problems.ts';
import type { OpenWork } from '../take-up-run.ts';
import { isWholePath } from '../whole-path.ts';

/** Calls that begin, continue and end the work. */
export const engagementCalls: Pick<Handlers, 'startEngagement' | 'continueRun' | 'finishRun' | 'leave'> = {
  async startEngagement({ activities, desk, store, time, options }, { folder, ...named }) {
    const { makeFolder = makeEngagementFolder } = options;
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    return activities.run({ kind: 'opening', title: activityTexts.openingFolder(folder) }, async ({ signal }) => {
      const occupied = desk.occupied();
      if (occupied !== undefined) return refused(occupied);
      const path = resolve(folder);
      return reachingFolder(path, async () => {
        // Whatever is looked at on the way may lie on a share that never answers.
        const answered = await answering(makeFolder(path), { signal, longest: { time, milliseconds: folderPatience } });
        if (answered.kind !== 'answered') return refused(ofUnanswered(answered.kind, path));
        const record = answered.value;
        if (record !== undefined) {
          return refused(ofRunFolder({ code: 'inside-record', path, of: record.kind, record: record.folder }));
        }
        await desk.closeTarget();
        store.resetLines([], null, { engagement: { ...named, folder: path }, assessment: { kind: 'none' } });
        return nothing;
      });
    });
  },

  async continueRun(context, { folder, breakLock }) {
    const { activities, desk } = context;
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    return activities.run({ kind: 'opening', title: activityTexts.continuing }, async (activity) => {
      const occupied = desk.occupied();
      if (occupied !== undefined) return refused(occupied);
      const answered = await answering(readRunFolder(folder, desk.opening()), activity);
      if (answered.kind !== 'answered') return refused(ofUnanswered(answered.kind, folder));
      const read = answered.value;
      if (!read.ok) return refused(ofRunFolder(read.problem));
      return continueRead(context, activity, read.value, breakLock);
    });
  },

  async finishRun({ activities, desk }) {
    return activities.run({ kind: 'finishing', title: activityTexts.finishing }, () => desk.finish());
  },

  async leave({ activities, desk, store, names }) {
    const { activity } = store.state();
    const [writing] = activities.beingWritten();
    if (writing !== undefined) {
      return refused(activity === null ? serviceProblems.stillWriting(writing) : serviceProblems.busy(activity.title));
    }
    activities.cancel();
    await activities.rest();
    return activities.run({ kind: 'finishing', title: activityTexts.finishing }, async () => {
      const end = desk.work() === undefined ? nothing : await desk.finish();
      await desk.closeTarget();
      names.forget();
      store.resetLines([], null, { engagement: null, assessment: { kind: 'none' } });
      return end;
    });
  },
};

async function continueRead(
  context: ServiceContext,
  activity: RunningActivity,
  run: ReadRun,
  breakLock: boolean,
): Promise<Answer<null>> {
  const { desk, store } = context;
  const { lock, path, description } = run;
  // Whoever works on the run also holds its systems: the lock is the reason to show.
  if (lock !== undefined && lock.standing !== 'stale' && !breakLock) {
    return refused(ofRunFolder({ code: 'locked', path, ...lock }));
  }
  store.resetLines([], null, { engagement: engagementOf(context, run), assessment: { kind: 'none' } });
  const target = await putTargetOf(context, activity, description.target);
  if (!target.ok) return target;
  const taken = await takeUp(context, activity, run, target.value, breakLock);
  if (taken.ok) return assessForRun(context, activity, taken.value, target.value);
  await desk.closeTarget();
  return taken;
}

/** Opens the run folder for work on the system that the run was made on, and on no other. */
async function takeUp(
  { desk }: ServiceContext,
  { signal }: RunningActivity,
  { path, state }: ReadRun,
  target: Target,
  breakLock: boolean,
): Promise<Answer<OpenWork>> {
  const recognition = await recognizeSystem(state, target, signal);
  if (recognition.kind !== 'recognized') return refused(ofRecognition(recognition));
  const opened = await openForWork(path, breakLock, desk.opening());
  if (!opened.ok) return refused(ofRunFolder(opened.problem));
  return desk.takeUp(opened.value.folder, { target, system: recognition.system });
}

/** The engagement as the run folder tells it; who works on it now may be somebody else. */
function engagementOf({ store, options }: ServiceContext, { description, path }: ReadRun): Engagement {
  const operator = store.state().engagement?.operator ?? options.identity.operator;
  return { ...description.engagement, operator, folder: dirname(path) };
}
