import { beforeEach, describe, expect, it } from 'vitest';
import type { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import { preview } from '../../../../electron/lab/sync-engine/preview.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { contentOf } from './lab-content.ts';
import { hasRealConfiguration, realConfiguration } from './real-configuration.ts';
import { addReal, container, mailboxGuidOf } from './real-people.ts';
import { SmallLab } from './small-lab.ts';

// Skipped where the export does not lie beside the project; the name says so in the test report.
describe.skipIf(!hasRealConfiguration)('the 62 rules of a real server (needs ../shared/data/aadconnect)', () => {
  let lab: SmallLab;
  let ad: ConnectorId;

  beforeEach(() => {
    const configuration = realConfiguration();
    lab = new SmallLab(configuration);
    ad = configuration.connectors.find(({ kind }) => kind === 'ad')?.id as ConnectorId;
    addReal(lab, ad, 1, {
      name: 'Anna Berg',
      objectType: 'user',
      attributes: { manager: `CN=Otto Chef,${container}`, extensionAttribute1: ' pilot ' },
    });
    addReal(lab, ad, 2, { name: 'Otto Chef', objectType: 'inetOrgPerson' });
    addReal(lab, ad, 3, { name: 'Petra Partner', objectType: 'contact' });
    addReal(lab, ad, 4, {
      name: 'All Staff',
      objectType: 'group',
      attributes: { member: [`CN=Anna Berg,${container}`, `CN=Petra Partner,${container}`] },
    });
  });

  function metaverse(name: string): AttributeBag | undefined {
    return [...lab.state.metaverse.values()].find(({ attributes }) => attributes.text('cn') === name)?.attributes;
  }

  function cloud(name: string): AttributeBag | undefined {
    return lab.entra.objects.find(({ attributes }) => attributes.text('displayName') === name)?.attributes;
  }

  function cloudNameOf(name: string): string | undefined {
    return lab.entra.objects.find(({ attributes }) => attributes.text('displayName') === name)?.distinguishedName;
  }

  function errorsOf(): readonly string[] {
    return [...lab.state.connectorSpaces.values()].flatMap(({ objects }) =>
      [...objects.values()].flatMap(({ synchronizationError }) =>
        synchronizationError === undefined ? [] : [synchronizationError.text],
      ),
    );
  }

  it('synchronize users, inetOrgPerson, contacts and groups without an error', () => {
    lab.cycle('full');
    lab.cycle('delta');
    expect(errorsOf()).toEqual([]);
    expect(lab.entra.objects.map(({ objectType }) => objectType).sort()).toEqual(['contact', 'group', 'user', 'user']);
  });

  it.each([
    ['Anna Berg', 1],
    ['Otto Chef', 2],
  ] as const)('bring the Exchange attributes of %s to Entra ID, the mailbox GUID among them', (name, number) => {
    lab.cycle('full');
    const alias = name.toLowerCase().replace(' ', '.');
    const attributes = cloud(name);
    expect(attributes?.get('msExchMailboxGuid')).toEqual([mailboxGuidOf(number)]);
    expect(attributes?.text('alias')).toBe(alias);
    expect(attributes?.text('legacyExchangeDN')).toContain(alias);
    expect(attributes?.text('targetAddress')).toBe(`SMTP:${alias}@contoso.mail.onmicrosoft.com`);
    expect(attributes?.text('userPrincipalName')).toBe(`${alias}@contoso.com`);
    expect(attributes?.get('proxyAddresses')).toHaveLength(2);
  });

  it('name the winner: User Exchange for users, InetOrgPerson Exchange for inetOrgPerson', () => {
    lab.cycle('full');
    const winners = [...lab.state.metaverse.values()].flatMap((row) => {
      const origin = row.origins[row.attributes.names.indexOf('msExchMailboxGuid')];
      const rule = lab.state.server.rules.find(({ id }) => id === origin?.ruleId);
      return rule === undefined ? [] : [rule.name];
    });
    expect(winners.sort()).toEqual(['In from AD - InetOrgPerson Exchange', 'In from AD - User Exchange']);
  });

  it('trim, resolve references, and keep the GUID away from users without mailNickname', () => {
    addReal(lab, ad, 5, { name: 'Nick Less', objectType: 'user', attributes: { mailNickname: undefined } });
    lab.cycle('full');
    expect(cloud('Anna Berg')?.text('extensionAttribute1')).toBe('pilot');
    expect(cloud('Anna Berg')?.text('manager')).toBe(cloudNameOf('Otto Chef'));
    expect(cloud('All Staff')?.get('member')).toEqual([cloudNameOf('Anna Berg'), cloudNameOf('Petra Partner')]);
    expect(cloud('Nick Less')?.has('msExchMailboxGuid')).toBe(false);
  });

  it.each([
    ['a critical system object', { isCriticalSystemObject: true }],
    ['an object marked User_NoSync', { adminDescription: 'User_NoSync' }],
    ['a system mailbox', { mailNickname: 'SystemMailbox{1}' }],
    ['a discovery mailbox (msExchRecipientTypeDetails 0x20000000)', { msExchRecipientTypeDetails: 0x20000000n }],
  ])('keep %s away from Entra ID', (_what, attributes) => {
    addReal(lab, ad, 6, { name: 'Kept Away', objectType: 'user', attributes });
    lab.cycle('full');
    expect(lab.entra.objects).toHaveLength(4);
    expect(errorsOf()).toEqual([]);
  });

  it('keep objects outside OU=CORP away', () => {
    addReal(lab, ad, 6, { name: 'Far Away', objectType: 'user', container: 'OU=Else,DC=contoso,DC=com' });
    lab.cycle('full');
    expect(lab.entra.objects).toHaveLength(4);
  });

  it('write x500 addresses back to AD without touching the others (hybrid writeback)', () => {
    lab.cycle('full');
    const anna = lab.entra.objects.find(({ attributes }) => attributes.text('displayName') === 'Anna Berg');
    lab.entra.change(anna?.anchor ?? '', { cloudLegacyExchangeDN: ['/o=ExchangeLabs/cn=anna'] });
    lab.cycle('delta');
    const inAd = lab.directory(ad).named(`CN=Anna Berg,${container}`);
    expect(inAd?.attributes.get('proxyAddresses')).toEqual([
      'SMTP:anna.berg@contoso.com',
      'smtp:anna.berg@old.contoso.com',
      'x500:/o=ExchangeLabs/cn=anna',
    ]);
  });

  it('change nothing when synchronized again', () => {
    lab.cycle('full');
    lab.cycle('delta');
    lab.cycle('delta');
    const before = contentOf(lab.state);
    for (const { id } of lab.state.server.connectors) lab.run(id, 'full-synchronization');
    expect(contentOf(lab.state)).toEqual(before);
  });

  describe('with the null clone of Solution 1', () => {
    beforeEach(() => {
      lab.cycle('full');
      lab.cycle('delta');
      lab.useConfiguration(({ rules }) => ({ rules: rules.map(nullClone) }));
    });

    it.each(['Anna Berg', 'Otto Chef'])(
      'the mailbox GUID of %s disappears, everything else of Exchange stays',
      (name) => {
        const before = cloud(name);
        for (const { id } of lab.state.server.connectors) lab.run(id, 'full-synchronization');
        const pending = [...(lab.state.connectorSpaces.get(entraConnectorId)?.objects.values() ?? [])].map(
          ({ pendingExport }) => pendingExport?.operation,
        );
        expect(pending.filter((operation) => operation !== undefined)).toEqual(['update', 'update']);
        lab.run(entraConnectorId, 'export');
        expect(metaverse(name)?.has('msExchMailboxGuid')).toBe(false);
        expect(cloud(name)?.names).toEqual(before?.names.filter((attribute) => attribute !== 'msExchMailboxGuid'));
        for (const kept of ['alias', 'legacyExchangeDN', 'targetAddress'])
          expect(cloud(name)?.get(kept)).toEqual(before?.get(kept));
        expect(metaverse(name)?.text('mailNickname')).toBe(before?.text('alias'));
      },
    );

    it('a delta cycle alone does not reach users who did not change', () => {
      lab.cycle('delta');
      expect(cloud('Anna Berg')?.get('msExchMailboxGuid')).toEqual([mailboxGuidOf(1)]);
    });

    it('the preview of one user says the same and commits nothing', () => {
      const before = contentOf(lab.state);
      const result = preview(lab.state, ad, `CN=Anna Berg,${container}`);
      const [change, ...more] =
        result?.exports.find(({ connectorId }) => connectorId === entraConnectorId)?.changes ?? [];
      expect([change?.attribute, change?.before, change?.after, more]).toEqual([
        'msExchMailboxGuid',
        [mailboxGuidOf(1)],
        undefined,
        [],
      ]);
      expect(contentOf(lab.state)).toEqual(before);
    });

    it('a default rule that comes back fills the GUID again (entra-connect.md §0.2)', () => {
      for (const { id } of lab.state.server.connectors) lab.run(id, 'full-synchronization');
      const recreated = realConfiguration().rules.find(({ name }) => name === 'In from AD - User Exchange') as SyncRule;
      const id = '12121212-0000-4000-8000-000000000000' as RuleId;
      lab.useConfiguration(({ rules }) => ({ rules: [...rules, { ...recreated, id, precedence: 165 }] }));
      for (const connector of lab.state.server.connectors) lab.run(connector.id, 'full-synchronization');
      expect(metaverse('Anna Berg')?.get('msExchMailboxGuid')).toEqual([mailboxGuidOf(1)]);
    });

    it('the reading "keeps-stored-value" leaves the GUID where it is', () => {
      lab.state.readings = { ...lab.state.readings, applyOnceNull: 'keeps-stored-value' };
      for (const { id } of lab.state.server.connectors) lab.run(id, 'full-synchronization');
      expect(metaverse('Anna Berg')?.get('msExchMailboxGuid')).toEqual([mailboxGuidOf(1)]);
    });
  });

  it('without any Exchange rule, all Exchange attributes would be cleared (entra-connect.md §4, the window)', () => {
    lab.cycle('full');
    lab.useConfiguration(({ rules }) => ({
      rules: rules.filter(({ name }) => !/^In from AD - (User|InetOrgPerson) Exchange$/.test(name)),
    }));
    for (const { id } of lab.state.server.connectors) lab.run(id, 'full-synchronization');
    expect(
      ['msExchMailboxGuid', 'mailNickname', 'legacyExchangeDN', 'targetAddress'].filter((name) =>
        metaverse('Anna Berg')?.has(name),
      ),
    ).toEqual([]);
  });
});

/** The rule as Solution 1 leaves it: a clone with an identifier of its own in the original's place. */
function nullClone(rule: SyncRule): SyncRule {
  if (!/^In from AD - (User|InetOrgPerson) Exchange$/.test(rule.name)) return rule;
  return {
    ...rule,
    id: rule.id.replace(/^.{8}/, 'c10e0000') as RuleId,
    name: `${rule.name} - Cloned - 11/2/2026 8:00:00 AM`,
    immutableTag: '',
    flows: rule.flows.map((flow) =>
      flow.destination === 'msExchMailboxGuid'
        ? { ...flow, source: { type: 'expression', expression: 'NULL', attributes: [] }, applyOnce: true }
        : flow,
    ),
  };
}
