import { assertNever } from '../base/assert-never.ts';
import type { SystemDifference } from '../engine/journal/system-identity.ts';

/** Texts about beginning and continuing a run, the same for command line and window. */
export const runSessionTexts = {
  otherRun: (fields: readonly string[]) =>
    `run.json and the journal of this folder do not describe the same run. Different: ${fields.join(', ')}. Nothing was changed.`,
  otherRunRemedy: 'Restore run.json as it was when the run began, or use an unchanged copy of the run folder.',
  otherSystem: 'The run was made on another system. Nothing was changed.',
  systemDifferences: (differences: readonly SystemDifference[]) => differences.map(differenceText),
  otherSystemRemedy: 'Open the run folder on the server that the run was made on.',
  procedureChanged: (steps: string) =>
    `These steps mean something else in this version than when the run was begun: ${steps}.`,
  procedureChangedRemedy: (version: string) => `Go on, or undo, with version ${version}.`,
  journalLost: (text: string) => `The journal could not be written (${text}). Nothing further was done.`,
  diskRemedy: 'Check that the disk is there, not full, and that you may write to it. Then resume.',
  damagedRemedy: (verify: string) =>
    `Keep the folder as it is. \`${verify} <folder>\` names the first thing that does not fit.`,
  emptyRun: (path: string) => `${path} holds a run that never began. Begin it again in a new folder.`,
  readOnly: (target: string) => `${target} can only be read.`,
  unknownProcedure: (name: string, known: string) =>
    `There is no procedure "${name}" in this version. There is: ${known}.`,
  unknownOption: (name: string, known: string) => `There is no option "${name}". The options are: ${known}.`,
  optionValue: (name: string, value: string, allowed: string) =>
    `"${value}" cannot be used for ${name}. Possible: ${allowed}.`,
} as const;

function differenceText(difference: SystemDifference): string {
  switch (difference.kind) {
    case 'server':
      return `Server of the run: ${named(difference.recorded)}. This server: ${named(difference.found)}.`;
    case 'instance':
      return `Installation of the run: ${named(difference.recorded)}. This installation: ${named(difference.found)}.`;
    case 'tenant':
      return `Tenant of the run: ${named(difference.recorded)}. This tenant: ${named(difference.found)}.`;
    case 'connector':
      return `Connector of the run that does not exist here: “${difference.name}” (${difference.id}).`;
    default:
      return assertNever(difference);
  }
}

function named(value: string | null): string {
  return value ?? 'unknown';
}
