import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { procedureOf } from '../../../electron/cli/procedure-options.ts';
import { invocation } from '../../../electron/installation/invocation.ts';
import { allCommands } from './commands.ts';
import { spoken } from './spoken.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';
import { errorDocument } from './documents.ts';

/** The same in a terminal of so many columns. */
async function inTerminal(columns: number, ...words: readonly string[]) {
  const { isTTY, columns: before } = process.stdout;
  Object.assign(process.stdout, { isTTY: true, columns });
  onTestFinished(() => void Object.assign(process.stdout, { isTTY, columns: before }));
  return spoken(...words);
}

/** A text without its layout. */
function asOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

afterEach(() => {
  vi.restoreAllMocks();
});

const lab = ['--at', '/nowhere/lab'];
const run = ['--run', '/nowhere/run'];
const onLab = ['--on', 'lab:/nowhere/lab'];

/** Words that are wrong, and what the message must name. */
const wrong: readonly (readonly [string, readonly string[], string])[] = [
  ['an unknown command', ['frobnicate'], 'frobnicate'],
  ['an unknown lab command', ['lab', 'frobnicate'], 'frobnicate'],
  ['an unknown option', ['lab', 'list', '--colour'], '--colour'],
  ['a word too many', ['status', ...run, 'more'], 'too many arguments'],
  ['no scenario', ['lab', 'create', ...lab], 'scenario'],
  ['an unknown scenario', ['lab', 'create', 'paradise', ...lab], 'paradise'],
  ['no folder for the lab', ['lab', 'create', 'clean'], '--at'],
  ['half a user', ['lab', 'create', 'clean', ...lab, '--users', '1.5'], '1.5'],
  ['no user', ['lab', 'create', 'clean', ...lab, '--users', '0'], '0'],
  ['a seed in words', ['lab', 'create', 'clean', ...lab, '--seed', 'lucky'], 'lucky'],
  ['an unknown reading', ['lab', 'create', 'clean', ...lab, '--reading', 'moon=full'], 'moon'],
  ['keep-version without rules', ['lab', 'create', 'clean', ...lab, '--keep-version'], '--keep-version'],
  ['no folder to export into', ['lab', 'export-config', ...lab], '--out'],
  ['a fault without a call', ['lab', 'fault', ...lab, '--fault', 'throttled'], '--call'],
  ['a fault of no port', ['lab', 'fault', ...lab, '--call', 'moon.rise', '--fault', 'throttled'], 'moon.rise'],
  ['an unknown fault', ['lab', 'fault', ...lab, '--call', 'tenant.*', '--fault', 'gremlin'], 'gremlin'],
  ['an upgrade to no version', ['lab', 'upgrade', 'newest', ...lab], 'newest'],
  ['no target', ['assess'], '--on'],
  ['a target of no kind', ['assess', '--on', 'moon:base'], 'moon:base'],
  ['a target without a folder', ['assess', '--on', 'lab:'], 'lab:'],
  ['a plan without a folder', ['plan', 'null-clone', ...onLab], '--out'],
  ['an unknown procedure', ['run', 'magic', ...onLab, ...run, '--yes'], 'magic'],
  ['an unknown procedure to plan', ['plan', 'magic', ...onLab, '--out', '/nowhere/plan'], 'magic'],
  ['no run folder', ['run', 'null-clone', ...onLab, '--yes'], '--run'],
  [
    'an unknown option of the procedure',
    ['run', 'null-clone', ...onLab, ...run, '--yes', '--option', 'moon=full'],
    'moon',
  ],
  [
    'a value the option does not have',
    ['run', 'null-clone', ...onLab, ...run, '--yes', '--option', 'original=burn'],
    'burn',
  ],
  ['an option without a value', ['run', 'null-clone', ...onLab, ...run, '--yes', '--option', 'original'], 'original'],
  [
    'an option twice',
    ['run', 'null-clone', ...onLab, ...run, '--yes', '--option', 'sku=A', '--option', 'sku=B'],
    'sku',
  ],
  [
    'a licence without a product',
    ['run', 'null-clone', ...onLab, ...run, '--yes', '--option', 'licence=assign'],
    'sku',
  ],
  ['an unknown last step', ['run', 'null-clone', ...onLab, ...run, '--yes', '--until', 'lunch'], 'lunch'],
  ['a confirmation of no step', ['run', 'null-clone', ...onLab, ...run, '--yes', '--confirm', 'lunch=3'], 'lunch'],
  ['a reason for no step', ['run', 'null-clone', ...onLab, ...run, '--yes', '--accept', 'lunch=hungry'], 'lunch'],
  ['an empty reason', ['run', 'null-clone', ...onLab, ...run, '--yes', '--accept', 'backup='], 'backup'],
  ['no terminal and no --yes', ['run', 'null-clone', ...onLab, ...run], '--yes'],
  ['the status of no run', ['status', ...run], '/nowhere/run'],
  ['resuming no run', ['resume', ...run, '--yes'], '/nowhere/run'],
  ['undoing no run', ['undo', ...run, '--yes'], '/nowhere/run'],
  ['a report of no named run', ['report'], '--run'],
  ['a report of no run', ['report', ...run], '/nowhere/run'],
];

