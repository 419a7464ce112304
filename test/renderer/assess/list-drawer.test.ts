import { Fragment, createElement, type ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ListDrawer } from '../../../renderer/assess/list-drawer.tsx';
import type { Answer } from '../../../shared/ipc/state.ts';
import { serviceProblems } from '../../../electron/service/texts.ts';
import { listScreenTexts as texts } from '../../../renderer/assess/list-texts.ts';
import type { ListPage } from '../../../shared/assessment/lists/list-search.ts';
import type { NamedList } from '../../../shared/assessment/lists/offered-list.ts';
import { markupOf, wordsOf } from '../rendered.ts';

let answer: Answer<ListPage> | undefined;

vi.mock('../../../renderer/assess/use-list-page.ts', () => ({ useListPage: () => answer }));
vi.mock('../../../renderer/app/store.ts', () => ({
  askService: () => Promise.reject(new Error('Nothing is asked while it is drawn')),
}));
vi.mock('../../../renderer/app/window-nonce.ts', () => ({ windowNonce: () => 'nonce' }));
// The browser's own dialog needs a page.
vi.mock('../../../renderer/common/native-dialog.tsx', () => ({
  NativeDialog: ({ children }: { readonly children: (close: () => void) => ReactNode }) =>
    createElement(
      Fragment,
      null,
      children(() => undefined),
    ),
}));

const list: NamedList = { id: 'x', of: 'x', title: 'Users without mailNickname', why: 'They stop here.', count: 250 };
const drawer = { list, remedy: 'Set mailNickname.', assessment: 1, onClose: () => undefined };

const rows = Array.from({ length: 100 }, (_, index) => ({
  name: `Person ${index} <b>`,
  under: `person.${index}@contoso.com`,
  others: [`OU=Unit ${index}`],
}));
const page: ListPage = { columns: ['Name', 'OU'], rows, start: 100, matching: 250 };

beforeEach(() => {
  answer = { ok: true, value: page };
});

describe('the list behind a count', () => {
  it('says first what the finding is, why, and what to do', () => {
    const words = wordsOf(ListDrawer, drawer);
    expect(words).toMatch(/^\n?Users without mailNickname\n/);
    expect(words).toContain('They stop here.');
    expect(words).toMatch(/What to do:\n Set mailNickname\./);
  });

  it('says nothing of what to do where nothing has to be done', () => {
    expect(wordsOf(ListDrawer, { ...drawer, remedy: undefined })).not.toContain(texts.remedy);
  });

  it('names everybody of the page, as they are called, with what stands below and beside the name', () => {
    const words = wordsOf(ListDrawer, drawer);
    for (const { name, others } of rows) {
      expect(words).toContain(`\n${name}\n`);
      for (const other of others) expect(words).toContain(`\n${other}\n`);
    }
    expect(markupOf(ListDrawer, drawer).match(/<th scope="row"/g)).toHaveLength(rows.length);
    expect(markupOf(ListDrawer, drawer)).not.toContain('<b>');
  });

  it('says how many there are, and which of them are shown', () => {
    const words = wordsOf(ListDrawer, drawer);
    expect(words).toContain(texts.matching(250, 250));
    expect(words).toContain(texts.range(101, 200, 250));
  });

  it('has no pages where all are shown', () => {
    answer = { ok: true, value: { ...page, start: 0, matching: 100 } };
    expect(markupOf(ListDrawer, drawer)).not.toContain(texts.pages);
  });

  it('says that it is being read', () => {
    answer = undefined;
    expect(wordsOf(ListDrawer, drawer)).toContain(texts.reading);
  });

  it('says that no name matches, and how to see all again; an empty file is not offered', () => {
    answer = { ok: true, value: { ...page, rows: [], start: 0, matching: 0 } };
    const words = wordsOf(ListDrawer, drawer);
    expect(words).toContain(texts.noMatch);
    expect(words).toContain(texts.clearFilter);
    expect(words).not.toContain(texts.save);
  });

  it('says of a list that has gone why, and what to do', () => {
    const problem = serviceProblems.listGone();
    answer = { ok: false, problem };
    const words = wordsOf(ListDrawer, drawer);
    for (const part of [problem.what, problem.why, problem.remedy]) expect(words).toContain(part);
    expect(words).not.toContain('Person 1');
  });
});
