/** Texts of the window's own dialogs, which the main process shows. */
export const windowHostTexts = {
  closing: {
    title: 'A change is being written',
    message: 'Hybrid Preflight is writing to the system. Close it nevertheless?',
    detail:
      'The step stops at its next safe point, what was written is read back, and the run folder is closed. That can take a while. The run can be continued later.',
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
