import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guidOfText } from '../../../../shared/base/guid-of-text.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import { compareConfigurations } from '../../../../shared/entra-connect/comparison/compare.ts';
import { movedIndexes } from '../../../../shared/entra-connect/comparison/order.ts';
import { contentOfConfiguration } from '../../../../shared/entra-connect/formats/content.ts';
import { readExport } from '../../../../shared/entra-connect/formats/read-export.ts';
import type { Connector, ServerConfiguration, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { recreationScript } from '../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { arbitraryRule } from '../rules/arbitrary-rule.ts';
import { configurationWith, constantFlow, customRule, directFlow, exchangeRule, expressionFlow, forestConnectorId, joinRule } from '../rules/rule-builder.ts'; // prettier-ignore
import { policyOf } from '../formats/wizard-json/policy-writer.ts';

const own = customRule(50, constantFlow('cn', 'x'));
const server = configurationWith({ rules: [own, joinRule(100), exchangeRule(108)] });

/** The same server set up once more: every identifier that a server makes is another. */
function setUpAgain(configuration: ServerConfiguration): ServerConfiguration {
  const again = (id: string) => (id === entraConnectorId ? id : guidOfText(`again ${id}`));
  return {
    ...configuration,
    serverName: 'OTHER',
    rules: configuration.rules.map((rule) => ({
      ...rule,
      id: again(rule.id) as RuleId,
      internalId: guidOfText(`internal ${rule.id}`),
      connectorId: again(rule.connectorId) as ConnectorId,
    })),
    connectors: configuration.connectors.map((connector) => ({ ...connector, id: again(connector.id) as ConnectorId })),
  };
}

function withRules(...rules: readonly SyncRule[]): ServerConfiguration {
  return { ...server, rules };
}

function compare(on: ServerConfiguration, other: ServerConfiguration) {
  return compareConfigurations(contentOfConfiguration(on), contentOfConfiguration(other));
}

function changedIn(on: ServerConfiguration, other: ServerConfiguration) {
  return compare(on, other)
    .rules.filter(({ aspects }) => aspects.length > 0)
    .map((rule) => ({ name: rule.on.name, aspects: rule.aspects, matchedBy: rule.matchedBy }));
}

describe('two configurations', () => {
  it('of one server are the same', () => {
    const compared = compare(server, server);
    expect(compared.rules).toHaveLength(3);
    expect(changedIn(server, server)).toEqual([]);
    expect(compared).toMatchObject({ rulesOnlyOn: [], rulesOnlyWith: [], settings: [], incomplete: [] });
  });

  it('of two servers of one forest are the same, although every identifier is another', () => {
    const compared = compare(server, setUpAgain(server));
    expect(compared.rules.map(({ matchedBy, aspects }) => [matchedBy, aspects])).toEqual([['name', []], ['tag', []], ['tag', []]]); // prettier-ignore
    expect(compared.connectors.map(({ matchedBy }) => matchedBy)).toEqual(expect.arrayContaining(['forest']));
    expect(compared).toMatchObject({
      rulesOnlyOn: [],
      rulesOnlyWith: [],
      connectorsOnlyOn: [],
      connectorsOnlyWith: [],
    });
  });

  it('are the same after any rules were set up again, in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(arbitraryRule, { selector: ({ id }) => id, maxLength: 6 }), (rules) => {
        const numbered = rules.map((rule, index) => ({ ...rule, name: `${String(index)} ${rule.name}`, precedence: index + 1, connectorId: forestConnectorId })); // prettier-ignore
        const on = withRules(...numbered);
        const again = setUpAgain({ ...on, rules: numbered.toReversed().map((rule) => ({ ...rule, flows: rule.flows.toReversed(), scopeGroups: rule.scopeGroups.toReversed() })) }); // prettier-ignore
        const compared = compare(on, again);
        expect(compared.rules).toHaveLength(rules.length);
        expect(compared).toMatchObject({ rulesOnlyOn: [], rulesOnlyWith: [] });
      }),
      { numRuns: 60 },
    );
  });

  const exchange = exchangeRule(108);
  const nulled = exchange.flows.map((flow) => (flow.destination === 'msExchMailboxGuid' ? expressionFlow('msExchMailboxGuid', 'NULL') : flow)); // prettier-ignore
  it.each([
    ['a flow', { ...exchange, flows: nulled }, ['flow']],
    ['the scope', { ...exchange, scopeGroups: [] }, ['scope']],
    ['the joins', { ...exchange, joinGroups: [[{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: false }]] }, ['join']],
    ['its number only', { ...exchange, precedence: 300 }, ['number']],
    ['its place among the rules', { ...exchange, precedence: 10 }, ['order']],
    ['being disabled', { ...exchange, disabled: true }, ['state']],
    ['the version of its tag', { ...exchange, immutableTag: 'Microsoft.InfromADUserExchange.009' }, ['version']],
    ['its link type', { ...exchange, linkType: 'Provision' }, ['other']],
  ] satisfies readonly (readonly [string, SyncRule, readonly string[]])[])('differ in %s of a rule', (_what, changed, aspects) => {
    const other = setUpAgain(withRules(own, joinRule(100), changed));
    expect(changedIn(server, other)).toEqual([{ name: exchange.name, aspects, matchedBy: 'tag' }]);
  }); // prettier-ignore

  it('tell which rule is only on one side', () => {
    const compared = compare(server, setUpAgain(withRules(joinRule(100), exchangeRule(108), customRule(60, directFlow('mail'), { name: 'Ours' })))); // prettier-ignore
    expect(compared.rulesOnlyOn.map(({ precedence }) => precedence)).toEqual([50]);
    expect(compared.rulesOnlyWith.map(({ precedence }) => precedence)).toEqual([60]);
  });

  it('match a renamed rule by what it does, and copies of one rule in spite of their dates', () => {
    const renamed = setUpAgain(withRules({ ...own, name: 'Renamed' }, joinRule(100), exchangeRule(108)));
    expect(changedIn(server, renamed)).toMatchObject([{ matchedBy: 'content', aspects: ['other'] }]);
    const copy = (date: string) => ({ ...own, name: `In from AD - User Exchange - Cloned - ${date}`, flows: nulled });
    const [match] = changedIn(withRules(copy('10/14/2026 1:02:03 PM')), setUpAgain(withRules({ ...copy('14.10.2026 13:02'), flows: [] }))); // prettier-ignore
    expect(match).toMatchObject({ matchedBy: 'clone', aspects: expect.arrayContaining(['flow']) as unknown });
  });

  it('show a copy beside the default rule it was made of', () => {
    const copy = { ...exchange, id: own.id, name: `${exchange.name} - Cloned - 2026`, immutableTag: '', precedence: 20, flows: nulled }; // prettier-ignore
    const compared = compare(withRules(copy), setUpAgain(server));
    expect(compared.copies).toMatchObject([{ copy: { id: own.id }, original: { precedence: 108 }, differences: [{ kind: 'flow', destination: 'msExchMailboxGuid' }] }]); // prettier-ignore
  });

  it('differ in OU scope and settings', () => {
    const moved = (connector: Connector): Connector => ({
      ...connector,
      partitions: connector.partitions.map((one) => ({ ...one, containerInclusions: ['OU=NEW,DC=contoso,DC=com'] })),
    });
    const other = setUpAgain({
      ...server,
      connectors: server.connectors.map((one) => (one.kind === 'ad' ? moved(one) : one)),
      globalParameters: new Map([...server.globalParameters, ['Microsoft.Synchronize.StagingMode', 'True']]),
    });
    const compared = compare(server, other);
    expect(compared.connectors.flatMap(({ differences }) => differences)).toEqual([
      { about: 'included', subject: 'DC=contoso,DC=com', on: ['OU=CORP,DC=contoso,DC=com'], with: ['OU=NEW,DC=contoso,DC=com'] },
    ]); // prettier-ignore
    expect(compared.settings).toMatchObject([{ name: 'Microsoft.Synchronize.StagingMode', with: 'True' }]);
  });
});

