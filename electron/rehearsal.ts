import { enableCompileCache } from 'node:module';

enableCompileCache();
const { outliveReaders } = await import('./cli/output.ts');
outliveReaders([process.stdout, process.stderr]);
const { rehearse } = await import('./cli/rehearse.ts');
process.exitCode = await rehearse(process.argv.slice(2));
