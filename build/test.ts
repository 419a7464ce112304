import { runStages } from './check/run-stages.ts';
import { checkStages, windowStages } from './check/stages.ts';

process.exitCode = (await runStages([...checkStages, ...windowStages])) ? 0 : 1;
