import { describe, expect, it } from 'vitest';
import type { ConfigurationFile } from '../../../../shared/entra-connect/formats/export/layout.ts';
import { documentOf, writeConfiguration } from '../../../../shared/entra-connect/formats/export/write-configuration.ts';
import { readExport, type ExportOutcome } from '../../../../shared/entra-connect/formats/read-export.ts';
import { recreationScript } from '../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { configurationWith, customRule, constantFlow, exchangeRule } from '../rules/rule-builder.ts';
import { policyOf } from './wizard-json/policy-writer.ts';

const configuration = configurationWith();
const whole = filesOf();
const script: ConfigurationFile = { path: 'rules.txt', text: recreationScript(exchangeRule(108)) };
const policy: ConfigurationFile = { path: 'Applied.json', text: policyOf(configuration, '2026-03-01T10:00:00Z') };

function filesOf(): readonly ConfigurationFile[] {
  const written = writeConfiguration(documentOf(configuration));
  if (!written.ok) throw new Error('The small configuration cannot be written.');
  return written.files;
}

function moved(files: readonly ConfigurationFile[], to: (path: string) => string): readonly ConfigurationFile[] {
  return files.map(({ path, text }) => ({ path: to(path), text }));
}

function notesOf(outcome: ExportOutcome): readonly string[] {
  return outcome.notes.map(({ file, kind }) => `${file}: ${kind}`);
}

function problemsOf(outcome: ExportOutcome): readonly string[] {
  return outcome.ok ? [] : outcome.errors.map(({ file, problem }) => `${file}: ${problem}`);
}

