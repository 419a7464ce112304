import { beforeAll, describe, expect, it } from 'vitest';
import { presentAssessment } from '../../../electron/cli/assessment.ts';
import { labClock } from '../../../electron/lab/clock.ts';
import { scenarios } from '../../../electron/lab/world/scenarios/registry.ts';
import { evidenceLabel } from '../../../renderer/assess/evidence-labels.ts';
import { bucketTexts } from '../../../shared/user-flow/texts.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { judgeWithLists, type Assessed } from '../../../shared/assessment/judge.ts';
import { licensedList, listBehind } from '../../../shared/assessment/lists/find-list.ts';
import { drawnUp, drawnUpForFiles } from '../../../shared/assessment/lists/offered-list.ts';
import { bucketOf, holdsGuidInCloud, type Bucket } from '../../../shared/user-flow/buckets.ts';
import { bucketsOf, type UserFlow } from '../../../shared/user-flow/flow.ts';
import { assessmentSchema } from '../../../shared/report/assessment-schema.ts';
import { assessmentTables } from '../../../shared/report/assessment-tables.ts';
import { assessmentPage } from '../../../shared/report/html/assessment-page.ts';
import { labWorld, type LabWorld } from '../../integration/null-clone/lab-run.ts';
import { placesIn, type Place } from './lab-truth.ts';
import { accountInLines, accountInPage, keptLines, numberIn } from './numbers.ts';

const users = 60;
/** This one needs enough users to delete more than the threshold. */
const manyUsers = 600;

/** Buckets of users whose GUID is not in Microsoft Entra ID, and of those whose GUID is. */
const without: ReadonlySet<Bucket> = new Set([
  ...(['not-in-scope', 'no-nickname', 'not-joined', 'not-provisioned', 'no-guid-in-entra'] as const),
]);
const withIt: ReadonlySet<Bucket> = new Set(['guid-in-entra']);

/** Findings whose numbers count neither users nor objects. */
const countsNobody = /^(server\.deletion-threshold|directory\.exchange-schema)/;

/** Users by their name and principal name. */
function identitiesIn(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const places = ['Name', 'User principal name'].map((column) => columns.indexOf(column));
  return rows.map((row) => places.map((place) => row[place] ?? '').join('\n'));
}

async function assessed({ systems, machine }: LabWorld): Promise<Assessed> {
  const signal = new AbortController().signal;
  return judgeWithLists(await gather(systems, { signal, clock: labClock(machine), progress: () => undefined }));
}

