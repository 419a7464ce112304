import { describe, expect, it } from 'vitest';

import { modificationsOf, originOf } from '../../../../shared/entra-connect/rules/origin.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { customRule, directFlow, exchangeRule, expressionFlow } from './rule-builder.ts';

const mailboxGuid = 'msExchMailboxGuid';

describe('the origin of a rule', () => {
  it('is the product for an unchanged rule with a tag', () => {
    expect(originOf(exchangeRule(108), mailboxGuid)).toBe('default');
  });

  it('is the editor for a rule without tag whose name says “Cloned”', () => {
    const name = 'In from AD - User Exchange - Cloned - 10/14/2019 11:09:04 AM';
    expect(originOf(exchangeRule(108, { immutableTag: '', name }), mailboxGuid)).toBe('clone');
  });

  it('is a copy, whatever its name, for a rule without tag that brings in what only the Exchange rules do', () => {
    const flows = [directFlow('legacyExchangeDN'), directFlow('targetAddress'), directFlow(mailboxGuid)];
    const name = 'In von AD - Benutzer Exchange - Geklont';
    expect(originOf(exchangeRule(108, { immutableTag: '', name, flows }), mailboxGuid)).toBe('clone');
  });

  it('is somebody’s own for any other rule without tag', () => {
    expect(originOf(customRule(90, directFlow(mailboxGuid)), mailboxGuid)).toBe('custom');
  });

  it.each<[string, Partial<SyncRule>, string]>([
    ['a flow that became NULL', { flows: [expressionFlow(mailboxGuid, 'NULL')] }, 'flow-changed'],
    ['a flow that became Apply Once', { flows: [directFlow(mailboxGuid, { applyOnce: true })] }, 'flow-changed'],
    ['a flow that merges', { flows: [directFlow(mailboxGuid, { mergeType: 'Merge' })] }, 'flow-changed'],
    [
      'a flow from another attribute',
      { flows: [directFlow(mailboxGuid, { source: { type: 'direct', attributes: ['extensionAttribute1'] } })] },
      'flow-changed',
    ],
    ['a flow that is gone', { flows: [directFlow('mailNickname')] }, 'flow-missing'],
    ['no scope', { scopeGroups: [] }, 'scope-changed'],
    [
      'a further clause',
      {
        scopeGroups: [
          [
            { attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' },
            { attribute: 'mail', operator: 'ISNOTNULL', value: '' },
          ],
        ],
      },
      'scope-changed',
    ],
    [
      'another operator',
      { scopeGroups: [[{ attribute: 'mailNickname', operator: 'ISNULL', value: '' }]] },
      'scope-changed',
    ],
    ['another link type', { linkType: 'Provision' }, 'link-type-changed'],
    [
      'join conditions',
      { joinGroups: [[{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: false }]] },
      'joins-added',
    ],
  ])('is a changed default with %s', (_what, overrides, kind) => {
    const rule = exchangeRule(108, overrides);
    expect(originOf(rule, mailboxGuid)).toBe('modified-default');
    expect(modificationsOf(rule, mailboxGuid)).toMatchObject([{ kind }]);
  });

  it('judges the flow of the attribute asked for, not that of another one', () => {
    const rule = exchangeRule(108, { flows: [directFlow(mailboxGuid), expressionFlow('msExchArchiveGUID', 'NULL')] });
    expect(originOf(rule, mailboxGuid)).toBe('default');
    expect(originOf(rule, 'msExchArchiveGUID')).toBe('modified-default');
  });

  it('knows no more of other default rules than their tag', () => {
    const rule = exchangeRule(106, { immutableTag: 'Microsoft.InfromADUserCommon.004', scopeGroups: [] });
    expect(originOf(rule, 'displayName')).toBe('default');
  });
});
