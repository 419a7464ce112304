import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf } from './child.ts';
import { decidedWords } from '../../remote-mailboxes.ts';

/** Part of util-linux: gives a child process a terminal of its own. */
const terminalProgram = 'script';

const hasScript =
  existsSync('/dev/ptmx') &&
  (spawnSync(terminalProgram, ['--version'], { encoding: 'utf8' }).stdout as string | null)?.includes('util-linux') ===
    true;

const commandLine = resolve(import.meta.dirname, '..', '..', '..', 'electron', 'cli.mjs');

/** Answers each prompt with the next text; `prompt` counts as asked when it has appeared once more. */
function atTerminal(words: readonly string[], prompt: string, answers: readonly string[]) {
  const quoted = [process.execPath, commandLine, ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  const child = spawn(terminalProgram, ['-qec', quoted.join(' '), '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const left = [...answers];
  return new Promise<{ readonly code: number | null; readonly shown: string }>((done) => {
    let [shown, from] = ['', 0];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      const at = shown.indexOf(prompt, from);
      const answer = at === -1 ? undefined : left.shift();
      if (answer === undefined) return;
      from = at + prompt.length;
      child.stdin.write(answer);
    });
    child.on('close', (code) => {
      done({ code, shown });
    });
  });
}

const askApply = '[s]top here: ';

describe.skipIf(!hasScript)(
  hasScript ? 'a person at a terminal' : 'a person at a terminal (skipped: no util-linux script here)',
  { timeout: 120_000 },
  () => {
    async function scene() {
      const folder = await emptyFolder();
      const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
      await command('lab', 'create', 'clean', '--at', lab, '--users', '40');
      return { run, words: ['run', 'null-clone', ...decidedWords, '--on', `lab:${lab}`, '--run', run] };
    }

    it('looks at the commands, applies a step, and stops before the next', async () => {
      const { run, words } = await scene();
      const { code, shown } = await atTerminal(words, askApply, ['x\n', 'd\n', 'a\n', 's\n']);
      expect(code).toBe(4);
      expect(shown).toContain('Get-ADSyncServerConfiguration');
      const document = documentOf(await command('status', '--run', run, '--json'));
      expect(document).toMatchObject({ outcome: 'in-progress' });
      expect(JSON.stringify(document)).toContain('"id":"backup","state":"verified"');
      expect(JSON.stringify(document)).toContain('"id":"pause-scheduler","state":"pending"');
    });

    it.each([
      ['Ctrl+C', '\u0003'],
      ['Ctrl+D', '\u0004'],
    ])('may leave with %s: nothing is applied, and the run can be resumed', async (_key, character) => {
      const { run, words } = await scene();
      const { code } = await atTerminal(words, askApply, [character]);
      expect(code).toBe(4);
      expect((await command('report', 'verify', run)).code).toBe(0);
      expect((await command('resume', '--run', run, '--yes')).code).toBe(0);
    });
  },
);
