import { addOverrideTexts, widenOverrideTexts as texts } from './texts.ts';
import { clearsNext } from '../steps/rules/next-effects.ts';
import type { RuleStepDefinition } from '../steps/rules/rule-step.ts';
import { askedBefore } from './add-override.ts';
import { stages } from './plan.ts';

/** Widen the rules of the pilot in place. */
export const widenOverride: RuleStepDefinition = {
  id: stages.widen,
  revision: 1,
  risk: 'high',
  texts,
  summary: (operations, nameOf) =>
    texts.summary(
      operations.flatMap((one) =>
        one.kind === 'replace' ? [nameOf(one.after)] : one.kind === 'create' ? [nameOf(one.rule)] : [],
      ),
    ),
  effects: clearsNext,
  notes: ({ contributors }) => texts.notes(contributors.reduce((sum, { untouched }) => sum + untouched, 0)),
  created: (beside) => addOverrideTexts.created(beside ?? ''),
  obstacle: askedBefore,
};
