import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveLimits } from '../../electron/disk/export-files/export-limits.ts';
import { readArchive } from '../../electron/disk/export-files/zip-files.ts';
import { readExport, type ExportOutcome } from '../../shared/entra-connect/formats/read-export.ts';
import { recreationScript } from '../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { emptyFolder } from '../electron/disk/temporary-folder.ts';
import { zipOf } from '../electron/disk/export-files/zip-writer.ts';
import {
  onRealExport,
  realDocument,
  realExportFiles,
  realExportIsHere,
} from '../shared/entra-connect/rules/real-export.ts';
import { dumpedRule } from '../shared/entra-connect/formats/dumps/dump-writer.ts';
import { policyOf } from '../shared/entra-connect/formats/wizard-json/policy-writer.ts';

const { signal } = new AbortController();
const minutes = 60_000;
const most = 900 * 2 ** 20;

/** The same numbers from 0 to below 1 on every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const inserted = [
  "'",
  '"',
  '`',
  '$',
  '@',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '#',
  '<#',
  "@'\n",
  ',',
  ';',
  '\0',
  '\u2019',
  '\ud800',
  '<',
  '>',
  '&',
  '\n',
  '-',
  '0',
  'é',
  '<!--',
  ']]>',
  '\\',
];

/** One thing done to a text: cut off, taken out, doubled, put in, exchanged. */
function mutated(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length);
  const length = 1 + Math.floor(next() * 20);
  const other = inserted[Math.floor(next() * inserted.length)] ?? '';
  switch (Math.floor(next() * 5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at + length) + text.slice(at);
    case 3:
      return text.slice(0, at) + other + text.slice(at);
    default:
      return text.slice(0, at) + other + text.slice(at + 1);
  }
}

function rulesOf(outcome: ExportOutcome): number {
  if (!outcome.ok) return 0;
  const { rules, ruleHeaders } = outcome.content;
  return ruleHeaders.length + (rules.kind === 'absent' ? 0 : rules.value.length);
}

const losses: ReadonlySet<string> = new Set([
  'rule-left-out',
  'rule-not-finished',
  'statement-not-interpreted',
  'same-rule-twice',
  'key-not-interpreted',
  'rules-lost',
]);

/** Either all rules are there, or it is an error, or something is said of what is not. */
function expectNothingLost(outcome: ExportOutcome, rules: number, what: string): void {
  if (!outcome.ok) expect(outcome.errors.length, what).toBeGreaterThan(0);
  else if (rulesOf(outcome) < rules)
    expect(
      outcome.notes.some(({ kind }) => losses.has(kind)),
      what,
    ).toBe(true);
}

describe.skipIf(!realExportIsHere)(onRealExport('real files, damaged in thousands of ways'), () => {
  const configuration = realExportIsHere ? realDocument().configuration : undefined;
  const rules = configuration?.rules ?? [];

  it('as scripts lose no rule in silence', { timeout: 5 * minutes }, () => {
    const next = random(1);
    const script = rules
      .filter(({ flows }) => flows.length < 25)
      .slice(0, 12)
      .map(recreationScript)
      .join('\n');
    for (let run = 0; run < 2_500; run += 1) {
      const text = mutated(script, next);
      const expected = text.match(/^New-ADSyncRule\b/gim)?.length ?? 0;
      expectNothingLost(readExport([{ path: 'rules.ps1', text }]), expected, `run ${String(run)}`);
    }
    expect(process.memoryUsage().heapUsed).toBeLessThan(most);
  });

  it('as a configuration give all rules or an error', { timeout: 5 * minutes }, () => {
    const next = random(2);
    const files = realExportFiles().filter(({ text }) => text.length < 400_000);
    const small = files.filter(({ path }) => path.startsWith('SynchronizationRules'));
    for (let run = 0; run < 2_500; run += 1) {
      const index = Math.floor(next() * small.length);
      const some = [small[index], small[(index + 1) % small.length]].flatMap((file) => file ?? []);
      const [first, second] = some;
      if (first === undefined || second === undefined) throw new Error('No files');
      const outcome = readExport([{ ...first, text: mutated(first.text, next) }, second]);
      if (outcome.ok) expect(rulesOf(outcome), `run ${String(run)}`).toBe(2);
    }
    expect(process.memoryUsage().heapUsed).toBeLessThan(most);
  });

  it('as a settings file lose no rule in silence', { timeout: 5 * minutes }, () => {
    if (configuration === undefined) throw new Error('absent');
    const next = random(3);
    const custom = rules.slice(0, 4).map((rule) => ({ ...rule, immutableTag: '' }));
    const policy = policyOf({ ...configuration, rules: [...custom, ...rules.slice(4, 20)] });
    for (let run = 0; run < 2_500; run += 1) {
      expectNothingLost(readExport([{ path: 'policy.json', text: mutated(policy, next) }]), 20, `run ${String(run)}`);
    }
  });

  it(
    'as what Get-ADSyncRule was written to give all rules, or say which are lost, or an error',
    { timeout: 5 * minutes },
    () => {
      const next = random(5);
      const some = rules.slice(0, 12);
      const dump = JSON.stringify(
        some.map((rule) => dumpedRule(rule)),
        null,
        2,
      );
      for (let run = 0; run < 2_500; run += 1) {
        const outcome = readExport([{ path: 'rules.json', text: mutated(dump, next) }]);
        expectNothingLost(outcome, some.length, `run ${String(run)}`);
      }
      expect(process.memoryUsage().heapUsed).toBeLessThan(most);
    },
  );

  it('as a .zip give all rules or an error', { timeout: 5 * minutes }, async () => {
    const next = random(4);
    const archive = zipOf(
      rules.slice(0, 6).map((rule) => ({ path: `${String(rule.precedence)}.ps1`, content: recreationScript(rule) })),
    );
    const path = join(await emptyFolder(), 'rules.zip');
    for (let run = 0; run < 1_500; run += 1) {
      const bytes = Buffer.from(next() < 0.1 ? archive.subarray(0, Math.floor(next() * archive.length)) : archive);
      const near = next() < 0.5 ? 700 : bytes.length;
      for (let change = 0; change < 1 + Math.floor(next() * 3); change += 1) {
        bytes[Math.max(0, bytes.length - 1 - Math.floor(next() * near))] = Math.floor(next() * 256);
      }
      await writeFile(path, bytes);
      const read = await readArchive(path, path, signal, archiveLimits);
      if (!read.ok) continue;
      const outcome = readExport(read.files);
      expect(rulesOf(outcome), `run ${String(run)}`).toBe(6);
    }
    expect(process.memoryUsage().heapUsed).toBeLessThan(most);
  });
});
