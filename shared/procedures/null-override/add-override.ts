import { addOverrideTexts as texts } from './texts.ts';
import type { Problem } from '../../base/words/problem.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import { possibleRivals, winsBefore } from '../../entra-connect/contributors/contributor-ranking.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { clearsNext } from '../steps/rules/next-effects.ts';
import type { RuleStepDefinition } from '../steps/rules/rule-step.ts';
import { operationsOf, ruleNameIn, type SealedChange } from '../steps/rules/sealed-change.ts';
import { stages } from './plan.ts';

/** Add the rules that clear the GUID, for the pilot or for everybody in scope. */
export const addOverride: RuleStepDefinition = {
  id: stages.add,
  revision: 1,
  risk: 'high',
  texts,
  summary: (operations, nameOf) =>
    texts.summary(
      operations.flatMap((one) =>
        one.kind === 'create' ? [{ name: nameOf(one.rule), precedence: one.rule.precedence }] : [],
      ),
    ),
  effects: clearsNext,
  notes: ({ contributors }) => texts.notes(contributors.reduce((sum, { untouched }) => sum + untouched, 0)),
  created: (beside) => texts.created(beside ?? ''),
  obstacle: askedBefore,
};

/** Whoever is asked first decides: a rule that somebody has put before the override since it was planned would win. */
export function askedBefore(rules: readonly SyncRule[], change: SealedChange): Problem | undefined {
  const rivals = possibleRivals(mailboxGuidAttribute, rules);
  for (const operation of operationsOf(change)) {
    if (operation.kind !== 'create') continue;
    const [rival] = winsBefore(operation.rule, rivals);
    if (rival === undefined) continue;
    const { contributors } = change;
    const { precedence } = rival.contributor;
    return texts.askedBefore(
      ruleNameIn(contributors, operation.rule),
      ruleNameIn(contributors, rival.contributor),
      precedence,
    );
  }
  return undefined;
}
