import { success, type Result } from '../../../base/failure.ts';
import { entraConnectorId, type MetaverseObjectId } from '../../../base/identifiers.ts';
import { beforeTexts } from './texts.ts';
import type { ConnectorSpaceObject, MetaverseObject } from '../../../systems/sync-server/sync-server.ts';
import type { Connector } from '../../../entra-connect/rules/model.ts';
import type { PredictedObject, PredictedUser, Predictor } from '../../../entra-connect/prediction/predict.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { readMembers, type Members } from '../rules/audience.ts';
import { visitMetaverse } from './before-state.ts';

/** A metaverse object with the objects that it is joined to, as far as rules look at them. */
export interface JoinedUser {
  readonly object: MetaverseObject;
  readonly user: PredictedUser;
  /** Joined objects of AD. */
  readonly directory: readonly PredictedObject[];
  /** The object of the Entra connector; undefined: there is none. */
  readonly cloud: PredictedObject | undefined;
  /** Whether a change of that object waits for export: Microsoft 365 has not heard of it. */
  readonly isExportPending: boolean;
}

/** Visits every metaverse object that an object of AD is joined to, with all that a predictor asks of it. */
export async function visitJoinedUsers(
  context: Reading,
  { slice }: Pick<Predictor, 'slice'>,
  connectors: readonly Connector[],
  visit: (user: JoinedUser) => void,
): Promise<Result<void>> {
  const joined = await readJoined(context, slice, connectors);
  if (!joined.ok) return joined;
  const adConnectors = connectors.filter(({ kind }) => kind === 'ad');
  const visitObject = (object: MetaverseObject) => {
    const objects = inOrderOf(object, joined.value.get(object.id) ?? []);
    const directory = objects.filter(({ connectorId }) => connectorId !== entraConnectorId);
    const cloud = objects.find(({ connectorId }) => connectorId === entraConnectorId);
    const isExportPending = cloud !== undefined && isPending(cloud);
    visit({ object, user: { objects, history: historyOf(object, cloud) }, directory, cloud, isExportPending });
  };
  return visitMetaverse(context, adConnectors, visitObject, slice.brings);
}

type Joined = PredictedObject & Pick<ConnectorSpaceObject, 'id' | 'pendingExport'>;

function isPending({ pendingExport }: Joined): boolean {
  return pendingExport === 'add' || pendingExport === 'update';
}

/** Every joined object of AD and of the Entra connector, by metaverse object. */
async function readJoined(
  context: Reading,
  { looksAt, groups }: Predictor['slice'],
  connectors: readonly Connector[],
): Promise<Result<ReadonlyMap<MetaverseObjectId, readonly Joined[]>>> {
  const byMetaverse = new Map<MetaverseObjectId, Joined[]>();
  for (const connector of connectors.filter(({ kind }) => kind !== 'other')) {
    const members = await readMembers(context, connector, groups);
    if (!members.ok) return members;
    const during = beforeTexts.readingConnectorSpace(connector.name);
    const read = await readAll(
      context,
      during,
      (window) => context.systems.syncServer.connectorSpace(connector.id, { ...window, attributes: looksAt }, context),
      (objects, done, total) => {
        for (const object of objects) {
          if (object.metaverseObjectId === undefined) continue;
          const others = byMetaverse.get(object.metaverseObjectId);
          if (others === undefined) byMetaverse.set(object.metaverseObjectId, [joinedOf(object, members.value)]);
          else others.push(joinedOf(object, members.value));
        }
        context.progress(progressOf(during, done, total));
      },
    );
    if (!read.ok) return read;
  }
  return success(byMetaverse);
}

function joinedOf(
  { id, connectorId, objectType, distinguishedName, attributes, pendingExport }: ConnectorSpaceObject,
  members: Members,
): Joined {
  return {
    id,
    pendingExport,
    connectorId,
    objectType,
    distinguishedName,
    attribute: (name) => attributes.get(name),
    isMemberOf: (group) => members.get(group.toLowerCase())?.has(distinguishedName.toLowerCase()) ?? false,
  };
}

/** Rules of one number are asked in the order in which the objects were joined. */
function inOrderOf({ lineage }: MetaverseObject, joined: readonly Joined[]): readonly Joined[] {
  const place = new Map(lineage.map(({ connectorSpaceObjectId }, index) => [connectorSpaceObjectId, index]));
  return joined.toSorted((left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0));
}

function historyOf(
  { objectType, attributes }: MetaverseObject,
  cloud: PredictedObject | undefined,
): NonNullable<PredictedUser['history']> {
  return {
    metaverseObjectType: objectType,
    metaverse: (name) => {
      const stored = attributes.get(name);
      return stored === undefined ? undefined : { values: stored.values, ruleId: undefined };
    },
    cloud: cloud === undefined ? undefined : (name) => cloud.attribute(name),
  };
}
