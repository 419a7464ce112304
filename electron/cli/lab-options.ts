import { labTexts } from '../lab/command-texts.ts';
import { faultKinds, portNames } from '../lab/faults/fault-book.ts';
import { fieldReportReadings, type LabFault, type LabReadings } from '../lab/state.ts';
import { usageError } from './exit.ts';

/** The readings given on the command line; text values of the known names, whole minutes for the number. */
export function readingsFrom(given: ReadonlyMap<string, string>): Partial<LabReadings> {
  const known = Object.keys(fieldReportReadings);
  return Object.fromEntries<string | number>(
    [...given].map(([name, text]): [string, string | number] => {
      if (!isReading(name)) throw usageError(labTexts.unknownReading(name, known.join(', ')));
      const allowed = readingValues[name];
      if (allowed === 'minutes') {
        if (!/^\d{1,6}$/.test(text)) throw usageError(labTexts.readingValue(name, text, labTexts.wholeMinutes));
        return [name, Number(text)];
      }
      if (!(allowed as readonly string[]).includes(text)) {
        throw usageError(labTexts.readingValue(name, text, allowed.join(', ')));
      }
      return [name, text];
    }),
  );
}

const readingValues: {
  readonly [Name in keyof LabReadings]: LabReadings[Name] extends number ? 'minutes' : readonly LabReadings[Name][];
} = {
  duplicatePrecedence: ['refused', 'accepted'],
  editorCloneTag: ['empty', 'kept'],
  applyOnceNull: ['clears', 'keeps-stored-value'],
  modifiedStandardRule: ['accepted', 'refused'],
  recreatedRuleIdentifier: ['new', 'same'],
  forwardSyncMinutes: 'minutes',
  archiveGuidAlone: ['does-not-block', 'blocks'],
};

function isReading(name: string): name is keyof LabReadings {
  return name in fieldReportReadings;
}

export interface FaultOptions {
  readonly call?: string;
  readonly fault?: string;
  readonly times?: number;
  readonly skip?: number;
  readonly clear?: boolean;
}

/** The fault that the options describe, or that all are to be switched off. */
export function faultFrom({ call, fault, times, skip = 0, clear }: FaultOptions): Omit<LabFault, 'id'> | 'clear' {
  if (clear === true) return 'clear';
  if (call === undefined || fault === undefined) throw usageError(labTexts.faultNeeds);
  const [portName, method] = call.split('.');
  const port = portNames.find((name) => name === portName);
  if (port === undefined || method === undefined || method === '') {
    throw usageError(labTexts.unknownCall(call, portNames.join(', ')));
  }
  const kind = faultKinds.find((name) => name === fault);
  if (kind === undefined) throw usageError(labTexts.unknownFault(fault, faultKinds.join(', ')));
  return { port, call: method, kind, skip, remaining: times };
}
