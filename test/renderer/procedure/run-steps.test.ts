import { describe, expect, it } from 'vitest';
import { isOver, listedSteps, wayOn } from '../../../renderer/procedure/run-steps.ts';
import type { StepState } from '../../../shared/engine/run/run-state.ts';
import { nextReasons } from '../../../renderer/procedure/texts.ts';
import { runOf, stepIn, verified } from '../app-state.ts';

const second = stepIn('second', { kind: 'pending' });

function wayFrom(state: StepState) {
  const first = stepIn('first', state);
  return wayOn(runOf([first, second]), first, false);
}

describe('Next', () => {
  it('is open from a step that is verified', () => {
    expect(wayFrom(verified)).toEqual({ kind: 'open', step: second });
  });

  it.each<[string, StepState]>([
    ['was not needed', { kind: 'skipped', reason: 'nothing to do' }],
    ['was done already', { kind: 'already-done', reason: 'found so' }],
  ])('is open from a step that %s', (_, state) => {
    expect(wayFrom(state).kind).toBe('open');
  });

  it.each<[StepState['kind'], StepState, string]>([
    ['pending', { kind: 'pending' }, nextReasons.pending],
    ['planned', { kind: 'planned' }, nextReasons.planned],
    ['applying', { kind: 'applying' }, nextReasons.unsettled],
    ['applied', { kind: 'applied' }, nextReasons.unsettled],
    ['blocked', { kind: 'blocked', reason: '', remedy: '' }, nextReasons.blocked],
    ['unknown', { kind: 'unknown', during: 'apply' }, nextReasons.unknown],
    ['undone', { kind: 'undone', evidence: [], objects: [] }, nextReasons.undone],
  ])('is closed with its reason from a step that is %s', (_, state, reason) => {
    expect(wayFrom(state)).toEqual({ kind: 'closed', reason });
  });

  it('is closed while something is going on, also from a verified step', () => {
    const first = stepIn('first', verified);
    expect(wayOn(runOf([first, second]), first, true)).toEqual({ kind: 'closed', reason: nextReasons.busy });
  });

  it('is closed from a step before which another one comes', () => {
    const first = stepIn('first', { kind: 'planned' });
    expect(wayOn(runOf([first, second]), second, false)).toEqual({ kind: 'closed', reason: nextReasons.earlier });
  });

  it('has come to the end when every step is done', () => {
    const steps = [stepIn('first', verified), stepIn('second', verified)] as const;
    expect(wayOn(runOf(steps), steps[1], false)).toEqual({ kind: 'end' });
  });
});

describe('a run that is over', () => {
  const undoneStep = stepIn('first', { kind: 'undone', evidence: [], objects: [] });

  it('lets go on through the steps it has done', () => {
    const steps = [stepIn('first', verified), stepIn('second', verified)] as const;
    expect(wayOn(runOf(steps), steps[0], false)).toEqual({ kind: 'open', step: steps[1] });
  });

  it('leads nowhere from a step that was undone', () => {
    const run = runOf([undoneStep, second], { course: { kind: 'undone' } });
    expect([isOver(run), wayOn(run, undoneStep, false)]).toEqual([true, { kind: 'end' }]);
  });

  it('leads nowhere from the step at which it was closed', () => {
    const blocked = stepIn('first', { kind: 'blocked', reason: '', remedy: '' });
    const run = runOf([blocked, second], { kind: 'closed' });
    expect([isOver(run), wayOn(run, blocked, false)]).toEqual([true, { kind: 'end' }]);
  });

  it('is not one that stands at a blocked step', () => {
    expect(isOver(runOf([stepIn('first', { kind: 'blocked', reason: '', remedy: '' })]))).toBe(false);
  });
});

describe('the steps that are listed', () => {
  const afterUndo = [stepIn('resync', { kind: 'pending' })];

  it('leave out what follows an undo while the run goes forward', () => {
    expect(listedSteps(runOf([second], { afterUndo })).map(({ id }) => id)).toEqual(['second']);
  });

  it('hold what follows once the whole run is being undone', () => {
    const run = runOf([second], {
      afterUndo,
      course: { kind: 'undoing', to: undefined, begun: true, answer: undefined, confirmation: undefined },
    });
    expect(listedSteps(run).map(({ id }) => id)).toEqual(['second', 'resync']);
  });
});
