import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { realDocument, realExportFiles, realExportIsHere, onRealExport } from '../../rules/real-export.ts';
import { arbitraryRule, hostileText } from '../../rules/arbitrary-rule.ts';
import { configurationWith, entraConnector, exchangeRule, forestConnector, guidOf } from '../../rules/rule-builder.ts';
import {
  readConfiguration,
  type ConfigurationDocument,
} from '../../../../../shared/entra-connect/formats/export/read-configuration.ts';
import {
  documentOf,
  writeConfiguration,
} from '../../../../../shared/entra-connect/formats/export/write-configuration.ts';
import type { ConfigurationFile } from '../../../../../shared/entra-connect/formats/export/layout.ts';
import type { ServerConfiguration } from '../../../../../shared/entra-connect/rules/model.ts';

function filesOf(document: ConfigurationDocument): readonly ConfigurationFile[] {
  const outcome = writeConfiguration(document);
  if (!outcome.ok) throw new Error(outcome.errors.map((error) => error.message).join('\n'));
  return outcome.files;
}

function writtenAndRead(document: ConfigurationDocument): ServerConfiguration {
  const outcome = readConfiguration(filesOf(document));
  if (!outcome.ok) throw new Error(outcome.errors.map((error) => error.message).join('\n'));
  return outcome.document.configuration;
}

function textOf(files: readonly ConfigurationFile[], path: RegExp): string {
  return files.find((file) => path.test(file.path))?.text ?? '';
}

describe.skipIf(!realExportIsHere)(onRealExport('the real export'), () => {
  it('is written out again byte for byte', () => {
    const written = new Map(filesOf(realDocument()).map((file) => [file.path, file.text]));
    const original = new Map(realExportFiles().map((file) => [file.path, file.text]));
    expect([...written.keys()].toSorted()).toEqual([...original.keys()].toSorted());
    for (const [path, text] of written) expect(text === original.get(path), path).toBe(true);
  });

  it('gives the same configuration when it is written without its originals and read back', () => {
    const { configuration } = realDocument();
    expect(writtenAndRead(documentOf(configuration))).toEqual(configuration);
  });

  it('changes nothing but the OU scope in the connector file when only that changed', () => {
    const document = realDocument();
    const { configuration } = document;
    const changed = configuration.connectors.map((connector) =>
      connector.kind === 'ad'
        ? {
            ...connector,
            partitions: connector.partitions.map((partition) => ({
              ...partition,
              containerExclusions: [...partition.containerExclusions, 'OU=Leavers & "Söhne",DC=contoso,DC=com'],
            })),
          }
        : connector,
    );
    const next = { ...document, configuration: { ...configuration, connectors: changed } };
    const containers = /<containers>.*?<\/containers>/s;
    const before = textOf(realExportFiles(), /ae4db4cc/);
    const after = textOf(filesOf(next), /ae4db4cc/);
    expect(writtenAndRead(next)).toEqual(next.configuration);
    expect(after === before).toBe(false);
    expect(after.replace(containers, '') === before.replace(containers, '')).toBe(true);
  });

  it('keeps a changed, a new and a removed parameter, and everything else of MV.xml', () => {
    const document = realDocument();
    const globalParameters = new Map(document.configuration.globalParameters);
    globalParameters.set('Microsoft.Synchronize.StagingMode', 'True');
    globalParameters.set('Microsoft.New', 'a < b & "c"');
    globalParameters.delete('Microsoft.Synchronize.NextStartTime');
    const next = { ...document, configuration: { ...document.configuration, globalParameters } };
    const text = textOf(filesOf(next), /MV\.xml/);
    expect(writtenAndRead(next)).toEqual(next.configuration);
    expect(text).toContain('The contents of this file should not be edited.');
    expect(text).toContain("server='CONTOSO-SYNC01' export-date='2016-05-03 14:28:09.784'");
  });

  it('changes selection, object types, name and attribute inclusion of a connector in place', () => {
    const document = realDocument();
    const connectors = document.configuration.connectors.map((connector) => ({
      ...connector,
      name: `${connector.name} <2>`,
      attributeInclusions: connector.attributeInclusions.filter((name) => name !== 'msExchMailboxGuid'),
      partitions: connector.partitions.map((partition) => ({ ...partition, selected: false, objectTypes: ['user'] })),
    }));
    const next = { ...document, configuration: { ...document.configuration, connectors } };
    expect(writtenAndRead(next)).toEqual(next.configuration);
  });

  it('refuses a change that has no place in the original file instead of dropping it', () => {
    const document = realDocument();
    const connectors = document.configuration.connectors.map((connector) => ({ ...connector, runProfiles: [] }));
    const outcome = writeConfiguration({ ...document, configuration: { ...document.configuration, connectors } });
    expect(outcome).toMatchObject({
      ok: false,
      errors: [{ problem: 'change-not-supported' }, { problem: 'change-not-supported' }],
    });
  });
});

