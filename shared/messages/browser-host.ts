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
  ending: 'Ending at the next safe point …',
  gone: 'The window is gone for good: ending.',
  cannotListen: (text: string) => `No local port could be opened (${text}).`,
} as const;

/** Texts of what `npm start` does before a window opens. */
export const startTexts = {
  building: 'Building the window …',
  noElectron: (reason: string) => `Electron cannot be started here (${reason}); the window opens in a browser instead.`,
  notInstalled: 'its package is not installed',
  noRuntime: 'its runtime was never downloaded',
  noDisplay: 'there is no display',
  usage: 'npm start -- [--lab <scenario>] [--browser] [--no-open], or --terminal for a rehearsal without a window',
} as const;
