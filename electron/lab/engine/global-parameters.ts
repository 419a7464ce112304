import type { DeletionThreshold } from '../../../shared/ports/sync-server.ts';
import type { GlobalParameters } from '../../../shared/sync-rules/model.ts';
import { booleanOf } from '../../../shared/sync-rules/values.ts';

/** Parameters of the server that decide what the engine does (entra-connect.md §1.1). */
const names = {
  stagingMode: 'Microsoft.Synchronize.StagingMode',
  thresholdEnabled: 'Microsoft.OptionalFeature.ExportDeletionThreshold',
  thresholdValue: 'Microsoft.OptionalFeature.ExportDeletionThresholdValue',
} as const;

/** Number of deletions that a server without the parameter allows: the product's default. */
const defaultThreshold = 500;

export function isStagingMode(parameters: GlobalParameters): boolean {
  return booleanOf(parameters.get(names.stagingMode) ?? '') ?? false;
}

export function deletionThresholdOf(parameters: GlobalParameters): DeletionThreshold {
  const count = Number(parameters.get(names.thresholdValue) ?? defaultThreshold);
  return {
    enabled: booleanOf(parameters.get(names.thresholdEnabled) ?? '') ?? true,
    count: Number.isInteger(count) ? count : defaultThreshold,
  };
}
