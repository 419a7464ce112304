import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  resultOfObjectSync,
  stopOfWords,
  type ObjectSyncReport,
  type ObjectSyncStop,
} from '../../../../shared/systems/sync-server/object-sync.ts';

const nothing: ObjectSyncStop = { errorCode: '', reason: '', additionalDetails: '', recommendedAction: '' };
const step = (type: 'Scoping' | 'Import' | 'Sync' | 'Export') => ({
  ...{ type, name: `${type}SpecificObject`, status: 'Success' as const },
});
const reportOf = (stopped: ObjectSyncReport['stopped'], steps: ObjectSyncReport['steps'] = []): ObjectSyncReport => ({
  ...{ action: 'Update', steps, modified: [], stopped },
});

describe('a report of Invoke-ADSyncSingleObjectSync', () => {
  it('is a result when the tool came to its end', () => {
    const { stopped: _none, ...result } = reportOf(undefined, [step('Export')]);
    expect(resultOfObjectSync(reportOf(undefined, [step('Export')]), 'x')).toEqual({ ok: true, value: result });
  });

  it.each([
    ['while it looks at the scope', [step('Scoping')], 'pointless'],
    ['while it imports', [step('Scoping'), step('Import')], 'pointless'],
    ['at the synchronization, which may be committed', [step('Import'), step('Sync')], 'effect-unknown'],
    ['at the export', [step('Import'), step('Sync'), step('Export')], 'effect-unknown'],
  ] as const)('says whether it may be repeated when it stops %s', (_when, steps, retry) => {
    expect(resultOfObjectSync(reportOf({ ...nothing, errorCode: 'Filtered Object' }, steps), 'x')).toMatchObject({
      ok: false,
      failure: { code: 'object-not-synchronized', during: 'x', retry },
    });
  });

  it.each(['no-start-ma-already-running', 'No-Start-MA-Update-In-Progress'])('is busy with %s', (errorCode) => {
    const busy = (steps: ObjectSyncReport['steps']) =>
      resultOfObjectSync(reportOf({ ...nothing, errorCode }, steps), 'x');
    expect(busy([step('Import')])).toMatchObject({ failure: { code: 'connector-busy', retry: 'safe' } });
    expect(busy([step('Export')])).toMatchObject({ failure: { code: 'connector-busy', retry: 'effect-unknown' } });
  });

  it.each(['reason', 'additionalDetails'] as const)(
    'says that Entra Connect cannot sign in where its %s tells so',
    (name) => {
      const stopped = { ...nothing, errorCode: 'CloudExportFailed', [name]: 'AADSTS50055: The password is expired.' };
      expect(resultOfObjectSync(reportOf(stopped, [step('Export')]), 'x')).toMatchObject({
        failure: { code: 'service-sign-in-failed', retry: 'effect-unknown' },
      });
    },
  );

  it('tells the words of the tool under its names, and what it leaves empty not', () => {
    const stopped = {
      ...nothing,
      reason: 'Not unique',
      errorCode: 'attributevaluemustbeunique',
      recommendedAction: ' ',
    };
    expect(resultOfObjectSync(reportOf(stopped, [step('Export')]), 'x')).toMatchObject({
      failure: { raw: 'Reason: Not unique\nErrorCode: attributevaluemustbeunique\nStep: ExportSpecificObject' },
    });
  });

  it('can be read back from its words', () => {
    const words = fc.stringMatching(/^[a-z][a-z =,\n]*[a-z]$/).map((text) => text.replaceAll('\n ', '\n'));
    const any = fc.oneof(fc.constant(''), words);
    const stops = fc.record({ errorCode: words, reason: any, additionalDetails: any, recommendedAction: any });
    fc.assert(
      fc.property(stops, (stopped) => {
        const answer = resultOfObjectSync(reportOf(stopped, [step('Sync')]), 'x');
        expect(!answer.ok && stopOfWords(answer.failure.raw)).toEqual({ ...stopped, lastStep: 'SyncSpecificObject' });
      }),
    );
  });

  it('is not read into other words', () => {
    for (const raw of ['', 'Sync is already running', 'x\nReason: y']) expect(stopOfWords(raw)).toBeUndefined();
  });
});
