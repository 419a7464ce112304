import { describe, expect, it, vi } from 'vitest';
import { PlanToCarryOut } from '../../../renderer/assess/plan-to-carry-out.tsx';
import type { AppState, SavedPlan } from '../../../shared/ipc/state.ts';
import { approvedPlanScreenTexts as texts, recommendationScreenTexts } from '../../../renderer/assess/texts.ts';
import { emptyState } from '../app-state.ts';
import { wordsOf } from '../rendered.ts';
import { procedureName } from '../../../shared/base/words/procedure-names.ts';

vi.mock('../../../renderer/app/store.ts', () => ({
  useAppState: (select: (state: AppState) => unknown) => select(emptyState()),
  askService: () => Promise.reject(new Error('Nothing is asked while it is drawn')),
}));

vi.mock('../../../renderer/app/navigation.ts', () => ({ goTo: () => undefined }));
vi.mock('../../../renderer/app/window-nonce.ts', () => ({ windowNonce: () => 'nonce' }));

function wordsFor(changes: Partial<SavedPlan> = {}, recommended = 'null-clone'): string {
  const plan: SavedPlan = {
    hash: 'ab'.repeat(32),
    procedure: 'null-clone',
    target: 'export:/config <of Anna>',
    plannedAt: '2026-01-02T03:04:05.000Z',
    plannedBy: { operator: 'Anna', machine: 'SYNC01' },
    reason: '',
    html: '<style></style>',
    differences: [],
    ...changes,
  };
  return wordsOf(PlanToCarryOut, { folder: '/plan', plan, recommended });
}

describe('a change plan that was saved', () => {
  it('is shown by procedure, target, maker, time and hash', () => {
    const words = wordsFor();
    for (const part of [
      procedureName('null-clone'),
      'export:/config <of Anna>',
      'Anna on SYNC01',
      '2026-01-02',
      'ab'.repeat(32),
    ]) {
      expect(words).toContain(part);
    }
  });

  it('can be begun where the server is as the plan found it', () => {
    expect(wordsFor()).toContain(texts.holds);
    expect(wordsFor()).toContain(texts.begin);
  });

  it('cannot be begun where the server differs, and every difference is named', () => {
    const differences = Array.from({ length: 30 }, (_, index) => `The rule “${index}” is new.`);
    const words = wordsFor({ differences });
    expect(words).not.toContain(texts.begin);
    expect(words).toContain(texts.stale);
    expect(words).toContain(texts.differences(30));
    for (const difference of differences) expect(words).toContain(difference);
  });

  it('says that another path is recommended than the plan takes, and only then', () => {
    const sentence = texts.otherPath(procedureName('null-override'));
    expect(wordsFor({}, 'null-override')).toContain(sentence);
    expect(wordsFor({}, 'null-clone')).not.toContain(sentence);
    expect(wordsFor({ differences: ['The rule “A” is new.'] }, 'null-override')).not.toContain(sentence);
  });

  it('asks why another procedure is chosen than the recommended one, unless the plan says it', () => {
    const { whyOther, whyOtherHint } = recommendationScreenTexts;
    expect(wordsFor({}, 'null-override')).toContain(whyOtherHint);
    expect(wordsFor({}, 'none')).toContain(whyOtherHint);
    expect(wordsFor({}, 'null-clone')).not.toContain(whyOther);
    const told = wordsFor({ reason: 'The board asks for it.' }, 'null-override');
    expect(told).toContain('The board asks for it.');
    expect(told).not.toContain(whyOtherHint);
  });
});
