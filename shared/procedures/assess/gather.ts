import { success, type Result } from '../../failure.ts';
import type { SystemReaders } from '../../ports/systems.ts';
import type { Connector } from '../../sync-rules/model.ts';
import { censusOf, type Gathering } from '../object-census.ts';
import { persistently } from '../patience.ts';
import { UnsettledNotes } from '../unsettled-objects.ts';
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
  const connectorCensus: ConnectorCensus[] = [];
  for (const connector of connectors.ok ? connectors.value : []) {
    connectorCensus.push(await connectorCensusOf(connector, readers, gathering));
  }
  const { forests, mailboxAnchors } = await gatherForests(readers.directory, gathering);
  const cloud = await gatherCloud(readers, mailboxAnchors, gathering);
  return { ...server, connectorCensus, forests, ...cloud, ...(partial !== undefined && { partial }) };
}

async function connectorCensusOf(
  connector: Connector,
  readers: SystemReaders,
  gathering: Gathering,
): Promise<ConnectorCensus> {
  const { syncServer } = readers;
  const statistics = await persistently(gathering, () => syncServer.connectorStatistics(connector.id, gathering));
  const notes = new UnsettledNotes();
  const objectTypes = await censusOf(syncServer, connector, gathering, (object) => notes.see(object));
  const unsettled = objectTypes.ok ? success(notes.all) : objectTypes;
  return { connectorId: connector.id, statistics, objectTypes, unsettled };
}
