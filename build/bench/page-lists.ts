import { createNameLists } from '../../electron/service/name-lists.ts';
import { listCalls } from '../../electron/service/calls/lists.ts';
import type { ServiceContext } from '../../electron/service/context.ts';
import { labClock } from '../../electron/lab/clock.ts';
import { unsavedMachine } from '../../electron/lab/machine.ts';
import { labDirectory } from '../../electron/lab/ports/directory.ts';
import { labExchangeOnline } from '../../electron/lab/ports/exchange-online.ts';
import { labSyncServer } from '../../electron/lab/ports/sync-server.ts';
import { labTenant } from '../../electron/lab/ports/tenant.ts';
import { createScenario } from '../../electron/lab/world/create-scenario.ts';
import { success } from '../../shared/base/failure.ts';
import type { Answer } from '../../shared/ipc/state.ts';
import type { AssessmentFacts } from '../../shared/assessment/facts.ts';
import { gather } from '../../shared/assessment/gather.ts';
import { judgeWithLists } from '../../shared/assessment/judge.ts';
import { answer, parametersOfChild } from './child.ts';

/** Looks through the names behind a count, as text and back, as a browser is told. */
export interface ListRequest {
  readonly sizes: readonly number[];
  readonly repetitions: number;
}

/** Milliseconds, one of each repetition, of a list of this many users. */
export interface ListTimes {
  readonly size: number;
  /** The first page of a list that nobody has opened yet. */
  readonly open: readonly number[];
  /** The page in the middle of the open list. */
  readonly turn: readonly number[];
  /** The first filter, which makes what is searched. */
  readonly filter: readonly number[];
  /** Another one. */
  readonly refilter: readonly number[];
  /** All names at once, as for the file. */
  readonly whole: readonly number[];
}

export type ListAnswer = readonly ListTimes[];

const list = 'bucket.blocked';
const pageSize = 100;

/** What a lab of a few users is like; its users in it as often as wanted. */
async function factsOfFew(): Promise<AssessmentFacts> {
  const created = createScenario('clean', { users: 500 });
  if (!created.ok) throw new Error(created.failure.raw);
  const machine = unsavedMachine(created.value.state);
  const readers = {
    syncServer: labSyncServer(machine),
    directory: labDirectory(machine),
    tenant: labTenant(machine),
    exchangeOnline: labExchangeOnline(machine),
  };
  const { signal } = new AbortController();
  return gather(readers, { signal, clock: labClock(machine), progress: () => undefined });
}

/** The lists of the facts with so many users who are blocked, each of another name. */
function listsOf(size: number, facts: AssessmentFacts) {
  if (!facts.users.ok) throw new Error(facts.users.failure.raw);
  const read = facts.users.value;
  const [blocked] = read.users.filter(({ recipient }) => recipient?.isMailbox === false);
  if (blocked === undefined) throw new Error('Nobody is blocked');
  const users = Array.from({ length: size }, (_, index) => ({
    ...blocked,
    displayName: `Person ${index}`,
    userPrincipalName: `person.${index}@fabrikam.com`,
    distinguishedName: `CN=Person ${index},OU=Staff ${index % 50},OU=Company,DC=fabrikam,DC=com`,
  }));
  return judgeWithLists({ ...facts, users: success({ ...read, users }) }).lists;
}

async function timesOf(size: number, facts: AssessmentFacts, repetitions: number): Promise<ListTimes> {
  const offered = listsOf(size, facts);
  const times = { open: [], turn: [], filter: [], refilter: [], whole: [] } as Record<
    keyof Omit<ListTimes, 'size'>,
    number[]
  >;
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const names = createNameLists();
    const assessment = names.keep(offered);
    const context = { names } as ServiceContext;
    const page = (start: number, filter: string) =>
      listCalls.listPage(context, { assessment, list, start, count: pageSize, filter });
    times.open.push(
      await told(
        size,
        () => page(0, ''),
        ({ matching }) => matching,
      ),
    );
    times.turn.push(
      await told(
        size,
        () => page(size / 2, ''),
        ({ matching }) => matching,
      ),
    );
    times.filter.push(
      await told(
        1,
        () => page(0, `person.${size - 1}@`),
        ({ matching }) => matching,
      ),
    );
    times.refilter.push(
      await told(
        1,
        () => page(0, `person.${size - 2}@`),
        ({ matching }) => matching,
      ),
    );
    const whole = () => listCalls.wholeList(context, { assessment, list, filter: '' });
    times.whole.push(await told(size, whole, ({ table }) => table.rows.length));
  }
  return { size, ...times };
}

/** Milliseconds until the answer has arrived; throws where it does not count as many as expected. */
async function told<Value>(
  expected: number,
  ask: () => Promise<Answer<Value>>,
  countOf: (value: Value) => number,
): Promise<number> {
  const started = performance.now();
  const heard = JSON.parse(JSON.stringify(await ask())) as Answer<Value>;
  const milliseconds = performance.now() - started;
  if (!heard.ok || countOf(heard.value) !== expected) throw new Error('The list is not the one that was asked for');
  return milliseconds;
}

if (import.meta.main) {
  const { sizes, repetitions } = parametersOfChild() as ListRequest;
  const facts = await factsOfFew();
  const times: ListTimes[] = [];
  for (const size of sizes) times.push(await timesOf(size, facts, repetitions));
  answer(times satisfies ListAnswer);
}
