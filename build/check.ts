import { runStages } from './check/run-stages.ts';
import { checkStages } from './check/stages.ts';

process.exitCode = (await runStages(checkStages)) ? 0 : 1;
