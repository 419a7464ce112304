import { runStages } from './check/run-stages.ts';
import { checkStages } from './check/stages.ts';

process.exitCode = runStages(checkStages) ? 0 : 1;
