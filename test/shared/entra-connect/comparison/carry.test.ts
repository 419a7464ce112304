import { describe, expect, it } from 'vitest';
import { guidOfText } from '../../../../shared/base/guid-of-text.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import { carryCustomizations } from '../../../../shared/entra-connect/comparison/carry.ts';
import { compareConfigurations } from '../../../../shared/entra-connect/comparison/compare.ts';
import { contentOfConfiguration } from '../../../../shared/entra-connect/formats/content.ts';
import type { ServerConfiguration, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import type { DomainMap } from '../../../../shared/entra-connect/comparison/domain-map.ts';
import { rulesAfter, stateAfter, type RuleOperation } from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { configurationWith, constantFlow, customRule, directFlow, exchangeRule, expressionFlow, joinRule, otherForestConnectorId, ruleIdOf } from '../rules/rule-builder.ts'; // prettier-ignore

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

function carry(on: ServerConfiguration, other: ServerConfiguration, domains?: DomainMap) {
  return carryCustomizations(contentOfConfiguration(on), contentOfConfiguration(other), domains);
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

  it.each([
    ['two', [50, 51], [51, 50]],
    ['three', [50, 51, 52], [51, 52, 50]],
  ])(
    'change places where %s rules wait for one another: one of them takes a free precedence for a moment',
    (_, mine, theirs) => {
      const placed = (at: readonly number[]) =>
        at.map((precedence, index) => ({
          ...ours,
          id: ruleIdOf(70 + index),
          name: `Rule ${String(index)}`,
          precedence,
        }));
      const [on, other] = [
        serverWith(...placed(mine), ...defaults),
        elsewhere(serverWith(...placed(theirs), ...defaults)),
      ];
      const { operations, refused } = carry(on, other);
      expect(refused).toEqual([]);
      expect(operations).toHaveLength(mine.length + 1);
      expect(leftAfter(on, other)).toEqual([]);
    },
  );

  it('are refused where a rule that does not move holds what one of a circle is to get', () => {
    const second = { ...ours, id: ruleIdOf(77), name: 'Second' };
    const theirs = { ...ours, id: ruleIdOf(78), name: 'Theirs', precedence: 52, flows: [directFlow('cn')] };
    const on = serverWith({ ...ours, precedence: 51 }, { ...second, precedence: 52 }, ...defaults);
    const other = elsewhere(
      serverWith({ ...ours, precedence: 50 }, { ...second, precedence: 51 }, theirs, ...defaults),
    );
    expect(carry(on, other).refused.map(({ rule }) => rule.name)).toEqual(['Ours', 'Second']);
  });

  describe('that name a domain', () => {
    const scopedTo = (value: string) => ({ ...ours, scopeGroups: [[{ attribute: 'dn', operator: 'ENDSWITH', value }]] }) as SyncRule; // prettier-ignore
    const valueOf = (operation: RuleOperation | undefined) => stateAfter(operation!)?.scopeGroups[0]?.[0]?.value;
    const inDomain = (configuration: ServerConfiguration, domain: string): ServerConfiguration => ({
      ...configuration,
      connectors: configuration.connectors.map((connector) => ({
        ...connector,
        partitions: connector.partitions.map((one) => ({ ...one, distinguishedName: domain })),
      })),
    });
    const prod = elsewhere(serverWith(...defaults));
    const mapping = new Map([['dc=contoso,dc=dev', 'dc=contoso,dc=com']]);

    it.each([
      ['OU=Staff,DC=contoso,DC=dev', 'OU=Staff,DC=contoso,DC=com'],
      ['OU=Staff,dc=Contoso, dc=Dev', 'OU=Staff,DC=contoso,DC=com'],
      ['DC=child,DC=contoso,DC=dev', 'DC=child,DC=contoso,DC=com'],
      ['OU=Staff,DC=contoso,DC=development', 'OU=Staff,DC=contoso,DC=development'],
      ['DC=contoso,DC=dev,DC=net', 'DC=contoso,DC=dev,DC=net'],
      ['@contoso.dev', '@contoso.com'],
      ['@my.contoso.dev', '@my.contoso.dev'],
      ['@mycontoso.dev', '@mycontoso.dev'],
    ])('name its counterpart there: %s', (value, translated) => {
      const dev = inDomain(serverWith(scopedTo(value), ...defaults), 'DC=contoso,DC=dev');
      const { operations, domains } = carry(dev, prod, mapping);
      expect(valueOf(operations[0])).toBe(translated);
      expect(domains).toEqual(value === translated ? [] : [{ on: 'contoso.dev', with: 'contoso.com' }]);
    });

    it('are translated in constants and expressions too', () => {
      const flows = [
        constantFlow('msExchMailboxGuid', 'contoso.dev'),
        expressionFlow('msExchMailboxGuid', 'Left([cn], 3) & "@contoso.dev"'),
      ];
      const dev = inDomain(serverWith({ ...ours, flows }, ...defaults), 'DC=contoso,DC=dev');
      const [operation] = carry(dev, prod, mapping).operations;
      expect(stateAfter(operation!)?.flows.map(({ source }) => source)).toMatchObject([
        { value: 'contoso.com' },
        { expression: 'Left([cn], 3) & "@contoso.com"' },
      ]);
    });

    it('find the counterpart where both have one domain, as the comparison does', () => {
      const dev = inDomain(serverWith(scopedTo('OU=Staff,DC=contoso,DC=dev'), ...defaults), 'DC=contoso,DC=dev');
      expect(valueOf(carry(dev, prod).operations[0])).toBe('OU=Staff,DC=contoso,DC=com');
    });

    it('are the same rule there where only the domain differs', () => {
      const dev = inDomain(serverWith(scopedTo('OU=Staff,DC=contoso,DC=dev'), ...defaults), 'DC=contoso,DC=dev');
      const there = elsewhere(serverWith(scopedTo('OU=Staff,DC=contoso,DC=com'), ...defaults));
      expect(carry(dev, there, mapping).operations).toEqual([]);
    });

    it('are refused where the other server does not have it and none corresponds', () => {
      const dev = inDomain(serverWith(scopedTo('OU=Staff,DC=more,DC=dev'), ...defaults), 'DC=contoso,DC=dev');
      const two = {
        ...dev,
        connectors: dev.connectors.map((connector) => ({
          ...connector,
          partitions: connector.partitions.flatMap((one) => [one, { ...one, distinguishedName: 'DC=more,DC=dev' }]),
        })),
      };
      const { operations, refused } = carry(two, prod, mapping);
      expect(operations).toEqual([]);
      expect(refused).toMatchObject([{ obstacle: { kind: 'domains-unknown', domains: ['dc=more,dc=dev'] } }]);
    });

    it('belong to the connector of the forest that was given for theirs', () => {
      const forest = (configuration: ServerConfiguration, domain: string, name: string): ServerConfiguration => ({
        ...inDomain(configuration, domain),
        connectors: inDomain(configuration, domain).connectors.map((one) =>
          one.kind === 'ad' ? { ...one, forestName: name, name } : one,
        ),
      });
      const dev = forest(serverWith(scopedTo('OU=Staff,DC=contoso,DC=dev')), 'DC=contoso,DC=dev', 'contoso.dev');
      const live = forest(elsewhere(serverWith()), 'DC=contoso,DC=com', 'contoso.com');
      const [ad] = live.connectors.filter(({ kind }) => kind === 'ad');
      const other = {
        ...live,
        connectors: [
          ...live.connectors,
          { ...ad!, id: guidOfText('second') as ConnectorId, name: 'b', forestName: 'b.com', partitions: [] },
        ],
      };
      expect(carry(dev, other).refused).toMatchObject([{ obstacle: { kind: 'connector-unknown' } }]);
      expect(carry(dev, other, mapping).operations).toMatchObject([{ rule: { connectorId: ad!.id } }]);
    });
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