describe('what two configurations differ in', () => {
  const ad = server.connectors.find(({ kind }) => kind === 'ad')!;
  const withConnector = (changes: Partial<Connector>): ServerConfiguration => ({
    ...server,
    connectors: server.connectors.map((one) => (one === ad ? { ...one, ...changes } : one)),
  });
  const partitionsWith = (changes: Partial<Connector['partitions'][number]>) =>
    ad.partitions.map((partition) => ({ ...partition, ...changes }));
  const connectorDifferences = (other: ServerConfiguration, domains?: ReadonlyMap<string, string>) =>
    compareConfigurations(contentOfConfiguration(server), contentOfConfiguration(setUpAgain(other)), domains).connectors.flatMap(({ differences }) => differences); // prettier-ignore

  it('is one group where one condition of one group of several is another', () => {
    const group = (attribute: string) => [{ connectorSpaceAttribute: attribute, metaverseAttribute: attribute, caseSensitive: false }]; // prettier-ignore
    const joining = (...names: readonly string[]) => ({ ...own, joinGroups: names.map(group) });
    const compared = compare(
      withRules(joining('mail', 'zz', 'objectSid')),
      setUpAgain(withRules(joining('objectSid', 'mail', 'aa'))),
    );
    expect(compared.rules[0]?.differences).toEqual([
      { kind: 'join-group', index: 1, before: group('zz'), after: group('aa') },
    ]);
  });

  it('is two rules that swapped their precedence, with the attributes that the other of the two wins now', () => {
    const one = customRule(60, directFlow('mail'), { name: 'One', flows: [directFlow('mail'), directFlow('cn')] });
    const two = customRule(61, directFlow('mail'), { name: 'Two', id: exchangeRule(108).id });
    const compared = compare(
      withRules(one, two),
      setUpAgain(withRules({ ...one, precedence: 61 }, { ...two, precedence: 60 })),
    );
    expect(compared.swaps).toMatchObject([{ first: { name: 'One' }, second: { name: 'Two' }, attributes: ['mail'] }]);
    expect(compared.rules.map(({ aspects }) => aspects)).toEqual([['order'], ['order']]);
    expect(compared.winners).toMatchObject([{ attribute: 'mail', on: { name: 'One' }, with: { name: 'Two' } }]);
  });

  it('is no winner where a rule that is asked first contributes nothing', () => {
    const null60 = customRule(60, expressionFlow('mail', 'NULL'), { name: 'Nothing' });
    const mail = customRule(61, directFlow('mail'), { name: 'Mail', id: exchangeRule(108).id });
    expect(compare(withRules(mail), setUpAgain(withRules(null60, mail))).winners).toEqual([]);
  });

  it('is an object type that a partition no longer selects', () => {
    const types = ad.partitions[0]!.objectTypes;
    expect(types.length).toBeGreaterThan(1);
    expect(connectorDifferences(withConnector({ partitions: partitionsWith({ objectTypes: types.slice(1) }) }))).toEqual([
      { about: 'object-types', subject: 'DC=contoso,DC=com', on: types.slice(0, 1), with: [] },
    ]); // prettier-ignore
  });

  it('is the account of a connector and a run profile, and nothing where one side does not tell of accounts', () => {
    const account = (value: string) => ({ parameters: [{ name: 'forest-login-user', value }] });
    const runProfiles = ad.runProfiles.slice(1);
    const compared = compare(withConnector(account('MSOL_1')), setUpAgain(withConnector({ ...account('MSOL_2'), runProfiles }))); // prettier-ignore
    expect(compared.connectors.flatMap(({ differences }) => differences)).toEqual([
      { about: 'run-profile', subject: ad.runProfiles[0]!.name, on: ad.runProfiles[0]!.steps, with: [] },
      { about: 'parameter', subject: 'forest-login-user', on: ['MSOL_1'], with: ['MSOL_2'] },
    ]);
    expect(connectorDifferences(withConnector(account('MSOL_2')))).toEqual([]);
  });

  it('is an attribute of the metaverse that has become multi-valued, or is only on one side', () => {
    const schemaWith = (multiValued: boolean, ...names: readonly string[]) => ({
      objectTypes: new Map([['person', names]]),
      attributes: new Map(names.map((name) => [name, { name, syntax: 'string' as const, multiValued }])),
    });
    const compared = compare(
      { ...server, metaverseSchema: schemaWith(false, 'mail', 'old') },
      { ...server, metaverseSchema: schemaWith(true, 'mail') },
    );
    expect(compared.metaverse.map(({ about, name, on, with: other }) => [about, name, on, other])).toEqual([
      ['multi-valued', 'mail', 'false', 'true'],
      ['attribute', 'old', 'string', undefined],
    ]);
  });

  it('is nothing but names where the same OUs are in another domain, found or given', () => {
    const moved = (containers: readonly string[]) =>
      containers.map((one) => one.replace('DC=contoso,DC=com', 'DC=dev,DC=local'));
    const { containerInclusions, containerExclusions } = ad.partitions[0]!;
    const inDev = {
      ...{ distinguishedName: 'DC=dev,DC=local', name: 'dev.local' },
      ...{ containerInclusions: moved(containerInclusions), containerExclusions: moved(containerExclusions) },
    };
    const dev = withConnector({ partitions: partitionsWith(inDev) });
    expect(connectorDifferences(dev)).toEqual([]);
    const more = { ...ad.partitions[0]!, distinguishedName: 'DC=more,DC=local', containerInclusions: [] };
    const two = withConnector({ partitions: [...partitionsWith(inDev), more] });
    expect(connectorDifferences(two).map(({ about }) => about)).toEqual(['partition', 'partition', 'partition']);
    expect(connectorDifferences(two, new Map([['dc=contoso,dc=com', 'dc=dev,dc=local']]))).toEqual([
      { about: 'partition', subject: 'DC=more,DC=local', on: [], with: ['DC=more,DC=local'] },
    ]);
  });
});

