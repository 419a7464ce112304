/** Texts about beginning and continuing a run, the same for command line and window. */
export const runSessionTexts = {
  otherRun: (found: string) => `The journal in this folder belongs to another run (${found}).`,
  procedureChanged: (steps: string) =>
    `These steps mean something else in this version than when the run was begun: ${steps}.`,
  procedureChangedRemedy: (version: string) => `Go on, or undo, with version ${version}.`,
  journalLost: (text: string) => `The journal could not be written (${text}). Nothing further was done.`,
  diskRemedy: 'Check that the disk is there, not full, and that you may write to it. Then resume.',
  damagedRemedy:
    'Keep the folder as it is. `hybrid-preflight report verify <folder>` names the first thing that does not fit.',
  emptyRun: (path: string) => `${path} holds a run that never began. Begin it again in a new folder.`,
  readOnly: (target: string) => `${target} can only be read.`,
  unknownProcedure: (name: string, known: string) =>
    `There is no procedure "${name}" in this version. There is: ${known}.`,
  unknownOption: (name: string, known: string) => `There is no option "${name}". The options are: ${known}.`,
  optionValue: (name: string, value: string, allowed: string) =>
    `"${value}" cannot be used for ${name}. Possible: ${allowed}.`,
} as const;
