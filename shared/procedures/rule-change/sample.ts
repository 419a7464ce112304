import { z } from 'zod';
import { success, type Result } from '../../failure.ts';
import type { ConnectorId, ConnectorSpaceObjectId } from '../../identifiers.ts';
import { beforeTexts } from '../../messages/rule-change-effect.ts';
import type { ConnectorSpaceObject } from '../../ports/sync-server.ts';
import type { Connector } from '../../sync-rules/model.ts';
import { progressOf } from '../object-census.ts';
import { readAll } from '../paging.ts';
import { recipientKind, recipientKinds } from '../../recipient-kind.ts';
import type { Reading } from '../systems.ts';
import { audienceOf } from './audience.ts';
import type { Audience } from './sealed-change.ts';

/** A user that stands for its kind: previewed before the synchronization, shown one by one after it. */
export const sampledSchema = z.strictObject({
  connectorId: z.string().transform((id) => id as ConnectorId),
  connectorName: z.string(),
  distinguishedName: z.string(),
  objectType: z.string(),
  kind: z.enum(recipientKinds),
  /** The round is about it. */
  isTreated: z.boolean(),
  hasNickname: z.boolean(),
  /** Identifier of the metaverse object; null: not joined. */
  metaverseId: z.string().nullable(),
});
export type Sampled = Readonly<z.infer<typeof sampledSchema>>;

export interface Sampling {
  readonly sample: readonly Sampled[];
  /** Every connector space object that the round is about. */
  readonly treatable: ReadonlySet<ConnectorSpaceObjectId>;
  /** Objects of treated types with a GUID but without mailNickname: nothing changes for them. */
  readonly withoutNickname: number;
}

const kindAttributes = ['msExchMailboxGuid', 'mailNickname', 'msExchRecipientTypeDetails'];

/** Goes through the connector spaces once: who is concerned, and who stands for each kind of user. */
export async function sampleUsers(
  context: Reading,
  connectors: readonly Connector[],
  audience: readonly Audience[],
  sampleSize: number,
): Promise<Result<Sampling>> {
  const treatable = new Set<ConnectorSpaceObjectId>();
  let withoutNickname = 0;
  const byKind = new Map<string, Sampled[]>();
  for (const connector of connectors.filter(({ kind }) => kind === 'ad')) {
    const own = await audienceOf(context, connector, audience);
    if (!own.ok) return own;
    const { isConcerned, isOfType } = own.value;
    const during = beforeTexts.readingConnectorSpace(connector.name);
    const attributes = [...new Set([...kindAttributes, ...own.value.attributes])];
    const read = await readAll(
      context,
      during,
      (window) => context.systems.syncServer.connectorSpace(connector.id, { ...window, attributes }, context),
      (objects, done, total) => {
        for (const object of objects) {
          const isTreated = isConcerned(object);
          if (isTreated) treatable.add(object.id);
          if (isOfType(object) && lacksNickname(object)) withoutNickname += 1;
          if (isRecipient(object)) addToSample(byKind, sampled(object, connector, isTreated), sampleSize);
        }
        context.progress(progressOf(during, done, total));
      },
    );
    if (!read.ok) return read;
  }
  return success({ sample: [...byKind.values()].flat(), treatable, withoutNickname });
}

/** Whatever an Exchange rule may be about, treated or not: for the others nothing at all may change. */
function isRecipient({ attributes }: ConnectorSpaceObject): boolean {
  return attributes.has('msExchMailboxGuid') || attributes.has('mailNickname');
}

function lacksNickname({ attributes }: ConnectorSpaceObject): boolean {
  return attributes.has('msExchMailboxGuid') && !attributes.has('mailNickname');
}

function sampled(object: ConnectorSpaceObject, connector: Connector, isTreated: boolean): Sampled {
  const [details] = object.attributes.get('msExchRecipientTypeDetails') ?? [];
  return {
    connectorId: connector.id,
    connectorName: connector.name,
    distinguishedName: object.distinguishedName,
    objectType: object.objectType,
    kind: recipientKind(typeof details === 'bigint' ? details : undefined),
    isTreated,
    hasNickname: object.attributes.has('mailNickname'),
    metaverseId: object.metaverseObjectId ?? null,
  };
}

function addToSample(byKind: Map<string, Sampled[]>, one: Sampled, sampleSize: number): void {
  const key = [one.connectorId, one.objectType, one.kind, one.hasNickname, one.isTreated].join('\n');
  const chosen = byKind.get(key);
  if (chosen === undefined) byKind.set(key, [one]);
  else if (chosen.length < sampleSize) chosen.push(one);
}
