import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { distinguishedNameKey, type ConnectorSpaceRow } from '../state.ts';
import type { AttributeBag } from './attribute-bag.ts';
import type { Rows } from './table.ts';

/**
 * References of a connector space lead to objects, not to texts: when objects were renamed, everything that names them is
 * rewritten. `renamed` maps the key of the old distinguished name to the new name.
 */
export function renameReferences(
  objects: Rows<ConnectorSpaceRow>,
  attributes: readonly string[],
  renamed: ReadonlyMap<string, string>,
): void {
  if (renamed.size === 0 || attributes.length === 0) return;
  for (const row of objects.values()) {
    const rewritten = rewriteReferences(row.attributes, attributes, renamed);
    const { pendingImport } = row;
    const staged =
      pendingImport === undefined || pendingImport.operation === 'delete'
        ? pendingImport
        : { ...pendingImport, attributes: rewriteReferences(pendingImport.attributes, attributes, renamed) };
    const isSame = rewritten === row.attributes && (staged === pendingImport || sameStaged(staged, pendingImport));
    if (!isSame) objects.put({ ...row, attributes: rewritten, pendingImport: staged });
  }
}

function rewriteReferences(
  bag: AttributeBag,
  attributes: readonly string[],
  renamed: ReadonlyMap<string, string>,
): AttributeBag {
  const changes: (readonly [string, AttributeValues])[] = [];
  for (const name of attributes) {
    const values = bag.get(name);
    const isAffected =
      values?.some((value) => typeof value === 'string' && renamed.has(distinguishedNameKey(value))) ?? false;
    if (values === undefined || !isAffected) continue;
    changes.push([
      name,
      values.map((value) => (typeof value === 'string' ? (renamed.get(distinguishedNameKey(value)) ?? value) : value)),
    ]);
  }
  return changes.length === 0 ? bag : bag.with(changes);
}

function sameStaged(left: ConnectorSpaceRow['pendingImport'], right: ConnectorSpaceRow['pendingImport']): boolean {
  return (
    left !== undefined &&
    right !== undefined &&
    'attributes' in left &&
    'attributes' in right &&
    left.attributes === right.attributes
  );
}
