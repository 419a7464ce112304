import { swapTexts } from './rule-texts.ts';
import type { RuleStepDefinition } from '../steps/rules/rule-step.ts';
import { stages } from './plan.ts';

/** Give the copy the number of the original. */
export const swapPrecedence: RuleStepDefinition = {
  id: stages.swap,
  revision: 2,
  risk: 'medium',
  texts: { ...swapTexts, notNeeded: swapTexts.keptDisabled },
  summary: (operations, nameOf) =>
    swapTexts.summary(
      operations.flatMap((one) =>
        one.kind === 'replace' ? [{ name: nameOf(one.after), precedence: one.after.precedence }] : [],
      ),
    ),
  effects: () => [],
  notes: () => swapTexts.notes,
  created: () => '',
};
