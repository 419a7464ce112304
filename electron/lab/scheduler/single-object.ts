import { failed, success, type Result } from '../../../shared/base/failure.ts';
import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import { objectSyncTexts as texts, syncServerTexts } from '../texts.ts';
import type { ObjectSyncReport, ObjectSyncStop } from '../../../shared/systems/sync-server/object-sync.ts';
import type { ObjectSyncResult, ObjectSyncStep } from '../../../shared/systems/sync-server/sync-server.ts';
import { configurationOf } from '../../../shared/entra-connect/evaluation/configuration.ts';
import { distinguishedNameParts } from '../../../shared/entra-connect/evaluation/distinguished-names.ts';
import type { Connector } from '../../../shared/entra-connect/rules/model.ts';
import { AttributeBag } from '../sync-engine/attribute-bag.ts';
import { exportObject } from '../sync-engine/export-step.ts';
import { isStagingMode } from '../sync-engine/global-parameters.ts';
import { importObject } from '../sync-engine/import-step.ts';
import { importScopeOf } from '../sync-engine/import-scope.ts';
import { exportedAttributes } from '../sync-engine/source-views.ts';
import { synchronizeAlone } from '../sync-engine/synchronization-step.ts';
import { findByDistinguishedName, type ConnectorSpace, type ConnectorSpaceRow, type LabState } from '../state.ts';
import { modifiedAttributes } from './modified-attributes.ts';
import { connectedDirectory } from './run-step.ts';

type Stop = Partial<ObjectSyncStop>;

/** The two connectors between which an object is synchronized. */
interface Route {
  readonly source: Connector;
  readonly target: Connector;
}

const finished: ObjectSyncReport = { action: 'Other', steps: [], modified: [], stopped: undefined };

/**
 * `Invoke-ADSyncSingleObjectSync -NoHtmlReport`: the steps of the product's script in their order, each with the code that a
 * cycle uses. What the script does not ask – the scheduler, the deletion threshold – is not asked here. The lab filters by no
 * group, and keeps no run of it in its history: no source says that the product does.
 */
export function synchronizeSingleObject(
  state: LabState,
  connectorId: ConnectorId,
  given: string,
): Result<ObjectSyncReport> {
  const during = `Invoke-ADSyncSingleObjectSync ${given}`;
  const { connectors } = state.server;
  if (!connectors.some(({ id }) => id === connectorId)) {
    return failed({ code: 'connector-unknown', during, raw: syncServerTexts.unknownConnector, retry: 'pointless' });
  }
  if (given === '') return failed({ code: 'invalid-input', during, raw: texts.emptyName, retry: 'pointless' });
  // Without the spaces around its parts, as the script takes it.
  const distinguishedName = distinguishedNameParts(given).join(',');
  const route = routeOf(connectors, distinguishedName);
  if (!('source' in route)) return success({ ...finished, stopped: stopOf(route) });
  if (route.source.id !== connectorId) {
    const raw = texts.otherConnector(distinguishedName, route.source.name);
    return failed({ code: 'invalid-input', during, raw, retry: 'pointless' });
  }
  return success(new SingleObject(state, route, distinguishedName).synchronize());
}

/** The product finds the connector by the first `DC=` of the name (ADSyncSingleObjectSync.ps1). */
function routeOf(connectors: readonly Connector[], distinguishedName: string): Route | Stop {
  const start = distinguishedName.toLowerCase().indexOf('dc=');
  if (start < 0) return { reason: texts.noDomainComponent(distinguishedName), recommendedAction: texts.checkTheName };
  const domain = distinguishedName.slice(start);
  const source = connectors.find(({ partitions }) =>
    partitions.some((partition) => partition.distinguishedName.toLowerCase() === domain.toLowerCase()),
  );
  if (source === undefined) return { reason: texts.noPartition(domain), recommendedAction: texts.checkTheScope };
  const target = connectors.find(({ kind }) => kind === 'entra');
  return target?.partitions.length === 1 ? { source, target } : { reason: texts.noEntraConnector };
}

