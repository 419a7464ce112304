import { describe, expect, it } from 'vitest';
import { applyDelta, type DeltaEnd, type Replica } from '../../../renderer/app/replica.ts';
import type { JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { emptyState } from '../app-state.ts';

const line = (sequence: number) => ({ sequence, event: 'resumed' }) as JournalEntry;

function delta(sequence: number, journal: StateDelta['journal'] = { kind: 'same' }): StateDelta {
  return { sequence, changes: { settings: { theme: 'dark', textSize: 130 } }, journal };
}

const listed = (id: string) => ({ id, title: id, risk: 'low', undo: 'restores', hash: '0' });

function replicaOf(end: DeltaEnd): Replica {
  if (end.kind !== 'applied') throw new Error(end.kind);
  return end.replica;
}

describe('applying a delta to the replica', () => {
  const replica = { state: emptyState({ journal: [line(1)] }), sequence: 4 };

  it('replaces the slices that changed and keeps the others as they are', () => {
    const end = applyDelta(replica, delta(5));
    expect(end).toMatchObject({ kind: 'applied', replica: { sequence: 5, state: { settings: { theme: 'dark' } } } });
    expect(end.kind === 'applied' && end.replica.state.about).toBe(replica.state.about);
    expect(end.kind === 'applied' && end.replica.state.journal).toBe(replica.state.journal);
  });

  it('adds new journal lines after those that are there', () => {
    const end = applyDelta(replica, delta(5, { kind: 'added', entries: [line(2), line(3)] }));
    expect(end.kind === 'applied' && end.replica.state.journal.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('makes the run of the lines it hears, and leaves the steps they do not tell of as they are', () => {
    const opened = {
      event: 'opened',
      step: null,
      steps: [listed('one'), listed('two')],
      beforeUndo: [],
      afterUndo: [],
    };
    const about = { folder: '/run', report: null, journalHash: 'a' };
    const begun = applyDelta(replica, {
      ...{ sequence: 5, changes: { run: about } },
      journal: { kind: 'reset', entries: [opened as unknown as JournalEntry] },
    });
    const before = replicaOf(begun);
    const plan = { summary: 'Does.' };
    const planned = { event: 'planned', step: 'two', plan, planHash: 'p', factsHash: 'f' };
    const after = replicaOf(
      applyDelta(before, {
        ...{ sequence: 6, changes: { run: { ...about, journalHash: 'b' } } },
        journal: { kind: 'added', entries: [planned as unknown as JournalEntry] },
      }),
    );
    const steps = after.state.run!.run.steps;
    expect(steps.map(({ state }) => state.kind)).toEqual(['pending', 'planned']);
    expect(steps[0]).toBe(before.state.run!.run.steps[0]);
    expect(steps[1]!.planned!.plan).toBe(plan);
    expect(after.state.run!.journalHash).toBe('b');
  });

  it('begins the journal anew with another run', () => {
    const end = applyDelta(replica, delta(5, { kind: 'reset', entries: [line(1)] }));
    expect(end.kind === 'applied' && end.replica.state.journal).toEqual([line(1)]);
  });

  it('asks for the whole state where a delta is missing', () => {
    expect(applyDelta(replica, delta(6))).toEqual({ kind: 'gap' });
  });

  it('leaves a delta alone that the state held already when it was read', () => {
    expect(applyDelta(replica, delta(4))).toEqual({ kind: 'known' });
  });
});
