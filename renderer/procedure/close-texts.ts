/** Texts about the end of a run: what closing it does, and what there is once it is closed. */
export const closeTexts = {
  close: 'Close the run…',
  title: { end: 'Close the run?', midway: 'Close the run for now?' },
  intro: 'The report is written and the folder is sealed. Only what was sealed can be verified.',
  standsAt: (number: number, title: string) => `The run stands at step ${number}, ${title}.`,
  midway: 'What was changed so far stays as it is until the run is continued or undone.',
  later: 'Its folder can be continued on the page Start, also to undo it.',
  action: 'Close the run',
  now: 'Close the run now: the report is written and sealed only then.',
  closed: 'This run is closed. Continue its folder on the page Start to work on it again.',
  toReport: 'Go to the report',
  ended: 'All steps are done',
  undone: 'This run has been undone',
  run: 'The run',
  openHint:
    'It is not closed. A report that is saved now shows how far it is, and verifies as “not finished”. Close the run first when the work is done.',
  folder: 'Run folder',
  report: 'Report',
  hash: 'Journal hash',
  copyFolder: (what: string) => `Copy the path: ${what}`,
  showFolder: 'Show',
  showFolderOf: (what: string) => `Show the folder: ${what}`,
} as const;
