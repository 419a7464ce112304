// Plain JavaScript: what stands before the compile cache is on would have to be translated anew at every start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { outliveReaders } = await import('./cli/output.ts');
const hasLostOutput = outliveReaders([process.stdout, process.stderr]);
const { runCommandLine } = await import('./cli/main.ts');
const code = await runCommandLine(process.argv.slice(2));
// Errors of the last lines arrive after them.
process.once('beforeExit', () => {
  process.exitCode = code === 0 && hasLostOutput() ? 3 : code;
});
