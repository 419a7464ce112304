import { startTexts } from '../shared/messages/browser-host.ts';
import { builtWindow, runBrowserHost } from './browser-host.ts';
import { buildWindowWhenStale } from './start/build-window.ts';
import { electronRuntime, runElectron } from './start/electron-runtime.ts';
import { readStartOptions } from './start/options.ts';
import { rehearseInTerminal } from './start/terminal-rehearsal.ts';

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** `npm start`: builds the window when it has to be, and opens it in Electron or, where that cannot run, in a browser. */
async function start(words: readonly string[]): Promise<number> {
  const options = readStartOptions(words);
  if (options === undefined) {
    say(startTexts.usage);
    return 2;
  }
  const { scenario, place, open } = options;
  if (place === 'terminal') return rehearseInTerminal(scenario);
  await buildWindowWhenStale(builtWindow, () => say(startTexts.building));
  const runtime = place === 'browser' ? undefined : electronRuntime();
  if (runtime?.kind === 'there') return runElectron(runtime.program, scenario);
  if (runtime !== undefined) say(startTexts.noElectron(runtime.reason));
  await runBrowserHost({ scenario, open });
  return 0;
}

process.exitCode = await start(process.argv.slice(2));
