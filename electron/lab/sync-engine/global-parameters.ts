import type { GlobalParameters } from '../../../shared/entra-connect/rules/model.ts';
import { booleanOf } from '../../../shared/entra-connect/rules/values.ts';

/** entra-connect.md §1.1 */
const stagingMode = 'Microsoft.Synchronize.StagingMode';

export function isStagingMode(parameters: GlobalParameters): boolean {
  return booleanOf(parameters.get(stagingMode) ?? '') ?? false;
}
