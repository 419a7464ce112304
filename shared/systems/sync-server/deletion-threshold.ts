import type { GlobalParameters } from '../../entra-connect/rules/model.ts';
import { booleanOf } from '../../entra-connect/rules/values.ts';
import type { DeletionThreshold } from './sync-server.ts';

/** The parameters of a server that hold its deletion threshold (entra-connect.md §1.1). */
export const deletionThresholdParameters = {
  enabled: 'Microsoft.OptionalFeature.ExportDeletionThreshold',
  count: 'Microsoft.OptionalFeature.ExportDeletionThresholdValue',
} as const;

/** Number of deletions that a server without the parameter allows: the product's default. */
const defaultCount = 500;

/**
 * The threshold as the server's settings hold it; what they do not say is the product's default. The cmdlet that tells it
 * wants somebody to sign in at the screen (entra-connect.md §3.2).
 */
export function deletionThresholdOf(parameters: GlobalParameters): DeletionThreshold {
  const count = Number(parameters.get(deletionThresholdParameters.count)?.trim() || defaultCount);
  return {
    enabled: booleanOf(parameters.get(deletionThresholdParameters.enabled) ?? '') ?? true,
    count: Number.isInteger(count) ? count : defaultCount,
  };
}
