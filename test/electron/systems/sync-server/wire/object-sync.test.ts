import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectSyncReport } from '../../../../../electron/systems/sync-server/wire/object-sync.ts';
import type { ObjectSyncReport } from '../../../../../shared/systems/sync-server/object-sync.ts';

/** In the form of ADSyncSingleObjectSync.ps1: every member of its classes, as ConvertTo-Json -Depth 3 -Compress writes them. */
const written = {
  Action: 'Update',
  StartTime: '21.11.2026 23:00:00',
  EndTime: '21.11.2026 23:00:09',
  SourceSystem: { Name: 'Active Directory' },
  TargetSystem: { Name: 'Azure Active Directory' },
  SourceIdentity: { Id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', Type: 'user', Name: 'CN=Anna,DC=fabrikam,DC=com' },
  TargetIdentity: { Id: '3f2504e0-4f89-41d3-9a0c-0305e82c3302', Type: 'user', Name: 'anna@fabrikam.com' },
  StatusInfo: {
    ...{
      Status: 'Success',
      ErrorCode: '',
      Reason: '',
      AdditionalDetails: '',
      ErrorCategory: '',
      RecommendedAction: '',
    },
  },
  ModifiedProperties: [
    { Name: 'msExchMailboxGuid', OldValue: 'v+kJp2aq4EOpIb9OZTg2yg==', NewValue: '' },
    { Name: 'proxyAddresses - Count', OldValue: '2', NewValue: '3' },
    { Name: 'description', OldValue: null, NewValue: '2026-01-01T00:00:00Z' },
  ],
  ProvisioningSteps: [
    {
      ...{ Status: 'Skipped', Type: 'Scoping', Name: 'ScopingGroup', Description: 'Group', Timestamp: '21.11.2026' },
      Details: { a: '1', A: '2', '': '3' },
    },
  ],
};

describe('what Invoke-ADSyncSingleObjectSync writes', () => {
  it('is read as it stands', () => {
    expect(objectSyncReport.decode(JSON.stringify(written))).toEqual({
      action: 'Update',
      steps: [{ type: 'Scoping', name: 'ScopingGroup', status: 'Skipped' }],
      modified: [
        { attribute: 'msExchMailboxGuid', before: 'v+kJp2aq4EOpIb9OZTg2yg==', after: undefined },
        { attribute: 'proxyAddresses - Count', before: '2', after: '3' },
        { attribute: 'description', before: undefined, after: '2026-01-01T00:00:00Z' },
      ],
      stopped: undefined,
    });
  });

  it('is read when it failed', () => {
    const StatusInfo = { ...written.StatusInfo, Status: 'Failure', ErrorCode: 'Filtered Object', Reason: null };
    expect(objectSyncReport.decode(JSON.stringify({ ...written, StatusInfo })).stopped).toEqual({
      ...{ errorCode: 'Filtered Object', reason: '', additionalDetails: '', recommendedAction: '' },
    });
  });

  it('is the inverse of what is read', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    const value = fc.option(text, { nil: undefined });
    const reports: fc.Arbitrary<ObjectSyncReport> = fc.record({
      action: fc.constantFrom('Create', 'Update', 'Delete', 'Other'),
      steps: fc.array(
        fc.record({
          type: fc.constantFrom('Scoping', 'Import', 'Sync', 'Export'),
          name: text,
          status: fc.constantFrom('Success', 'Failure', 'Skipped'),
        }),
      ),
      modified: fc.array(fc.record({ attribute: text, before: value, after: value })),
      stopped: fc.option(
        fc.record({ errorCode: text, reason: text, additionalDetails: text, recommendedAction: text }),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(reports, (report) => {
        expect(objectSyncReport.decode(objectSyncReport.encode(report))).toEqual(report);
      }),
    );
  });

  it.each([
    ['no JSON', 'Success'],
    ['nothing', ''],
    ['half of it', JSON.stringify(written).slice(0, -1)],
    ['another action', JSON.stringify({ ...written, Action: 'Disable' })],
    ['no status', JSON.stringify({ ...written, StatusInfo: { ...written.StatusInfo, Status: null } })],
    [
      'a step of an unknown kind',
      JSON.stringify({ ...written, ProvisioningSteps: [{ Status: 'Success', Type: 'Matching', Name: 'x' }] }),
    ],
    ['steps that are no list', JSON.stringify({ ...written, ProvisioningSteps: {} })],
    [
      'a value that is no text',
      JSON.stringify({ ...written, ModifiedProperties: [{ Name: 'x', OldValue: 1, NewValue: '' }] }),
    ],
  ])('is no answer with %s', (_what, text) => {
    expect(objectSyncReport.safeDecode(text).success).toBe(false);
  });
});
