import type { RuleId } from '../../../../shared/base/identifiers.ts';
import { freePrecedence } from '../../../../shared/entra-connect/rules/clone.ts';
import { mailboxGuidAttribute } from '../../../../shared/entra-connect/attributes.ts';
import type { AttributeFlow } from '../../../../shared/entra-connect/rules/model.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import { putRule, userContributor } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';

const directMailboxGuid: AttributeFlow = {
  destination: mailboxGuidAttribute,
  source: { type: 'direct', attributes: [mailboxGuidAttribute] },
  applyOnce: false,
  mergeType: 'Update',
  uninterpreted: [],
};

/** Another rule with a higher number flows the mailbox GUID too: a NULL above it would let it win. */
export const otherContributor: Scenario = {
  id: 'other-contributor',
  description: 'Another rule with a higher number flows the mailbox GUID too: a NULL above it would let it win.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const original = userContributor(state);
    if (original === undefined) return { kind: 'no-contributor' };
    const id = nextGuid(state.guids) as RuleId;
    putRule(state, {
      ...original,
      id,
      internalId: id,
      name: 'In from AD - User Mailbox GUID (custom)',
      description: 'Made by somebody for a migration that is long over.',
      immutableTag: '',
      linkType: 'Join',
      precedence: freePrecedence(state.server.rules, original.precedence + 1),
      flows: [directMailboxGuid],
    });
    return done;
  },
};
