import type { UndoAnswer, UndoQuestion } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { ownerTexts as texts } from './texts.ts';
import type { Round } from '../rules/rule-change.ts';
import { undoObstacle } from '../rules/undo-obstacle.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { keptRuleIds } from './keep-owners.ts';
import { decideOwners } from './owner-choice.ts';
import { ownerChoices, type OwnerChoice } from './owner-choices.ts';
import { ownerTable } from './owner-table.ts';
import { planKept, type KeptPlan } from './plan-kept.ts';
import { readReturning, type Returning } from './read-owners.ts';
import { rulesAroundUndo } from './undo-change.ts';

/** What an undo has to ask about users with a mailbox; undefined: there is nobody. */
export async function askAboutOwners(
  context: Reading,
  procedure: string,
  first: Round,
): Promise<Result<UndoQuestion | undefined>> {
  const obstacle = await undoObstacle(context);
  // It is no question: the undo itself finds it again, and records it.
  if (!obstacle.ok || obstacle.value !== undefined) return obstacle.ok ? success(undefined) : obstacle;
  const rules = await rulesAroundUndo(context, first);
  if (!rules.ok || rules.value === undefined) return rules as Result<undefined>;
  const returning = await readReturning(context, rules.value);
  if (!returning.ok) return returning;
  const kept = planKept(returning.value.owners, rules.value, keptRuleIds(context, procedure));
  const isAsked = decideOwners('refuse', returning.value, kept).kind !== 'nobody';
  return success(isAsked ? questionAbout(returning.value, kept) : undefined);
}

function questionAbout({ users, owners }: Returning, kept: KeptPlan): UndoQuestion {
  const count = owners?.length;
  const { question } = texts;
  const withItems = owners?.filter(({ items }) => items > 0).length ?? 0;
  const pending = owners?.filter(({ mailboxGuid }) => mailboxGuid === null).length ?? 0;
  return {
    summary: [question.returns(users)],
    warning: count === undefined ? question.unknown : question.warning(count, withItems, pending),
    question: question.asked(count),
    objects: owners === undefined ? undefined : ownerTable(owners),
    answers: ownerChoices.map((value) => ({
      value,
      label: question.labels[value],
      ...answerOf(value, users, count, kept),
    })),
    standard: kept.kind === 'possible' ? 'keep' : 'refuse',
  };
}

function answerOf(
  choice: OwnerChoice,
  users: number,
  count: number | undefined,
  kept: KeptPlan,
): Omit<UndoAnswer, 'value' | 'label'> {
  const { question } = texts;
  switch (choice) {
    case 'keep':
      return {
        hint: question.keepHint(count ?? 0, users - (count ?? 0)),
        action: question.action(users - (count ?? 0)),
        confirmation: undefined,
        impossible: kept.kind === 'impossible' ? kept.problem : undefined,
      };
    case 'refuse':
      return {
        hint: question.refuseHint,
        action: question.refuseAction,
        confirmation: undefined,
        impossible: undefined,
      };
    case 'restore-anyway':
      return {
        hint: question.restoreHint(count, users),
        action: question.action(users),
        confirmation: count === undefined ? undefined : { count, of: texts.confirmed },
        impossible: undefined,
      };
  }
}
