import type { MetaverseObjectId } from '../../../shared/base/identifiers.ts';
import type { ObjectKey, Session } from './session.ts';
import { objectReferenceKey } from './session.ts';
import { refreshMetaverse, synchronizeObject, type ObjectOutcome } from './synchronize-object.ts';

/** Rounds after which objects that keep disturbing each other are left to the next run. */
const mostRounds = 10;

/**
 * Comes back to what other objects disturbed: objects that lost their metaverse object get a new look, and references are
 * computed again where an object they lead to was linked or lost. Yields for each object it comes back to.
 */
export function* settleReferences(session: Session): Generator<ObjectOutcome> {
  for (let round = 0; round < mostRounds; round += 1) {
    yield* takeDisjoined(session);
    if (session.links.isEmpty) return;
    const disturbed = disturbedMetaverse(session);
    session.links.clear();
    session.dangling.clear();
    for (const id of disturbed) {
      const error = refreshMetaverse(session, id);
      yield error === undefined
        ? { kind: 'done', counter: undefined }
        : { kind: 'failed', distinguishedName: nameOf(session, id), error };
    }
  }
}

function* takeDisjoined(session: Session): Generator<ObjectOutcome> {
  const seen = new Set<string>();
  for (let key: ObjectKey | undefined = session.disjoined.shift(); key !== undefined; key = session.disjoined.shift()) {
    if (seen.has(key.id)) continue;
    seen.add(key.id);
    yield synchronizeObject(session, key);
  }
}

function disturbedMetaverse(session: Session): ReadonlySet<MetaverseObjectId> {
  const disturbed = new Set(session.dangling);
  const { gainedMetaverse, lostMetaverse } = session.links;
  const names = session.configuration.metaverseReferences;
  for (const row of session.state.metaverse.values()) {
    const isHandled = session.handled.has(row.id);
    if (isHandled && lostMetaverse.size === 0) continue;
    const refers = names.some((name) => {
      return row.attributes.get(name)?.some((value) => {
        return typeof value === 'string' && (lostMetaverse.has(value) || (!isHandled && gainedMetaverse.has(value)));
      });
    });
    if (refers) disturbed.add(row.id);
  }
  addReferrersOfGainedObjects(session, disturbed);
  return disturbed;
}

/** Objects outside this session whose references led nowhere until now. */
function addReferrersOfGainedObjects(session: Session, disturbed: Set<MetaverseObjectId>): void {
  for (const [connectorId, { objects }] of session.state.connectorSpaces) {
    const names = session.configuration.referenceSources(connectorId);
    if (names.length === 0) continue;
    for (const row of objects.values()) {
      const id = row.metaverseObjectId;
      if (id === undefined || session.handled.has(id) || disturbed.has(id)) continue;
      const refers = names.some((name) => {
        return row.attributes.get(name)?.some((value) => {
          return typeof value === 'string' && session.links.gainedObjects.has(objectReferenceKey(connectorId, value));
        });
      });
      if (refers) disturbed.add(id);
    }
  }
}

function nameOf(session: Session, id: MetaverseObjectId): string {
  const [link] = session.state.metaverse.get(id)?.links ?? [];
  return link === undefined ? id : (session.objects(link.connectorId).get(link.objectId)?.distinguishedName ?? id);
}
