import { expect, it } from 'vitest';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import { describeKills, oneOfEachKind, onSides, type KillPlan } from './kills.ts';
import type { Subject } from './subject.ts';

/** The one step that these procedures do not share with null-clone, which is killed at every line. */
const isRuleStep = ({ step }: JournalEntry) => step === 'repair-rules' || step === 'restore-rules';
const isOther = (entry: JournalEntry) => !isRuleStep(entry);
const isRuleChangeBegun = (entry: JournalEntry) => isRuleStep(entry) && entry.event === 'applying';

/** Before and after every write, and at a line of each kind. */
export function thoroughly(subject: Subject): KillPlan {
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
export function briefly(subject: Subject): KillPlan {
  return {
    subject,
    sampling: 'at every line of its rule step, and after every write',
    writes: ['after'],
    lines: (journal) => onSides(journal.filter(isRuleStep), 'before'),
  };
}

/** The tests of a plan, and that its run changes the rules by writes enough to be killed at. */
export async function describeLeftover(plan: KillPlan): Promise<void> {
  const { scene, writes } = await describeKills(plan);

  it(`${plan.subject.procedure} on ${plan.subject.scenario} changes the rules, by writes enough to be killed at`, () => {
    expect(scene.after.rules).not.toEqual(scene.before.rules);
    expect(writes.run).toBeGreaterThanOrEqual(3);
    expect(writes.undo).toBeGreaterThanOrEqual(2);
  });
}
