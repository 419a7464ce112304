import { mailboxGuidAttribute } from '../attributes.ts';
import { sameAttribute } from '../rules/flows-to.ts';
import type { AttributeFlow, SyncRule } from '../rules/model.ts';

/** The flow of the GUID in every out-of-box rule (entra-connect.md §2.1). */
const directGuid: AttributeFlow = {
  destination: mailboxGuidAttribute,
  source: { type: 'direct', attributes: [mailboxGuidAttribute] },
  applyOnce: false,
  mergeType: 'Update',
  uninterpreted: [],
};

/** The same flows, with that of the GUID as every out-of-box rule has it; added where it is missing. */
export function withDirectGuid(flows: readonly AttributeFlow[]): readonly AttributeFlow[] {
  const others = flows.filter(({ destination }) => !sameAttribute(destination, mailboxGuidAttribute));
  return [...others, directGuid];
}

/** An Exchange rule with what is documented of it: scope, link type, no joins, the GUID as it is (entra-connect.md §2.2). */
export function asShipped(rule: SyncRule): SyncRule {
  return {
    ...rule,
    linkType: 'Join',
    joinGroups: [],
    scopeGroups: [[{ attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' }]],
    flows: withDirectGuid(rule.flows),
  };
}

/** The flows of a rule, completed by those that another has and it lacks; the GUID is left alone. */
export function completedBy(rule: SyncRule, pattern: SyncRule): SyncRule {
  const present = new Set(rule.flows.map(({ destination }) => destination.toLowerCase()));
  const missing = pattern.flows.filter(
    ({ destination }) => !present.has(destination.toLowerCase()) && !sameAttribute(destination, mailboxGuidAttribute),
  );
  return { ...rule, flows: [...rule.flows, ...missing] };
}
