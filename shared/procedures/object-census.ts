import type { Progress } from '../engine/step.ts';
import { success, type Result } from '../failure.ts';
import type { ConnectorSpaceObject, SyncServerReader } from '../ports/sync-server.ts';
import type { Connector } from '../sync-rules/model.ts';
import { readAll } from './paging.ts';
import type { Patience } from './patience.ts';

/** What reading a long list needs besides the system. */
export interface Gathering extends Patience {
  readonly progress: (progress: Progress) => void;
}

/** Objects of one type in a connector space that matter for the mailbox GUID. */
export interface ObjectTypeCensus {
  readonly objectType: string;
  readonly objects: number;
  readonly withMailboxGuid: number;
  /** With the GUID, but without mailNickname: their Exchange attributes do not synchronize at all. */
  readonly withGuidWithoutNickname: number;
}

/** Counts the objects of a connector space by type, window by window. */
export async function censusOf(
  syncServer: SyncServerReader,
  connector: Connector,
  gathering: Gathering,
  alsoSees: (object: ConnectorSpaceObject) => void = () => undefined,
): Promise<Result<readonly ObjectTypeCensus[]>> {
  const counts = new Map<string, ObjectTypeCensus>();
  const during = `Reading the connector space of ${connector.name}`;
  const attributes = ['msExchMailboxGuid', 'mailNickname'];
  const read = await readAll(
    gathering,
    during,
    (window) => syncServer.connectorSpace(connector.id, { ...window, attributes }, gathering),
    (objects, done, total) => {
      for (const object of objects) {
        counts.set(object.objectType, counted(counts.get(object.objectType), object));
        alsoSees(object);
      }
      gathering.progress(progressOf(during, done, total));
    },
  );
  return read.ok ? success([...counts.values()]) : read;
}

/** How far a long list has been read. */
export function progressOf(text: string, done: number, total: number | undefined): Progress {
  return total === undefined ? { text, done } : { text, done, total };
}

function counted(before: ObjectTypeCensus | undefined, object: ConnectorSpaceObject): ObjectTypeCensus {
  const hasGuid = object.attributes.has('msExchMailboxGuid');
  const lacksNickname = !object.attributes.has('mailNickname');
  return {
    objectType: object.objectType,
    objects: (before?.objects ?? 0) + 1,
    withMailboxGuid: (before?.withMailboxGuid ?? 0) + (hasGuid ? 1 : 0),
    withGuidWithoutNickname: (before?.withGuidWithoutNickname ?? 0) + (hasGuid && lacksNickname ? 1 : 0),
  };
}
