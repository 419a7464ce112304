/** Texts that the lab's systems answer with: the real systems' own words where a source gives them. */

/** Errors of AD by the words of the AD connector. */
export const directoryErrors = {
  taken: (distinguishedName: string) => ({
    type: 'dn-attributes-failure',
    text: `${distinguishedName} exists already.`,
  }),
  missing: (distinguishedName: string) => ({
    type: 'cd-missing-object',
    text: `${distinguishedName} does not exist in the directory.`,
  }),
} as const;

/** Export errors of Microsoft Entra ID (entra-connect.md §3.4). */
export const entraErrors = {
  notUnique: (attribute: string, value: string) => ({
    type: 'AttributeValueMustBeUnique',
    text:
      'Unable to update this object because the following attributes associated with this object have values that may ' +
      `already be associated with another object in your local directory services: [${attribute} ${value};].`,
  }),
  withoutAnchor: (distinguishedName: string) => ({
    type: 'DataValidationFailed',
    text: `${distinguishedName} has no sourceAnchor.`,
  }),
  unknownType: (objectType: string) => ({
    type: 'DataValidationFailed',
    text: `Microsoft Entra ID takes no objects of type ${objectType}.`,
  }),
  missing: (distinguishedName: string) => ({
    type: 'DataValidationFailed',
    text: `${distinguishedName} does not exist in Microsoft Entra ID.`,
  }),
} as const;

/** Texts of Exchange Online by their ids in graph-exchange.md §1.3. */
export const provisioningTexts = {
  A1: (synced: string, mailbox: string, cloud: string) =>
    `Failed to sync the ArchiveGuid ${synced} of mailbox ${mailbox} because one cloud archive ${cloud} exists.`,
  B: (property: 'ArchiveGuid' | 'ExchangeGuid', guid: string) =>
    `The value "${guid}" of property "${property}" is used by another recipient object. Please specify a unique value.`,
  N:
    "This user's on-premises mailbox hasn't been migrated to Exchange Online. " +
    'The Exchange Online mailbox will be available after migration is completed.',
} as const;

/** Answers of Microsoft Graph (graph-exchange.md §1.4). */
export const graphTexts = {
  invalidUsageLocation: 'License assignment cannot be done for user with invalid usage location.',
  inheritedLicense:
    'User license is inherited from a group membership and it cannot be removed directly from the user.',
  notFound: (id: string) =>
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  licenseNotHeld: 'User does not have a corresponding license.',
  unknownSku: (skuId: string) => `License ${skuId} does not correspond to a valid company License.`,
  noLicensesLeft: (skuId: string) => `Subscription with SKU ${skuId} does not have any available licenses.`,
} as const;

/** What the lab's `Invoke-ADSyncSingleObjectSync` says of what stopped it. */
export const objectSyncTexts = {
  emptyName: 'The name is empty.',
  noDomainComponent: (name: string) => `The name ${name} ends in no domain (DC=…).`,
  noPartition: (domain: string) => `No connector has the domain ${domain}.`,
  noEntraConnector: 'There is no connector for Microsoft Entra ID with one partition.',
  otherConnector: (name: string, connectorName: string) => `${name} belongs to the connector ${connectorName}.`,
  domainNotSelected: (domain: string) => `Not in scope: the domain ${domain} is not selected.`,
  containerExcluded: (name: string) => `Not in scope: the organizational unit of ${name} is excluded.`,
  typeNotTaken: (objectType: string) => `Not in scope: the connector takes no objects of type ${objectType}.`,
  notReadable: (name: string) => `The connector account finds no object ${name} in Active Directory.`,
  invalidFilter: (name: string) => `The (distinguishedName=${name}) search filter is invalid.`,
  alreadyRunning: 'A run profile is running already.',
  noMetaverseObject: 'The object is connected to nothing in the metaverse.',
  noTargetObject: (connectorName: string) => `Nothing of it is in the connector space of ${connectorName}.`,
  waitForTheRun: 'Wait until nothing is running, with the scheduler off, and try again.',
  checkTheFilters: 'Check the scope of the rules.',
  checkTheScope: 'Include it in what is synchronized.',
  checkTheName: 'Check the name and what the connector account may read.',
} as const;

/** Answers of the ADSync module (entra-connect.md §3.4). */
export const syncServerTexts = {
  busy: (connectorName: string) => `System.InvalidOperationException: Connector: ${connectorName} is busy.`,
  alreadyRunning: 'Sync is already running',
  suspended: 'System.InvalidOperationException: Scheduler is already suspended via global parameters.',
  unknownAttribute: (ruleName: string, ruleId: string, attribute: string) =>
    `${ruleName} (${ruleId}): AttributeFlowMapping's specified target attribute '${attribute}' is not a defined attribute type.`,
  unknownConnector: 'specified management agent cannot be found',
  /** No public source gives the product's words (entra-connect.md §3.4): these are the lab's. */
  duplicatePrecedence: (precedence: number, otherName: string) =>
    `The precedence ${precedence} is used by the rule "${otherName}". The value must be unique in the system.`,
  modifiedStandardRule: (name: string) => `The out-of-box rule "${name}" cannot be changed.`,
  unknownRule: (id: string) => `There is no synchronization rule ${id}.`,
  unknownObject: (distinguishedName: string) => `There is no object ${distinguishedName} in the connector space.`,
  deletionThreshold: (deletes: number, threshold: number) =>
    `Prevent Accidental Deletes: The number of deletions for this sync cycle (${deletes} pending deletes) has exceeded ` +
    `the current threshold of ${threshold} objects. Deletions will be suppressed...`,
  versionBlocked: (version: string, minimum: string) =>
    `Microsoft Entra Connect ${version} is no longer supported: all synchronization services fail below ${minimum} since 30 September 2026.`,
} as const;
