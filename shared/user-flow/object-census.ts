import type { Progress } from '../engine/contract/step.ts';
import { success, type Result } from '../base/failure.ts';
import type { ConnectorSpaceObject, SyncServerReader } from '../systems/sync-server/sync-server.ts';
import { recipientKind } from '../entra-connect/recipient-kind.ts';
import type { Connector } from '../entra-connect/rules/model.ts';
import { readAll } from '../systems/paging.ts';
import type { Patience } from '../systems/patience.ts';

/** What reading a long list needs besides the system. */
export interface Gathering extends Patience {
  readonly progress: (progress: Progress) => void;
}

/** Objects of one type in a connector space that matter for the mailbox GUID, as far as the space itself tells. */
export interface TypeCount {
  readonly objectType: string;
  readonly objects: number;
  readonly withMailboxGuid: number;
  /** With the GUID, but without mailNickname, and not by a custom rule in the cloud all the same: it does not synchronize at all. */
  readonly withGuidWithoutNickname: number;
  /** Distinguished names of the remote mailboxes whose GUID synchronizes. */
  readonly remoteMailboxes: readonly string[];
}

/** The same with what became of those with a GUID. An object that is joined to nothing loses nothing. */
export interface ObjectTypeCensus extends TypeCount {
  /** With the GUID, and with mailNickname or the GUID in the cloud all the same; synchronized to Microsoft Entra ID. */
  readonly synchronized: number;
  /** Of them, those whose GUID is there now. */
  readonly inCloud: number;
}

type Counts = Omit<TypeCount, 'remoteMailboxes'>;

/** Counts the objects of a connector space by type, window by window; `visit` sees each of them once. */
export async function censusOf(
  syncServer: SyncServerReader,
  connector: Connector,
  gathering: Gathering,
  attributes: readonly string[],
  visit: (object: ConnectorSpaceObject) => void,
): Promise<Result<readonly TypeCount[]>> {
  const counts = new Map<string, Counts>();
  const remoteMailboxes = new Map<string, string[]>();
  const during = `Reading the connector space of ${connector.name}`;
  const read = await readAll(
    gathering,
    during,
    (window) => syncServer.connectorSpace(connector.id, { ...window, attributes }, gathering),
    (objects, done, total) => {
      for (const object of objects) {
        counts.set(object.objectType, counted(counts.get(object.objectType), object));
        if (isSynchronizedRemoteMailbox(object)) {
          const named = remoteMailboxes.get(object.objectType) ?? [];
          remoteMailboxes.set(object.objectType, named);
          named.push(object.distinguishedName);
        }
        visit(object);
      }
      gathering.progress(progressOf(during, done, total));
    },
  );
  if (!read.ok) return read;
  return success(
    [...counts.values()].map((one) => ({ ...one, remoteMailboxes: remoteMailboxes.get(one.objectType) ?? [] })),
  );
}

/** How far a long list has been read. */
export function progressOf(text: string, done: number, total: number | undefined): Progress {
  return total === undefined ? { text, done } : { text, done, total };
}

function isSynchronizedRemoteMailbox({ attributes, metaverseObjectId }: ConnectorSpaceObject): boolean {
  const [details] = attributes.get('msExchRecipientTypeDetails') ?? [];
  const kind = recipientKind(typeof details === 'bigint' ? details : undefined);
  const synchronizes =
    metaverseObjectId !== undefined && attributes.has('msExchMailboxGuid') && attributes.has('mailNickname');
  return kind === 'remote-mailbox' && synchronizes;
}

function counted(before: Counts | undefined, object: ConnectorSpaceObject): Counts {
  const hasGuid = object.attributes.has('msExchMailboxGuid');
  const lacksNickname = !object.attributes.has('mailNickname');
  return {
    objectType: object.objectType,
    objects: (before?.objects ?? 0) + 1,
    withMailboxGuid: (before?.withMailboxGuid ?? 0) + (hasGuid ? 1 : 0),
    withGuidWithoutNickname: (before?.withGuidWithoutNickname ?? 0) + (hasGuid && lacksNickname ? 1 : 0),
  };
}
