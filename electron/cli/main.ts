import { CommanderError } from 'commander';
import { cliTexts } from '../../shared/messages/cli.ts';
import { appVersion } from '../version.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from './exit.ts';
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
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  let code: ExitCode = exitCodes.done;
  try {
    await createProgram(appVersion, interruption.signal, (finished) => (code = finished)).parseAsync([...words], {
      from: 'user',
    });
    return code;
  } catch (error) {
    return report(error, words.includes('--json'));
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

/** Tells what went wrong and what to do; with `--json` as the one document too. */
function report(error: unknown, json: boolean): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
  const output = createOutput(json, process.stdout, process.stderr);
  const { exitCode, code, message, remedy } = asCommandError(error);
  // Commander has already said what it refused.
  if (!(error instanceof CommanderError)) process.stderr.write(`${cliTexts.problem(message, remedy)}\n`);
  output.document({ schema: 'hybrid-preflight/error/1', code, message, remedy });
  return exitCode;
}

function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof CommanderError) return usageError(error.message.replace(/^error: /, ''));
  if (process.env['HYBRID_PREFLIGHT_DEBUG'] !== undefined) console.error(error);
  const text = error instanceof Error ? error.message : String(error);
  return new CommandError(exitCodes.verdict, 'unexpected-error', cliTexts.unexpected(text), cliTexts.unexpectedRemedy);
}
