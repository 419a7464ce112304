import { zeroGuid } from '../../base/guid.ts';
import type { RuleId } from '../../base/identifiers.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import type { AttributeFlow, ScopeCondition, SyncRule } from './model.ts';

/** Custom rules below this number are never moved by an upgrade (entra-connect.md §1.2, §4 upgrade matrix). */
export const firstStandardPrecedence = 100;

/** The flow of Microsoft's documented way: the attribute is cleared, and no rule of a higher number contributes (entra-connect.md §0.3). */
export function authoritativeNullFlow(destination: string): AttributeFlow {
  return {
    destination,
    source: { type: 'expression', expression: 'AuthoritativeNull', attributes: [] },
    applyOnce: false,
    mergeType: 'Update',
    uninterpreted: [],
  };
}

export interface OverridePlan {
  readonly id: RuleId;
  readonly name: string;
  readonly description: string;
  readonly precedence: number;
  readonly scopeGroups: readonly (readonly ScopeCondition[])[];
}

/**
 * The rule that clears the mailbox GUID for the objects that a contributor is about: link type Join without join
 * conditions, so that the default rules go on deciding what is joined (entra-connect.md §4, “Custom rule, no join”).
 */
export function planOverride(
  contributor: Pick<SyncRule, 'connectorId' | 'sourceObjectType' | 'targetObjectType'>,
  plan: OverridePlan,
): SyncRule {
  const { id, name, description, precedence, scopeGroups } = plan;
  const { connectorId, sourceObjectType, targetObjectType } = contributor;
  return {
    id,
    internalId: id,
    version: 1,
    name,
    description,
    immutableTag: '',
    direction: 'inbound',
    disabled: false,
    connectorId,
    sourceObjectType,
    targetObjectType,
    linkType: 'Join',
    precedence,
    precedenceAfter: zeroGuid,
    precedenceBefore: zeroGuid,
    softDeleteExpiryInterval: '00:00:00',
    enablePasswordSync: false,
    flows: [authoritativeNullFlow(mailboxGuidAttribute)],
    joinGroups: [],
    scopeGroups,
    uninterpreted: [],
  };
}

/** The highest number below `below` and below 100 that no rule has; undefined: there is none. */
export function freePrecedenceBelow(rules: readonly SyncRule[], below: number): number | undefined {
  const taken = new Set(rules.map(({ precedence }) => precedence));
  for (let precedence = Math.min(below, firstStandardPrecedence) - 1; precedence >= 0; precedence -= 1) {
    if (!taken.has(precedence)) return precedence;
  }
  return undefined;
}
