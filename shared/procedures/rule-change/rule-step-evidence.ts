import type { Evidence, StepPlan } from '../../engine/step.ts';
import { ruleStepTexts as texts } from '../../messages/rule-change.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { ruleIdOf, type RuleOperation } from '../../sync-rules/rule-operation.ts';
import { flowTextOf, flowTo, partsBetween, wholeScopeText } from './describe-rule.ts';
import { connectorNameIn, contributorBeside, type TreatedContributor } from './sealed-change.ts';
import { ruleById } from './situation.ts';

/** An operation as the differences that a person reads beforehand. */
export function plannedChanges(
  operation: RuleOperation,
  contributors: readonly TreatedContributor[],
  created: (beside: SyncRule | undefined) => string,
): StepPlan['changes'] {
  switch (operation.kind) {
    case 'create': {
      const { rule } = operation;
      const subject = nameOf(rule, contributors);
      const beside = contributorBeside(contributors, rule)?.rule;
      return [
        { subject, field: 'rule', before: null, after: created(beside) },
        { subject, field: 'precedence', before: null, after: rule.precedence },
        ...besideParts(rule, beside).map((part) => ({ subject, ...part })),
      ];
    }
    case 'replace': {
      const subject = nameOf(operation.after, contributors);
      return partsBetween(operation.before, operation.after).map((part) => ({ subject, ...part }));
    }
    case 'remove': {
      const { rule } = operation;
      const before = rule.disabled ? texts.disabled : texts.enabled;
      return [{ subject: nameOf(rule, contributors), field: 'rule', before, after: null }];
    }
  }
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
        const name = nameOf(operation.rule, contributors);
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
        const name = nameOf(operation.after, contributors);
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
          { label: texts.present(nameOf(operation.rule, contributors)), before: true, after: found !== undefined },
        ];
    }
  });
}

function nameOf(rule: SyncRule, contributors: readonly TreatedContributor[]): string {
  return texts.named(rule.name, connectorNameIn(contributors, rule));
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