describe('wrong words', () => {
  it.each(wrong)(
    '%s: exit code 2, a message that names it, nothing on standard output',
    async (_what, words, named) => {
      const { code, stdout, stderr } = await spoken(...words);
      expect(code).toBe(2);
      expect(stderr).toContain(named);
      expect(stdout).toBe('');
    },
  );

  it.each(wrong)('%s: with --json the error is the one document', async (_what, words, named) => {
    const { code, stdout } = await spoken(...words, '--json');
    expect(code).toBe(2);
    const { message, remedy } = errorDocument.parse(JSON.parse(stdout));
    expect(`${message} ${remedy}`).toContain(named);
  });

  it.each([
    ['live', ['assess', '--on', 'live']],
    ['a lab that is not there', ['assess', ...onLab]],
    ['an export that is not there', ['assess', '--on', 'export:/nowhere/export']],
    ['a lab to look at that is not there', ['lab', 'show', ...lab]],
    ['a run on the live server', ['run', 'null-clone', '--on', 'live', ...run, '--yes']],
    ['a plan for the live server', ['plan', 'null-clone', '--on', 'live', '--out', '/nowhere/plan']],
    ['evidence of no run', ['report', 'verify', '/nowhere/run']],
  ])('%s: exit code 3 and one document', async (_what, words) => {
    const { code, stdout } = await spoken(...words, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toHaveProperty('schema');
  });

  it.each(['run', 'plan'])(
    'names every procedure in the help of %s, and how to see the options of one',
    async (command) => {
      const { code, stdout } = await spoken(command, '--help');
      expect(code).toBe(0);
      for (const { procedure } of registeredProcedures.values()) {
        expect(asOneLine(stdout)).toContain(`${procedure.id} ${procedure.title}`);
      }
      expect(stdout).toContain(`${invocation()} ${command} <procedure> --help`);
    },
  );

  it.each(['run', 'plan'].flatMap((command) => [...registeredProcedures.keys()].map((id) => [command, id] as const)))(
    'names the options of the procedure alone in the help of %s %s',
    async (command, id) => {
      const { code, stdout } = await spoken(command, id, '--help');
      expect(code).toBe(0);
      for (const { procedure } of registeredProcedures.values()) {
        expect(asOneLine(stdout).includes(`${procedure.title} (${procedure.id})`)).toBe(procedure.id === id);
      }
      for (const { name, description } of procedureOf(id).options) {
        expect(asOneLine(stdout)).toContain(`${name} ${description}`);
      }
    },
  );

  it('names the steps of the procedure where a step can be named', async () => {
    const { stdout } = await spoken('run', 'null-clone', '--help');
    for (const step of procedureOf('null-clone').steps) expect(asOneLine(stdout)).toContain(`${step.id} ${step.title}`);
  });

  it.each(['run', 'plan'])('refuses an unknown procedure in the help of %s', async (command) => {
    const { code, stderr } = await spoken(command, 'magic', '--help');
    expect(code).toBe(2);
    expect(stderr).toContain('magic');
  });

  it.each([
    ['a procedure', ['run', 'magic', ...onLab, ...run], 'run --help'],
    [
      'an option of a procedure',
      ['plan', 'null-clone', ...onLab, '--out', '/nowhere/plan', '--option', 'moon=full'],
      'run null-clone --help',
    ],
    ['an option', ['lab', 'fault', ...lab, '--call', 'moon.rise', '--fault', 'throttled'], '--help'],
  ])('names, after a wrong word for %s, the help that lists the right ones', async (_what, words, help) => {
    const { stderr } = await spoken(...words);
    expect(stderr).toContain(`See \`${invocation()} ${help}\`.`);
  });

  it.each(
    [
      [],
      ...[...allCommands.keys()].map((words) => words.split(' ')),
      ...[...registeredProcedures.keys()].map((id) => ['run', id]),
    ].map((words) => [['hybrid-preflight', ...words].join(' '), words] as const),
  )('breaks the help of %s between words, at any width', async (_what, words) => {
    const wide = asOneLine((await inTerminal(10_000, ...words, '--help')).stdout);
    for (const columns of [120, 80, 60, 48]) {
      const { stdout } = await inTerminal(columns, ...words, '--help');
      expect(asOneLine(stdout)).toBe(wide);
      for (const line of stdout.split('\n').filter((text) => text.length > columns)) {
        // Usage and examples are typed as they stand; a single word cannot be broken.
        expect(line).toMatch(/^Usage: |npm run -s cli -- |^ *\S+$/);
      }
    }
  });

  it.each([[['--help']], [['run', '--help']], [['lab', 'create', '--help']], [['--version']]])(
    '%j is answered on standard output with exit code 0',
    async (words) => {
      const { code, stdout } = await spoken(...words);
      expect(code).toBe(0);
      expect(stdout).not.toBe('');
    },
  );

  it('lets nothing in a message steer the terminal', async () => {
    const { stderr } = await spoken('assess', '--on', 'moon:\u001b[2J\u202ebase');
    expect(stderr).toContain('\\u001b[2J\\u202ebase');
    expect(stderr).not.toContain('\u001b[2J');
  });
});