describe('an export in any format', () => {
  it.each([
    ['as it was written', (path: string) => path],
    ['in a folder of a folder', (path: string) => `customer/2026/${path}`],
    ['all files in one folder', (path: string) => path.split('/').at(-1) ?? ''],
    ['with other extensions', (path: string) => path.replace('.xml', '.txt')],
  ])('that is a whole configuration is read %s', (_how, to) => {
    expect(readExport(moved(whole, to))).toMatchObject({
      ok: true,
      content: { format: 'configuration', rules: { kind: 'whole', value: configuration.rules } },
    });
  });

  it('with a whole configuration and other files reads that, and names the others', () => {
    const outcome = readExport([...whole, script, policy, { path: 'x.md', text: 'hello' }]);
    expect(outcome).toMatchObject({ ok: true, content: { format: 'configuration' } });
    expect(notesOf(outcome)).toEqual(
      expect.arrayContaining(['rules.txt: not-taken', 'Applied.json: not-taken', 'x.md: not-taken']),
    );
  });

  it('with two configurations asks which one is meant', () => {
    const outcome = readExport([...moved(whole, (path) => `a/${path}`), ...moved(whole, (path) => `b/${path}`)]);
    expect(problemsOf(outcome)).toEqual([': several-configurations']);
  });

  it('in an archive with two configurations says to unpack it: nothing in there can be chosen', () => {
    const both = [...moved(whole, (path) => `a/${path}`), ...moved(whole, (path) => `b/${path}`)];
    const outcome = readExport(both, { container: 'archive', passedOver: 0 });
    expect(problemsOf(outcome)).toEqual([': several-in-archive']);
    expect(outcome).toHaveProperty('errors.0.message', expect.stringContaining('(a, b)'));
  });

  it.each([
    ['Connectors', { connectors: { kind: 'absent' }, globalParameters: { kind: 'whole' } }],
    ['GlobalSettings', { connectors: { kind: 'whole' }, globalParameters: { kind: 'absent' } }],
  ])('without its folder %s is read as far as it goes, and one sentence says what is missing', (folder, content) => {
    const outcome = readExport(whole.filter(({ path }) => !path.startsWith(folder)));
    expect(outcome).toMatchObject({
      ok: true,
      content: { format: 'rules', rules: { kind: 'part', value: configuration.rules }, ...content },
    });
    expect(outcome.notes.filter(({ message }) => message.includes('is missing'))).toHaveLength(1);
  });

  it('without its folder Connectors and with a damaged rule is refused', () => {
    const rest = whole.filter(({ path }) => !path.startsWith('Connectors'));
    const damaged = rest.map((file, index) => (index === 1 ? { ...file, text: file.text.slice(0, 200) } : file));
    expect(readExport(damaged).ok).toBe(false);
  });

  it('without one of its connectors names that connector once, however many rules belong to it', () => {
    const connectors = whole.filter(({ path }) => path.startsWith('Connectors'));
    const outcome = readExport(whole.filter((file) => file !== connectors[0]));
    const unknown = outcome.ok ? [] : outcome.errors.filter(({ problem }) => problem === 'unknown-connector');
    expect(unknown).toHaveLength(1);
  });

  it('with a script and a settings file reads the script, and says that there may be further rules', () => {
    const outcome = readExport([script, policy]);
    expect(outcome).toMatchObject({
      ok: true,
      content: { format: 'rules', rules: { kind: 'part', value: [exchangeRule(108)] }, connectors: { kind: 'absent' } },
    });
    expect(notesOf(outcome)).toContain('Applied.json: not-taken');
  });

  it('with the rules of a configuration alone reads these', () => {
    const rules = whole.filter(({ path }) => path.startsWith('SynchronizationRules'));
    expect(readExport(rules)).toMatchObject({
      ok: true,
      content: { format: 'rules', rules: { kind: 'part', value: configuration.rules } },
    });
  });

  it('with connectors but no rules is refused', () => {
    const rest = whole.filter(({ path }) => !path.startsWith('SynchronizationRules'));
    expect(problemsOf(readExport(rest))).toEqual(['SynchronizationRules: missing-rules']);
  });

  it('with a file that only its place makes a rule is refused: the list would be shorter than it was', () => {
    const damaged = whole.map((file, index) => (index === 1 ? { ...file, text: '' } : file));
    expect(readExport(damaged).ok).toBe(false);
    const rules = damaged.filter(({ path }) => path.startsWith('SynchronizationRules'));
    expect(readExport([...rules, { path: 'SynchronizationRules/b.xml', text: 'x' }]).ok).toBe(false);
  });

  it('with the same rule in two scripts counts it once; two rules of one identifier are refused', () => {
    const again = { ...script, path: 'again.ps1' };
    expect(readExport([script, again])).toMatchObject({
      ok: true,
      content: { rules: { value: [{ precedence: 108 }] } },
    });
    const other = recreationScript({ ...exchangeRule(108), description: 'Another' });
    expect(problemsOf(readExport([script, { path: 'other.ps1', text: other }]))).toEqual(['other.ps1: duplicate-rule']);
  });

  it('with several settings files reads the newest and names the others', () => {
    const newer = { path: 'newer.json', text: policyOf(configurationWith({ rules: [customRule(50, constantFlow('cn', 'x'))] }), '2026-04-01T10:00:00Z') }; // prettier-ignore
    const outcome = readExport([policy, newer]);
    expect(outcome).toMatchObject({ ok: true, content: { format: 'policy', rules: { value: [{ precedence: 50 }] } } });
    expect(notesOf(outcome)).toContain('Applied.json: not-taken');
    expect(problemsOf(readExport([policy, { ...policy, path: 'copy.json' }]))).toEqual([': several-configurations']);
  });

  it('that is a settings file says what it lacks', () => {
    const outcome = readExport([policy]);
    expect(outcome).toMatchObject({
      ok: true,
      content: { serverName: 'SYNC01', rules: { kind: 'part' }, connectors: { kind: 'part' } },
    });
    expect(outcome.notes.map(({ message }) => message).join('\n')).toContain('holds of the standard rules neither');
  });

  it('with nothing of an export says what it looked for', () => {
    const outcome = readExport([{ path: 'x', text: 'y' }]);
    expect(problemsOf(outcome)).toEqual([': nothing-recognised']);
    expect(outcome).toHaveProperty('errors.0.message', expect.stringContaining('This file cannot be read.'));
  });

  it('with nothing but files that were passed over does not say that there is none', () => {
    const outcome = readExport([], { container: 'folder', passedOver: 2 });
    expect(outcome).toHaveProperty(
      'errors.0.message',
      expect.stringContaining('None of the 2 files here can be read.'),
    );
  });
});
