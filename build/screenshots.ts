import { runStages } from './check/run-stages.ts';
import { screenshotStages } from './check/stages.ts';

/** `npm run screenshots`: writes pictures of every screen, in every look, to docs/screenshots. */
process.exitCode = (await runStages(screenshotStages)) ? 0 : 1;
