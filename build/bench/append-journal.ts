import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { openJournal, type JournalFile } from '../../electron/disk/run-folder/journal-file.ts';
import { nextLine, type ChainHead } from '../../shared/engine/journal/chain.ts';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import { answer, parametersOfChild } from './child.ts';

/** Appends the lines of a run to a journal and, turn by turn, the same bytes to a bare file. */
export interface AppendRequest {
  readonly workFolder: string;
  /** Steps before the first one that counts. */
  readonly warmUp: number;
  readonly steps: number;
  /** Objects listed in the line of each verified step. */
  readonly objects: number;
}

/** Milliseconds of the lines of one kind, in the order of writing; the lists are parallel. */
export interface LineTimes {
  readonly bytes: number;
  /** Everything from the entry to the flushed line. */
  readonly journal: readonly number[];
  /** Of these: checking, hashing and spelling out. */
  readonly preparing: readonly number[];
  /** Write and `fdatasync` of the same bytes. */
  readonly bare: readonly number[];
}

/** By kind of line, as many of each: together they are the lines of a step. */
export type AppendAnswer = Readonly<Record<string, LineTimes>>;

async function appendInTurns({ workFolder, warmUp, steps, objects }: AppendRequest): Promise<AppendAnswer> {
  const folder = await mkdtemp(join(workFolder, 'journal-'));
  const opened = await openJournal(folder);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const journal = opened.value;
  const bare = await open(join(folder, 'bare'), 'a');
  try {
    const drafts = Array.from({ length: warmUp + steps }, (_, step) => entriesOfStep(step, objects));
    return await timeAppends(drafts, warmUp, journal, bare);
  } finally {
    await bare.close();
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeAppends(
  steps: readonly (readonly Draft[])[],
  warmUp: number,
  journal: JournalFile,
  bare: FileHandle,
): Promise<AppendAnswer> {
  const answers = new Map<string, { bytes: number; journal: number[]; preparing: number[]; bare: number[] }>();
  let head: ChainHead = journal.head;
  let journalFirst = false;
  for (const draft of steps.flat()) {
    const started = performance.now();
    const next = nextLine(head, (link) => ({ ...envelope, ...link, ...draft }) as JournalEntry, journal.sha256Hex);
    const preparing = performance.now() - started;
    head = next.head;
    const bytes = Buffer.from(`${next.line}\n`);
    const appendToJournal = () => timed(() => journal.append(next.line));
    const appendToBare = () =>
      timed(async () => {
        await bare.write(bytes);
        await bare.datasync();
      });
    // Whoever comes second finds the disk and the thread pool awake.
    journalFirst = !journalFirst;
    const first = await (journalFirst ? appendToJournal() : appendToBare());
    const second = await (journalFirst ? appendToBare() : appendToJournal());
    if (head.sequence <= warmUp * linesOfStep) continue;
    const times = answers.get(draft.event) ?? { bytes: bytes.length, journal: [], preparing: [], bare: [] };
    times.journal.push(preparing + (journalFirst ? first : second));
    times.preparing.push(preparing);
    times.bare.push(journalFirst ? second : first);
    answers.set(draft.event, times);
  }
  return Object.fromEntries(answers);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const envelope = { utc: new Date(0).toISOString(), operator: 'bench', machine: hostname(), pid: process.pid };
const someHash = 'a'.repeat(64);

type Draft = Readonly<Record<string, unknown>> & { readonly event: string };

const linesOfStep = 5;

/** What a step that changes one rule writes. */
function entriesOfStep(step: number, objects: number): readonly Draft[] {
  const common = { step: `step-${step}`, stepHash: someHash };
  const plan = {
    summary: 'The clone takes the number of the original, which is deleted.',
    changes: [{ subject: 'In from AD - User Exchange', field: 'precedence', before: 108, after: 162 }],
    commands: ['Get-ADSyncRule -Identifier …', 'Set-ADSyncRule …'],
    effects: [],
    notes: ['The next cycle synchronizes every object.'],
    objects: [],
  };
  const rows = Array.from({ length: objects }, (_, row) => [
    `CN=Person ${row},OU=Company,DC=fabrikam,DC=com`,
    someHash,
  ]);
  const table = { id: 'objects', title: 'Objects touched', columns: ['Object', 'Mailbox'], rows };
  return [
    { ...common, event: 'planned', phase: 'plan', factsHash: someHash, plan, planHash: someHash },
    { ...common, event: 'captured', phase: 'capture', state: { rule: plan.changes, text: someHash }, files: [] },
    { ...common, event: 'applying', phase: 'apply', planHash: someHash },
    { ...common, event: 'applied', phase: 'apply' },
    {
      ...common,
      event: 'verified',
      phase: 'verify',
      evidence: [{ label: 'precedence', before: 108, after: 162 }],
      objects: objects === 0 ? [] : [table],
    },
  ];
}

if (import.meta.main) answer(await appendInTurns(parametersOfChild() as AppendRequest));
