import { success, type Result } from '../failure.ts';
import { recipientKindTexts } from '../messages/change-plan.ts';
import type { ConnectorSpaceObject } from '../ports/sync-server.ts';
import { progressOf } from '../procedures/object-census.ts';
import { readAll } from '../procedures/paging.ts';
import { recipientKind, type RecipientKind } from '../recipient-kind.ts';
import { audienceOf } from '../procedures/rule-change/audience.ts';
import type { SealedChange } from '../procedures/rule-change/sealed-change.ts';
import type { Reading } from '../procedures/systems.ts';
import { readCloudHolders } from '../procedures/user-flow/cloud-holders.ts';
import type { Connector } from '../sync-rules/model.ts';
import type { AttributeValues } from '../sync-rules/values.ts';
import type { AffectedUsers } from './model.ts';

const attributes = ['msExchMailboxGuid', 'mailNickname', 'msExchRecipientTypeDetails'];

/**
 * Counts who loses the GUID in the cloud, or gets it back there: by connector, object type and where the mailbox is. Whoever is
 * not synchronized to Microsoft Entra ID does neither.
 */
export async function affectedUsers(
  context: Reading,
  change: SealedChange,
  connectors: readonly Connector[],
  effect: 'loses' | 'gets-back',
): Promise<Result<AffectedUsers[]>> {
  const holders = await readCloudHolders(context);
  if (!holders.ok) return holders;
  const isAffected = ({ metaverseObjectId: id }: ConnectorSpaceObject) =>
    id !== undefined && (effect === 'loses' ? holders.value.get(id) === true : holders.value.has(id));
  const audience = change.rounds.at(-1)?.audience ?? [];
  const rows: AffectedUsers[] = [];
  for (const connector of connectors.filter(({ id }) => audience.some(({ connectorId }) => connectorId === id))) {
    const concern = await audienceOf(context, connector, audience);
    if (!concern.ok) return concern;
    const counts = new Map<string, AffectedUsers>();
    const during = `Reading the connector space of ${connector.name}`;
    const wanted = [...new Set([...attributes, ...concern.value.attributes])];
    const read = await readAll(
      context,
      during,
      (window) => context.systems.syncServer.connectorSpace(connector.id, { ...window, attributes: wanted }, context),
      (objects, done, total) => {
        for (const object of objects) {
          const has = (name: string) => object.attributes.has(name);
          if (!has('msExchMailboxGuid') || !has('mailNickname') || !isAffected(object)) continue;
          if (!concern.value.isConcerned(object)) continue;
          const kind = kindOf(object.attributes.get('msExchRecipientTypeDetails'));
          const key = `${object.objectType}\n${kind}`;
          const before = counts.get(key)?.users ?? 0;
          const row = { connector: connector.name, objectType: object.objectType, kind: recipientKindTexts[kind] };
          counts.set(key, { ...row, users: before + 1 });
        }
        context.progress(progressOf(during, done, total));
      },
    );
    if (!read.ok) return read;
    rows.push(...counts.values());
  }
  return success(rows);
}

function kindOf(values: AttributeValues | undefined): RecipientKind {
  const [value] = values ?? [];
  return recipientKind(typeof value === 'bigint' ? value : undefined);
}
