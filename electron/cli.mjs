// Plain JavaScript: what stands before the compile cache is on would have to be translated anew at every start.
import { enableCompileCache, registerHooks } from 'node:module';
import { URL } from 'node:url';

enableCompileCache();
// Some 300 files of our own name each other whole: nothing has to be looked for, and a command starts a tenth sooner.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && specifier.endsWith('.ts')
      ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
const { outliveReaders } = await import('./cli/output.ts');
const hasLostOutput = outliveReaders([process.stdout, process.stderr]);
const { runCommandLine } = await import('./cli/main.ts');
const code = await runCommandLine(process.argv.slice(2));
// Errors of the last lines arrive after them.
process.once('beforeExit', () => {
  process.exitCode = code === 0 && hasLostOutput() ? 3 : code;
});
