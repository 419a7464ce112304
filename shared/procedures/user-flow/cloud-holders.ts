import { success, type Result } from '../../failure.ts';
import { entraConnectorId, type MetaverseObjectId } from '../../identifiers.ts';
import { proveTexts } from '../../messages/rule-change-effect.ts';
import { progressOf } from '../object-census.ts';
import { readAll } from '../paging.ts';
import type { Reading } from '../systems.ts';

/** Metaverse objects that are synchronized to Microsoft Entra ID; the value: whether the GUID is there now. */
export type CloudHolders = ReadonlyMap<MetaverseObjectId, boolean>;

/** Reads the connector space of Microsoft Entra ID once. Where it holds nothing, as that of an export, nobody is in it. */
export async function readCloudHolders(context: Reading): Promise<Result<CloudHolders>> {
  const holders = new Map<MetaverseObjectId, boolean>();
  const during = proveTexts.readingEntra;
  const attributes = ['msExchMailboxGuid'];
  const read = await readAll(
    context,
    during,
    (window) => context.systems.syncServer.connectorSpace(entraConnectorId, { ...window, attributes }, context),
    (objects, done, total) => {
      for (const { metaverseObjectId: id, attributes: held } of objects) {
        if (id !== undefined) holders.set(id, held.has('msExchMailboxGuid'));
      }
      context.progress(progressOf(during, done, total));
    },
  );
  return read.ok ? success(holders) : read;
}