describe('formats that hold less', () => {
  const contentOf = (text: string) => {
    const read = readExport([{ path: 'file', text }]);
    if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join());
    return read.content;
  };

  it('are compared as far as they go: a script with its server', () => {
    const compared = compareConfigurations(contentOfConfiguration(server), contentOf(recreationScript(exchange108())));
    expect(compared.rules.map(({ on, aspects }) => [on.precedence, aspects])).toEqual([[108, ['flow']]]);
    expect(compared.incomplete.map(({ side, part }) => [side, part])).toContainEqual(['with', 'rules']);
    expect(compared.settings).toEqual([]);
  });

  it('pair a script of one default rule of another server by the tags of its connector', () => {
    const elsewhere = { ...exchange108(), connectorId: guidOfText('elsewhere') as unknown as ConnectorId };
    const compared = compareConfigurations(
      contentOf(recreationScript({ ...elsewhere, id: guidOfText('other id') as unknown as RuleId })),
      contentOfConfiguration(server),
    );
    expect(compared.connectors.map(({ matchedBy }) => matchedBy)).toEqual(['default-rules']);
    expect(compared.rules.map((rule) => [rule.with.precedence, rule.matchedBy, rule.aspects])).toEqual([[108, 'tag', ['flow']]]); // prettier-ignore
    expect(compared.rulesOnlyOn).toEqual([]);
  });

  it('are compared as far as they go: a settings file by name and number of default rules', () => {
    const compared = compareConfigurations(contentOfConfiguration(server), contentOf(policyOf(setUpAgain(server))));
    expect(compared.rules.map(({ on }) => on.precedence)).toEqual([50]);
    expect(compared.headers.map((pair) => [pair.on.precedence, pair.with.precedence])).toEqual([[100, 100], [108, 108]]); // prettier-ignore
    expect(compared).toMatchObject({ rulesOnlyOn: [], rulesOnlyWith: [], headersOnlyOn: [], headersOnlyWith: [] });
    const both = compareConfigurations(contentOf(policyOf(server)), contentOf(policyOf(setUpAgain(server))));
    expect(both.headers).toHaveLength(2);
    expect(both).toMatchObject({ rulesOnlyOn: [], rulesOnlyWith: [], headersOnlyOn: [], headersOnlyWith: [] });
  });

  function exchange108(): SyncRule {
    return exchangeRule(108, { flows: [directFlow('mailNickname')] });
  }
});

describe('items that changed places', () => {
  it('are the fewest that explain the other order', () => {
    expect([...movedIndexes([0, 1, 2, 3])]).toEqual([]);
    expect([...movedIndexes([3, 0, 1, 2])]).toEqual([0]);
    expect([...movedIndexes([1, 2, 3, 0])]).toEqual([3]);
  });

  it('leave the others in a rising order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), (positions) => {
        const moved = movedIndexes(positions);
        const kept = positions.filter((_, index) => !moved.has(index));
        expect(kept).toEqual(kept.toSorted((left, right) => left - right));
      }),
    );
  });
});
