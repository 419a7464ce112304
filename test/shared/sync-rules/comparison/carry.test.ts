import { describe, expect, it } from 'vitest';
import { guidOfText } from '../../../../shared/guid-of-text.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/identifiers.ts';
import { carryCustomizations } from '../../../../shared/sync-rules/comparison/carry.ts';
import { compareConfigurations } from '../../../../shared/sync-rules/comparison/compare.ts';
import { contentOfConfiguration } from '../../../../shared/sync-rules/formats/content.ts';
import type { ServerConfiguration, SyncRule } from '../../../../shared/sync-rules/model.ts';
import { rulesAfter } from '../../../../shared/sync-rules/rule-operation.ts';
import { configurationWith, customRule, directFlow, exchangeRule, expressionFlow, joinRule, otherForestConnectorId, ruleIdOf } from '../rule-builder.ts'; // prettier-ignore

/** The second server: another installation of the same, with other identifiers. */
function elsewhere(configuration: ServerConfiguration): ServerConfiguration {
  const again = (id: string) => (id === entraConnectorId ? id : guidOfText(`again ${id}`));
  return {
    ...configuration,
    rules: configuration.rules.map((rule) => ({
      ...{ ...rule, id: again(rule.id) as RuleId, connectorId: again(rule.connectorId) as ConnectorId },
    })),
    connectors: configuration.connectors.map((one) => ({ ...one, id: again(one.id) as ConnectorId })),
  };
}

const defaults = [joinRule(100), exchangeRule(108)];
const ours = customRule(50, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), { name: 'Ours' });

function serverWith(...rules: readonly SyncRule[]): ServerConfiguration {
  return configurationWith({ rules });
}

function carry(on: ServerConfiguration, other: ServerConfiguration) {
  return carryCustomizations(contentOfConfiguration(on), contentOfConfiguration(other));
}

/** What still differs between the first server and the second after the operations. */
function leftAfter(on: ServerConfiguration, other: ServerConfiguration) {
  const after = rulesAfter(other.rules, carry(on, other).operations);
  if (!after.ok) throw new Error(after.conflict.kind);
  const compared = compareConfigurations(
    contentOfConfiguration(on),
    contentOfConfiguration({ ...other, rules: after.rules }),
  );
  return [
    ...compared.rules.filter(({ aspects }) => aspects.length > 0).map((rule) => rule.on.name),
    ...compared.rulesOnlyOn.map(({ name }) => name),
  ];
}

describe('customizations that are carried to another server', () => {
  it('are custom rules with the connector of that server, and default rules that are disabled', () => {
    const [join, exchange] = defaults;
    const on = serverWith(ours, join!, { ...exchange!, disabled: true });
    const other = elsewhere(serverWith(...defaults));
    const { operations, refused } = carry(on, other);
    expect(refused).toEqual([]);
    expect(operations.map(({ kind }) => kind)).toEqual(['create', 'replace']);
    expect(operations[0]).toMatchObject({ rule: { connectorId: guidOfText(`again ${ours.connectorId}`) } });
    expect(leftAfter(on, other)).toEqual([]);
  });

  it('are changes of custom rules that the other server has already', () => {
    const on = serverWith({ ...ours, precedence: 40, scopeGroups: [] }, ...defaults);
    const other = elsewhere(serverWith({ ...ours, flows: [directFlow('mail')] }, ...defaults));
    expect(carry(on, other).operations.map(({ kind }) => kind)).toEqual(['replace']);
    expect(leftAfter(on, other)).toEqual([]);
  });

  it('wait for a precedence until another rule has left it', () => {
    const second = { ...ours, id: ruleIdOf(77), name: 'Second', flows: [expressionFlow('msExchMailboxGuid', 'NULL')] };
    const on = serverWith({ ...ours, precedence: 51 }, { ...second, precedence: 52 }, ...defaults);
    const other = elsewhere(serverWith({ ...ours, precedence: 50 }, { ...second, precedence: 51 }, ...defaults));
    expect(leftAfter(on, other)).toEqual([]);
  });

  it('leave alone the custom rules of the other server, and tell them', () => {
    const theirs = { ...ours, id: ruleIdOf(78), name: 'Theirs', precedence: 70, flows: [directFlow('cn')] };
    const { operations, kept } = carry(serverWith(...defaults), elsewhere(serverWith(theirs, ...defaults)));
    expect(operations).toEqual([]);
    expect(kept.map(({ name }) => name)).toEqual(['Theirs']);
  });

  const [join, exchange] = defaults;
  it.each<[string, SyncRule, readonly SyncRule[]]>([
    ['connector-unknown', { ...ours, connectorId: otherForestConnectorId }, defaults],
    ['attributes-missing', { ...ours, flows: [directFlow('noSuchAttribute')] }, defaults],
    ['precedence-taken', { ...ours, precedence: 108 }, defaults],
    ['reference-unknown', { ...ours, precedenceAfter: guidOfText('nowhere') }, defaults],
    ['default-rule-differs', { ...exchange!, flows: [] }, [join!, exchange!]],
  ])('are refused by name where they cannot be: %s', (kind, rule, theirs) => {
    const schema = (names: readonly string[]) => ({
      objectTypes: new Map(),
      attributes: new Map(names.map((name) => [name, { name, syntax: 'string' as const, multiValued: false }])),
    });
    const there = elsewhere(serverWith(...theirs));
    const known = ['msExchMailboxGuid', 'mail', 'mailNickname', 'cn'];
    const { operations, refused } = carry(serverWith(rule), { ...there, metaverseSchema: schema(known) });
    expect(refused).toMatchObject([{ rule: { name: rule.name }, obstacle: { kind } }]);
    expect(operations).toEqual([]);
  });
});
