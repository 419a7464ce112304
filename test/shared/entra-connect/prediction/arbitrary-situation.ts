import fc from 'fast-check';
import { entraConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import type { AttributeFlow, ScopeCondition, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { forestA, forestB, guidAttribute, pilotGroup } from './observed-lab.ts';

/** Changes of the out-of-box rules as people make them around the mailbox GUID: any number of rules, anyhow. */
export interface RuleTwist {
  readonly added: readonly SyncRule[];
  /** What becomes of the out-of-box rules that flow the GUID, by their place among them. */
  readonly existing: readonly ('keep' | 'disable' | 'remove' | 'drop-flow' | readonly AttributeFlow[])[];
}

export function twisted({ added, existing }: RuleTwist, rules: readonly SyncRule[]): readonly SyncRule[] {
  let index = 0;
  const changed = rules.flatMap((rule) => {
    if (!rule.flows.some(({ destination }) => destination === guidAttribute)) return [rule];
    const change = existing[index] ?? 'keep';
    index += 1;
    const others = rule.flows.filter(({ destination }) => destination !== guidAttribute);
    switch (change) {
      case 'keep':
        return [rule];
      case 'disable':
        return [{ ...rule, disabled: true }];
      case 'remove':
        return [];
      case 'drop-flow':
        return [{ ...rule, flows: others }];
      default:
        return [{ ...rule, flows: [...others, ...change] }];
    }
  });
  const taken = new Set(changed.map(({ precedence }) => precedence));
  return [...changed, ...added.filter(({ precedence }) => !taken.has(precedence))];
}

const source: fc.Arbitrary<AttributeFlow['source']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: 'direct', attributes: [guidAttribute] } as const) },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(
        'NULL',
        'AuthoritativeNull',
        'IgnoreThisFlow',
        'IIF(IsPresent([extensionAttribute1]),NULL,[msExchMailboxGuid])',
        'IIF([msExchRecipientTypeDetails]=1,AuthoritativeNull,[msExchMailboxGuid])',
        'IIF(IsPresent([mailNickname]),[msExchMailboxGuid],IgnoreThisFlow)',
        'IIF(IsPresent([msExchMailboxGuid]),[objectGUID],NULL)',
      )
      .map((expression) => ({ type: 'expression', expression, attributes: [] }) as const),
  },
);

const inboundFlow: fc.Arbitrary<AttributeFlow> = fc.record({
  destination: fc.constant(guidAttribute),
  source,
  applyOnce: fc.boolean(),
  mergeType: fc.oneof(
    { weight: 9, arbitrary: fc.constant('Update' as const) },
    { weight: 1, arbitrary: fc.constantFrom('Replace', 'Merge') },
  ),
  uninterpreted: fc.constant([]),
});

const outboundFlow: fc.Arbitrary<AttributeFlow> = fc.record({
  destination: fc.constant(guidAttribute),
  source: fc.oneof(
    fc.constant({ type: 'direct', attributes: [guidAttribute] } as const),
    fc
      .constantFrom('NULL', 'AuthoritativeNull', 'IgnoreThisFlow', 'IIF([accountEnabled],[msExchMailboxGuid],NULL)')
      .map((expression) => ({ type: 'expression', expression, attributes: [] }) as const),
  ),
  applyOnce: fc.boolean(),
  mergeType: fc.constant('Update'),
  uninterpreted: fc.constant([]),
});

const clause = (attribute: string, operator: ScopeCondition['operator'], value = '') => ({
  attribute,
  operator,
  value,
});

const inboundClause: fc.Arbitrary<ScopeCondition> = fc.constantFrom(
  clause('mailNickname', 'ISNOTNULL'),
  clause('mailNickname', 'ISNULL'),
  clause('extensionAttribute1', 'EQUAL', 'pilot'),
  clause('extensionAttribute1', 'NOTEQUAL', 'pilot'),
  clause('msExchRecipientTypeDetails', 'EQUAL', '2147483648'),
  clause('msExchRecipientTypeDetails', 'NOTEQUAL', '2147483648'),
  clause('msExchMailboxGuid', 'ISNOTNULL'),
  clause('userAccountControl', 'ISBITSET', '2'),
  clause('memberOf', 'ISMEMBEROF', pilotGroup),
  clause('memberOf', 'ISNOTMEMBEROF', pilotGroup),
);
const outboundClause: fc.Arbitrary<ScopeCondition> = fc.constantFrom(
  clause('sourceObjectType', 'EQUAL', 'User'),
  clause('mailNickname', 'ISNOTNULL'),
  clause('cloudFiltered', 'NOTEQUAL', 'True'),
  clause('accountEnabled', 'EQUAL', 'True'),
);
const groupsOf = (one: fc.Arbitrary<ScopeCondition>) =>
  fc.array(fc.array(one, { minLength: 1, maxLength: 2 }), { maxLength: 2 });

const common = {
  id: fc.uuid({ version: 4 }).map((id) => id as RuleId),
  precedence: fc.integer({ min: 1, max: 250 }),
  disabled: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
};

const addedRule: fc.Arbitrary<SyncRule> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        ...common,
        direction: fc.constant('inbound' as const),
        connectorId: fc.constantFrom(forestA, forestB),
        sourceObjectType: fc.constantFrom('user', 'inetOrgPerson'),
        targetObjectType: fc.constant('person'),
        linkType: fc.oneof(
          { weight: 6, arbitrary: fc.constant('Join' as const) },
          { weight: 1, arbitrary: fc.constantFrom('JoinNoFlow', 'StickyJoin') },
        ),
        flows: fc.tuple(inboundFlow),
        scopeGroups: groupsOf(inboundClause),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        ...common,
        direction: fc.constant('outbound' as const),
        connectorId: fc.constant(entraConnectorId),
        sourceObjectType: fc.constant('person'),
        targetObjectType: fc.constant('user'),
        linkType: fc.constant('Join' as const),
        flows: fc.tuple(outboundFlow),
        scopeGroups: groupsOf(outboundClause),
      }),
    },
  )
  .map((rule) => ({
    ...rule,
    internalId: rule.id,
    version: 1,
    name: `Custom ${rule.id}`,
    description: '',
    immutableTag: '',
    precedenceAfter: '00000000-0000-0000-0000-000000000000' as SyncRule['precedenceAfter'],
    precedenceBefore: '00000000-0000-0000-0000-000000000000' as SyncRule['precedenceBefore'],
    softDeleteExpiryInterval: '00:00:00',
    enablePasswordSync: false,
    joinGroups: [],
    uninterpreted: [],
  }));

/** Four inbound out-of-box rules flow the GUID, and one outbound rule. */
const existingRules = 5;

export const ruleTwist: fc.Arbitrary<RuleTwist> = fc.record({
  added: fc.uniqueArray(addedRule, { maxLength: 5, selector: ({ precedence }) => precedence }),
  existing: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('keep' as const) },
      { weight: 3, arbitrary: fc.constantFrom('disable', 'remove', 'drop-flow') },
      { weight: 2, arbitrary: fc.tuple(inboundFlow) },
    ),
    { minLength: existingRules, maxLength: existingRules },
  ),
});
