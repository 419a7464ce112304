import { success, type Result } from '../../../base/failure.ts';
import { entraConnectorId, type MetaverseObjectId } from '../../../base/identifiers.ts';
import { proveTexts } from './texts.ts';
import type { ConnectorSpaceObject } from '../../../systems/sync-server/sync-server.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';

/** Metaverse objects that are synchronized to Microsoft Entra ID; the value: whether the GUID is there now. */
export type CloudHolders = ReadonlyMap<MetaverseObjectId, boolean>;

/** Finds them while the connector spaces are read. */
export interface CollectedHolders {
  readonly holders: CloudHolders;
  readonly see: (object: Pick<ConnectorSpaceObject, 'connectorId' | 'metaverseObjectId' | 'attributes'>) => void;
}

export function collectHolders(): CollectedHolders {
  const holders = new Map<MetaverseObjectId, boolean>();
  return {
    holders,
    see({ connectorId, metaverseObjectId: id, attributes }) {
      if (connectorId === entraConnectorId && id !== undefined) holders.set(id, attributes.has('msExchMailboxGuid'));
    },
  };
}

/** Reads the connector space of Microsoft Entra ID once. Where it holds nothing, as that of an export, nobody is in it. */
export async function readCloudHolders(context: Reading): Promise<Result<CloudHolders>> {
  const { holders, see } = collectHolders();
  const during = proveTexts.readingEntra;
  const attributes = ['msExchMailboxGuid'];
  const read = await readAll(
    context,
    during,
    (window) => context.systems.syncServer.connectorSpace(entraConnectorId, { ...window, attributes }, context),
    (objects, done, total) => {
      objects.forEach(see);
      context.progress(progressOf(during, done, total));
    },
  );
  return read.ok ? success(holders) : read;
}
