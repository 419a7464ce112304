import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onPowershell, powershell } from '../../../lab/adsync-module/powershell.ts';
import { Conversation, workerScript } from './conversation.ts';

const minutes = 60_000;

/** A module whose server has one object and one preview, both of the form that lies in a file beside it. */
const moduleLines = [
  "function Get-Form { [IO.File]::ReadAllText((Join-Path -Path $PSScriptRoot -ChildPath 'form.xml')) }",
  'function Get-ADSyncConnector { [CmdletBinding()] param() }',
  'function Get-ADSyncCSObject { [CmdletBinding()] param($ConnectorIdentifier, $DistinguishedName, $StartIndex, $MaxResultCount)',
  '  if ($StartIndex -gt 0) { return }',
  "  [PSCustomObject] @{ ObjectId = [Guid]::Empty; ConnectorId = [Guid]::Empty; DistinguishedName = 'CN=x,DC=y'; ObjectType = 'group'",
  '    ConnectedMVObjectId = [Guid]::Empty; HasSyncError = $false; HasExportError = $false; SynchronizationError = $null; ExportError = $null',
  "    Attributes = @([PSCustomObject] @{ Name = 'cn'; Type = 'String'; Values = @('own') })",
  '    SerializedXml = Get-Form } }',
  'function Get-ADSyncMVObject { [CmdletBinding()] param($Identifier)',
  "  [PSCustomObject] @{ Attributes = @('cn', 'mail' | ForEach-Object { [PSCustomObject] @{ Name = $_; Type = 'String'; Values = @('old') } }) } }",
  'function Sync-ADSyncCSObject { [CmdletBinding()] param($ConnectorIdentifier, $DistinguishedName)',
  '  [PSCustomObject] @{ Commit = $false; ErrorXml = $null; SerializedXml = Get-Form } }',
];

