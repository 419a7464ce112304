/** What a browser shows in place of the window, by the kind of the entry. */
export const entryTexts = {
  'not-admitted': {
    title: 'This address has already been used',
    text: 'Each address opens one browser. Continue in the browser that opened it, or start Hybrid Preflight again for a new address.',
  },
  'in-use': {
    title: 'Hybrid Preflight is open in another window',
    text: 'Only one window works at a time. Continue in the other window, or take over here: the other window closes its view, and work in progress continues.',
  },
  unanswered: {
    title: 'Hybrid Preflight did not answer',
    text: 'It has ended, or the connection to it broke. Start Hybrid Preflight again. A run can be continued from its run folder.',
  },
  takeOver: 'Take over here',
} as const;

/** What the browser host prints at the terminal. */
export const browserHostTexts = {
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
