import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../shared/engine/journal-entry.ts';
import { describeKills, oneOfEachKind, onSides, type KillPlan } from './kills.ts';
import type { Subject } from './subject.ts';

/** What somebody left, so chosen that the rules change in every way: created, changed, moved and removed. */
const repaired = {
  procedure: 'repair-recipe',
  scenario: 'modified-default',
  users: 6,
  hasSynchronized: true,
} as const;
const recreated = { procedure: 'repair-recipe', scenario: 'recreated-default', users: 6 } as const;
const restored = { procedure: 'restore-default', scenario: 'finished-recipe', users: 6 } as const;
const halfApplied = {
  procedure: 'restore-default',
  scenario: 'half-applied',
  users: 6,
  hasSynchronized: true,
} as const;

/** The one step that these procedures do not share with null-clone, which is killed at every line. */
const isRuleStep = ({ step }: JournalEntry) => step === 'repair-rules' || step === 'restore-rules';
const isOther = (entry: JournalEntry) => !isRuleStep(entry);
const isRuleChangeBegun = (entry: JournalEntry) => isRuleStep(entry) && entry.event === 'applying';

/** Before and after every write, and at a line of each kind. */
function thoroughly(subject: Subject): KillPlan {
  return {
    subject,
    sampling: 'at every line of its rule step and one of each other kind, before and after every write',
    writes: ['before', 'after'],
    lines: (journal) => [
      ...onSides(journal.filter(isRuleStep), 'before', 'after'),
      ...onSides(oneOfEachKind(journal.filter(isOther)), 'after'),
    ],
    undoLines: (journal) => [
      ...journal.filter(isRuleStep),
      ...oneOfEachKind(journal.filter((entry) => isOther(entry) && entry.event.includes('und'))),
    ],
    resumedFrom: isRuleChangeBegun,
  };
}

/** For a leftover whose rules change otherwise, but by the same steps. */
function briefly(subject: Subject): KillPlan {
  return {
    subject,
    sampling: 'at every line of its rule step, and after every write',
    writes: ['after'],
    lines: (journal) => onSides(journal.filter(isRuleStep), 'before'),
  };
}

const all = [
  await describeKills(thoroughly(repaired)),
  await describeKills(briefly(recreated)),
  await describeKills(thoroughly(restored)),
  await describeKills(briefly(halfApplied)),
];

describe.each(all)('$scene.subject.procedure on $scene.subject.scenario', ({ scene, writes }) => {
  it('changes the rules, by writes enough to be killed at', () => {
    expect(scene.after.rules).not.toEqual(scene.before.rules);
    expect(writes.run).toBeGreaterThanOrEqual(3);
    expect(writes.undo).toBeGreaterThanOrEqual(2);
  });
});
