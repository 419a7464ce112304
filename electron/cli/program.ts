import { Argument, Command, Option } from 'commander';
import { programHelpTexts } from './procedure-help-texts.ts';
import { invocation } from '../installation/invocation.ts';
import type { Output } from './output.ts';
import { createOutput } from './output.ts';
import { HelpText, helpLayout } from './help-layout.ts';
import { collectPair, pathFromArgument, wholeNumber } from './options.ts';
import type { ExitCode } from './exit.ts';
import { differenceKinds } from '../../shared/report/server-comparison/filter.ts';
import { faultKinds } from '../lab/faults/fault-book.ts';
import { ownerChoices } from '../../shared/procedures/steps/mailbox-owners/owner-choices.ts';

/** What every command is given besides its own arguments. */
export interface CommandContext {
  readonly output: Output;
  /** Aborted by the first Ctrl+C. */
  readonly signal: AbortSignal;
}

type Handler<Options> = (options: Options, context: CommandContext) => Promise<ExitCode>;

const noPairs: ReadonlyMap<string, string> = new Map();

interface ProgramParts {
  readonly version: string;
  readonly signal: AbortSignal;
  /** Receives the exit code of the command that ran. */
  readonly finish: (code: ExitCode) => void;
  /** What the help of a command that takes a procedure says of the one named with it, or of all. */
  readonly procedureHelp: (command: Command) => string;
}

