import type { Evidence } from '../../engine/contract/step.ts';
import { deleteTexts } from './rule-texts.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import { contributionsTo } from '../../entra-connect/contributors/contribution.ts';
import { guidWord } from '../../entra-connect/doctor/places.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import type { RuleStepDefinition } from '../steps/rules/rule-step.ts';
import { ruleNameIn, type SealedChange } from '../steps/rules/sealed-change.ts';
import { stages } from './plan.ts';

/** Delete the disabled original, once its copy stands enabled. */
export const deleteOriginal: RuleStepDefinition = {
  id: stages.remove,
  revision: 2,
  risk: 'high',
  texts: { ...deleteTexts, notNeeded: deleteTexts.keptDisabled },
  summary: (operations, nameOf) =>
    deleteTexts.summary(operations.flatMap((one) => (one.kind === 'remove' ? [nameOf(one.rule)] : []))),
  effects: () => [],
  notes: () => deleteTexts.notes,
  created: () => '',
  check: (rules, change) => onlyTheCopy(rules, change),
};

/** The copy is the only contributor left for the objects of the original, but for rules that only clear the GUID. */
function onlyTheCopy(
  rules: readonly SyncRule[],
  { contributors, stages: all }: SealedChange,
): { readonly problems: readonly string[]; readonly evidence: readonly Evidence[] } {
  const copies = new Set(
    all.flatMap(({ operations }) => operations.flatMap((one) => (one.kind === 'create' ? [one.rule.id] : []))),
  );
  const enabled = contributionsTo(mailboxGuidAttribute, rules)
    .map(({ rule }) => rule)
    .filter(({ direction, disabled }) => direction === 'inbound' && !disabled);
  const beside = contributors.map(({ rule: original, connectorName }) => ({
    label: deleteTexts.contributorsOf(original.sourceObjectType, connectorName),
    rules: enabled.filter(
      (rule) =>
        rule.connectorId === original.connectorId &&
        rule.sourceObjectType.toLowerCase() === original.sourceObjectType.toLowerCase(),
    ),
  }));
  return {
    problems: beside.flatMap((one) =>
      one.rules
        .filter((rule) => !copies.has(rule.id) && guidWord(rule) !== 'clears')
        .map((rule) => deleteTexts.otherContributor(ruleNameIn(contributors, rule))),
    ),
    evidence: beside.map((one) => ({ label: one.label, after: one.rules.map(({ name }) => name) })),
  };
}
