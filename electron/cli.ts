import { enableCompileCache } from 'node:module';

enableCompileCache();
const { outliveReaders } = await import('./cli/output.ts');
outliveReaders([process.stdout, process.stderr]);
const { runCommandLine } = await import('./cli/main.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
