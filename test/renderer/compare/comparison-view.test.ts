import { describe, expect, it } from 'vitest';
import { ComparisonView } from '../../../renderer/compare/comparison-view.tsx';
import { compareTexts } from '../../../shared/report/server-comparison/texts.ts';
import { compareScreenTexts as texts } from '../../../renderer/compare/texts.ts';
import type { ServerComparison, WholeRule } from '../../../shared/report/server-comparison/document.ts';
import { wordsOf } from '../rendered.ts';

const nothing = { added: 0, removed: 0, changed: 0, renumbered: 0, same: 3, connectors: 0, metaverse: 0, settings: 0 };

const noRules: ServerComparison['rules'] = {
  ...{ added: [], removed: [], changed: [], swaps: [], winners: [], mailboxGuid: [], copies: [], notComparable: [] },
};

function comparisonOf(changes: Partial<ServerComparison> = {}): ServerComparison {
  return {
    schema: 'hybrid-preflight/compare/1',
    on: 'export:/active',
    with: 'export:/staging',
    outcome: 'same',
    summary: nothing,
    rules: noRules,
    connectors: { pairs: [], changes: [], domains: [] },
    metaverse: [],
    settings: [],
    remarks: [],
    ...changes,
  };
}

const rule: WholeRule = {
  id: '1',
  name: 'In from AD - <b>Mine</b>',
  connector: 'contoso.com',
  precedence: 90,
  kind: 'custom',
  direction: 'inbound',
  sourceObjectType: 'user',
  targetObjectType: 'person',
  disabled: false,
  mailboxGuid: 'It clears the attribute.',
  content: [{ part: 'Transformations', label: 'cn', standing: 'added', after: 'Constant x, Update' }],
};

const wordsFor = (comparison: ServerComparison) => wordsOf(ComparisonView, { comparison });

describe('a comparison in the window', () => {
  it('says what was laid beside what, and that the two are the same', () => {
    const words = wordsFor(comparisonOf());
    expect(words).toContain(texts.result('export:/active', 'export:/staging'));
    expect(words).toContain(compareTexts.same);
  });

  it('puts a heading over each list, and leaves out lists with nothing in them', () => {
    const lists = { ...noRules, added: [rule] };
    const words = wordsFor(comparisonOf({ outcome: 'different', rules: lists, summary: { ...nothing, added: 1 } }));
    expect(words).toContain(`\n${compareTexts.added}\n`);
    expect(words).not.toContain(compareTexts.removed);
    expect(words).toContain('Constant x, Update');
    expect(words).toContain('It clears the attribute.');
    expect(words).not.toContain(compareTexts.same);
  });

  it('shows names as they are', () => {
    const lists = { ...noRules, removed: [rule] };
    expect(wordsFor(comparisonOf({ outcome: 'different', rules: lists }))).toContain('<b>Mine</b>');
  });

  it('tells what one side does not hold', () => {
    const remark = compareTexts.incomplete('export:/active', compareTexts.parts.rules, 'It holds one rule.');
    expect(wordsFor(comparisonOf({ remarks: [remark] }))).toContain(remark);
  });
});
