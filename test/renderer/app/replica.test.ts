import { describe, expect, it } from 'vitest';
import { applyDelta } from '../../../renderer/app/replica.ts';
import type { JournalEntry } from '../../../shared/engine/journal-entry.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { emptyState } from '../app-state.ts';

const line = (sequence: number) => ({ sequence, event: 'resumed' }) as JournalEntry;

function delta(sequence: number, journal: StateDelta['journal'] = { kind: 'same' }): StateDelta {
  return { sequence, changes: { settings: { theme: 'dark', textSize: 130 } }, journal };
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
