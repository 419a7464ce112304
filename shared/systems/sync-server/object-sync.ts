import { failed, success, type Failure, type Result } from '../../base/failure.ts';
import { saysSignInFailed } from './sync-server-errors.ts';
import type { ObjectSyncResult } from './sync-server.ts';

/** What stopped `Invoke-ADSyncSingleObjectSync`, by the names of its `StatusInfo`; empty where it says nothing. */
export interface ObjectSyncStop {
  readonly errorCode: string;
  readonly reason: string;
  readonly additionalDetails: string;
  readonly recommendedAction: string;
}

/** All that `Invoke-ADSyncSingleObjectSync` tells: it does not throw, but reports what stopped it. */
export interface ObjectSyncReport extends ObjectSyncResult {
  /** Undefined: it came to its end. */
  readonly stopped: ObjectSyncStop | undefined;
}

/** Errors of a run that did not start because another one was under way (entra-connect.md §3.4). */
const busyCodes: ReadonlySet<string> = new Set(['no-start-ma-already-running', 'no-start-ma-update-in-progress']);

/** A report as the port's result. */
export function resultOfObjectSync(
  { stopped, action, steps, modified }: ObjectSyncReport,
  during: string,
): Result<ObjectSyncResult> {
  if (stopped === undefined) return success({ action, steps, modified });
  return failed(failureOfObjectSync(stopped, steps, during));
}

/** What it means that `Invoke-ADSyncSingleObjectSync` was stopped after these steps. */
function failureOfObjectSync(stopped: ObjectSyncStop, steps: ObjectSyncResult['steps'], during: string): Failure {
  const isBusy = busyCodes.has(stopped.errorCode.toLowerCase());
  const raw = wordsOfStop(stopped, steps.at(-1)?.name);
  // An import stages only; from the synchronization on it may be committed, and more is exported than this attempt says.
  const isCommitted = steps.some(({ type }) => type === 'Sync' || type === 'Export');
  return {
    code: isBusy ? 'connector-busy' : saidSignInFailed(stopped) ? 'service-sign-in-failed' : 'object-not-synchronized',
    during,
    raw,
    retry: isCommitted ? 'effect-unknown' : isBusy ? 'safe' : 'pointless',
  };
}

function saidSignInFailed({ errorCode, reason, additionalDetails }: ObjectSyncStop): boolean {
  return [errorCode, reason, additionalDetails].some(saysSignInFailed);
}

/** The tool's own words under its own names, one after the other; what it leaves empty is left out. */
function wordsOfStop(stopped: ObjectSyncStop, lastStep: string | undefined): string {
  const words = { ...stopped, lastStep: lastStep ?? '' };
  return labels
    .filter(([name]) => words[name].trim() !== '')
    .map(([name, label]) => `${label}: ${words[name]}`)
    .join('\n');
}

/** `wordsOfStop` read back, as long as no text holds one of its names at the beginning of a line; undefined: other words. */
export function stopOfWords(raw: string): (ObjectSyncStop & { readonly lastStep: string }) | undefined {
  const words = { reason: '', errorCode: '', lastStep: '', additionalDetails: '', recommendedAction: '' };
  let name: keyof typeof words | undefined;
  for (const line of raw.split('\n')) {
    const begun = labels.find(([, label]) => line.startsWith(`${label}: `));
    if (begun !== undefined) {
      name = begun[0];
      words[name] = line.slice(begun[1].length + 2);
    } else if (name === undefined) {
      return undefined;
    } else {
      words[name] += `\n${line}`;
    }
  }
  return words;
}

/** A report as the JSON text that the tool writes, without its times and descriptions: for whoever stands in for it. */
export function textOfObjectSync({ action, steps, modified, stopped }: ObjectSyncReport): string {
  return JSON.stringify({
    Action: action,
    StatusInfo: {
      Status: stopped === undefined ? 'Success' : 'Failure',
      ErrorCode: stopped?.errorCode ?? '',
      Reason: stopped?.reason ?? '',
      AdditionalDetails: stopped?.additionalDetails ?? '',
      RecommendedAction: stopped?.recommendedAction ?? '',
    },
    ModifiedProperties: modified.map(({ attribute, before, after }) => ({
      Name: attribute,
      OldValue: before ?? '',
      NewValue: after ?? '',
    })),
    ProvisioningSteps: steps.map(({ type, name, status }) => ({ Status: status, Type: type, Name: name })),
  });
}

const labels = [
  ['reason', 'Reason'],
  ['errorCode', 'ErrorCode'],
  ['lastStep', 'Step'],
  ['additionalDetails', 'AdditionalDetails'],
  ['recommendedAction', 'RecommendedAction'],
] as const;
