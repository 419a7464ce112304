import type { Brand } from './brand.ts';
import type { Guid } from './guid.ts';

/** Identifier of a synchronization rule; differs between servers even for default rules. */
export type RuleId = Guid & Brand<string, 'RuleId'>;
/** Identifier of a connector; AD connectors differ between servers, the Entra connector's never does. */
export type ConnectorId = Guid & Brand<string, 'ConnectorId'>;
/** Identifier of a connector space object. */
export type ConnectorSpaceObjectId = Guid & Brand<string, 'ConnectorSpaceObjectId'>;
/** Identifier of a metaverse object. */
export type MetaverseObjectId = Guid & Brand<string, 'MetaverseObjectId'>;
/** Object id of a user, group or other object in Microsoft Entra ID. */
export type EntraObjectId = Guid & Brand<string, 'EntraObjectId'>;
/** Identifier of a product (SKU) in Microsoft 365. */
export type SkuId = Guid & Brand<string, 'SkuId'>;

/** Identifier of the Entra connector on every server (entra-connect.md §1.1). */
export const entraConnectorId = 'b891884f-051e-4a83-95af-2544101c9083' as ConnectorId;
