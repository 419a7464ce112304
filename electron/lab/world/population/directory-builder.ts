import { guidToBytes, type Guid } from '../../../../shared/base/guid.ts';
import type { AttributeValue, AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import { AttributeBag } from '../../sync-engine/attribute-bag.ts';
import { distinguishedNameParts } from '../../../../shared/entra-connect/evaluation/distinguished-names.ts';
import { nextGuid, type GuidSource } from '../../sync-engine/guid-source.ts';
import { distinguishedNameKey, type DirectoryRow } from '../../state.ts';
import { sidBytes } from './identifiers.ts';

/** Attributes of a new object; what is undefined is left out. */
export type NewAttributes = Readonly<Record<string, AttributeValue | AttributeValues | undefined>>;

/** Domain part of the SIDs: three 32-bit numbers. */
export type DomainSid = readonly [number, number, number];

const firstRelativeIdentifier = 1101;

/** Creates the objects of one forest, containers before their content, each with its own number, GUID and SID. */
export class DirectoryBuilder {
  readonly rows: DirectoryRow[] = [];
  readonly #guids: GuidSource;
  readonly #domainSid: DomainSid;
  readonly #names = new Set<string>();
  #principals = 0;

  constructor(guids: GuidSource, domainSid: DomainSid) {
    this.#guids = guids;
    this.#domainSid = domainSid;
  }

  /** Makes sure that a container and everything above it up to the domain exists. */
  container(distinguishedName: string): void {
    if (this.has(distinguishedName)) return;
    const [name = '', ...parents] = distinguishedNameParts(distinguishedName);
    const objectClass = containerClassOf(name);
    if (objectClass !== 'domainDNS' && parents.length > 0) this.container(parents.join(','));
    this.add(objectClass, distinguishedName, { name: name.slice(name.indexOf('=') + 1) });
  }

  has(distinguishedName: string): boolean {
    return this.#names.has(distinguishedNameKey(distinguishedName));
  }

  /** A user, inetOrgPerson or group: with objectSid. */
  addPrincipal(objectClass: string, distinguishedName: string, attributes: NewAttributes): DirectoryRow {
    const { id, sid } = this.reserve();
    return this.add(objectClass, distinguishedName, { objectSid: sid, ...attributes }, id);
  }

  /** An identity for an object that is not added yet: objectGUID, and the SID it has if it is a principal. */
  reserve(): { readonly id: Guid; readonly sid: Uint8Array } {
    const sid = sidBytes(this.#domainSid, firstRelativeIdentifier + this.#principals);
    this.#principals += 1;
    return { id: nextGuid(this.#guids), sid };
  }

  add(
    objectClass: string,
    distinguishedName: string,
    attributes: NewAttributes,
    id = nextGuid(this.#guids),
  ): DirectoryRow {
    if (this.has(distinguishedName)) throw new Error(`There are two objects ${distinguishedName}`);
    this.#names.add(distinguishedNameKey(distinguishedName));
    const objectGUID = guidToBytes(id);
    const row: DirectoryRow = {
      id,
      distinguishedName,
      objectClass,
      attributes: AttributeBag.from(
        Object.entries({ objectGUID, ...attributes }).map(([name, value]) => [name, listOf(value)] as const),
      ),
      changeNumber: this.rows.length + 1,
      deletedAt: undefined,
    };
    this.rows.push(row);
    return row;
  }
}

function containerClassOf(relativeName: string): string {
  const type = relativeName.slice(0, relativeName.indexOf('=')).toUpperCase();
  if (type === 'DC') return 'domainDNS';
  return type === 'OU' ? 'organizationalUnit' : 'container';
}

function listOf(value: AttributeValue | AttributeValues | undefined): AttributeValues | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? (value as AttributeValues) : [value as AttributeValue];
}
