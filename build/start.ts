import { runBrowserHost } from '../electron/browser-host.ts';
import { startTexts } from '../shared/ipc/browser-host-texts.ts';
import { hostTime } from '../shared/engine/journal/host-time.ts';
import { downloadRuntime, mayDownload } from './start/download-runtime.ts';
import { electronRuntime, runElectron, type ElectronRuntime } from './start/electron-runtime.ts';
import { installElectron } from './start/install-electron.ts';
import { scenarios } from '../electron/lab/world/scenarios/registry.ts';
import { rehearse } from '../electron/cli/rehearse.ts';
import { readStartOptions, terminalWords } from './start/options.ts';
import { buildForBrowser, buildForElectron } from './start/build-stale.ts';

/** `npm start`: builds what has to be built, and opens the window in Electron or, where that cannot run, in a browser. */
async function start(words: readonly string[]): Promise<number> {
  const forTerminal = terminalWords(words, process.stdin.isTTY);
  if (forTerminal !== undefined) return rehearse(forTerminal);
  const read = readStartOptions(
    words,
    scenarios.map(({ id }) => id),
  );
  if (read.kind === 'wrong') {
    console.error(read.text);
    return 2;
  }
  const { scenario, place, open } = read.options;
  const runtime = place === 'browser' ? undefined : await electronToStart();
  if (runtime?.kind === 'there') {
    await buildForElectron();
    return runElectron(runtime.program, scenario);
  }
  if (runtime !== undefined) console.error(startTexts.noElectron(runtime.reason));
  await buildForBrowser();
  await runBrowserHost({ scenario, open });
  return 0;
}

/** Electron, downloaded when that is what it takes; tried once in each start, because the next one may be online. */
async function electronToStart(): Promise<Exclude<ElectronRuntime, { readonly kind: 'not-downloaded' }>> {
  const runtime = electronRuntime();
  if (runtime.kind !== 'not-downloaded') return runtime;
  if (!mayDownload(process.env)) return { kind: 'missing', reason: startTexts.noRuntime };
  const cancel = new AbortController();
  const onInterrupt = () => cancel.abort();
  process.once('SIGINT', onInterrupt);
  const end = await downloadRuntime({
    install: () => installElectron(runtime.packageFolder),
    ...{ time: hostTime, tell: (text: string) => console.error(text), signal: cancel.signal },
  });
  process.off('SIGINT', onInterrupt);
  if (end.kind === 'failed') return { kind: 'missing', reason: end.reason };
  const downloaded = electronRuntime();
  return downloaded.kind === 'not-downloaded' ? { kind: 'missing', reason: startTexts.noRuntime } : downloaded;
}

process.exitCode = await start(process.argv.slice(2));
