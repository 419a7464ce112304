import { CommanderError } from 'commander';
import { cliTexts } from './texts.ts';
import { appVersion } from '../installation/version.ts';
import { systemCodeOf } from '../disk/run-folder/outcome.ts';
import { CommandError, exitCodes, interruptedError, usageError, type ExitCode } from './exit.ts';
import { createOutput } from './output.ts';
import { createProgram } from './program.ts';

/** Runs one command and returns its exit code; every error ends here. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  const interruption = new AbortController();
  const onInterrupt = () => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    process.stderr.write(`\n${cliTexts.cancelling}\n`);
    interruption.abort();
  };
  for (const name of interruptions) process.on(name, onInterrupt);
  let code: ExitCode = exitCodes.done;
  try {
    const program = createProgram({
      version: appVersion,
      signal: interruption.signal,
      finish: (finished) => (code = finished),
      procedureHelp: asksForHelp(words) ? (await import('./procedure-help.ts')).procedureHelp : () => '',
    });
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, words.includes('--json'), interruption.signal);
  } finally {
    for (const name of interruptions) process.off(name, onInterrupt);
  }
}

function asksForHelp(words: readonly string[]): boolean {
  return words.some((word) => word === '--help' || word === '-h' || word === 'help');
}

/** Ctrl+C, an orderly end, and a remote session that is closed. */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells what went wrong and what to do; with `--json` as the one document too. */
function report(error: unknown, json: boolean, signal: AbortSignal): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
  const output = createOutput(json, process.stdout, process.stderr);
  const { exitCode, code, message, remedy, more } = asCommandError(error, signal);
  // Commander has already said what it refused.
  if (!(error instanceof CommanderError)) {
    const people = createOutput(true, process.stdout, process.stderr);
    for (const line of cliTexts.problem(message, remedy).split('\n')) people.line(line);
  }
  output.document({ schema: 'hybrid-preflight/error/1', code, message, remedy, ...more });
  return exitCode;
}

function asCommandError(error: unknown, signal: AbortSignal): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof CommanderError) return usageError(error.message.replace(/^error: /, ''));
  if (signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))) {
    return interruptedError();
  }
  const systemCode = systemCodeOf(error);
  if (systemCode !== undefined) {
    const { path = '' } = error as NodeJS.ErrnoException;
    return new CommandError(
      exitCodes.unreachable,
      'unreachable',
      cliTexts.systemRefuses(path, systemCode),
      cliTexts.systemRefusesRemedy,
    );
  }
  if (process.env['HYBRID_PREFLIGHT_DEBUG'] !== undefined) console.error(error);
  const text = error instanceof Error ? error.message : String(error);
  return new CommandError(exitCodes.verdict, 'unexpected-error', cliTexts.unexpected(text), cliTexts.unexpectedRemedy);
}
