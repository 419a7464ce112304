import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readExport } from '../../electron/targets/open-export.ts';

const cases = fileURLToPath(new URL('../../../shared/cases/configurations', import.meta.url));
const casesAreHere = existsSync(cases);
const { signal } = new AbortController();

/** What is said of the input of a case: the names of its rules, and everything told, the first lines first. */
async function said(number: string, file = ''): Promise<{ readonly rules: readonly string[]; readonly told: string }> {
  const folder = readdirSync(cases).find((name) => name.startsWith(`${number}-`));
  const read = await readExport(join(cases, folder ?? number, 'input', file), signal);
  if (!read.ok) return { rules: [], told: read.problem.problems.join('\n') };
  const { rules } = read.content;
  return {
    rules: rules.kind === 'absent' ? [] : rules.value.map(({ name }) => name),
    told: read.notes.join('\n'),
  };
}

const own = 'Corp - User - empty GUID';

describe.skipIf(!casesAreHere)(
  casesAreHere
    ? 'configurations that real use has shown'
    : 'configurations that real use has shown (skipped: ../shared/cases/configurations is not here)',
  () => {
    it.each([
      ['18', 'a number in a typed variable'],
      ['19', 'an identifier that is made at run time'],
      ['20', 'an If behind the rule that only prints'],
      ['31', 'a note beside the script'],
      ['32', 'a blank behind a backtick'],
    ])('%s, %s: the rule is read', async (number) => {
      expect((await said(number)).rules).toEqual([own]);
    });

    it('16: a rule that is disabled after it was added is left out, with the line', async () => {
      const { rules, told } = await said('16');
      expect(rules).toEqual([]);
      expect(told).toContain(`The rule “${own}” is left out: what line 5 does to it is not understood.`);
    });

    it('19: the identifier is called made up', async () => {
      expect((await said('19')).told).toContain('It has a made-up one here.');
    });

    it('21: the reason is the precedence', async () => {
      const { told } = await said('21');
      expect(told).toContain('the script gives it no precedence. The server places it after the rule 0a0b0c0d-5555-');
      expect(told).toContain('which is not in the script.');
      expect(told).not.toContain('none of the statements that an export holds');
    });

    it('23: what Get-ADSyncRule was written to is called that, with what is lost and what to send', async () => {
      const { told } = await said('23', 'rules.json');
      expect(told).toContain('Get-ADSyncRule was written to');
      expect(told).toContain('it lacks the properties Disabled, Connector,');
      expect(told).toContain('ConvertTo-Json -Depth 10');
      expect(told).not.toContain('There is no file here');
    });

    it('25: the rules are read, and one sentence says that Connectors is missing', async () => {
      const { rules, told } = await said('25');
      expect(rules.length).toBeGreaterThan(20);
      expect(told.match(/Connectors of the export is missing/g)).toHaveLength(1);
    });

    it('29: the archive is to be unpacked, and nothing is to be exported again', async () => {
      const { told } = await said('29', 'both.zip');
      expect(told).toContain('several configurations (new, old)');
      const read = await readExport(join(cases, '29-archive-with-two-configurations/input/both.zip'), signal);
      expect(read.ok ? '' : read.problem.remedy).toBe('Unpack the archive, and name the folder in it.');
      expect((await said('29', 'both.zip/new')).told).toContain('Nothing inside a file or an archive can be named.');
    });

    it('31: the note is named as not read', async () => {
      expect((await said('31')).told).toContain('NOTES.md: Not read:');
    });

    it('32: the blank is named with its line', async () => {
      expect((await said('32')).told).toContain('rule.ps1, line 1: A blank stands behind the backtick');
    });
  },
);
