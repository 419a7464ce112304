import type { EntraRow, LabState } from '../../state.ts';
import type { ObjectError } from '../../../../shared/entra-connect/evaluation/error-texts.ts';
import type { RowIndex } from '../../sync-engine/table.ts';
import type { AttributeBag } from '../../sync-engine/attribute-bag.ts';
import type { EntraObjectId } from '../../../../shared/base/identifiers.ts';
import { entraErrors } from '../../texts.ts';

/** Names that only one active object may carry: user principal names, and addresses of any object. */
const byUniqueName: RowIndex<EntraRow> = {
  name: 'uniqueName',
  keysOf: (row) => (row.deletedAt === undefined ? uniqueNames(row.attributes).map(({ key }) => key) : undefined),
};

interface UniqueName {
  readonly attribute: 'UserPrincipalName' | 'ProxyAddresses';
  readonly value: string;
  readonly key: string;
}

/** Why Entra ID would refuse these attributes for this object; undefined when nobody else carries its names. */
export function uniquenessConflict(
  state: LabState,
  attributes: AttributeBag,
  own: EntraObjectId | undefined,
): ObjectError | undefined {
  const taken = uniqueNames(attributes).find(({ key }) =>
    state.tenant.objects.find(byUniqueName, key).some((row) => row.id !== own),
  );
  return taken && entraErrors.notUnique(taken.attribute, taken.value);
}

function uniqueNames(attributes: AttributeBag): readonly UniqueName[] {
  const principal = attributes.text('userPrincipalName');
  const addresses = (attributes.get('proxyAddresses') ?? []).filter((value) => typeof value === 'string');
  return [
    ...(principal === undefined
      ? []
      : [{ attribute: 'UserPrincipalName', value: principal, key: `upn:${principal.toLowerCase()}` } as const]),
    ...addresses.map(
      (value) => ({ attribute: 'ProxyAddresses', value, key: `address:${value.toLowerCase()}` }) as const,
    ),
  ];
}
