import { failed, success, type Result } from '../../base/failure.ts';
import { sha256Hex } from '../../base/hash.ts';
import type { CapturedFile, Phase } from '../journal/journal-parts.ts';
import { allSteps, stepOf, type StepRecord } from '../run/run-state.ts';
import { stepsToUndo } from '../run/selectors.ts';
import type { Session } from './run-log.ts';
import type { ReadContext, SystemTypes, UndoRequest, WriteContext } from '../contract/step.ts';

/** What a reading phase is given: the readers, and nothing else that could write. */
export function readContext<Systems extends SystemTypes>(
  session: Session<Systems>,
  stepId: string,
  phase: Phase,
  signal: AbortSignal,
): ReadContext<Systems> {
  return { ...commonContext(session, stepId, phase, signal), systems: session.parts.systems.readers };
}

/** What apply and restore are given. */
export function writeContext<Systems extends SystemTypes>(
  session: Session<Systems>,
  stepId: string,
  phase: 'apply' | 'restore',
  signal: AbortSignal,
): WriteContext<Systems> {
  return { ...commonContext(session, stepId, phase, signal), systems: session.parts.systems.writers };
}

function commonContext<Systems extends SystemTypes>(
  session: Session<Systems>,
  stepId: string,
  phase: Phase,
  signal: AbortSignal,
): Omit<ReadContext<Systems>, 'systems'> {
  const { runId, options, plan, course } = session.run();
  return {
    runId,
    approvedPlan: plan,
    signal,
    clock: session.parts.clock,
    options,
    captured: (id) => stepOf(session.run(), id)?.captured?.state,
    evidenceFile: (path) => readEvidence(session, path),
    wasApplied: (id) => {
      const step = stepOf(session.run(), id);
      return step !== undefined && step.writing !== 'never';
    },
    undo: course.kind === 'undoing' ? undoRequest(session, course.to, course.answer) : undefined,
    progress: (progress) => session.parts.onEvent({ kind: 'progress', step: stepId, phase, progress }),
  };
}

/** An undo down to a step, as the steps see it. */
export function undoRequest<Systems extends SystemTypes>(
  session: Session<Systems>,
  to: string | undefined,
  answer: string | undefined,
): UndoRequest {
  const { course } = session.run();
  const toUndo = (id: string) => stepsToUndo(session.run(), to).find((step) => step.id === id);
  return {
    answer,
    begun: course.kind === 'undoing' && course.begun,
    undoes: (id) => stepOf(session.run(), id)?.writing === 'undone' || toUndo(id) !== undefined,
    open: (id) => {
      const step = toUndo(id);
      return step === undefined ? undefined : step.state.kind === 'verified' ? 'proved' : 'not-proved';
    },
  };
}

/** What was sealed last under that path. A file that is no longer what was sealed must not be restored from. */
async function readEvidence<Systems extends SystemTypes>(
  session: Session<Systems>,
  path: string,
): Promise<Result<string>> {
  const sealed = lastSealed(session, path);
  const during = `evidence file ${path}`;
  if (sealed === undefined) return failed({ code: 'not-found', during, raw: 'never sealed', retry: 'pointless' });
  const text = await session.parts.evidence.read(sealed.storedAs);
  if (!text.ok) return text;
  if (sha256Hex(text.value) === sealed.sha256) return success(text.value);
  return failed({ code: 'invalid-answer', during, raw: 'changed since it was sealed', retry: 'pointless' });
}

function lastSealed<Systems extends SystemTypes>(session: Session<Systems>, path: string): CapturedFile | undefined {
  const files = allSteps(session.run()).flatMap((step: StepRecord) => step.captured?.files ?? []);
  return files.findLast((file) => file.path === path);
}
