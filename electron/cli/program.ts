import { Command, Option } from 'commander';
import { invocation } from '../invocation.ts';
import type { Output } from './output.ts';
import { createOutput } from './output.ts';
import { collectPair, pathFromArgument, wholeNumber } from './options.ts';
import type { ExitCode } from './exit.ts';
import { differenceKinds } from '../../shared/report/server-comparison/filter.ts';
import { faultKinds } from '../lab/faults/fault-book.ts';
import { ownerChoices } from '../../shared/procedures/mailbox-owners/owner-choices.ts';

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
  /** The procedures with their options, for the help of the commands that take one. */
  readonly procedureHelp: string;
}

/** The command line (design.md §11). Each command is loaded when it is run: most of a short command's time is loading. */
export function createProgram({ version, signal, finish, procedureHelp }: ProgramParts): Command {
  const program = new Command(invocation())
    .description(
      'Gets a hybrid Exchange environment ready for a third-party mailbox migration, step by step and proved.',
    )
    .version(version)
    .showHelpAfterError('(add --help for what this command takes)')
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
    command.option('--json', 'one JSON document on standard output; everything for people on standard error');
  const at = () => new Option('--at <folder>', 'folder of the lab').argParser(pathFromArgument).makeOptionMandatory();
  const runFolder = () => new Option('--run <folder>', 'run folder').argParser(pathFromArgument).makeOptionMandatory();
  const out = () => new Option('--out <folder>', 'folder to write into').argParser(pathFromArgument);
  const on = () => new Option('--on <target>', 'lab:<folder>, export:<folder or file> or live').makeOptionMandatory();
  const pairs = (flags: string, description: string) =>
    new Option(flags, description).argParser(collectPair).default(noPairs, 'none');
  const operator = () => new Option('--operator <name>', 'name in the journal; the signed-in user by default');
  const yes = () => new Option('--yes', 'apply every step without asking; never answers a destructive confirmation');
  const confirmations = () =>
    pairs('--confirm <step=count>', 'answers the confirmation of a destructive step; repeatable');
  const accepted = () =>
    pairs(
      '--accept <step=reason>',
      'continues past a step that is blocked or not verified, with a reason for the record; never a destructive one',
    );
  const breakLock = () => new Option('--break-lock', 'takes over a run folder that another process has locked');

  const lab = program.command('lab').description('the practice lab: an embedded hybrid environment');
  withJson(lab.command('list').description('scenarios of the lab')).action(
    action(async () => (await import('./commands/lab.ts')).labList),
  );
  withJson(
    lab.command('create').argument('<scenario>', 'a name from `lab list`').description('builds a lab in a folder'),
  )
    .addOption(at())
    .addOption(
      new Option(
        '--rules <export>',
        'connectors and rules of a real export: a configuration folder, scripts of the rules editor, a settings file of the wizard, what Get-ADSyncRule was written to, or a .zip of these',
      ).argParser(pathFromArgument),
    )
    .addOption(new Option('--keep-version', "keeps the export's server version instead of a current one"))
    .addOption(new Option('--users <n>', 'number of users').argParser(wholeNumber(1)))
    .addOption(new Option('--seed <n>', 'seed of everything invented').argParser(wholeNumber(0)))
    .addOption(
      pairs('--reading <name=value>', 'how the lab reads what is documented nowhere; repeatable, see `lab show`'),
    )
    .action(action(async () => (await import('./commands/lab.ts')).labCreate));
  withJson(lab.command('show').description('counts, rules, scheduler, run history, mailboxes'))
    .addOption(at())
    .action(action(async () => (await import('./commands/lab.ts')).labShow));
  withJson(lab.command('export-config').description('what Get-ADSyncServerConfiguration -Path would write'))
    .addOption(at())
    .addOption(out().makeOptionMandatory())
    .action(action(async () => (await import('./commands/lab.ts')).labExportConfiguration));
  withJson(lab.command('fault').description('switches a fault on or off'))
    .addOption(at())
    .addOption(new Option('--call <port.method>', 'e.g. sync-server.putRule, or tenant.*'))
    .addOption(new Option('--fault <kind>', faultKinds.join(', ')))
    .addOption(new Option('--times <n>', 'strikes so often, then no more').argParser(wholeNumber(1)))
    .addOption(new Option('--skip <n>', 'lets so many calls pass first').argParser(wholeNumber(0)))
    .addOption(new Option('--clear', 'switches every fault off'))
    .action(action(async () => (await import('./commands/lab.ts')).labFault));
  withJson(
    lab.command('upgrade').argument('<version>').description('upgrades the server: deleted default rules come back'),
  )
    .addOption(at())
    .action(action(async () => (await import('./commands/lab.ts')).labUpgrade));
  withJson(
    lab
      .command('advance')
      .argument('<minutes>', 'virtual minutes', wholeNumber(1))
      .description('lets virtual time pass'),
  )
    .addOption(at())
    .action(action(async () => (await import('./commands/lab.ts')).labAdvance));

  withJson(program.command('assess').description('reads everything, changes nothing, recommends a path'))
    .addOption(on())
    .addOption(out())
    .action(action(async () => (await import('./commands/assess.ts')).assess));
  withJson(
    program
      .command('compare')
      .description(
        'what differs between two configurations: rules, connectors, OU scope, settings; or which default rules were changed',
      ),
  )
    .addOption(new Option('--on <target>', 'first side: lab:<folder> or export:<folder or file>').makeOptionMandatory())
    .addOption(new Option('--with <target>', 'second side: a target, or "defaults"').makeOptionMandatory())
    .addOption(out())
    .addOption(
      new Option(
        '--script <folder>',
        'writes scripts that give the second server the custom rules of the first and disable the same default rules',
      ).argParser(pathFromArgument),
    )
    .addOption(
      pairs(
        '--map-domain <first=second>',
        'domains that correspond, e.g. contoso.dev=contoso.com; repeatable. OUs are compared relative to them',
      ),
    )
    .addOption(new Option('--rule <text>', 'only rules with this text in their name'))
    .addOption(new Option('--connector <text>', 'only connectors with this text in their name'))
    .addOption(new Option('--attribute <text>', 'only what is about an attribute with this text in its name'))
    .addOption(new Option('--kind <kind>', 'only differences of one kind').choices(differenceKinds))
    .action(action(async () => (await import('./commands/compare.ts')).compare));
  withJson(
    program
      .command('plan')
      .argument('<procedure>')
      .description('the change plan: what would change, on whom, with which undo, and scripts to do it by hand'),
  )
    .addOption(on())
    .addOption(out().makeOptionMandatory())
    .addOption(pairs('--option <name=value>', 'option of the procedure; repeatable'))
    .addOption(new Option('--replace', 'replaces the change plan that the folder holds'))
    .addOption(new Option('--customer <name>', 'customer, for the plan'))
    .addOption(new Option('--ticket <id>', 'change ticket, for the plan'))
    .addOption(operator())
    .addHelpText('after', procedureHelp)
    .action(action(async () => (await import('./commands/plan.ts')).plan));
  withJson(
    program
      .command('run')
      .argument('<procedure>')
      .description('carries a procedure out, each step proved before the next'),
  )
    .addOption(on())
    .addOption(runFolder())
    .addOption(pairs('--option <name=value>', 'option of the procedure; repeatable'))
    .addOption(
      new Option(
        '--plan <folder>',
        'carries out exactly this change plan; refuses when the server is no longer as it found it',
      ).argParser(pathFromArgument),
    )
    .addHelpText('after', procedureHelp)
    .addOption(new Option('--until <step>', 'stops after this step'))
    .addOption(new Option('--customer <name>', 'customer, for the report'))
    .addOption(new Option('--ticket <id>', 'change ticket, for the report'))
    .addOption(yes())
    .addOption(confirmations())
    .addOption(accepted())
    .addOption(operator())
    .addOption(breakLock())
    .action(action(async () => (await import('./commands/run.ts')).run));
  withJson(program.command('status').description('where a run stands'))
    .addOption(runFolder())
    .action(action(async () => (await import('./commands/run.ts')).status));
  withJson(program.command('resume').description('goes on with a run that was interrupted or stopped'))
    .addOption(runFolder())
    .addOption(new Option('--until <step>', 'stops after this step'))
    .addOption(yes())
    .addOption(confirmations())
    .addOption(accepted())
    .addOption(operator())
    .addOption(breakLock())
    .action(action(async () => (await import('./commands/run.ts')).resume));
  withJson(program.command('undo').description('puts back what a run has changed, last step first'))
    .addOption(runFolder())
    .addOption(new Option('--to <step>', 'undoes down to and including this step; everything by default'))
    .addOption(pairs('--option <name=value>', 'chosen for the undo: synchronize-on-undo=always'))
    .addOption(
      new Option(
        '--mailbox-owners <choice>',
        'users who have an Exchange Online mailbox with a different GUID: keep it (an override for exactly them), refuse to undo, or restore the GUID anyway; keep by default, refuse where that is not possible',
      ).choices(ownerChoices),
    )
    .addOption(pairs('--confirm <name=count>', 'confirms restore-anyway: mailbox-owners=<number of these users>'))
    .addOption(yes())
    .addOption(operator())
    .addOption(breakLock())
    .action(action(async () => (await import('./commands/run.ts')).undo));

  const reports = withJson(program.command('report').description('writes the report of a run'))
    .addOption(new Option('--run <folder>', 'run folder').argParser(pathFromArgument))
    .addOption(out())
    .action(action(async () => (await import('./commands/report.ts')).report));
  withJson(
    reports
      .command('verify')
      .argument('<folder>', 'run folder or report folder')
      .description('checks that nothing was changed afterwards'),
  )
    .addOption(new Option('--journal-hash <sha256>', 'the hash filed with the report'))
    .action(action(async () => (await import('./commands/report.ts')).verifyReport));
  return program;
}

/** The positional arguments of a command by name. */
function argumentsOf(command: Command): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    command.registeredArguments.map((argument, index) => [argument.name(), command.processedArgs[index] as unknown]),
  );
}