describe.each(scenarios.map(({ id }) => id))('the account of users in the lab %s', (id) => {
  let world: LabWorld;
  let found: Assessed;
  let flow: UserFlow;
  let places: ReadonlyMap<string, Place>;

  beforeAll(async () => {
    world = labWorld(id, { users: id === 'over-deletion-threshold' ? manyUsers : users });
    found = await assessed(world);
    places = placesIn(world.state);
    expect(found.assessment.flow).toBeDefined();
    flow = found.assessment.flow!;
  });

  const list = (listId: string) => found.lists.find((one) => one.id === listId);
  const countIn = (place: Place) => [...places.values()].filter((one) => one === place).length;

  it('has every user of AD with a mailbox GUID in exactly one bucket, and says the sum', () => {
    expect(flow.whole).toBe(places.size);
    expect(bucketsOf(flow).reduce((sum, { users: count }) => sum + count, 0)).toBe(flow.whole);
    const named = bucketsOf(flow).flatMap(({ id: bucket }) => drawnUp(list(`bucket.${bucket}`)!).rows);
    const keys = named.map(([name, principal, distinguishedName]) => [name, principal, distinguishedName].join('\n'));
    expect(new Set(keys).size).toBe(places.size);
    expect(keys.length).toBe(places.size);
  });

  it('is what the lab holds', () => {
    const counted = Object.fromEntries(bucketsOf(flow).map(({ id: bucket, users: count }) => [bucket, count]));
    const expected = ['not-in-scope', 'no-nickname', 'not-joined', 'not-provisioned', 'no-recipient', 'blocked', 'no-guid', 'cloud-mailbox'] as const; // prettier-ignore
    expect(Object.fromEntries(expected.map((place) => [place, counted[place] ?? 0]))).toEqual(
      Object.fromEntries(expected.map((place) => [place, countIn(place)])),
    );
    expect(countIn('other')).toBe(0);
  });

  it('says of nobody without the GUID in Microsoft Entra ID that it is there, and the other way round', async () => {
    const signal = new AbortController().signal;
    const facts = await gather(world.systems, { signal, clock: labClock(world.machine), progress: () => undefined });
    if (!facts.users.ok) throw new Error(facts.users.failure.raw);
    const read = facts.users.value;
    const untrue = [read, { ...read, to: 'tenant' } as const].flatMap((one) =>
      one.users
        .map((user) => [bucketOf(user, one), holdsGuidInCloud(user)] as const)
        .filter(([bucket, isThere]) => (isThere ? without.has(bucket) : withIt.has(bucket))),
    );
    expect(untrue).toEqual([]);
  });

  it('calls its evidence by names for people', () => {
    const keys = found.assessment.findings.flatMap(({ evidence = {} }) => Object.keys(evidence));
    expect(keys.filter((key) => evidenceLabel(key) === key && /^[a-z]+([A-Z][a-z]*)*$/.test(key))).toEqual([]);
  });

  it('loses at each station those who stop there', () => {
    flow.stations.slice(1).forEach((station, index) => {
      const before = flow.stations[index]!;
      expect(station.users).toBe(before.users - before.stops.reduce((sum, stop) => sum + stop.users, 0));
    });
    expect(flow.stations.at(-1)!.stops.reduce((sum, stop) => sum + stop.users, 0)).toBe(flow.stations.at(-1)!.users);
  });

  it('is the same on the page, on the terminal, in the table and in the journal', () => {
    const reported = assessmentSchema.parse(JSON.parse(JSON.stringify(found.assessment)));
    expect(reported.flow).toEqual(flow);
    const expected = new Map(bucketsOf(flow).map(({ id: bucket, users: count }) => [bucketTexts[bucket].title, count]));
    const { output, lines } = keptLines();
    presentAssessment(output, found.assessment);
    const accounts = [accountInLines(lines), accountInPage(assessmentPage(reported, 'a lab'))];
    for (const account of accounts) {
      expect(account).toEqual({
        whole: flow.whole,
        buckets: expected,
        parts: [...expected.values()],
        sum: flow.whole,
      });
    }
    const table = assessmentTables(reported).find((one) => one.id === 'user-flow')!;
    expect(new Map(table.rows.map(([, title = '', count = '']) => [title, Number(count)]))).toEqual(expected);
  });

  it('has every user with a mailbox GUID of the findings', () => {
    const counted = found.assessment.findings.map(({ evidence }) => evidence?.['withMailboxGuid'] ?? 0);
    const left = bucketsOf(flow).find(({ id: bucket }) => bucket === 'gone-from-directory')?.users ?? 0;
    expect(counted.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(flow.whole - left);
  });

  it('has the names behind each count of findings and consequences, neither more nor fewer', () => {
    const { findings, consequences, lists, recommendation } = found.assessment;
    expect(lists.map(({ id: listId, count }) => [listId, count])).toEqual(
      found.lists.map((one) => [one.id, drawnUp(one).rows.length]),
    );
    for (const { id: findingId, evidence = {} } of findings) {
      if (countsNobody.test(findingId)) continue;
      const counts = lists.filter(({ of }) => of === findingId).map(({ count }) => count);
      for (const [key, value] of Object.entries(evidence)) {
        if (typeof value !== 'number' || value === 0) continue;
        expect([findingId, key, counts]).toEqual([findingId, key, expect.arrayContaining([value])]);
      }
    }
    for (const { id: consequence, count, text } of consequences) {
      if (count === undefined) continue;
      expect([consequence, list(consequence)?.count ?? 0]).toEqual([consequence, count]);
      // Where there is nobody, a sentence may say so in words.
      expect(count === 0 && !/\d/.test(text) ? 0 : numberIn(text)).toBe(count);
    }
    for (const path of recommendation.alternatives) {
      for (const consequence of path.consequences ?? []) {
        const named = listBehind(consequence, lists, path.procedure)?.count;
        expect([path.procedure, consequence.id, named ?? 0]).toEqual([
          path.procedure,
          consequence.id,
          consequence.count ?? 0,
        ]);
      }
    }
  });

  it('leaves out of the files only those whose names other files have', () => {
    const named = new Set(drawnUpForFiles(found.lists).flatMap(({ columns, rows }) => identitiesIn(columns, rows)));
    const sums = found.lists.filter(({ isSum }) => isSum).map(drawnUp);
    expect(sums.length).toBeGreaterThan(0);
    for (const { id, columns, rows } of sums) {
      expect([id, identitiesIn(columns, rows).filter((one) => !named.has(one))]).toEqual([id, []]);
    }
  });

  it('has the licensed users of every bucket by name', () => {
    for (const bucket of bucketsOf(flow)) {
      const named = licensedList(found.assessment.lists, bucket)?.count ?? 0;
      expect([bucket.id, named]).toEqual([bucket.id, bucket.licensed ?? 0]);
    }
  });
});
