import { describe, expect, it } from 'vitest';
import type { CallInput } from '../../../shared/ipc/calls.ts';
import { assessScreenTexts } from '../../../renderer/assess/texts.ts';
import type { NamedList } from '../../../shared/assessment/lists/offered-list.ts';
import { csvOf } from '../../../shared/report/csv.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { codeOf, serviceIn, valueOf, withLab, withRun, type TestService } from './service-builder.ts';

/** The assessment that is shown. */
async function shown(test: TestService) {
  const { assessment } = await test.state();
  if (assessment.kind !== 'done') throw new Error('Nothing was assessed');
  return assessment;
}

/** A service with an assessed lab, and the list of its largest bucket. */
async function assessed() {
  const test = serviceIn(await emptyFolder());
  await withLab(test);
  valueOf(await test.call('assess', {}));
  const { assessment, names } = await shown(test);
  const list = assessment.lists.find(({ id }) => id === 'bucket.blocked')!;
  return { test, list, lists: assessment.lists, names: names! };
}

const pageOf = (assessment: number, list: string, changes: Partial<CallInput<'listPage'>> = {}) => ({
  ...{ assessment, list, filter: '', start: 0, count: 500 },
  ...changes,
});

describe('the names behind a count', () => {
  it('are as many as are counted, in every list', async () => {
    const { test, lists, names } = await assessed();
    expect(lists.length).toBeGreaterThan(10);
    const matching = async ({ id }: NamedList) => valueOf(await test.call('listPage', pageOf(names, id))).matching;
    for (const list of lists) expect([list.id, await matching(list)]).toEqual([list.id, list.count]);
  });

  it('come page by page, each of them once', async () => {
    const { test, list, names } = await assessed();
    const seen: string[] = [];
    for (let start = 0; start < list.count; start += 7) {
      const page = valueOf(await test.call('listPage', pageOf(names, list.id, { start, count: 7 })));
      expect(page.rows.length).toBe(Math.min(7, list.count - start));
      seen.push(...page.rows.map(({ under }) => under));
    }
    expect(new Set(seen).size).toBe(list.count);
  });

  it('are filtered, also for the file, which has the name that the command line gives it', async () => {
    const { test, list, names } = await assessed();
    const { rows } = valueOf(await test.call('listPage', pageOf(names, list.id, { count: 1 })));
    const filter = rows[0]!.under;
    expect(valueOf(await test.call('listPage', pageOf(names, list.id, { filter }))).matching).toBe(1);
    const { file, table } = valueOf(await test.call('wholeList', { assessment: names, list: list.id, filter }));
    expect(file).toBe('users-bucket-blocked.csv');
    expect(table.rows).toHaveLength(1);
    expect(csvOf(table)).toContain(filter);
  });

  it('are gone as soon as there is another assessment, and the answer says what to do', async () => {
    const { test, list, names } = await assessed();
    valueOf(await test.call('assess', {}));
    const answers = [
      await test.call('listPage', pageOf(names, list.id)),
      await test.call('wholeList', { assessment: names, list: list.id, filter: '' }),
    ];
    expect(answers.map(codeOf)).toEqual(['list-gone', 'list-gone']);
    for (const answer of answers) expect(answer.ok ? '' : answer.problem.remedy).toContain(assessScreenTexts.again);
    const again = await shown(test);
    expect(again.names).not.toBe(names);
    expect(codeOf(await test.call('listPage', pageOf(again.names!, list.id)))).toBe('ok');
  });

  it('are not those of a target that was left', async () => {
    const { test, list, names } = await assessed();
    valueOf(await test.call('leave', {}));
    expect(codeOf(await test.call('listPage', pageOf(names, list.id)))).toBe('list-gone');
  });

  it('stay while a run is begun on the assessment', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    const { assessment, names } = await shown(test);
    const [list] = assessment.lists;
    expect(valueOf(await test.call('listPage', pageOf(names!, list!.id))).matching).toBe(list!.count);
  });

  it('are not kept by a run: of one that is continued there are none before it is assessed again', async () => {
    const folder = await emptyFolder();
    const first = serviceIn(folder);
    await withRun(first);
    const run = (await first.state()).run!.folder;
    await first.service.close();
    const second = serviceIn(folder);
    valueOf(await second.call('continueRun', { folder: run, breakLock: false }));
    expect((await shown(second)).names).toBeNull();
    valueOf(await second.call('assess', {}));
    expect((await shown(second)).names).not.toBeNull();
  });

  it.each([
    ['a list that the assessment has not', { list: 'bucket.nowhere' }, 'list-gone'],
    ['an assessment that has not been made', { assessment: 99 }, 'list-gone'],
    ['a page without rows', { count: 0 }, 'bad-input'],
    ['a page of everything', { count: 100_000 }, 'bad-input'],
    ['a place before the first', { start: -1 }, 'bad-input'],
    ['a filter without end', { filter: 'x'.repeat(257) }, 'bad-input'],
  ])('are refused of %s', async (_, changes, code) => {
    const { test, list, names } = await assessed();
    expect(codeOf(await test.call('listPage', pageOf(names, list.id, changes)))).toBe(code);
  });
});
