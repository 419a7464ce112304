import { describe, expect, it } from 'vitest';
import { createDecider, type Answers } from '../../../electron/cli/decider.ts';
import type { Output } from '../../../electron/cli/output.ts';
import type { Questioner } from '../../../electron/cli/terminal/ask.ts';
import type { PlannedStep, StepRecord } from '../../../shared/engine/run/run-state.ts';

const planned: PlannedStep = {
  plan: {
    summary: 'Purge the users.',
    changes: [],
    commands: ['Remove-Everything'],
    effects: [],
    notes: [],
    objects: [],
    confirmation: { count: 3, of: 'users' },
  },
  planHash: 'p',
  factsHash: 'f',
};

function stepRecord(risk: StepRecord['risk'] = 'high'): StepRecord {
  return {
    id: 'purge',
    title: 'Purge',
    risk,
    undo: risk === 'destructive' ? 'impossible' : 'restores',
    hash: 'h',
    state: { kind: 'blocked', reason: 'because', remedy: 'wait' },
    since: undefined,
    planned,
    captured: undefined,
    writing: 'never',
  };
}

/** A person who answers in this order and then leaves. */
function person(...answers: readonly string[]): Questioner {
  const left = [...answers];
  return {
    text: () => Promise.resolve(left.shift()),
    choice: <Letter extends string>() => Promise.resolve(left.shift() as Letter | undefined),
  };
}

function decider(given: Partial<Answers>, questioner?: Questioner) {
  const lines: string[] = [];
  const output: Output = {
    json: false,
    interactive: false,
    line: (...pieces) =>
      void lines.push(pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')),
    copyable: (text) => void lines.push(text),
    transient: () => undefined,
    document: () => undefined,
  };
  const answers: Answers = { yes: false, confirm: new Map(), accept: new Map(), ...given };
  return { lines, ...createDecider(output, answers, questioner) };
}

const confirmation = { count: 3, of: 'users' };
const undecided = { kind: 'undecided' } as Parameters<ReturnType<typeof decider>['recoverUnknown']>[1];

describe('approving a plan', () => {
  it('is done by --yes, after showing what will change', async () => {
    const { approvePlan, lines } = decider({ yes: true });
    expect(await approvePlan(stepRecord(), planned)).toBe('apply');
    expect(lines.join('\n')).toContain('Purge the users.');
  });

  it('is never done where nobody can answer', async () => {
    expect(await decider({}).approvePlan(stepRecord(), planned)).toBe('stop');
  });

  it('shows the commands on d and asks again', async () => {
    const { approvePlan, lines } = decider({}, person('d', 'a'));
    expect(await approvePlan(stepRecord(), planned)).toBe('apply');
    expect(lines.join('\n')).toContain('Remove-Everything');
  });

  it.each([['s'], []])('stops on %j', async (...answers: readonly string[]) => {
    expect(await decider({}, person(...answers)).approvePlan(stepRecord(), planned)).toBe('stop');
  });
});

describe('confirming a destructive step', () => {
  it('is never done by --yes', async () => {
    const { confirmDestructive, lines } = decider({ yes: true });
    expect(await confirmDestructive(stepRecord('destructive'), confirmation)).toBeUndefined();
    expect(lines.join('\n')).toContain('--confirm purge=');
  });

  it('takes the number of --confirm, right or wrong: the engine compares', async () => {
    const { confirmDestructive } = decider({ yes: true, confirm: new Map([['purge', '4']]) });
    expect(await confirmDestructive(stepRecord('destructive'), confirmation)).toBe(4);
  });

  it.each(['3 ', 'three', '-3', '3.0', '0x3', ''])('takes %j for no number', async (typed) => {
    const { confirmDestructive } = decider({}, person(typed));
    expect(await confirmDestructive(stepRecord('destructive'), confirmation)).toBeUndefined();
  });
});

describe('a step that is blocked or failed', () => {
  it('is passed once with the reason of --accept, then no more', async () => {
    const { onBlockedOrFailed } = decider({ yes: true, accept: new Map([['purge', 'agreed']]) });
    expect(await onBlockedOrFailed(stepRecord())).toEqual({ kind: 'override', reason: 'agreed' });
    expect(await onBlockedOrFailed(stepRecord())).toEqual({ kind: 'stop' });
  });

  it('is never passed when it is destructive', async () => {
    const { onBlockedOrFailed } = decider({ yes: true, accept: new Map([['purge', 'agreed']]) });
    expect(await onBlockedOrFailed(stepRecord('destructive'))).toEqual({ kind: 'stop' });
  });

  it.each([
    ['r', { kind: 'retry' }],
    ['u', { kind: 'undo' }],
    ['s', { kind: 'stop' }],
  ])('does what the person says: %s', async (letter, remedy) => {
    expect(await decider({}, person(letter)).onBlockedOrFailed(stepRecord())).toEqual(remedy);
  });

  it('is continued only with a reason', async () => {
    expect(await decider({}, person('c', 'agreed')).onBlockedOrFailed(stepRecord())).toEqual({
      kind: 'override',
      reason: 'agreed',
    });
    expect(await decider({}, person('c', '')).onBlockedOrFailed(stepRecord())).toEqual({ kind: 'stop' });
    expect(await decider({}, person('c')).onBlockedOrFailed(stepRecord())).toEqual({ kind: 'stop' });
  });
});

describe('a step whose end is not known', () => {
  it('is adopted by --yes, and said so', async () => {
    const { recoverUnknown, lines } = decider({ yes: true });
    expect(await recoverUnknown(stepRecord(), undecided)).toBe('adopt');
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['a', 'adopt'],
    ['u', 'undo'],
    ['s', 'stop'],
  ])('does what the person says: %s', async (letter, way) => {
    expect(await decider({}, person(letter)).recoverUnknown(stepRecord(), undecided)).toBe(way);
  });

  it('waits where nobody can answer', async () => {
    expect(await decider({}).recoverUnknown(stepRecord(), undecided)).toBe('stop');
  });
});
