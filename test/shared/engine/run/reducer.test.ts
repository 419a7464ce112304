import { describe, expect, it } from 'vitest';
import type { EntryDraft, JournalEntry, StepEntry } from '../../../../shared/engine/journal/journal-entry.ts';
import { reduce, reduceAll } from '../../../../shared/engine/run/reducer.ts';
import { stepOf, type Run, type StepState, type StepStateKind } from '../../../../shared/engine/run/run-state.ts';
import {
  mayApply,
  mayOverride,
  mayPrepare,
  mayRecover,
  mayUndo,
  mayVerify,
  nextStep,
  outcomeAtRest,
  outcomeOf,
} from '../../../../shared/engine/run/selectors.ts';
import { toyIdentity } from '../toy-run.ts';
import { legalBefore } from '../../../../shared/engine/run/step-reducer.ts';
import { planFor } from '../toy-procedure.ts';

const hash = 'a'.repeat(64);

function entry(draft: EntryDraft, sequence = 1): JournalEntry {
  const envelope = { sequence, utc: '2026-11-21T09:00:00.000Z', operator: 'Anna', machine: 'SERVER1', pid: 42 };
  return { ...envelope, previous: hash, stepHash: draft.step === null ? null : hash, ...draft } as JournalEntry;
}

function listed(id: string, risk: 'low' | 'destructive' = 'low') {
  const undo = risk === 'destructive' ? 'impossible' : 'restores';
  return { id, title: id, risk, undo, hash } as const;
}

const opened: EntryDraft = {
  event: 'opened',
  step: null,
  phase: null,
  schema: 1,
  runId: 'run',
  procedure: 'toy',
  target: 'toy:',
  options: {},
  appVersion: '0.1.0',
  engagement: { customer: '', ticket: '' },
  created: '2026-11-21T00:00:00.000Z',
  system: toyIdentity,
  steps: [listed('one'), listed('two', 'destructive')],
  beforeUndo: [],
  afterUndo: [listed('after')],
};

const failure = { code: 'connection-lost', during: 'x', raw: '', retry: 'effect-unknown' } as const;
const problem = { kind: 'failure', failure } as const;
const nothing = { evidence: [], objects: [] };

/** One entry of each kind, for a step. */
function drafts(step: string): { readonly [Event in StepEntry['event']]: EntryDraft } {
  return {
    planned: { event: 'planned', step, phase: 'plan', factsHash: hash, planHash: hash, plan: planFor('x') },
    'already-done': { event: 'already-done', step, phase: 'probe', reason: 'r' },
    'not-needed': { event: 'not-needed', step, phase: 'probe', reason: 'r' },
    blocked: { event: 'blocked', step, phase: 'probe', reason: 'r', remedy: 'm' },
    confirmed: { event: 'confirmed', step, phase: 'plan', planHash: hash, count: 3, of: 'users' },
    stale: { event: 'stale', step, phase: 'probe', found: 'ready' },
    captured: { event: 'captured', step, phase: 'capture', state: null, files: [] },
    applying: { event: 'applying', step, phase: 'apply', planHash: hash },
    applied: { event: 'applied', step, phase: 'apply' },
    'answer-lost': { event: 'answer-lost', step, phase: 'apply', failure },
    verified: { event: 'verified', step, phase: 'verify', ...nothing },
    failed: { event: 'failed', step, phase: 'apply', problem },
    overridden: { event: 'overridden', step, phase: 'apply', reason: 'r' },
    interrupted: { event: 'interrupted', step, phase: 'probe' },
    adopted: { event: 'adopted', step, phase: 'verify', found: 'part' },
    'no-effect': { event: 'no-effect', step, phase: 'probe' },
    undoing: { event: 'undoing', step, phase: 'restore' },
    undone: { event: 'undone', step, phase: 'verify-undo', ...nothing },
    'undo-failed': { event: 'undo-failed', step, phase: 'restore', problem },
    'undo-impossible': { event: 'undo-impossible', step, phase: 'restore', reason: 'r' },
  };
}

type Path = readonly StepEntry['event'][];

