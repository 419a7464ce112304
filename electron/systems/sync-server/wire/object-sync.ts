import { z } from 'zod';
import { textOfObjectSync, type ObjectSyncReport } from '../../../../shared/systems/sync-server/object-sync.ts';

/**
 * The JSON text that `Invoke-ADSyncSingleObjectSync` writes (ADSyncSingleObjectSync.ps1, Write-Result), as far as it is used.
 * It travels as text and is read here: ConvertFrom-Json makes dates of some values, and Windows PowerShell 5.1 cannot read
 * objects whose names differ in case alone. Times in it follow the culture of the server and are left alone.
 */
const written = z.object({
  Action: z.enum(['Create', 'Update', 'Delete', 'Other']),
  StatusInfo: z.object({
    Status: z.enum(['Success', 'Failure']),
    ErrorCode: z.nullable(z.string()),
    Reason: z.nullable(z.string()),
    AdditionalDetails: z.nullable(z.string()),
    RecommendedAction: z.nullable(z.string()),
  }),
  ModifiedProperties: z.array(
    z.object({ Name: z.string(), OldValue: z.nullable(z.string()), NewValue: z.nullable(z.string()) }),
  ),
  ProvisioningSteps: z.array(
    z.object({
      Status: z.enum(['Success', 'Failure', 'Skipped']),
      Type: z.enum(['Scoping', 'Import', 'Sync', 'Export']),
      Name: z.string(),
    }),
  ),
});

/** The text of the tool, and what it tells; a text of another shape is no answer. */
export const objectSyncReport = z.codec(z.string(), z.custom<ObjectSyncReport>(), {
  decode(text, context) {
    const read = written.safeParse(parsed(text));
    if (read.success) return reportOf(read.data);
    context.issues.push({ code: 'custom', message: z.prettifyError(read.error), input: text });
    return z.NEVER;
  },
  encode: textOfObjectSync,
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reportOf({ Action, StatusInfo, ModifiedProperties, ProvisioningSteps }: z.infer<typeof written>) {
  return {
    action: Action,
    steps: ProvisioningSteps.map(({ Type, Name, Status }) => ({ type: Type, name: Name, status: Status })),
    // No value and an empty one are the same to the tool.
    modified: ModifiedProperties.map(({ Name, OldValue, NewValue }) => ({
      attribute: Name,
      before: OldValue || undefined,
      after: NewValue || undefined,
    })),
    stopped:
      StatusInfo.Status === 'Success'
        ? undefined
        : {
            errorCode: StatusInfo.ErrorCode ?? '',
            reason: StatusInfo.Reason ?? '',
            additionalDetails: StatusInfo.AdditionalDetails ?? '',
            recommendedAction: StatusInfo.RecommendedAction ?? '',
          },
  } satisfies ObjectSyncReport;
}
