import { z } from 'zod';
import type { ConnectorId, ConnectorSpaceObjectId } from '../../../base/identifiers.ts';
import type { ConnectorSpaceObject } from '../../../systems/sync-server/sync-server.ts';
import type { Connector } from '../../../entra-connect/rules/model.ts';
import { recipientKind, recipientKinds } from '../../../entra-connect/recipient-kind.ts';
import type { SpaceVisitor } from '../../../user-flow/read-account.ts';
import type { Audiences } from '../rules/audience.ts';

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

interface Sampling {
  readonly sample: readonly Sampled[];
  /** Every connector space object that the round is about. */
  readonly treatable: ReadonlySet<ConnectorSpaceObjectId>;
  /** Objects of treated types with a GUID but without mailNickname: nothing changes for them. */
  readonly withoutNickname: number;
}

const kindAttributes = ['msExchMailboxGuid', 'mailNickname', 'msExchRecipientTypeDetails'];

/** Goes through the connector spaces with whoever reads them: who is concerned, and who stands for each kind of user. */
export interface Sampler extends SpaceVisitor {
  readonly sampling: () => Sampling;
}

export function samplerOf(audiences: Audiences, sampleSize: number): Sampler {
  const treatable = new Set<ConnectorSpaceObjectId>();
  let withoutNickname = 0;
  const byKind = new Map<string, Sampled[]>();
  return {
    attributes: new Map([...audiences].map(([id, { attributes }]) => [id, [...kindAttributes, ...attributes]])),
    see(object) {
      const own = audiences.get(object.connectorId);
      if (own === undefined) return;
      const isTreated = own.isConcerned(object);
      if (isTreated) treatable.add(object.id);
      if (own.isOfType(object) && lacksNickname(object)) withoutNickname += 1;
      if (isRecipient(object)) addToSample(byKind, sampled(object, own.connector, isTreated), sampleSize);
    },
    sampling: () => ({ sample: [...byKind.values()].flat(), treatable, withoutNickname }),
  };
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
