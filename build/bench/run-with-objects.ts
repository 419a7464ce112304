import { createStateStore, type StateStore } from '../../electron/service/state-store.ts';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import type { AppState } from '../../shared/ipc/state.ts';

/** Where the clock of the run stands: 2026-11-21. */
export const startedAt = Date.UTC(2026, 10, 21);
const envelope = { utc: new Date(startedAt).toISOString(), operator: 'bench', machine: 'SYNC01', pid: 1 };
/** The step of the run, and a hash for whatever needs one. */
export const [step, hash] = ['purge', 'a'.repeat(64)];
/** The table that the plan of the step names its objects in. */
export const objectsTitle = 'Objects touched';

const nothingOpen: AppState = {
  about: {
    ...{
      version: '0',
      host: 'browser',
      canPrint: false,
      canRestartAsAdministrator: false,
      operator: 'bench',
      machine: 'SYNC01',
      folder: '/',
      logs: null,
    },
    ...{ scenarios: [], procedures: [], licences: [] },
  },
  settings: { theme: 'light', textSize: 100 },
  engagement: null,
  target: { kind: 'none' },
  assessment: { kind: 'none' },
  ...{ run: null, journal: [], activity: null, unfinishedWrites: [] },
};

/** A service's state with a run whose step is captured: its plan names as many users as there are rows. */
export function storeWithRun(rows: number): StateStore {
  const objects = {
    ...{
      id: 'objects',
      title: objectsTitle,
      columns: ['Object', 'Type', 'Kind', 'mailNickname', 'GUID', 'Department'],
    },
    rows: Array.from({ length: rows }, (_, row) => [
      `CN=Person ${row},OU=Company,DC=fabrikam,DC=com`,
      ...['user', 'on-premises mailbox', `person${row}`],
      `${row.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
      `Department ${row % 97}`,
    ]),
  };
  const plan = {
    summary: '',
    changes: [],
    commands: [],
    effects: [],
    notes: [],
    objects: [objects],
    confirmation: undefined,
  };
  const listed = { id: step, title: 'Purge', risk: 'high', undo: 'restores', hash };
  const drafts = [
    {
      event: 'opened',
      step: null,
      phase: null,
      runId: 'run',
      procedure: 'bench',
      steps: [listed],
      beforeUndo: [],
      afterUndo: [],
    },
    { event: 'planned', step, phase: 'plan', plan, planHash: hash, factsHash: hash },
    { event: 'captured', step, phase: 'capture', state: null, files: [] },
  ];
  const store = createStateStore(nothingOpen, (error) => {
    throw error;
  });
  const entries = drafts.map((draft, index) => lineOfRun(draft, index + 1));
  store.resetLines(entries, { folder: '/run', report: null, journalHash: hash });
  return store;
}

/** A line of the run's journal. */
export function lineOfRun(draft: object, sequence: number): JournalEntry {
  return { ...envelope, ...draft, sequence } as unknown as JournalEntry;
}
