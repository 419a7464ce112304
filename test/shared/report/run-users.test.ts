import { describe, expect, it } from 'vitest';
import { runUsersTexts as texts } from '../../../shared/report/run-users-texts.ts';
import { runUsersSection } from '../../../shared/report/html/run-users.ts';
import type { ReportedUsers } from '../../../shared/report/model.ts';

const users: ReportedUsers = {
  id: 'users',
  title: texts.title,
  file: 'users.csv',
  columns: [...texts.columns],
  rowCount: 1,
  sample: [texts.columns.map((column) => `cell of ${column}`)],
  affected: 1,
  created: 0,
  verdicts: { verified: 1, failed: 0, unread: 0 },
  buckets: [{ id: 'blocked', title: 'Blocked by the GUID', users: 1, affected: 1 }],
};

describe('the users of a run on the page of its report', () => {
  it('have the columns that a page is wide enough for, each over its own cells, and name the file with all of them', () => {
    const { markup: html } = runUsersSection(users);
    const cells = [...html.matchAll(/cell of ([^<]*)</g)].map(([, column]) => column);
    expect(cells).toEqual(texts.onPage);
    const headings = [...html.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(([, column]) => column);
    expect(headings.slice(-texts.onPage.length)).toEqual(texts.onPage);
    expect(texts.onPage.every((column) => texts.columns.some((one) => one === column))).toBe(true);
    expect(html).toContain('href="users.csv"');
  });
});
