import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AttributeBag } from '../../../electron/lab/sync-engine/attribute-bag.ts';
import { serveLab } from '../../../electron/lab/adsync-module/serve-lab.ts';
import { onPowershell, powershell, runScript } from '../../electron/lab/adsync-module/powershell.ts';
import { call, runningLab, valueOf } from '../../electron/lab/running-lab.ts';
import {
  commandsOf,
  functionsOf,
  offences,
  parametersOf,
} from '../../electron/systems/sync-server/worker/script-rules.ts';
import { powershellParser } from '../../shared/entra-connect/formats/powershell/script-parser.ts';

const script = join(import.meta.dirname, '..', '..', '..', 'build', 'windows', 'verify-live.ps1');
/** Cmdlets that change nothing: they read, or build a rule that the server never sees. */
const reading =
  /^(Get-ADSync[A-Z]\w+|Sync-ADSyncCSObject|New-ADSyncRule|Add-ADSync(AttributeFlowMapping|ScopeConditionGroup|JoinConditionGroup))$/;

describe('verify-live.ps1', () => {
  it('does nothing that a script of ours may not do, and calls nothing that changes a server', async () => {
    const [parser, text] = [await powershellParser(), await readFile(script, 'utf8')];
    expect(offences(parser, text, new Set(functionsOf(parser, text).keys()), reading)).toEqual([]);
    expect(commandsOf(parser, text).filter((command) => command.includes('-Commit'))).toEqual([]);
  });

  it('helps with itself and with every function and parameter', async () => {
    const [parser, text] = [await powershellParser(), await readFile(script, 'utf8')];
    expect(text).toMatch(/^<#\n\.SYNOPSIS\n[^#]*\.PARAMETER OutputFile\n[^#]*\.EXAMPLE\n/);
    const parameters = parametersOf(parser, text);
    for (const [name, help] of functionsOf(parser, text)) {
      expect(help, name).toContain('.SYNOPSIS');
      for (const parameter of parameters.get(name) ?? []) expect(help, name).toContain(`.PARAMETER ${parameter}\n`);
    }
  });
});

describe.skipIf(powershell === undefined)(onPowershell('verify-live.ps1 on a server'), { timeout: 300_000 }, () => {
  it('tells shapes, forms and counts, and nothing of the customer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-verify-'));
    const lab = runningLab();
    const { objects } = lab.state.connectorSpaces.get(lab.state.forests[0]!.connectorId)!;
    const [container, gone, cutOff, group] = [...objects.values()];
    // As on many servers the first object is a container without attributes.
    objects.put({ ...container!, attributes: AttributeBag.empty });
    objects.put({ ...gone!, pendingImport: { operation: 'delete' } });
    objects.put({ ...cutOff!, pendingExport: { operation: 'delete', isCutOff: true } });
    const member = Array.from({ length: 250_001 }, (_, index) => `CN=${String(index)}`);
    objects.put({ ...group!, attributes: group!.attributes.with([['member', member]]) });
    const served = await serveLab(lab.server);
    onTestFinished(async () => {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    });
    const file = join(folder, 'result.json');
    // A relative name lies below the folder in which somebody stands, not below that of the process.
    const there = join(folder, 'there.ps1');
    const lines = [
      `Set-Location -LiteralPath '${folder}'`,
      `& '${script}' -OutputFile result.json -ModulePath '${served.modulePath}'`,
    ];
    await writeFile(there, lines.join('\n'));
    const end = await runScript(there, served.environment);
    expect(end.code, end.out + end.error).toBe(0);
    const text = await readFile(file, 'utf8');
    const result = JSON.parse(text) as Record<string, Record<string, unknown> | null>;

    expect(result['versions']).toMatchObject({ module: '1.0.0.0' });
    expect(JSON.stringify(result['cmdlets']?.['Sync-ADSyncCSObject'])).toContain('-ConnectorIdentifier');
    expect(result['diagnostics']).toMatchObject({
      'module beside ADSync': true,
      'Invoke-ADSyncSingleObjectSync': expect.arrayContaining([
        'DistinguishedName String',
        'NoHtmlReport SwitchParameter',
      ]) as unknown,
    });
    expect(result['scheduler']).toMatchObject({ kind: 'Unspecified' });
    expect(result['paging']).toMatchObject({ 'index 1 is the second one': true, 'behind the end': 0 });
    expect(result['preview']).toMatchObject({ committed: false, hasError: false });
    expect(JSON.stringify(result['objects'])).toContain('msExchMailboxGuid: 24 characters, 16 bytes from base64');
    const forms = result['objects'] as unknown as readonly Record<string, Record<string, unknown>>[];
    const directory = forms.find(({ type }) => (type as unknown) === 'AD');
    expect(directory).toMatchObject({
      attribute: { type: expect.stringContaining('Attribute') as string },
      metaverseObject: { type: expect.stringContaining('MvObject') as string },
      pending: { 'pending-import: obsolete': 1, 'escrowed-export: delete': 1 },
      errors: {},
    });
    expect(directory!['xml']).toMatchObject({ 'not XML: too many members True, 35 characters': 1 });
    expect(result['building']).toMatchObject({
      'Get-ADSyncRule takes -WhatIf': true,
      'Get-ADSyncRule': lab.state.server.rules.length,
      'Get-ADSyncRule -WhatIf': 0,
      'New-ADSyncRule': 1,
      'a flow is in the rule that was given': true,
      'a flow hands on the same object': true,
      'empty constant': { id: 'ParameterArgumentValidationError' },
      'a scope group is in the rule that was given': true,
      'a join group is in the rule that was given': true,
      'the server has it not': true,
    });
    expect(JSON.stringify(result['rules'])).toContain('line ends in expressions: none');
    expect(JSON.stringify(result['rules'])).toContain('clone False, tag given, IsStandardRule True');
    // Whatever fails is told by type and identifier; here nothing may fail.
    for (const [name, section] of Object.entries(result)) expect(section ?? {}, name).not.toHaveProperty('error');

    // What is told of errors is no text of theirs.
    expect(JSON.stringify(result['unknown'])).toContain('"id":"(a text)"');

    const { server } = lab.state;
    const secrets = [
      server.name,
      ...server.rules.map(({ name }) => name),
      ...server.connectors.flatMap(({ id, name }) => [id, name]),
    ];
    for (const { id } of server.connectors) {
      const window = {
        start: 0,
        count: 1000,
        attributes: ['displayName', 'mail', 'userPrincipalName', 'msExchMailboxGuid', 'cn'],
      };
      for (const object of valueOf(await lab.server.connectorSpace(id, window, call)).items) {
        secrets.push(object.id, object.distinguishedName);
        for (const values of object.attributes.values())
          for (const value of values) if (typeof value === 'string') secrets.push(value);
      }
    }
    const lower = text.toLowerCase();
    expect(secrets.length).toBeGreaterThan(100);
    expect(secrets.filter((secret) => secret.length > 3 && lower.includes(secret.toLowerCase()))).toEqual([]);

    // A second call does not write over what somebody may have to send.
    expect((await runScript(there, served.environment)).code).toBe(1);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
