import { emptyChain, nextLine, type ChainHead } from '../../../shared/engine/journal/chain.ts';
import type { EntryDraft, JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import type { ReportSurroundings } from '../../../shared/report/build-report.ts';
import { effectOf } from '../../../shared/procedures/steps/effects.ts';
import { toyIdentity } from '../engine/toy-run.ts';

/** A journal written by hand, as the engine would write it: steps `prepare` and `change`. */
export function journalOf(drafts: readonly EntryDraft[]): {
  readonly entries: readonly JournalEntry[];
  readonly head: ChainHead;
} {
  let head = emptyChain;
  const entries = drafts.map((draft, index) => {
    const next = nextLine(head, (link) => {
      const envelope = {
        ...link,
        utc: new Date(Date.UTC(2026, 10, 21, 9, 0, index)).toISOString(),
        operator: 'Petra Consultant',
        machine: 'SYNC01',
        pid: 4711,
        stepHash: draft.step === null ? null : hash('a'),
      };
      return { ...draft, ...envelope } as JournalEntry;
    });
    head = next.head;
    return next.entry;
  });
  return { entries, head };
}

export const surroundings: ReportSurroundings = {
  productVersion: '0.1.0',
  customer: 'Contoso <b>GmbH</b> & Söhne',
  ticket: 'CHG-1',
  procedure: {
    id: 'toy',
    title: 'A procedure of two steps',
    steps: [
      { id: 'prepare', title: 'Prepare', description: 'Looks. Then writes down.', source: 'sources/004' },
      { id: 'change', title: 'Change', description: 'Changes one thing.', source: 'sources/004' },
    ],
    beforeUndo: [],
    afterUndo: [],
  },
};

/** The first line of a run of this procedure. */
export const openedOf = (procedure: string): EntryDraft => ({
  event: 'opened',
  step: null,
  phase: null,
  schema: 1,
  runId: 'run-1',
  procedure,
  target: 'lab:/somewhere',
  options: { original: 'delete' },
  appVersion: '0.1.0',
  engagement: { customer: '', ticket: '' },
  created: '2026-11-21T00:00:00.000Z',
  system: toyIdentity,
  steps: ['prepare', 'change'].map((id) => ({
    id,
    title: id === 'prepare' ? 'Prepare' : 'Change',
    risk: 'low' as const,
    undo: 'restores' as const,
    hash: hash('a'),
  })),
  beforeUndo: [],
  afterUndo: [],
});

export const opened = openedOf('toy');

/** Everything a step writes on its way to `verified`. */
export function verifiedStep(step: string, rows: readonly (readonly string[])[] = []): readonly EntryDraft[] {
  const users = { id: 'users', title: 'Users', columns: ['Name'], rows };
  return [
    {
      event: 'planned',
      step,
      phase: 'plan',
      factsHash: hash('f'),
      planHash: hash('b'),
      plan: {
        summary: 'Changes one rule.',
        changes: [
          {
            subject: 'In from AD - User Exchange',
            field: 'msExchMailboxGuid',
            before: 'Direct',
            after: 'Expression NULL',
          },
        ],
        commands: ['Set-ADSyncScheduler -SyncCycleEnabled $false'],
        effects: effectOf('guid-cleared', 342),
        notes: [],
        objects: rows.length > 0 ? [users] : [],
        confirmation: undefined,
      },
    },
    {
      event: 'captured',
      step,
      phase: 'capture',
      state: null,
      files: [{ path: 'a.json', storedAs: 'evidence/a.json', size: 2, sha256: hash('c') }],
    },
    { event: 'applying', step, phase: 'apply', planHash: hash('b') },
    { event: 'applied', step, phase: 'apply' },
    {
      event: 'verified',
      step,
      phase: 'verify',
      evidence: [{ label: 'Metaverse objects with a mailbox GUID', before: 342, after: 0 }],
      objects: [],
    },
  ];
}

export function hash(digit: string): string {
  return digit.repeat(64);
}