/** The command line (design.md §11). Each command is loaded when it is run: most of a short command's time is loading. */
export function createProgram({ version, signal, finish, procedureHelp }: ProgramParts): Command {
  const program = new Command(invocation())
    .description('Prepares a hybrid Exchange environment for a third-party mailbox migration and verifies every step.')
    .version(version)
    .configureHelp(helpLayout)
    .showHelpAfterError('(add --help for the arguments and options of this command)')
    .addHelpText('after', ({ command }) => examplesAndExitCodes(command))
    .exitOverride();

  const action =
    <Options extends object>(load: () => Promise<Handler<Options>>) =>
    async (...received: unknown[]) => {
      const command = received.at(-1) as Command;
      const options = { ...command.optsWithGlobals<Options & { readonly json?: boolean }>(), ...argumentsOf(command) };
      const output = createOutput(options.json === true, process.stdout, process.stderr);
      const handler = await load();
      finish(await handler(options, { output, signal }));
    };

  const withJson = (command: Command) =>
    command.option('--json', 'write one JSON document to standard output, and the text for people to standard error');
  const at = () => new Option('--at <folder>', 'folder of the lab').argParser(pathFromArgument).makeOptionMandatory();
  const runFolder = (description = 'folder of the run') =>
    new Option('--run <folder>', description).argParser(pathFromArgument).makeOptionMandatory();
  const out = (description: string) => new Option('--out <folder>', description).argParser(pathFromArgument);
  const on = (description: string) => new Option('--on <target>', description).makeOptionMandatory();
  const pairs = (flags: string, description: string) =>
    new Option(flags, description).argParser(collectPair).default(noPairs, 'none');
  const procedure = () => new Argument('<procedure>', `listed by \`${invocation()} run --help\``);
  const operator = (where: string) =>
    new Option('--operator <name>', `operator named in ${where}; default: the signed-in user`);
  const yes = () => new Option('--yes', 'apply every step without asking; a destructive step still needs --confirm');
  const confirmations = () =>
    pairs('--confirm <step=count>', 'confirm a destructive step with the number of objects it affects; repeatable');
  const accepted = () =>
    pairs(
      '--accept <step=reason>',
      'continue past a blocked or unverified step and record the reason; not for a destructive step; repeatable',
    );
  const until = () => new Option('--until <step>', 'stop after this step');
  const breakLock = () => new Option('--break-lock', 'take over a run folder that another process has locked');

  const lab = program.command('lab').description('create and use practice labs: simulated hybrid environments');
  withJson(lab.command('list').description('list the scenarios')).action(
    action(async () => (await import('./commands/lab.ts')).labList),
  );
  withJson(
    lab
      .command('create')
      .argument('<scenario>', `listed by \`${invocation()} lab list\``)
      .description('create a lab in a new folder'),
  )
    .addOption(at())
    .addOption(
      new Option(
        '--rules <export>',
        'use the connectors and rules of a real export: a configuration folder, rule scripts, a wizard settings file, the output of Get-ADSyncRule, or a .zip of these',
      ).argParser(pathFromArgument),
    )
    .addOption(new Option('--keep-version', 'use the server version of the export instead of a current one'))
    .addOption(
      new Option('--users <n>', 'number of users; default: the number of the scenario').argParser(wholeNumber(1)),
    )
    .addOption(
      new Option('--seed <n>', 'seed of the invented data: the same seed creates the same lab').argParser(
        wholeNumber(0),
      ),
    )
    .addOption(
      pairs(
        '--reading <name=value>',
        `how the lab simulates undocumented behavior; repeatable; \`${invocation()} lab show\` lists the names`,
      ),
    )
    .action(action(async () => (await import('./commands/lab.ts')).labCreate));
  withJson(lab.command('show').description('show counts, rules, scheduler, run history, and mailboxes'))
    .addOption(at())
    .action(action(async () => (await import('./commands/lab.ts')).labShow));
  withJson(lab.command('export-config').description('write the configuration as Get-ADSyncServerConfiguration does'))
    .addOption(at())
    .addOption(out('folder for the configuration export').makeOptionMandatory())
    .action(action(async () => (await import('./commands/lab.ts')).labExportConfiguration));
  withJson(lab.command('fault').description('enable a fault, or disable all of them'))
    .addOption(at())
    .addOption(new Option('--call <port.method>', 'calls that fail, for example sync-server.putRule or tenant.*'))
    .addOption(new Option('--fault <kind>', `how they fail: ${faultKinds.join(', ')}`))
    .addOption(new Option('--times <n>', 'number of calls that fail; default: all').argParser(wholeNumber(1)))
    .addOption(new Option('--skip <n>', 'number of calls that succeed first').argParser(wholeNumber(0)))
    .addOption(new Option('--clear', 'disable every fault'))
    .action(action(async () => (await import('./commands/lab.ts')).labFault));
  withJson(
    lab
      .command('upgrade')
      .argument('<version>', 'for example 2.6.92.0')
      .description('upgrade the server, which re-creates deleted default rules'),
  )
    .addOption(at())
    .action(action(async () => (await import('./commands/lab.ts')).labUpgrade));
  withJson(
    lab
      .command('advance')
      .argument('<minutes>', 'virtual minutes', wholeNumber(1))
      .description('advance the clock of the lab'),
  )
    .addOption(at())
    .action(action(async () => (await import('./commands/lab.ts')).labAdvance));

  withJson(program.command('assess').description('assess a target without changing it, and recommend a procedure'))
    .addOption(on('lab:<folder>, export:<folder or file>, or live (this server)'))
    .addOption(out('folder for the assessment (HTML, JSON, and CSV)'))
    .action(action(async () => (await import('./commands/assess.ts')).assess));
  withJson(
    program
      .command('compare')
      .description(
        'compare the rules, connectors, OU filtering, and settings of two configurations, or find modified default rules',
      ),
  )
    .addOption(on('first configuration: lab:<folder>, export:<folder or file>, or live (this server)'))
    .addOption(
      new Option(
        '--with <target>',
        'second configuration, or "defaults" for the known default rules',
      ).makeOptionMandatory(),
    )
    .addOption(out('folder for the comparison (HTML, JSON, and CSV)'))
    .addOption(
      new Option(
        '--script <folder>',
        'folder for scripts that add the custom rules of the first server to the second and disable the same default rules',
      ).argParser(pathFromArgument),
    )
    .addOption(
      pairs(
        '--map-domain <first=second>',
        'domains that correspond, for example contoso.dev=contoso.com; OUs are compared relative to them; repeatable',
      ),
    )
    .addOption(new Option('--rule <text>', 'only rules with this text in their name'))
    .addOption(new Option('--connector <text>', 'only connectors with this text in their name'))
    .addOption(new Option('--attribute <text>', 'only differences of attributes with this text in their name'))
    .addOption(new Option('--kind <kind>', 'only differences of one kind').choices(differenceKinds))
    .action(action(async () => (await import('./commands/compare.ts')).compare));
  withJson(
    program
      .command('plan')
      .addArgument(procedure())
      .description(
        'create a change plan: what changes, for whom, how to undo it, and scripts to make the change manually',
      ),
  )
    .addOption(on('lab:<folder>, export:<folder or file>, or live (this server)'))
    .addOption(out('folder for the change plan').makeOptionMandatory())
    .addOption(pairs('--option <name=value>', 'option of the procedure; repeatable'))
    .addOption(new Option('--replace', 'replace the change plan in the folder'))
    .addOption(new Option('--customer <name>', 'customer named in the plan'))
    .addOption(new Option('--ticket <id>', 'change ticket named in the plan'))
    .addOption(operator('the plan'))
    .addHelpText('after', ({ command }) => procedureHelp(command))
    .action(action(async () => (await import('./commands/plan.ts')).plan));
  withJson(
    program
      .command('run')
      .addArgument(procedure())
      .description('start a procedure and verify each step before the next'),
  )
    .addOption(on('lab:<folder> or live (this server)'))
    .addOption(runFolder('new folder for the run: its journal, backup, evidence, and report'))
    .addOption(pairs('--option <name=value>', 'option of the procedure; repeatable'))
    .addOption(
      new Option(
        '--plan <folder>',
        'apply exactly this change plan with its options; refused if the server has changed since',
      ).argParser(pathFromArgument),
    )
    .addHelpText('after', ({ command }) => procedureHelp(command))
    .addOption(until())
    .addOption(new Option('--customer <name>', 'customer named in the report'))
    .addOption(new Option('--ticket <id>', 'change ticket named in the report'))
    .addOption(yes())
    .addOption(confirmations())
    .addOption(accepted())
    .addOption(operator('the journal'))
    .addOption(breakLock())
    .action(action(async () => (await import('./commands/run.ts')).run));
  withJson(program.command('status').description('show the state of a run and of each step'))
    .addOption(runFolder())
    .action(action(async () => (await import('./commands/run.ts')).status));
  withJson(program.command('resume').description('resume a run that was stopped or interrupted'))
    .addOption(runFolder())
    .addOption(until())
    .addOption(yes())
    .addOption(confirmations())
    .addOption(accepted())
    .addOption(operator('the journal'))
    .addOption(breakLock())
    .action(action(async () => (await import('./commands/run.ts')).resume));
  withJson(program.command('undo').description('undo a run, last step first'))
    .addOption(runFolder())
    .addOption(new Option('--to <step>', 'undo back to this step, and this step too; default: every step'))
    .addOption(
      pairs(
        '--option <name=value>',
        'option of the procedure for the undo, for example synchronize-on-undo=always; repeatable',
      ),
    )
    .addOption(
      new Option(
        '--mailbox-owners <choice>',
        'how to handle users whose Exchange Online mailbox has a different GUID: keep their mailbox (an override for exactly them), refuse to undo, or restore the GUID anyway; default: keep, or refuse where keep is not possible',
      ).choices(ownerChoices),
    )
    .addOption(
      pairs('--confirm <name=count>', 'confirm restore-anyway with the number of these users: mailbox-owners=<number>'),
    )
    .addOption(new Option('--yes', 'undo every step without asking; restore-anyway still needs --confirm'))
    .addOption(operator('the journal'))
    .addOption(breakLock())
    .action(action(async () => (await import('./commands/run.ts')).undo));

  const reports = withJson(program.command('report').description('write the report of a run, or verify one'))
    .addOption(new Option('--run <folder>', 'folder of the run').argParser(pathFromArgument))
    .addOption(out('new folder for the report with its journal and evidence; default: the folder of the run'))
    .action(action(async () => (await import('./commands/report.ts')).report));
  withJson(
    reports
      .command('verify')
      .argument('<folder>', 'folder of the run or of its report')
      .description('verify that a run or its report was not changed afterward'),
  )
    .addOption(new Option('--journal-hash <sha256>', 'journal hash that was filed with the report'))
    .action(action(async () => (await import('./commands/report.ts')).verifyReport));
  return program;
}

function examplesAndExitCodes(command: Command): string {
  const { examples, exitCodes, exitCode } = programHelpTexts;
  const codes = Object.entries(exitCode).map(([term, description]) => ({ term, description }));
  return ['', examples(invocation()), '', new HelpText(command).list(exitCodes, codes)].join('\n');
}

/** The positional arguments of a command by name. */
function argumentsOf(command: Command): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    command.registeredArguments.map((argument, index) => [argument.name(), command.processedArgs[index] as unknown]),
  );
}
