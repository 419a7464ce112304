import type { GlobalParameters } from '../../../shared/sync-rules/model.ts';
import { booleanOf } from '../../../shared/sync-rules/values.ts';

/** entra-connect.md §1.1 */
const stagingMode = 'Microsoft.Synchronize.StagingMode';

export function isStagingMode(parameters: GlobalParameters): boolean {
  return booleanOf(parameters.get(stagingMode) ?? '') ?? false;
}
