import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTarget } from '../../electron/targets/open-target.ts';
import type { Target } from '../../electron/targets/target.ts';
import { readExport } from '../../electron/targets/open-export.ts';
import { zeroGuid } from '../../shared/base/guid.ts';
import { recreationScript } from '../../shared/entra-connect/formats/powershell/recreation-script.ts';
import type { AttributeFlow, SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { assessTarget } from '../../electron/targets/assess-target.ts';
import { zipOf } from '../electron/disk/export-files/zip-writer.ts';
import { emptyFolder } from '../electron/disk/temporary-folder.ts';
import {
  onRealExport,
  realDocument,
  realExportFiles,
  realExportIsHere,
} from '../shared/entra-connect/rules/real-export.ts';
import { policyOf } from '../shared/entra-connect/formats/wizard-json/policy-writer.ts';

const { signal } = new AbortController();

/** A file to be written: a text in UTF-8, or bytes. */
type Written = readonly [path: string, content: string | Uint8Array];

async function folderWith(files: readonly Written[]): Promise<string> {
  const folder = await emptyFolder();
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

async function rulesIn(path: string): Promise<readonly SyncRule[]> {
  const read = await readExport(path, signal);
  if (!read.ok) throw new Error(read.problem.problems.join('\n'));
  const { rules } = read.content;
  if (rules.kind === 'absent') throw new Error(rules.reason);
  return rules.value.toSorted((left, right) => left.precedence - right.precedence);
}

/** All that a script holds of a rule. */
function inScript(rule: SyncRule): SyncRule {
  const flow = (one: AttributeFlow) => ({ ...one, uninterpreted: [] });
  return { ...rule, internalId: rule.id, version: 1, flows: rule.flows.map(flow), uninterpreted: [] };
}

function utf16(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

describe.skipIf(!realExportIsHere)(onRealExport('the real export, written in every format'), () => {
  const configuration = realExportIsHere ? realDocument().configuration : undefined;
  const rules = (configuration?.rules ?? []).toSorted((left, right) => left.precedence - right.precedence);
  const scripts = rules.map((rule): Written => [`${String(rule.precedence)}.ps1`, recreationScript(rule)]);
  const oneScript = scripts.map(([, text]) => String(text)).join('\n');
  const asWritten = (realExportIsHere ? realExportFiles() : []).map(({ path, text }): Written => [path, text]);

  it.each([
    ['a script for each rule', scripts],
    ['one script of all rules', [['rules.ps1', oneScript]]],
    ['one script with the line ends of Windows', [['rules.ps1', oneScript.replaceAll('\n', '\r\n')]]],
    ['one script in UTF-16 under another extension', [['rules.txt', utf16(oneScript)]]],
    ['scripts in a .zip in a folder', [['s.zip', zipOf(scripts.map(([path, content]) => ({ path, content })))]]],
  ] satisfies readonly (readonly [string, readonly Written[]])[])(
    '%s reads back to the same rules',
    async (_how, files) => {
      const folder = await folderWith(files);
      const path = files.length === 1 ? join(folder, files[0]?.[0] ?? '') : folder;
      expect(await rulesIn(path)).toEqual(rules.map(inScript));
    },
  );

  it.each([
    ['as it is', asWritten],
    ['in UTF-16', asWritten.map(([path, text]): Written => [path, utf16(String(text))])],
    ['with the line ends of Windows', asWritten.map(([path, text]): Written => [path, String(text).replaceAll(/\r?\n/g, '\r\n')])],
    ['with other extensions', asWritten.map(([path, text]): Written => [path.replace('.xml', '.bak'), text])],
    ['in one flat folder', asWritten.map(([path, text]): Written => [path.split('/').at(-1) ?? '', text])],
    ['in a .zip', [['c.zip', zipOf(asWritten.map(([path, content]) => ({ path: `config\\${path.replaceAll('/', '\\')}`, content })))]]],
  ] satisfies readonly (readonly [string, readonly Written[]])[])('the configuration %s reads back to the same rules', async (_how, files) => {
    const folder = await folderWith(files);
    expect(await rulesIn(files.length === 1 ? join(folder, 'c.zip') : folder)).toEqual(rules);
  }); // prettier-ignore

  it('as a settings file of the wizard reads back to names, tags and numbers of all default rules', async () => {
    if (configuration === undefined) throw new Error('absent');
    const folder = await folderWith([['Applied-SynchronizationPolicy-1.JSON', policyOf(configuration)]]);
    const read = await readExport(join(folder, 'Applied-SynchronizationPolicy-1.JSON'), signal);
    if (!read.ok) throw new Error(read.problem.problems.join('\n'));
    const standard = rules.filter(({ immutableTag }) => immutableTag !== '');
    const headers = read.content.ruleHeaders.toSorted((left, right) => left.precedence - right.precedence);
    expect(headers).toEqual(
      standard.map(({ id, name, immutableTag, connectorId, precedence }) => ({
        ...{ id, name, immutableTag, connectorId, precedence },
      })),
    );
    const custom = rules.filter(({ immutableTag }) => immutableTag === '');
    expect(await rulesIn(folder)).toEqual(
      custom.map((rule) => ({ ...inScript(rule), internalId: rule.internalId, precedenceAfter: zeroGuid, precedenceBefore: zeroGuid })), // prettier-ignore
    );
  });

  it('is assessed in each format as far as it holds, and nothing passes that is not known', async () => {
    if (configuration === undefined) throw new Error('absent');
    const whole = await assessed(await folderWith(asWritten));
    const scripted = await assessed(await folderWith(scripts));
    const settings = await assessed(await folderWith([['policy.json', policyOf(configuration)]]));
    expect(scripted.contributors).toEqual(whole.contributors);
    expect(settings.contributors).toEqual([]);
    for (const { findings, recommendation } of [scripted, settings]) {
      expect(findings.length).toBeGreaterThan(15);
      expect(recommendation).toMatchObject({ procedure: 'none', alternatives: [] });
      const about = (id: string) => findings.find((finding) => finding.id === id);
      for (const id of ['contributors.inbound', 'contributors.outbound', 'contributors.selection', 'recipe.leftovers', 'server.staging', 'scheduler.state', 'connectors.exchange-attributes', 'server.attribute-filter']) {
        expect(about(id), id).toMatchObject({ outcome: 'not-run' });
        expect(about(id)?.detail, id).not.toBe('');
      } // prettier-ignore
    }
    expect(scripted.findings.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
    const passed = settings.findings.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
    expect(passed.every((id) => ['server.deletion-threshold', 'server.auto-upgrade', 'connectors.forests', 'connectors.scope'].includes(id))).toBe(true); // prettier-ignore
  });
});

async function assessed(path: string) {
  const opened = await openTarget(`export:${path}`, signal);
  if (!opened.ok) throw new Error(opened.problem.problems.join('\n'));
  const target: Target = opened.target;
  const assessment = (await assessTarget(target, () => undefined, signal))?.assessment;
  if (assessment === undefined) throw new Error('cancelled');
  return assessment;
}
