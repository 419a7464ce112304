import { success, type Result } from '../base/failure.ts';
import type { SystemReaders } from '../systems/systems.ts';
import type { Gathering } from '../user-flow/object-census.ts';
import { persistently } from '../systems/patience.ts';
import { UnsettledNotes } from '../procedures/unsettled-objects.ts';
import { joinUsers } from '../user-flow/join-users.ts';
import { waitingForMailbox } from '../user-flow/waiting-for-mailbox.ts';
import { readSpaces, unreadSpace, wantedNames } from '../user-flow/read-spaces.ts';
import type { AssessmentFacts, ConnectorCensus, PartialKnowledge } from './facts.ts';
import { gatherCloud } from './gather-cloud.ts';
import { gatherForests } from './gather-forests.ts';

/** Reads every fact of procedures.md `assess`; never throws, never writes: what cannot be read says why. */
export async function gather(
  readers: SystemReaders,
  gathering: Gathering,
  partial?: PartialKnowledge,
): Promise<AssessmentFacts> {
  const { syncServer } = readers;
  const ask = <Value>(call: () => Promise<Result<Value>>) => persistently(gathering, call);
  gathering.progress({ text: 'Reading the server' });
  const connectors = await ask(() => syncServer.connectors(gathering));
  const server = {
    observedAt: gathering.clock.now().toISOString(),
    server: await ask(() => syncServer.facts(gathering)),
    scheduler: await ask(() => syncServer.scheduler(gathering)),
    runStatus: await ask(() => syncServer.connectorRunStatus(gathering)),
    rules: await ask(() => syncServer.rules(gathering)),
    connectors,
    metaverseSchema: await ask(() => syncServer.metaverseSchema(gathering)),
    globalParameters: await ask(() => syncServer.globalParameters(gathering)),
    deletionThreshold: await ask(() => syncServer.deletionThreshold(gathering)),
    autoUpgrade: await ask(() => syncServer.autoUpgrade(gathering)),
    credentialKind: await ask(() => syncServer.credentialKind(gathering)),
  };
  const { forests, users: directory } = await gatherForests(readers.directory, gathering);
  const known = connectors.ok ? connectors.value : [];
  const notes = new Map(known.map(({ id }) => [id, new UnsettledNotes()] as const));
  const spaces = await readSpaces(syncServer, known, wantedNames(directory ?? []), gathering, (object) =>
    notes.get(object.connectorId)?.see(object),
  );
  const connectorCensus: ConnectorCensus[] = [];
  for (const [connectorId, noted] of notes) {
    const statistics = await ask(() => syncServer.connectorStatistics(connectorId, gathering));
    const objectTypes = spaces.census.get(connectorId);
    if (objectTypes === undefined) continue;
    const unsettled = objectTypes.ok ? success(noted.all) : objectTypes;
    connectorCensus.push({ connectorId, statistics, objectTypes, unsettled });
  }
  const cloud = await gatherCloud(readers, spaces.entraSpace, gathering);
  const unread = connectors.ok ? unreadSpace(known, spaces) : connectors;
  const users = unread?.ok === false ? unread : success(joinUsers({ directory, ...spaces, ...cloud.found }));
  return {
    ...server,
    connectorCensus,
    forests,
    ...cloud.facts,
    users,
    licensed: licensedOf(users, cloud.licensedInTenant),
    ...(partial !== undefined && { partial }),
  };
}

/** Exchange Online knows best, then AD; the tenant alone can only give an upper bound. */
function licensedOf(users: AssessmentFacts['users'], inTenant: Result<number>): AssessmentFacts['licensed'] {
  if (!inTenant.ok) return inTenant;
  if (!users.ok || users.value.users.length === 0) return success({ basis: 'tenant', users: inTenant.value });
  const basis = users.value.to === 'exchange-online' ? 'exchange-online' : 'directory';
  return success({ basis, users: waitingForMailbox(users.value).length });
}
