import { describe, expect, it } from 'vitest';
import { success, type Result } from '../../../shared/base/failure.ts';
import type { Step, Verification, WriteContext } from '../../../shared/engine/contract/step.ts';
import { expectThat, pause, type ToyStep } from './toy-procedure.ts';
import type { ToyState, ToySystems } from './toy-system.ts';

/** `tsc` fails when one of the expected errors is none: that is the test. */

type PauseStep = ToyStep<{ readonly scheduler: string }, ToyState['scheduler']>;
type Restoring = Extract<PauseStep['undo'], { readonly kind: 'restores' }>;

async function write({ systems }: WriteContext<ToySystems>): Promise<Result<void>> {
  return systems.setScheduler('off');
}

async function writeAndProbe(context: WriteContext<ToySystems>) {
  await write(context);
  return { kind: 'not-needed', reason: '' } as const;
}

async function writeAndCapture(context: WriteContext<ToySystems>) {
  await write(context);
  return success({ state: 'on', files: [] } as const);
}

async function writeAndVerify(context: WriteContext<ToySystems>): Promise<Verification> {
  await write(context);
  return expectThat(true, null);
}

export const applying: PauseStep['apply'] = write;
export const restoring: Restoring['restore'] = write;

// @ts-expect-error -- a probe cannot write
export const probing: PauseStep['probe'] = writeAndProbe;
// @ts-expect-error -- a plan is a function of the facts alone
export const planning: PauseStep['plan'] = write;
// @ts-expect-error -- a capture cannot write
export const capturing: PauseStep['capture'] = writeAndCapture;
// @ts-expect-error -- a verification cannot write
export const verifying: PauseStep['verify'] = writeAndVerify;
// @ts-expect-error -- the proof of an undo cannot write
export const provingUndo: Restoring['verify'] = writeAndVerify;

const common = { ...pause, risk: undefined, undo: undefined };

// @ts-expect-error -- a step that cannot be undone must say that it is destructive
export const harmlessWithoutUndo: Step<ToySystems, { readonly scheduler: string }, ToyState['scheduler']> = {
  ...common,
  risk: 'low',
  undo: { kind: 'impossible', reason: 'no way back' },
};

// @ts-expect-error -- a step without a word on undo is none
export const wordless: Step<ToySystems, { readonly scheduler: string }, ToyState['scheduler']> = {
  ...common,
  risk: 'low',
};

export const destructive: PauseStep = {
  ...common,
  risk: 'destructive',
  undo: { kind: 'impossible', reason: 'no way back' },
};

describe('the types of a step', () => {
  it('let apply and restore write, and no other phase', () => {
    expect(applying).toBe(restoring);
    expect(destructive.undo.kind).toBe('impossible');
  });
});
