import type { Effect } from '../../../engine/contract/effect.ts';
import type { Evidence, StepPlan } from '../../../engine/contract/step.ts';
import { ruleStepTexts as texts } from '../texts.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import type { ChangedContent } from '../../../entra-connect/rules/recreated-rules.ts';
import { ruleIdOf, stateAfter, stateBefore, type RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import { effectOf } from '../effects.ts';
import { differenceText, flowTextOf, flowTo, partsBetween, wholeScopeText } from './describe-rule.ts';
import { contributorBeside, ruleNameIn, type TreatedContributor } from './sealed-change.ts';
import { ruleById } from '../idle/situation.ts';

/** An operation as the differences that a person reads beforehand. */
export function plannedChanges(
  operation: RuleOperation,
  contributors: readonly TreatedContributor[],
  created: (beside: string | undefined) => string,
): StepPlan['changes'] {
  switch (operation.kind) {
    case 'create': {
      const { rule } = operation;
      const subject = ruleNameIn(contributors, rule);
      const beside = contributorBeside(contributors, rule)?.rule;
      return [
        {
          subject,
          field: 'rule',
          before: null,
          after: created(beside === undefined ? undefined : ruleNameIn(contributors, beside)),
        },
        { subject, field: 'precedence', before: null, after: rule.precedence },
        ...besideParts(rule, beside).map((part) => ({ subject, ...part })),
      ];
    }
    case 'replace': {
      const subject = ruleNameIn(contributors, operation.after);
      return partsBetween(operation.before, operation.after).map((part) => ({ subject, ...part }));
    }
    case 'remove': {
      const { rule } = operation;
      const before = rule.disabled ? texts.disabled : texts.enabled;
      return [{ subject: ruleNameIn(contributors, rule), field: 'rule', before, after: null }];
    }
  }
}

/** How many rules the operations add, change and remove; one that is created and moved was added. */
export function ruleEffects(
  operations: readonly RuleOperation[],
  otherwise: Parameters<typeof effectOf>[2] = {},
): readonly Effect[] {
  const isThere = new Map<string, readonly [before: boolean, after: boolean]>();
  for (const operation of operations) {
    const id = ruleIdOf(operation);
    const before = isThere.get(id)?.[0] ?? stateBefore(operation) !== undefined;
    isThere.set(id, [before, stateAfter(operation) !== undefined]);
  }
  const count = (before: boolean, after: boolean) =>
    [...isThere.values()].filter((one) => one[0] === before && one[1] === after).length;
  return [
    ...effectOf('rules-added', count(false, true), otherwise),
    ...effectOf('rules-changed', count(true, true), otherwise),
    ...effectOf('rules-removed', count(true, false), otherwise),
  ];
}

/** What was read back about the rules of the operations, beside what stood there before. */
export function ruleEvidence(
  operations: readonly RuleOperation[],
  contributors: readonly TreatedContributor[],
  rules: readonly SyncRule[],
): readonly Evidence[] {
  return operations.flatMap((operation): readonly Evidence[] => {
    const found = ruleById(rules, ruleIdOf(operation));
    switch (operation.kind) {
      case 'create': {
        const name = ruleNameIn(contributors, operation.rule);
        const beside = contributorBeside(contributors, operation.rule)?.rule;
        return [
          { label: texts.present(name), before: false, after: found !== undefined },
          { label: texts.field(name, 'precedence'), after: found?.precedence ?? null },
          ...besideParts(found ?? operation.rule, beside).map(({ field, before, after }) => ({
            label: texts.field(name, field),
            before,
            after: found === undefined ? null : after,
          })),
        ];
      }
      case 'replace': {
        const name = ruleNameIn(contributors, operation.after);
        const present = found === undefined ? undefined : partsBetween(operation.before, found);
        return partsBetween(operation.before, operation.after).map(({ field, before }) => {
          const changed = present?.find((part) => part.field === field);
          return {
            label: texts.field(name, field),
            before,
            after: present === undefined ? null : changed === undefined ? before : changed.after,
          };
        });
      }
      case 'remove':
        return [
          { label: texts.present(ruleNameIn(contributors, operation.rule)), before: true, after: found !== undefined },
        ];
    }
  });
}

/** Default rules whose content is left as it is: what of it is not as in the backup. */
export function changedEvidence(
  contents: readonly ChangedContent[],
  contributors: readonly TreatedContributor[],
): readonly Evidence[] {
  return contents.map(({ original, differences }) => ({
    label: texts.changedSince(ruleNameIn(contributors, original)),
    after: differenceText(differences),
    system: 'rules',
  }));
}

/** What a new rule does otherwise than the contributor that it is about. */
function besideParts(rule: SyncRule, beside: SyncRule | undefined) {
  const flow = {
    field: texts.flowField(mailboxGuidAttribute),
    before: beside === undefined ? null : flowTextOf(flowTo(beside, mailboxGuidAttribute)),
    after: flowTextOf(flowTo(rule, mailboxGuidAttribute)),
  };
  const scope = { field: texts.scopeField, before: null, after: wholeScopeText(rule) };
  const sameScope = beside !== undefined && wholeScopeText(beside) === scope.after;
  return sameScope ? [flow] : [flow, scope];
}
