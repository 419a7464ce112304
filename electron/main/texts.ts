/** Texts of the window's own dialogs, which the main process shows. */
export const windowHostTexts = {
  closing: {
    title: 'A change is being written',
    message: 'Hybrid Preflight is still writing. Close it nevertheless?',
    /** `pending`: what is being written, in words. */
    detail: (pending: readonly string[]) =>
      [
        'Not finished:',
        ...pending.map((what) => `•  ${what}`),
        '',
        'The step stops at its next safe point, what was written is read back, and the run folder is closed. That can take a while. A write that the system never answers is not waited for: it may still take effect. The run can be continued later; it reads first what is there.',
      ].join('\n'),
    keepOpen: 'Keep working',
    close: 'Stop at a safe point and close',
  },
  notSealed: {
    title: 'The run could not be closed properly',
    message:
      'Its journal is safe on disk up to the last line. Continue the run folder next time: what is there will be read before anything else happens.',
  },
  crashed: {
    title: 'The window has failed several times',
    message: 'Nothing of the run is lost: the program behind the window goes on.',
    reload: 'Show the window again',
    close: 'Close Hybrid Preflight',
  },
  unexpected: {
    title: 'Hybrid Preflight has met an error of its own',
    message: (logs: string) =>
      `It ends now. The run's journal is on disk: continue the run folder next time. The log is in ${logs}`,
  },
  shutdownHeld: 'Hybrid Preflight is writing to the system.',
} as const;
