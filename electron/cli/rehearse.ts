import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rehearsalTexts } from './rehearsal-texts.ts';
import { reasonOption } from '../../shared/procedures/chosen-path.ts';
import { commandLine } from '../installation/invocation.ts';
import { claimFolder } from '../run/claim-folder.ts';
import { reportFolderName } from '../disk/run-folder/run-report.ts';
import { exitCodes, type ExitCode } from './exit.ts';
import { runCommandLine } from './main.ts';
import { pathFromArgument } from './options.ts';

/** Practice folders lie in the checkout, easy to find and kept out of version control. */
const practiceFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'practice');

const standardUsers = '200';

interface Rehearsal {
  readonly scenario: string;
  readonly users: string;
  /** Absolute; undefined: the built-in rules. */
  readonly rules: string | undefined;
  /** Absolute: the folder that gets the lab and the run; undefined: a new one. */
  readonly at: string | undefined;
}

/** What `npm start` does until there is a window: builds a practice lab and takes it through null-override, with the commands anybody could give. */
export async function rehearse(words: readonly string[]): Promise<ExitCode> {
  const rehearsal = rehearsalFrom(words);
  if (rehearsal === 'help' || rehearsal === 'wrong') {
    (rehearsal === 'help' ? process.stdout : process.stderr).write(`${rehearsalTexts.usage}\n`);
    return rehearsal === 'help' ? exitCodes.done : exitCodes.usage;
  }
  const { scenario, users, rules, at } = rehearsal;
  const folder = at ?? (await claimFolder(practiceFolder, timeName(new Date())));
  const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
  tell(rehearsalTexts.begins(folder));
  const fromExport = rules === undefined ? [] : ['--rules', rules];
  const created = await runCommandLine(['lab', 'create', scenario, '--at', lab, '--users', users, ...fromExport]);
  if (created !== exitCodes.done) return created;
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  tell(canAsk ? rehearsalTexts.asks : rehearsalTexts.cannotAsk);
  const yes = canAsk ? [] : ['--yes'];
  // Some labs have another recommended procedure.
  const why = ['--option', `${reasonOption.name}=${rehearsalTexts.reason}`];
  const code = await runCommandLine(['run', 'null-override', '--on', `lab:${lab}`, '--run', run, ...why, ...yes]);
  const report = join(run, reportFolderName, 'report.html');
  if (existsSync(report))
    tell(
      rehearsalTexts.ends(report, {
        show: commandLine('lab', 'show', '--at', lab),
        status: commandLine('status', '--run', run),
        resume: commandLine('resume', '--run', run),
        undo: commandLine('undo', '--run', run),
        verify: commandLine('report', 'verify', run),
      }),
    );
  return code;
}

function rehearsalFrom(words: readonly string[]): Rehearsal | 'help' | 'wrong' {
  const options = {
    lab: { type: 'string', default: 'clean' },
    users: { type: 'string', default: standardUsers },
    rules: { type: 'string' },
    at: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const parsed = parsing(() => parseArgs({ args: [...words], options, strict: true }));
  if (parsed === undefined) return 'wrong';
  const { lab, users, rules, at, help } = parsed.values;
  if (help) return 'help';
  return {
    scenario: lab,
    users,
    rules: rules === undefined ? undefined : pathFromArgument(rules),
    at: at === undefined ? undefined : pathFromArgument(at),
  };
}

function parsing<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

/** Local time to the second, as a folder name that sorts: 2026-11-21-104512. */
function timeName(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}

function tell(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