/** One object on its way from AD to Entra ID. */
class SingleObject {
  readonly #state: LabState;
  readonly #route: Route;
  readonly #distinguishedName: string;
  readonly #steps: ObjectSyncStep[] = [];

  constructor(state: LabState, route: Route, distinguishedName: string) {
    this.#state = state;
    this.#route = route;
    this.#distinguishedName = distinguishedName;
  }

  synchronize(): ObjectSyncReport {
    const { source, target } = this.#route;
    const stopped =
      this.#scope() ??
      this.#step('Import', 'ImportSpecificObject', () => this.#import(source, this.#distinguishedName));
    if (stopped !== undefined) return this.#stopped(stopped);
    const known = this.#targetObject();
    // Its failure is a failed step and nothing more, as in the script.
    if ('id' in known) {
      this.#step('Import', 'ImportSpecificObject', () => this.#import(target, known.distinguishedName));
    }
    const knownNow = this.#targetObject();
    const before = 'id' in knownNow ? exportedAttributes(knownNow) : AttributeBag.empty;
    const notSynchronized = this.#step('Sync', 'SyncSpecificObject', () => this.#synchronize());
    if (notSynchronized !== undefined) return this.#stopped(notSynchronized);
    const object = this.#targetObject();
    if (!('id' in object)) throw new Error('A synchronization that succeeded leads to an object of Entra ID.');
    const action = actionOf(object);
    const notExported = this.#step('Export', 'ExportSpecificObject', () => this.#export(object));
    if (notExported !== undefined) return this.#stopped(notExported, action);
    return {
      action,
      steps: this.#steps,
      modified: modifiedAttributes(target.schema, before, desiredAttributes(object)),
      stopped: undefined,
    };
  }