// One worker for all of them: nothing that it is asked changes anything.
describe.skipIf(powershell === undefined)(onPowershell('the worker'), { timeout: 5 * minutes }, () => {
  let folder: string;
  let worker: Conversation;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-forms-'));
    await mkdir(join(folder, 'ADSync'));
    await writeFile(join(folder, 'ADSync', 'ADSync.psm1'), moduleLines.join('\n'));
    const manifest = join(folder, 'ADSync', 'ADSync.psd1');
    await writeFile(manifest, "@{ RootModule = 'ADSync.psm1'; ModuleVersion = '2.3.4.5'; FunctionsToExport = '*' }");
    worker = new Conversation(workerScript, {});
    await worker.greet(manifest);
  }, 5 * minutes);
  afterAll(async () => {
    await worker.end();
    await rm(folder, { recursive: true, force: true });
  });

  async function show(xml: string): Promise<void> {
    await writeFile(join(folder, 'ADSync', 'form.xml'), xml);
  }

  const previewed = { connectorId: '00000000-0000-0000-0000-000000000002', distinguishedName: 'CN=x' };

  it.each([
    ['a preview of another form', '<other/>', 'The XML of a preview has an unknown form.'],
    ['a preview without anything that is known', '<preview/>', 'The XML of a preview has an unknown form.'],
    [
      'a change of an unknown kind',
      '<preview><mv><mv-changes><delta operation="rename"/></mv-changes></mv></preview>',
      'unknown pending operation rename',
    ],
    [
      'an integer in an unknown form',
      '<preview><mv><mv-changes><delta operation="add"><attr name="a" type="integer"><value>1,000</value></attr></delta></mv-changes></mv></preview>',
      'a value of type integer in a form that is not known',
    ],
    [
      'an export that does not tell how the object would be',
      '<preview><cs-export><export-after-change id="{00000000-0000-0000-0000-000000000001}" ma-id="{00000000-0000-0000-0000-000000000002}" ma-name="m"><cs-operation>add</cs-operation></export-after-change></cs-export></preview>',
      'does not tell how the object would be',
    ],
  ])('answers no guess to %s', async (_what, xml, message) => {
    await show(xml);
    const { answer } = await worker.ask('preview', previewed);
    expect(answer).toMatchObject({ kind: 'error', error: { message: expect.stringContaining(message) as string } });
  });

  const window = { connectorId: '00000000-0000-0000-0000-000000000002', start: 0, count: 1, attributes: ['cn'] };
  const hologram = (name: string) =>
    `<${name}-hologram><entry><attr name="cn" type="string"><value>${name}</value></attr></entry></${name}-hologram>`;
  const delta = (name: string, operation: string) => `<${name}><delta operation="${operation}"/></${name}>`;

  it.each([
    ['nothing', '', 'none', 'none', false, 'own'],
    ['an object that is gone', delta('pending-import', 'obsolete'), 'delete', 'none', false, 'synchronized'],
    [
      'an object that is deleted and created again',
      `${delta('pending-import', 'delete-add')}${hologram('pending-import')}`,
      ...(['delete', 'none', false, 'pending-import'] as const),
    ],
    ['an export that was cut off', delta('escrowed-export', 'update'), 'none', 'update', true, 'synchronized'],
    [
      'a deletion that was cut off, and a change since',
      `${delta('unapplied-export', 'add')}${delta('escrowed-export', 'delete')}`,
      ...(['none', 'delete', true, 'synchronized'] as const),
    ],
    [
      'a change that was cut off, and a deletion since',
      `${delta('unapplied-export', 'delete')}${delta('escrowed-export', 'update')}`,
      ...(['none', 'delete', true, 'synchronized'] as const),
    ],
    [
      'an export that is not confirmed',
      `${delta('unconfirmed-export', 'replace')}${hologram('unconfirmed-export')}`,
      ...(['none', 'none', false, 'unconfirmed-export'] as const),
    ],
  ])(
    'tells of %s what is pending and what the directory holds',
    async (_what, xml, pendingImport, pendingExport, isExportCutOff, cn) => {
      await show(`<cs-objects><cs-object>${xml}${hologram('synchronized')}</cs-object></cs-objects>`);
      expect((await worker.ask('connectorSpace', window)).answer).toMatchObject({
        kind: 'result',
        value: { items: [{ pendingImport, pendingExport, isExportCutOff, attributes: [{ name: 'cn', value: [cn] }] }] },
      });
    },
  );

  it('tells of a group with too many members that nothing is known of it', async () => {
    await show('Maximum Group member count exceeded');
    expect((await worker.ask('connectorSpace', window)).answer).toMatchObject({
      value: { items: [{ pendingImport: 'unknown', pendingExport: 'unknown', isExportCutOff: false, attributes: [] }] },
    });
  });

  it.each([
    ['Some other text', 'The object CN=x,DC=y cannot be read.'],
    ['<cs-objects/>', 'The object CN=x,DC=y cannot be read. The XML of a connector space object has an unknown form.'],
    [
      `<cs-objects><cs-object>${delta('pending-import', 'rename')}</cs-object></cs-objects>`,
      'The object CN=x,DC=y cannot be read. An object has the unknown pending operation rename.',
    ],
  ])('names the object whose XML cannot be read: %s', async (xml, message) => {
    await show(xml);
    expect((await worker.ask('connectorSpace', window)).answer).toMatchObject({
      error: {
        fullyQualifiedErrorId: 'HybridPreflight.UnknownShape',
        message: expect.stringContaining(message) as string,
      },
    });
  });

  it('takes a replaced object of a preview for the whole object: what is not named is gone', async () => {
    await show(
      '<preview><mv><mv-changes><delta operation="replace"><attr name="cn" type="string"><value>new</value></attr></delta></mv-changes></mv></preview>',
    );
    expect((await worker.ask('preview', previewed)).answer).toMatchObject({
      value: {
        metaverse: [
          { attribute: 'cn', before: ['old'], after: ['new'] },
          { attribute: 'mail', before: ['old'], after: null },
        ],
      },
    });
  });
});
