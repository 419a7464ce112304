import { describe, expect, it, vi } from 'vitest';
import { UserFlowView } from '../../../renderer/assess/user-flow.tsx';
import type { AppState } from '../../../shared/ipc/state.ts';
import { bucketTexts } from '../../../shared/user-flow/texts.ts';
import type { Assessment } from '../../../shared/assessment/assessment.ts';
import type { NamedList } from '../../../shared/assessment/lists/offered-list.ts';
import type { UserFlow } from '../../../shared/user-flow/flow.ts';
import { emptyState } from '../app-state.ts';
import { markupOf, wordsOf } from '../rendered.ts';

let names: number | null = 1;

vi.mock('../../../renderer/app/store.ts', () => ({
  useAppState: (select: (state: AppState) => unknown) =>
    select(emptyState({ assessment: { kind: 'done', assessment: {} as Assessment, names } })),
  askService: () => Promise.reject(new Error('Nothing is asked while it is drawn')),
}));
vi.mock('../../../renderer/app/window-nonce.ts', () => ({ windowNonce: () => 'nonce' }));

const flow: UserFlow = {
  whole: 1200,
  from: 'directory',
  to: 'exchange-online',
  stations: [
    { id: 'directory', users: 1200, stops: [{ id: 'not-in-scope', users: 200, licensed: 0 }] },
    { id: 'scope', users: 1000, stops: [] },
    { id: 'exchange-online', users: 1000, stops: [{ id: 'blocked', users: 1000, licensed: 7 }] },
  ],
};

const listOf = (id: string, title: string, count: number): NamedList => ({ id, of: id, title, why: '', count });
const lists = [
  listOf('bucket.not-in-scope', bucketTexts['not-in-scope'].title, 200),
  listOf('bucket.blocked', bucketTexts.blocked.title, 1000),
  listOf('bucket.blocked.licensed', 'Blocked, licensed', 7),
];

const buttonsOf = (props: Parameters<typeof UserFlowView>[0]) =>
  [...markupOf(UserFlowView, props).matchAll(/<button[^>]*aria-label="([^"]*)"[^>]*>([^<]*)</g)].map(
    ([, name, text]) => [name, text],
  );

describe('the account of users in the window', () => {
  it('shows every station with who reached it, and every bucket with who stops there', () => {
    const words = wordsOf(UserFlowView, { flow, lists });
    expect(words).toContain('Where the 1,200 users with a mailbox GUID are');
    expect(words).toMatch(/In sync scope\n1,000/);
    expect(words).toMatch(/Not in sync scope\n200/);
    expect(words).toContain('200 + 1,000 = 1,200. Every user is counted once.');
  });

  it('opens the names behind every count but that of nobody', () => {
    names = 1;
    expect(buttonsOf({ flow, lists })).toEqual([
      ['200: show Not in sync scope', '200'],
      ['1,000: show Blocked by the GUID', '1,000'],
      ['7: show Blocked, licensed', '7'],
    ]);
  });

  it('leaves the counts as they are where no names are kept', () => {
    names = null;
    expect(buttonsOf({ flow, lists })).toEqual([]);
    expect(wordsOf(UserFlowView, { flow, lists })).toContain('1,000');
  });

  it('says that there is nobody', () => {
    const nobody = { ...flow, whole: 0, stations: [] };
    expect(wordsOf(UserFlowView, { flow: nobody, lists: [] })).toContain('No user has a mailbox GUID.');
  });
});
