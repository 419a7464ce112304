import { apply } from './acts/apply.ts';
import { gate, type Intent } from './acts/gate.ts';
import { jsonHash } from '../base/hash.ts';
import type { Json } from '../base/json.ts';
import { open, type Creation, type EngineOptions } from './open.ts';
import { prepare } from './acts/prepare.ts';
import { readBack } from './acts/read-back.ts';
import { examine, type Examination } from './acts/recover.ts';
import type { Refusal } from './contract/refusal.ts';
import type { Run } from './run/run-state.ts';
import { outcomeOf } from './run/selectors.ts';
import { JournalLost, type Session } from './acts/run-log.ts';
import type { SystemTypes } from './contract/step.ts';
import { askBeforeUndo, undoRun, undoStep, type UndoAsked, type UndoChoice } from './acts/undo.ts';

/** What became of an intent; `done` says that it was carried out, the run says with what result. */
export type IntentEnd<Value = unknown> =
  | { readonly kind: 'done'; readonly run: Run; readonly value: Value }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The journal could not be written; the engine does nothing more. */
  | { readonly kind: 'journal-lost'; readonly text: string };

/** The intents of command line and window. One at a time; each resolves when the journal holds its result. */
export interface Engine {
  state(): Run;
  subscribe(listener: (run: Run) => void): () => void;
  /** Keeps the assessment that the run rests on. */
  assessed(assessment: Json): Promise<IntentEnd>;
  /** Probes and plans the step whose turn it is. */
  prepare(stepId: string): Promise<IntentEnd>;
  /** Applies the plan of that hash, then verifies. `confirmation`: the number a person typed. */
  apply(stepId: string, planHash: string, confirmation?: number): Promise<IntentEnd>;
  /** Reads back once more. */
  verify(stepId: string): Promise<IntentEnd>;
  /** Goes on without proof, for a recorded reason. */
  override(stepId: string, reason: string): Promise<IntentEnd>;
  /** Reads what a step of unknown end left behind; settles it where that is certain. */
  examine(stepId: string): Promise<IntentEnd<Examination>>;
  /** Settles a step of unknown end: `adopt` plans what remains of it (apply that plan next), `undo` puts back what was captured. */
  recover(stepId: string, way: 'adopt' | 'undo'): Promise<IntentEnd>;
  /** Reads what an undo down to and including a step, or of everything, has to ask before it begins. */
  askBeforeUndo(toStepId?: string): Promise<IntentEnd<UndoAsked>>;
  /** Undoes down to and including a step, or everything. */
  undo(toStepId?: string, choice?: UndoChoice): Promise<IntentEnd>;
  /** Ends this process's work on the run; a later process may resume it. */
  close(): Promise<IntentEnd>;
}

/** Takes up a run: the first line of a new one, or `resumed`. */
export async function createEngine<Systems extends SystemTypes>(
  options: EngineOptions<Systems>,
): Promise<Creation<Engine>> {
  const opened = await open(options);
  return opened.kind === 'created' ? { kind: 'created', engine: engineOf(opened.engine) } : opened;
}

function engineOf<Systems extends SystemTypes>(session: Session<Systems>): Engine {
  const intent = createGatekeeper(session);
  return {
    state: () => session.run(),
    subscribe: (listener) => session.subscribe(listener),
    assessed: (assessment) =>
      intent({ kind: 'assessed' }, () =>
        session.append({
          event: 'assessed',
          step: null,
          phase: null,
          assessment,
          assessmentHash: jsonHash(assessment),
        }),
      ),
    prepare: (step) => intent({ kind: 'prepare', step }, () => prepare(session, step)),
    apply: (step, planHash, confirmation) =>
      intent({ kind: 'apply', step, planHash, confirmation }, async () => {
        const { planned } = session.record(step);
        if (planned !== undefined) await apply(session, step, planned, planned.plan.confirmation);
      }),
    verify: (step) => intent({ kind: 'verify', step }, () => readBack(session, step, undefined)),
    override: (step, reason) =>
      intent({ kind: 'override', step, reason }, () => {
        const { state } = session.record(step);
        const phase = state.kind === 'failed' ? state.phase : 'probe';
        return session.append({ event: 'overridden', step, phase, reason: reason.trim() });
      }),
    examine: (step) => intent({ kind: 'examine', step }, () => examine(session, step)),
    recover: (step, way) =>
      intent({ kind: 'recover', step, way }, () => (way === 'undo' ? putBack(session, step) : adopt(session, step))),
    askBeforeUndo: (to) => intent({ kind: 'ask-undo', to }, () => askBeforeUndo(session, to)),
    undo: (to, choice) => intent({ kind: 'undo', to }, () => undoRun(session, to, choice)),
    close: () =>
      intent({ kind: 'close' }, () =>
        session.append({ event: 'closed', step: null, phase: null, outcome: outcomeOf(session.run()) }),
      ),
  };
}

/** The undo of one step is an undo like any other: what must be settled beforehand is. */
async function putBack<Systems extends SystemTypes>(session: Session<Systems>, step: string): Promise<void> {
  const { procedure } = session.parts;
  const isOfRun = session.run().steps.some(({ id }) => id === step);
  return isOfRun && procedure.beforeUndo.length > 0 ? undoRun(session, step) : undoStep(session, step);
}

/** Whatever of the step is certain is taken as it is; for the rest there is a new plan, to be approved like any other. */
async function adopt<Systems extends SystemTypes>(session: Session<Systems>, step: string): Promise<void> {
  const examination = await examine(session, step);
  if (examination.kind === 'took-effect' || examination.kind === 'interrupted') return;
  if (examination.kind === 'undecided') {
    await session.append({ event: 'adopted', step, phase: 'probe', found: 'part' });
  }
  return prepare(session, step);
}

/** Lets one permitted intent through at a time. */
function createGatekeeper<Systems extends SystemTypes>(session: Session<Systems>) {
  let busy = false;
  return async <Value>(intent: Intent, act: () => Promise<Value>): Promise<IntentEnd<Value>> => {
    const refusal: Refusal | undefined = busy ? { code: 'busy' } : gate(session, intent);
    if (refusal !== undefined) return { kind: 'refused', refusal };
    busy = true;
    try {
      const value = await act();
      return { kind: 'done', run: session.run(), value };
    } catch (error) {
      if (error instanceof JournalLost) return { kind: 'journal-lost', text: error.message };
      throw error;
    } finally {
      busy = false;
    }
  };
}
