import { runBrowserHost } from '../electron/browser-host.ts';
import { startTexts } from '../shared/messages/browser-host.ts';
import { electronRuntime, runElectron } from './start/electron-runtime.ts';
import { rehearse } from '../electron/cli/rehearse.ts';
import { readStartOptions, terminalWords } from './start/options.ts';
import { buildForBrowser, buildForElectron } from './start/build-stale.ts';

/** `npm start`: builds what has to be built, and opens the window in Electron or, where that cannot run, in a browser. */
async function start(words: readonly string[]): Promise<number> {
  const forTerminal = terminalWords(words, process.stdin.isTTY);
  if (forTerminal !== undefined) return rehearse(forTerminal);
  const options = readStartOptions(words);
  if (options === undefined) {
    console.error(startTexts.usage);
    return 2;
  }
  const { scenario, place, open } = options;
  const runtime = place === 'browser' ? undefined : electronRuntime();
  if (runtime?.kind === 'there') {
    await buildForElectron();
    return runElectron(runtime.program, scenario);
  }
  if (runtime !== undefined) console.error(startTexts.noElectron(runtime.reason));
  await buildForBrowser();
  await runBrowserHost({ scenario, open });
  return 0;
}

process.exitCode = await start(process.argv.slice(2));