  #scope(): Stop | undefined {
    const { source } = this.#route;
    const name = this.#distinguishedName;
    const scope = importScopeOf(source);
    return (
      this.#step('Scoping', 'ScopingDomain', () => {
        if (scope.takesDomain(name)) return undefined;
        return { reason: texts.domainNotSelected(name), recommendedAction: texts.checkTheScope };
      }) ??
      this.#step('Scoping', 'ScopingDomain', () => undefined) ??
      this.#step('Scoping', 'ScopingOrganizationalUnit', () => {
        if (scope.takesContainer(name)) return undefined;
        return { reason: texts.containerExcluded(name), recommendedAction: texts.checkTheScope };
      }) ??
      this.#step('Scoping', 'ScopingConnectivity', () => this.#find()) ??
      this.#step('Scoping', 'ScopingObjectType', () => {
        const objectType = this.#objectInForest()?.objectType ?? '';
        if (scope.takes(name, objectType)) return undefined;
        return { reason: texts.typeNotTaken(objectType), recommendedAction: texts.checkTheScope };
      }) ??
      this.#step('Scoping', 'ScopingGroup', () => undefined)
    );
  }

  #find(): Stop | undefined {
    const name = this.#distinguishedName;
    const missing: Stop = { reason: texts.notReadable(name), recommendedAction: texts.checkTheName };
    // The script puts the name into a filter as it is.
    if (/[()]/.test(name)) return { ...missing, additionalDetails: texts.invalidFilter(name) };
    return this.#objectInForest() === undefined ? missing : undefined;
  }

  #objectInForest() {
    const directory = connectedDirectory(this.#state, this.#route.source);
    return typeof directory === 'string' ? undefined : directory.find(this.#distinguishedName);
  }

  #import(connector: Connector, distinguishedName: string): Stop | undefined {
    const directory = connectedDirectory(this.#state, connector);
    const notStarted = this.#notStarted(directory);
    if (typeof directory === 'string' || notStarted !== undefined) return notStarted;
    const object = directory.find(distinguishedName);
    if (object === undefined) return filtered;
    const { guids } = this.#state;
    const referenceAttributes = configurationOf(this.#state.server).referenceSources(connector.id);
    importObject({ connector, space: this.#space(connector), directory, guids, referenceAttributes }, object);
    return undefined;
  }

  #synchronize(): Stop | undefined {
    const { source } = this.#route;
    const row = findByDistinguishedName(this.#space(source).objects, this.#distinguishedName);
    if (row === undefined) return filtered;
    const outcome = synchronizeAlone(this.#state, { connectorId: source.id, id: row.id });
    if (outcome.kind === 'failed') return { errorCode: outcome.error.type, reason: outcome.error.text };
    const object = this.#targetObject();
    return 'id' in object ? undefined : object;
  }

  #export(object: ConnectorSpaceRow): Stop | undefined {
    const { server } = this.#state;
    const { pendingExport } = object;
    if (isStagingMode(server.globalParameters)) return undefined;
    const directory = connectedDirectory(this.#state, this.#route.target);
    const notStarted = this.#notStarted(directory);
    if (typeof directory === 'string' || notStarted !== undefined) return notStarted;
    if (pendingExport === undefined) return undefined;
    const { objects } = this.#space(this.#route.target);
    const outcome = exportObject({ directory, objects }, object, pendingExport);
    return outcome.kind === 'exported'
      ? undefined
      : { errorCode: outcome.error.type.toLowerCase(), reason: outcome.error.text };
  }

  /** Why a run cannot start: something runs, or the directory cannot be reached. */
  #notStarted(directory: object | string): Stop | undefined {
    const { scheduler, runHistory } = this.#state.server;
    if (scheduler.cycle !== undefined || runHistory.at(-1)?.isRunComplete === false) {
      return {
        errorCode: 'no-start-ma-already-running',
        reason: texts.alreadyRunning,
        recommendedAction: texts.waitForTheRun,
      };
    }
    return typeof directory === 'string'
      ? { errorCode: 'no-start-connection', additionalDetails: directory }
      : undefined;
  }

  /** The object of Entra ID that the source object's metaverse object leads to, or why there is none. */
  #targetObject(): ConnectorSpaceRow | Stop {
    const { source, target } = this.#route;
    const row = findByDistinguishedName(this.#space(source).objects, this.#distinguishedName);
    const metaverse = row?.metaverseObjectId && this.#state.metaverse.get(row.metaverseObjectId);
    if (!metaverse) return { reason: texts.noMetaverseObject, recommendedAction: texts.checkTheFilters };
    const link = metaverse.links.find(({ connectorId }) => connectorId === target.id);
    const object = link === undefined ? undefined : this.#space(target).objects.get(link.objectId);
    return object ?? { reason: texts.noTargetObject(target.name), recommendedAction: texts.checkTheFilters };
  }

  #space({ id }: Connector): ConnectorSpace {
    const space = this.#state.connectorSpaces.get(id);
    if (space === undefined) throw new Error(`No connector space for connector ${id}`);
    return space;
  }

  #step(type: ObjectSyncStep['type'], name: string, take: () => Stop | undefined): Stop | undefined {
    const stop = take();
    this.#steps.push({ type, name, status: stop === undefined ? 'Success' : 'Failure' });
    return stop;
  }

  #stopped(stop: Stop, action: ObjectSyncResult['action'] = 'Other'): ObjectSyncReport {
    return { action, steps: this.#steps, modified: [], stopped: stopOf(stop) };
  }
}

/** A run that staged nothing of the object. */
const filtered: Stop = { errorCode: 'Filtered Object' };

function stopOf(stop: Stop): ObjectSyncStop {
  return { errorCode: '', reason: '', additionalDetails: '', recommendedAction: '', ...stop };
}

function actionOf({ pendingExport }: ConnectorSpaceRow): ObjectSyncResult['action'] {
  switch (pendingExport?.operation) {
    case undefined:
      return 'Other';
    case 'add':
      return 'Create';
    case 'update':
      return 'Update';
    case 'delete':
      return 'Delete';
  }
}

/** The object as it is to be. */
function desiredAttributes(row: ConnectorSpaceRow): AttributeBag {
  const { pendingExport } = row;
  if (pendingExport === undefined) return exportedAttributes(row);
  return pendingExport.operation === 'delete' ? AttributeBag.empty : pendingExport.attributes;
}
