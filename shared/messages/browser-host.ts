/** Texts of the browser host: its few pages of its own, and what it prints at the terminal. */
export const browserHostTexts = {
  product: 'Hybrid Preflight',
  usedUp: {
    title: 'This address is used up',
    text: 'Each address opens one browser only. Go on in the browser that opened it, or start Hybrid Preflight again for a new address.',
  },
  inUse: {
    title: 'Hybrid Preflight is open in another window',
    text: 'One window at a time works with the program, so that nothing is done twice. Go on in the other window, or take over: the other window then ends, and what is going on goes on.',
    takeOver: 'Take over here',
  },
  notBuilt: (folder: string) => `The window is not built: there is no index.html in ${folder}.`,
  address: (address: string) => `Hybrid Preflight is open at ${address}`,
  addressHint: 'The address works once, in one browser on this machine. Press Ctrl+C to end the program.',
  cannotOpen: 'No browser could be opened. Open the address yourself.',
  ending:
    'Ending at the next safe point … Press Ctrl+C again to end at once: the run can be continued then too, after reading what is there.',
  gone: 'The window is gone for good: ending.',
  cannotListen: (text: string) => `No local port could be opened (${text}).`,
} as const;

/** Texts of what `npm start` does before a window opens. */
export const startTexts = {
  building: 'Building the window …',
  noElectron: (reason: string) => `Electron cannot be started here (${reason}); the window opens in a browser instead.`,
  notInstalled: 'its package is not installed',
  noRuntime: 'its runtime was never downloaded',
  downloading: 'Downloading the Electron runtime, once … Press Ctrl+C to open the window in a browser instead.',
  downloaded: (bytes: number) => `  ${Math.round(bytes / 1e6)} MB`,
  downloadCancelled: 'its download was cancelled',
  downloadFailed: (text: string) => `its runtime could not be downloaded: ${text}`,
  downloadStands: (seconds: number) => `nothing of its runtime arrived for ${seconds} seconds`,
  downloadTooLong: (minutes: number) => `its runtime was not downloaded within ${minutes} minutes`,
  noDisplay: 'there is no display',
  noSuchScenario: (scenario: string, scenarios: readonly string[]) =>
    `There is no scenario "${scenario}". There are: ${scenarios.join(', ')}.`,
  usage: 'npm start -- [--lab <scenario>] [--browser] [--no-open], or --terminal for a rehearsal without a window',
} as const;
