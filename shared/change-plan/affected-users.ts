import { success, type Result } from '../base/failure.ts';
import { recipientKindTexts } from '../entra-connect/recipient-kind-texts.ts';
import { bucketTexts, flowNotes, stationTitle } from '../user-flow/texts.ts';
import { audiencesOf, concernedObjects } from '../procedures/steps/rules/audience.ts';
import { sparedBy, type SealedChange } from '../procedures/steps/rules/sealed-change.ts';
import type { Reading } from '../systems/contexts.ts';
import { isAffected, type GuidEffect } from '../user-flow/affected.ts';
import { userFlow, usersByBucket } from '../user-flow/flow.ts';
import { readAccount } from '../user-flow/read-account.ts';
import type { FlowUser, FlowUsers } from '../user-flow/user.ts';
import type { Connector } from '../entra-connect/rules/model.ts';
import type { AffectedUsers, PlannedAccount } from './model.ts';

/** Whom a change affects, and where all users with a mailbox GUID are before it. */
interface PlannedUsers {
  /** By connector, object type and where the mailbox is. */
  readonly affected: AffectedUsers[];
  readonly account: PlannedAccount;
}

/** Counts who loses the GUID in the cloud, or gets it back there, out of the account of all users. */
export async function affectedUsers(
  context: Reading,
  change: SealedChange,
  connectors: readonly Connector[],
  effect: GuidEffect,
): Promise<Result<PlannedUsers>> {
  const audiences = await audiencesOf(context, connectors, change.rounds.at(-1)?.audience ?? []);
  if (!audiences.ok) return audiences;
  const visitor = concernedObjects(audiences.value);
  const flow = await readAccount(context, connectors, visitor);
  if (!flow.ok) return flow;
  const concern = { concerned: visitor.concerned, effect, spared: sparedBy(change) };
  const affected = new Set(flow.value.users.filter((user) => isAffected(user, concern)));
  return success({ affected: rowsOf(affected, connectors), account: accountOf(flow.value, affected) });
}

function rowsOf(users: ReadonlySet<FlowUser>, connectors: readonly Connector[]): AffectedUsers[] {
  return connectors.flatMap((connector) => {
    const own = [...users].filter(({ space }) => space?.connectorId === connector.id);
    const kinds = Map.groupBy(own, ({ objectType, kind }) => `${objectType}\n${recipientKindTexts[kind]}`);
    return [...kinds].map(([key, { length }]) => {
      const [objectType = '', kind = ''] = key.split('\n');
      return { connector: connector.name, objectType, kind, users: length };
    });
  });
}

/** The buckets of the assessment, each with how many of its users the change affects. */
function accountOf(read: FlowUsers, affected: ReadonlySet<FlowUser>): PlannedAccount {
  const flow = userFlow(read);
  const members = usersByBucket(read);
  return {
    whole: flow.whole,
    affected: affected.size,
    buckets: flow.stations.flatMap((station) =>
      station.stops.map(({ id, users, licensed }) => ({
        ...{ id, station: stationTitle(station.id, flow), title: bucketTexts[id].title, users },
        ...(licensed !== undefined && { licensed }),
        affected: (members.get(id) ?? []).filter((user) => affected.has(user)).length,
      })),
    ),
    notes: [...flowNotes(flow)],
  };
}
