import type { ObjectError } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import type { LicenseAssignment, ServiceProvisioningError } from '../../../shared/systems/tenant.ts';
import type {
  ConnectorSpaceRow,
  DirectoryRow,
  EntraRow,
  EntraUserFacts,
  MetaverseLink,
  MetaverseRow,
  PendingExport,
  PendingImport,
  RecipientRow,
} from '../state.ts';
import {
  array,
  bag,
  DamagedValue,
  flag,
  list,
  number,
  optional,
  origins,
  record,
  text,
  type Column,
} from './columns.ts';

/** How the rows of each table are saved: one line each, the fields in this order. */

const objectError = record<ObjectError>({ type: text(), text: text() });

const pendingImport: Column<PendingImport> = {
  encode: (change, shard) =>
    change.operation === 'delete'
      ? ['delete']
      : [change.operation, bag.encode(change.attributes, shard), shard.text(change.distinguishedName)],
  decode(json, shard) {
    const [operation, attributes, distinguishedName] = array(json);
    if (operation === 'delete') return { operation };
    return {
      operation: writeOperation(operation),
      attributes: bag.decode(attributes, shard),
      distinguishedName: text().decode(distinguishedName, shard),
    };
  },
};

const pendingExport: Column<PendingExport> = {
  encode: (change, shard) => [
    change.operation,
    ...(change.operation === 'delete' ? [] : [bag.encode(change.attributes, shard)]),
    ...(change.isCutOff === true ? [true] : []),
  ],
  decode(json, shard) {
    const [operation, ...rest] = array(json);
    const cutOff = rest.at(-1) === true ? { isCutOff: true } : {};
    if (operation === 'delete') return { operation, ...cutOff };
    return { operation: writeOperation(operation), attributes: bag.decode(rest[0], shard), ...cutOff };
  },
};

function writeOperation(json: unknown): 'add' | 'update' {
  if (json !== 'add' && json !== 'update') throw new DamagedValue('add, update or delete expected');
  return json;
}

export const directoryRow = record<DirectoryRow>({
  id: text(),
  distinguishedName: text(),
  objectClass: text(),
  attributes: bag,
  changeNumber: number,
  deletedAt: optional(text()),
});

export const connectorSpaceRow = record<ConnectorSpaceRow>({
  id: text(),
  distinguishedName: text(),
  objectType: text(),
  anchor: optional(text()),
  attributes: bag,
  pendingImport: optional(pendingImport),
  pendingExport: optional(pendingExport),
  awaitingConfirmation: optional(pendingExport),
  metaverseObjectId: optional(text()),
  link: text(),
  synchronizationError: optional(objectError),
  exportError: optional(objectError),
});

export const metaverseRow = record<MetaverseRow>({
  id: text(),
  objectType: text(),
  attributes: bag,
  origins,
  links: list(record<MetaverseLink>({ connectorId: text(), objectId: text() })),
});

const license = record<LicenseAssignment>({
  skuId: text(),
  assignedByGroup: optional(text()),
  disabledPlans: list(text()),
  state: text(),
  error: text(),
});

const serviceProvisioningError = record<ServiceProvisioningError>({ service: text(), resolved: flag, detail: text() });

export const entraRow = record<EntraRow>({
  id: text(),
  objectType: text(),
  sourceAnchor: optional(text()),
  attributes: bag,
  changeNumber: number,
  deletedAt: optional(text()),
  cloud: optional(
    record<EntraUserFacts>({
      userPrincipalName: text(),
      displayName: text(),
      userType: text(),
      usageLocation: optional(text()),
      licenses: list(license),
      memberOf: list(text()),
      serviceProvisioningErrors: list(serviceProvisioningError),
    }),
  ),
});

export const recipientRow = record<RecipientRow>({
  id: text(),
  externalDirectoryObjectId: optional(text()),
  displayName: text(),
  primarySmtpAddress: text(),
  recipientTypeDetails: text(),
  exchangeGuid: text(),
  archiveGuid: text(),
  exchangeCloudManaged: flag,
  softDeletedAt: optional(text()),
  itemCount: number,
  skuId: optional(text()),
});
