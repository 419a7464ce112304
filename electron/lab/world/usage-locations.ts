import { noteCloudFacts } from '../cloud/entra/entra-rows.ts';
import type { LabState } from '../state.ts';

/** Every so many users have no usage location yet: nobody can give them a licence before that is set. */
const withoutLocationEvery = 10;
const usualLocation = 'DE';

/** Gives the synchronized users the usage location of their country, and leaves some without. */
export function setUsageLocations(state: LabState): void {
  let count = 0;
  for (const row of [...state.tenant.objects.values()]) {
    if (row.cloud === undefined || row.cloud.usageLocation !== undefined) continue;
    count += 1;
    if (count % withoutLocationEvery === 0) continue;
    noteCloudFacts(state, row, { usageLocation: row.attributes.text('countryLetterCode') ?? usualLocation });
  }
}
