import { runStages } from './check/run-stages.ts';
import { windowStages } from './check/stages.ts';

/** `npm run e2e`; words after `--` go to Playwright: files, `--grep`, `--headed`. */
const words = process.argv.slice(2);
const stages = windowStages.map((stage) => ({ ...stage, arguments: [...stage.arguments, ...words] }));
process.exitCode = (await runStages(stages)) ? 0 : 1;