/** A way into each state. */
const wayTo: Readonly<Record<StepStateKind, Path>> = {
  pending: [],
  planned: ['planned'],
  captured: ['planned', 'captured'],
  applying: ['planned', 'captured', 'applying'],
  applied: ['planned', 'captured', 'applying', 'applied'],
  verified: ['planned', 'captured', 'applying', 'applied', 'verified'],
  'already-done': ['already-done'],
  skipped: ['not-needed'],
  blocked: ['blocked'],
  failed: ['planned', 'captured', 'applying', 'failed'],
  overridden: ['planned', 'captured', 'applying', 'failed', 'overridden'],
  unknown: ['planned', 'captured', 'applying', 'answer-lost'],
  undoing: ['planned', 'captured', 'applying', 'applied', 'verified', 'undoing'],
  undone: ['planned', 'captured', 'applying', 'applied', 'verified', 'undoing', 'undone'],
};

/** What each event makes of a state it may follow. */
const leadsTo: Readonly<Record<StepEntry['event'], StepStateKind | 'same'>> = {
  planned: 'planned',
  'already-done': 'already-done',
  'not-needed': 'skipped',
  blocked: 'blocked',
  confirmed: 'planned',
  stale: 'pending',
  captured: 'captured',
  applying: 'applying',
  applied: 'applied',
  'answer-lost': 'unknown',
  verified: 'verified',
  failed: 'failed',
  overridden: 'overridden',
  interrupted: 'same',
  adopted: 'pending',
  'no-effect': 'pending',
  undoing: 'undoing',
  undone: 'undone',
  'undo-failed': 'failed',
  'undo-impossible': 'same',
};

function runAfter(...more: readonly EntryDraft[]): Run {
  const state = reduceAll([opened, ...more].map((draft, index) => entry(draft, index + 1)));
  if (state.kind === 'empty') throw new Error('empty');
  return state;
}

function at(kind: StepStateKind, step = 'one'): readonly EntryDraft[] {
  return wayTo[kind].map((event) => drafts(step)[event]);
}

function stateOf(run: Run, step = 'one'): StepState | undefined {
  return stepOf(run, step)?.state;
}

const kinds = Object.keys(wayTo) as StepStateKind[];
const events = Object.keys(leadsTo) as StepEntry['event'][];
const table = kinds.flatMap((kind) => events.map((event) => [kind, event] as const));
const resumed: EntryDraft = { event: 'resumed', step: null, phase: null, appVersion: '0.1.0' };

describe('the reducer', () => {
  it.each(kinds)('reaches the state %s', (kind) => {
    expect(stateOf(runAfter(...at(kind)))?.kind).toBe(kind);
  });

  it.each(table)('in state %s takes %s where the table allows it, and refuses it elsewhere', (kind, event) => {
    const before = runAfter(...at(kind));
    const next = entry(drafts('one')[event]);
    if (!legalBefore[event].includes(kind)) {
      expect(() => reduce(before, next)).toThrow('impossible');
      return;
    }
    const expected =
      leadsTo[event] === 'same' ? (kind === 'captured' && event === 'interrupted' ? 'planned' : kind) : leadsTo[event];
    const after = reduce(before, next);
    expect(after.kind === 'open' && stateOf(after)?.kind).toBe(expected);
    expect(after.kind === 'open' && stateOf(after, 'two')).toEqual({ kind: 'pending' });
  });

  it.each([
    ['applying', 'unknown'],
    ['applied', 'unknown'],
    ['undoing', 'unknown'],
    ['captured', 'planned'],
    ['verified', 'verified'],
    ['failed', 'failed'],
    ['planned', 'planned'],
  ] as const)('takes a step that a dead process left %s for %s', (before, after) => {
    expect(stateOf(runAfter(...at(before), resumed))?.kind).toBe(after);
  });

  it('takes a captured step for unknown when a line was lost: it may have been its applying', () => {
    const torn = { keptAs: 'journal.torn-1', size: 3, sha256: hash };
    const run = runAfter(...at('captured'), { ...resumed, torn });
    expect(stateOf(run)).toMatchObject({ kind: 'unknown', during: 'apply' });
    expect(stepOf(run, 'one')?.writing).toBe('written');
  });

  it('keeps with a failed proof that the answer to the write was lost, also when it is read once more', () => {
    const unproved: EntryDraft = { event: 'failed', step: 'one', phase: 'verify', problem };
    expect(stateOf(runAfter(...at('unknown'), unproved, unproved))).toMatchObject({
      kind: 'failed',
      lostAnswer: failure,
    });
  });

  it('forgets the lost answer with the next attempt', () => {
    const again = runAfter(
      ...at('unknown'),
      { event: 'failed', step: 'one', phase: 'verify', problem },
      ...at('failed'),
    );
    expect(stateOf(again)).toEqual({ kind: 'failed', phase: 'apply', problem });
  });

  it.each([
    ['a line before the run was opened', [resumed]],
    ['a run opened twice', [opened, opened]],
    ['a step the run does not have', [opened, drafts('three').planned]],
    [
      'a line after the run was closed',
      [opened, { event: 'closed', step: null, phase: null, outcome: 'failed' }, drafts('one').planned],
    ],
  ] as const)('refuses %s', (_, journal) => {
    expect(() => reduceAll(journal.map((draft) => entry(draft as EntryDraft)))).toThrow('impossible');
  });
});

