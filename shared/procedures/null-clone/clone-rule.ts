import type { Problem } from '../../base/words/problem.ts';
import { cloneTexts } from './rule-texts.ts';
import { ruleOnConnector } from '../../entra-connect/rules/rule-name.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import { possibleRivals, wouldFillAfter } from '../../entra-connect/contributors/contributor-ranking.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { clearsNext } from '../steps/rules/next-effects.ts';
import type { RuleStepDefinition } from '../steps/rules/rule-step.ts';
import type { SealedChange } from '../steps/rules/sealed-change.ts';
import { stages } from './plan.ts';

/** Create the editable copy with the NULL flow, then disable the original. */
export const cloneRule: RuleStepDefinition = {
  id: stages.clone,
  revision: 2,
  risk: 'high',
  texts: cloneTexts,
  summary: (operations, nameOf) =>
    cloneTexts.summary(operations.flatMap((one) => (one.kind === 'replace' ? [nameOf(one.before)] : []))),
  effects: clearsNext,
  notes: ({ contributors }) => cloneTexts.notes(contributors.reduce((sum, { untouched }) => sum + untouched, 0)),
  created: (beside) => cloneTexts.copyOf(beside ?? ''),
  obstacle: rivalOf,
};

/** NULL means “nothing to contribute”: whoever else contributes for the same objects would fill the value. */
function rivalOf(rules: readonly SyncRule[], { contributors }: SealedChange): Problem | undefined {
  const treated = new Set(contributors.map(({ rule }) => rule.id));
  const possible = possibleRivals(mailboxGuidAttribute, rules, treated);
  const rivals = contributors.flatMap(({ rule, connectorName }) =>
    wouldFillAfter(rule, possible)
      .filter(({ reach }) => reach === 'same-object')
      .map(({ contributor }) => ruleOnConnector(contributor.name, connectorName)),
  );
  return rivals[0] === undefined ? undefined : cloneTexts.filledBy(rivals[0]);
}
