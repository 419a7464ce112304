import { beforeAll, describe, expect, it } from 'vitest';

import { onRealExport, realDocument, realExportFiles, realExportIsHere } from '../../rules/real-export.ts';
import { entraConnectorId } from '../../../../../shared/base/identifiers.ts';
import type { ConfigurationDocument } from '../../../../../shared/entra-connect/formats/export/read-configuration.ts';
import type { Connector, SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';

describe.skipIf(!realExportIsHere)(onRealExport('reading the real export'), () => {
  let document: ConfigurationDocument;
  beforeAll(() => {
    document = realDocument();
  });

  function connector(kind: Connector['kind']): Connector | undefined {
    return document.configuration.connectors.find((candidate) => candidate.kind === kind);
  }

  function rule(name: string): SyncRule | undefined {
    return document.configuration.rules.find((candidate) => candidate.name === name);
  }

  it('gives all 62 rules, with nothing left uninterpreted', () => {
    expect(document.configuration.rules).toHaveLength(62);
    expect(document.configuration.rules.filter(({ direction }) => direction === 'inbound')).toHaveLength(28);
    expect(document.notes).toEqual([]);
  });

  it('gives every attribute flow, join clause and scope clause of the files', () => {
    const text = realExportFiles()
      .filter(({ path }) => path.startsWith('SynchronizationRules'))
      .map((file) => file.text)
      .join('');
    const { rules } = document.configuration;
    const flows = rules.flatMap(({ flows }) => flows);
    expect(flows).toHaveLength(text.match(/<mapping[ >]/g)?.length ?? 0);
    expect(rules.flatMap(({ joinGroups }) => joinGroups.flat())).toHaveLength(text.match(/<condition>/g)?.length ?? 0);
    expect(rules.flatMap(({ scopeGroups }) => scopeGroups.flat())).toHaveLength(text.match(/<scope>/g)?.length ?? 0);
    expect(flows.filter(({ source }) => source.type === 'expression')).toHaveLength(
      text.match(/<expression>/g)?.length ?? 0,
    );
  });

  it('tells constant flows and Apply Once', () => {
    expect(rule('In from AD - Computer Join')?.flows).toContainEqual({
      destination: 'cloudCreated',
      source: { type: 'constant', value: 'False' },
      applyOnce: true,
      mergeType: 'Update',
      uninterpreted: [],
    });
  });

  it('gives “In from AD - User Exchange” as it is documented', () => {
    const exchange = rule('In from AD - User Exchange');
    expect(exchange).toMatchObject({
      id: 'e5e5058b-034a-4403-b438-6046f5d19e0c',
      immutableTag: 'Microsoft.InfromADUserExchange.003',
      precedence: 108,
      direction: 'inbound',
      linkType: 'Join',
      sourceObjectType: 'user',
      targetObjectType: 'person',
      enablePasswordSync: false,
      joinGroups: [],
      scopeGroups: [[{ attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' }]],
    });
    expect(exchange?.flows).toHaveLength(59);
  });

  it('shows the OU scope of the forest', () => {
    expect(connector('ad')?.partitions).toMatchObject([
      {
        distinguishedName: 'DC=contoso,DC=com',
        selected: true,
        isDomain: true,
        containerInclusions: ['OU=CORP,DC=contoso,DC=com'],
        containerExclusions: ['DC=contoso,DC=com'],
      },
    ]);
  });

  it('gives the connectors with their attributes and run profiles', () => {
    expect(connector('ad')).toMatchObject({ name: 'contoso.com', forestName: 'contoso.com', category: 'AD' });
    expect(connector('ad')?.createdAt).toBe('2016-04-26T11:40:09.106Z');
    expect(connector('ad')?.attributeInclusions).toHaveLength(132);
    expect(connector('entra')?.attributeInclusions).toHaveLength(161);
    expect(connector('entra')).toMatchObject({ id: entraConnectorId, name: 'contoso.onmicrosoft.com - AAD' });
    expect(connector('entra')?.runProfiles.map(({ name, steps }) => [name, ...steps])).toEqual([
      ['Full Import', 'full-import'],
      ['Full Synchronization', 'full-synchronization'],
      ['Delta Import', 'delta-import'],
      ['Delta Synchronization', 'delta-synchronization'],
      ['Export', 'export'],
    ]);
  });

  it('gives a user of the forest the attributes of superior and auxiliary classes', () => {
    const attributes = connector('ad')?.schema.objectTypes.get('user');
    expect(attributes).toEqual(
      expect.arrayContaining(['userAccountControl', 'cn', 'objectGUID', 'msExchMailboxGuid', 'mailNickname']),
    );
  });

  it('gives syntaxes and multiplicity of attributes', () => {
    const forest = connector('ad')?.schema.attributes;
    expect(forest?.get('msExchMailboxGuid')).toMatchObject({ syntax: 'binary', multiValued: false });
    expect(forest?.get('proxyAddresses')).toMatchObject({ syntax: 'string', multiValued: true });
    expect(forest?.get('msExchRecipientTypeDetails')).toMatchObject({ syntax: 'integer', multiValued: false });
    expect(forest?.get('manager')).toMatchObject({ syntax: 'reference', multiValued: false });
    expect(forest?.get('isCriticalSystemObject')).toMatchObject({ syntax: 'boolean', multiValued: false });
    expect(document.configuration.metaverseSchema.attributes.get('msExchMailboxGuid')).toMatchObject({
      syntax: 'binary',
      multiValued: false,
    });
  });

  it('gives the settings and the metaverse', () => {
    const { globalParameters, metaverseSchema, serverName } = document.configuration;
    expect(serverName).toBe('CONTOSO-SYNC01');
    expect(globalParameters.size).toBe(37);
    expect(globalParameters.get('Microsoft.Synchronize.ServerConfigurationVersion')).toBe('1.1.130.0');
    expect(globalParameters.get('Microsoft.AADFilter.AttributeExclusionList')).toBe('');
    expect([...metaverseSchema.objectTypes.keys()]).toEqual(['person', 'group', 'device']);
    expect(metaverseSchema.attributes.size).toBe(219);
  });
});
