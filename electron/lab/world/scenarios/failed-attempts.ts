import type { RuleId } from '../../../../shared/base/identifiers.ts';
import { parkingPrecedence } from '../../../../shared/entra-connect/rules/clone.ts';
import { authoritativeNullFlow } from '../../../../shared/entra-connect/rules/override.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import { putRule } from './changes.ts';
import {
  attempt,
  copyOf,
  customFirst,
  exchangeRule,
  exportingRules,
  finishRecipe,
  outboundRule,
  overrideFor,
  withExpression,
  type Leftover,
} from './leftover-rules.ts';

/** Attempts that have another effect than was meant, or none, and those that are about others than was meant. */
export const failedAttempts: readonly Leftover[] = [
  {
    id: 'null-below-100',
    description: 'A custom rule below 100 with NULL, where AuthoritativeNull was meant: no effect.',
    leave: (state, original) => {
      putRule(state, attempt(state, original, { type: 'expression', expression: 'NULL', attributes: [] }));
    },
  },
  {
    id: 'constant-authoritativenull',
    description: 'A custom rule below 100 with the constant AuthoritativeNull, not the literal: users fail.',
    leave: (state, original) => {
      putRule(state, attempt(state, original, { type: 'constant', value: 'AuthoritativeNull' }));
    },
  },
  {
    id: 'copy-with-constant-null',
    description: 'The recipe with the constant NULL in the copy, not the literal: users fail.',
    leave: (state, original) => {
      finishRecipe(state, original, { source: { type: 'constant', value: 'NULL' } });
    },
  },
  {
    id: 'copy-with-empty-text',
    description: 'The recipe with an empty text in the copy, not the literal NULL.',
    leave: (state, original) => {
      finishRecipe(state, original, { source: { type: 'expression', expression: '""', attributes: [] } });
    },
  },
  {
    id: 'copy-for-some',
    description: 'A copy whose expression removes the GUID of some users only, the original disabled.',
    leave: (state, original) => {
      const expression = 'IIF(IsPresent([extensionAttribute9]),NULL,[msExchMailboxGuid])';
      putRule(state, withExpression(copyOf(state, original), expression, false));
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'override-merges',
    description: 'An override with the merge type Merge beside a default rule with Update: users fail.',
    leave: (state, original) => {
      const override = overrideFor(state, original, customFirst);
      putRule(state, { ...override, flows: override.flows.map((flow) => ({ ...flow, mergeType: 'Merge' })) });
    },
  },
  {
    id: 'override-for-some',
    description: 'A custom rule that clears the GUID by a condition and contributes nothing for the others.',
    leave: (state, original) => {
      const expression = 'IIF([extensionAttribute9]="Go",AuthoritativeNull,IgnoreThisFlow)';
      putRule(state, attempt(state, original, { type: 'expression', expression, attributes: [] }));
    },
  },
  {
    id: 'override-for-contacts',
    description: 'The only AuthoritativeNull rule is about contacts: no effect on any user.',
    leave: (state, original) => {
      putRule(state, { ...overrideFor(state, original, customFirst), sourceObjectType: 'contact' });
    },
  },
  {
    id: 'refused-value',
    description: 'A custom rule below 100 contributes a text that the attribute cannot hold: users fail.',
    leave: (state, original) => {
      putRule(state, attempt(state, original, { type: 'constant', value: 'migrated' }));
    },
  },
  {
    id: 'outbound-override',
    description: 'AuthoritativeNull on the way out: the metaverse keeps the GUID, the cloud gets none.',
    leave: (state) => {
      putRule(state, outboundRule(state, customFirst, 'AuthoritativeNull'));
    },
  },
  {
    id: 'outbound-for-some',
    description: 'AuthoritativeNull on the way out, for some users only.',
    leave: (state) => {
      const scopeGroups = [[{ attribute: 'extensionAttribute9', operator: 'EQUAL', value: 'Go' }]] as const;
      putRule(state, { ...outboundRule(state, customFirst, 'AuthoritativeNull'), scopeGroups });
    },
  },
  {
    id: 'outbound-too-late',
    description: 'AuthoritativeNull on the way out, behind the default rule: no effect.',
    leave: (state) => {
      putRule(state, outboundRule(state, parkingPrecedence, 'AuthoritativeNull'));
    },
  },
  {
    id: 'outbound-null',
    description: 'NULL on the way out, where AuthoritativeNull was meant: no effect.',
    leave: (state) => {
      putRule(state, outboundRule(state, customFirst, 'NULL'));
    },
  },
  {
    id: 'edited-outbound',
    description: 'The GUID of the default outbound rule was set to NULL in place.',
    leave: (state) => {
      for (const rule of exportingRules(state)) putRule(state, withExpression(rule, 'NULL', false));
    },
  },
  {
    id: 'shared-precedence',
    description: 'The documented override, and a rule about groups with the same precedence value: no effect on it.',
    leave: (state, original) => {
      const override = overrideFor(state, original, customFirst);
      putRule(state, override);
      putRule(state, overrideFor(state, exchangeRule(state, 'inetOrgPerson'), customFirst));
      const id = nextGuid(state.guids) as RuleId;
      const flows = [
        { ...authoritativeNullFlow('description'), source: { type: 'constant', value: 'Group' } as const },
      ];
      const { readings } = state;
      state.readings = { ...readings, duplicatePrecedence: 'accepted' };
      putRule(state, {
        ...override,
        ...{
          id,
          internalId: id,
          name: 'In from AD - Group - note',
          sourceObjectType: 'group',
          targetObjectType: 'group',
          flows,
        },
      });
      state.readings = readings;
    },
  },
];