describe('a configuration that was never exported', () => {
  it('reads back the same', () => {
    const configuration = configurationWith();
    expect(writtenAndRead(documentOf(configuration))).toEqual(configuration);
  });

  it('lays its files out as the product does', () => {
    const paths = filesOf(documentOf(configurationWith({ rules: [exchangeRule(108)] }))).map((file) => file.path);
    expect(paths).toEqual([
      'SynchronizationRules/SynchronizationRule_{00000000-0000-4000-8000-00000000006c}.xml',
      'Connectors/Connector_{00000000-0000-4000-8000-0000000000ad}.xml',
      'Connectors/Connector_{b891884f-051e-4a83-95af-2544101c9083}.xml',
      'GlobalSettings/MV.xml',
    ]);
  });

  it('reads back the same with any names in connectors and settings', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.dictionary(hostileText, hostileText), (name, container, parameters) => {
        const partition = { ...forestConnector().partitions[0], containerInclusions: [container, name] };
        const configuration = configurationWith({
          serverName: name,
          rules: [exchangeRule(108)],
          connectors: [
            forestConnector({ name, forestName: container, partitions: [{ ...partition, id: guidOf(1) } as never] }),
            entraConnector(),
          ],
          globalParameters: new Map(Object.entries(parameters)),
        });
        expect(writtenAndRead(documentOf(configuration))).toEqual(configuration);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an export with the line ends of Windows and characters beyond the basic plane', () => {
  const original = configurationWith({ serverName: 'SYNC 👩‍👩‍👧', connectors: [forestConnector({ name: '𝒞ontoso 👩‍👩‍👧' })] });
  const windowsFiles = filesOf(documentOf(original)).map(({ path, text }) => ({
    path,
    text: `<?xml version="1.0"?>\n${text}\n`.replaceAll('\n', '\r\n'),
  }));

  function windowsDocument(): ConfigurationDocument {
    const outcome = readConfiguration(windowsFiles);
    if (!outcome.ok) throw new Error('The configuration cannot be read.');
    return outcome.document;
  }

  it('reads the same', () => {
    expect(windowsDocument().configuration).toEqual(original);
  });

  it('has changes written exactly where they belong', () => {
    const document = windowsDocument();
    const connectors = original.connectors.map((connector) => ({
      ...connector,
      partitions: connector.partitions.map((partition) => ({ ...partition, containerInclusions: ['OU=𝒳'] })),
    }));
    const globalParameters = new Map([...original.globalParameters, ['Microsoft.Synchronize.StagingMode', 'True']]);
    const files = filesOf({ ...document, configuration: { ...original, connectors, globalParameters } });
    const before = (path: RegExp) => textOf(windowsFiles, path);
    expect(textOf(files, /Connectors/)).toBe(before(/Connectors/).replace('OU=CORP,DC=contoso,DC=com', 'OU=𝒳'));
    expect(textOf(files, /MV/)).toBe(
      before(/MV/).replace(
        'StagingMode" type="string" use="SynchronizationGlobal" dataType="String">False',
        'StagingMode" type="string" use="SynchronizationGlobal" dataType="String">True',
      ),
    );
  });
});

describe('any rule', () => {
  it('reads back the same, field by field', () => {
    fc.assert(
      fc.property(arbitraryRule, (rule) => {
        const configuration = configurationWith({ rules: [rule] });
        expect(writtenAndRead(documentOf(configuration)).rules).toEqual([rule]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['\0', 'U+0000'],
    ['\u001f', 'U+001F'],
    ['\uffff', 'U+FFFF'],
    ['\ud800', 'U+D800'],
  ])('that holds %j is refused with the name of the character instead of a broken file', (character, name) => {
    const rule = exchangeRule(108, { name: `In from${character}AD` });
    const outcome = writeConfiguration(documentOf(configurationWith({ rules: [rule] })));
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'character-not-allowed' }] });
    expect(outcome).toHaveProperty('errors.0.message', expect.stringContaining(name));
  });

  it('with a direct flow that names no source is refused', () => {
    const flow = { ...exchangeRule(108).flows[0], source: { type: 'direct', attributes: [] } } as never;
    const outcome = writeConfiguration(
      documentOf(configurationWith({ rules: [exchangeRule(108, { flows: [flow] })] })),
    );
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'flow-without-source' }] });
  });

  it('whose kept elements have no place any more is refused', () => {
    const uninterpreted = [{ path: 'synchronizationRule/synchronizationCriteria/conditions[7]/hint', xml: '<hint/>' }];
    const outcome = writeConfiguration(
      documentOf(configurationWith({ rules: [exchangeRule(108, { uninterpreted })] })),
    );
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'uninterpreted-without-place' }] });
  });

  it('whose kept elements are not well-formed is refused', () => {
    const uninterpreted = [{ path: 'synchronizationRule/hint', xml: '<hint></synchronizationRule>' }];
    const outcome = writeConfiguration(
      documentOf(configurationWith({ rules: [exchangeRule(108, { uninterpreted })] })),
    );
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'uninterpreted-not-well-formed' }] });
  });

  it('with the identifier of another one is refused', () => {
    const rules = [exchangeRule(108), { ...exchangeRule(109), id: exchangeRule(108).id }];
    const outcome = writeConfiguration(documentOf(configurationWith({ rules })));
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'duplicate-file' }] });
  });
});