describe('what may be asked for', () => {
  const allowed: readonly (readonly [StepStateKind, readonly string[]])[] = [
    ['pending', ['prepare']],
    ['planned', ['prepare', 'apply']],
    ['captured', []],
    ['applying', []],
    ['applied', ['verify']],
    ['verified', []],
    ['blocked', ['prepare', 'override']],
    ['failed', ['prepare', 'verify', 'override']],
    ['unknown', ['recover']],
    ['undone', ['prepare']],
  ];

  it.each(allowed)('of a step that is %s: %j', (kind, expected) => {
    const run = runAfter(...at(kind));
    const predicates = {
      prepare: mayPrepare,
      apply: mayApply,
      verify: mayVerify,
      override: mayOverride,
      recover: mayRecover,
    };
    const permitted = Object.entries(predicates).filter(([, may]) => may(run, 'one'));
    expect(permitted.map(([name]) => name)).toEqual(expected);
    expect(Object.values(predicates).some((may) => may(run, 'after'))).toBe(false);
  });

  it('never includes passing a destructive step', () => {
    const run = runAfter(...at('verified'), ...at('failed', 'two'));
    expect(nextStep(run)?.id).toBe('two');
    expect(mayPrepare(run, 'two')).toBe(true);
    expect(mayOverride(run, 'two')).toBe(false);
  });

  it('includes giving up a run that has written nothing', () => {
    expect(mayUndo(runAfter(...at('captured')))).toBe(true);
    expect(mayUndo(runAfter(...at('captured')), 'one')).toBe(false);
  });

  it('includes undo down to known steps that were written', () => {
    expect(mayUndo(runAfter(...at('failed')), 'one')).toBe(true);
    expect(mayUndo(runAfter(...at('verified')), 'two')).toBe(false);
    expect(mayUndo(runAfter(...at('verified')), 'three')).toBe(false);
  });

  it('is nothing once the run is closed', () => {
    const run = runAfter(...at('planned'), { event: 'closed', step: null, phase: null, outcome: 'in-progress' });
    expect([mayPrepare, mayApply, mayVerify, mayOverride, mayRecover].some((may) => may(run, 'one'))).toBe(false);
    expect(mayUndo(run)).toBe(false);
  });
});

describe('the outcome of a run', () => {
  it.each([
    ['in-progress', []],
    ['in-progress', at('verified')],
    ['verified', [...at('verified'), ...at('already-done', 'two')]],
    ['verified', [...at('skipped'), ...at('verified', 'two')]],
    ['blocked', at('blocked')],
    ['failed', at('failed')],
    ['failed', [...at('overridden'), ...at('verified', 'two')]],
    ['blocked', [drafts('one').blocked, drafts('one').overridden, ...at('verified', 'two')]],
    ['interrupted', at('unknown')],
    ['interrupted', [...at('planned'), drafts('one').interrupted]],
  ] as const)('is %s', (outcome, journal) => {
    expect(outcomeOf(runAfter(...journal))).toBe(outcome);
  });

  it('is interrupted when the process has gone without closing it', () => {
    expect(outcomeAtRest(runAfter(...at('applying')))).toBe('interrupted');
    const closed = { event: 'closed', step: null, phase: null, outcome: 'in-progress' } as const;
    expect(outcomeAtRest(runAfter(...at('verified'), closed))).toBe('in-progress');
  });
});
