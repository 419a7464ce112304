import type { ConnectorSpaceObjectId } from '../../../shared/base/identifiers.ts';
import { equalValueSets } from '../../../shared/entra-connect/rules/values.ts';
import type { Connector } from '../../../shared/entra-connect/rules/model.ts';
import {
  connectorSpaceByAnchor,
  findByDistinguishedName,
  type ConnectorSpace,
  type ConnectorSpaceRow,
  type PendingExport,
} from '../state.ts';
import { AttributeBag } from './attribute-bag.ts';
import type { ConnectedDirectory, ImportedChange, ImportedObject } from './connected-directory.ts';
import { Counters } from './counters.ts';
import { objectErrors } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import { nextGuid, type GuidSource } from './guid-source.ts';
import { importScopeOf, type ImportScope } from './import-scope.ts';
import { stoppedByUser, type StepControl, type StepOutcome, type StepProgress } from './progress.ts';
import { renameReferences } from './rename-references.ts';

/** One import: stages what the directory holds, changes nothing in the metaverse. */
export interface ImportRequest {
  readonly connector: Connector;
  readonly space: ConnectorSpace;
  readonly directory: ConnectedDirectory;
  readonly guids: GuidSource;
  /** Attributes that hold distinguished names of this connector space. */
  readonly referenceAttributes: readonly string[];
  readonly kind: 'full' | 'delta';
}

/** Runs an import; a delta import without a watermark reads everything. */
export function* runImport(request: ImportRequest, control: StepControl): Generator<StepProgress, StepOutcome> {
  const staging = new Staging(request);
  const { watermark } = request.space;
  const isFull = request.kind === 'full' || watermark === undefined;
  const readTo = request.directory.changeNumber();
  const changes = isFull ? everything(request.directory) : request.directory.readChanges(watermark);
  let done = 0;
  let stopped = false;
  for (const change of changes) {
    staging.take(change);
    done += 1;
    if (done % control.batchSize !== 0) continue;
    yield { done, total: Math.max(done, request.space.objects.size) };
    if (control.shouldStop()) {
      stopped = true;
      break;
    }
  }
  if (isFull && !stopped) staging.stageUnseenAsDeleted();
  staging.finish();
  if (!stopped) request.space.watermark = readTo;
  yield { done, total: done };
  return { result: stopped ? stoppedByUser : 'success', counters: staging.counters, errors: [] };
}

/** Imports one object alone, as a specific object import does; it confirms exports, but moves no watermark and deletes nothing. */
export function importObject(request: Omit<ImportRequest, 'kind'>, object: ImportedObject): Counters {
  const staging = new Staging(request);
  staging.take({ kind: 'present', object });
  staging.finish();
  return staging.counters;
}

function* everything(directory: ConnectedDirectory): Generator<ImportedChange> {
  for (const object of directory.readAll()) yield { kind: 'present', object };
}

class Staging {
  readonly counters = new Counters();
  readonly #request: Omit<ImportRequest, 'kind'>;
  readonly #scope: ImportScope;
  readonly #seen = new Set<string>();
  readonly #renamed = new Map<string, string>();

  constructor(request: Omit<ImportRequest, 'kind'>) {
    this.#request = request;
    this.#scope = importScopeOf(request.connector);
  }

  take(change: ImportedChange): void {
    const anchor = change.kind === 'gone' ? change.anchor : change.object.anchor;
    const [known] = this.#request.space.objects.find(connectorSpaceByAnchor, anchor);
    if (change.kind === 'gone') {
      if (known !== undefined) this.#stageDelete(known);
      return;
    }
    const { object } = change;
    if (!this.#scope.takes(object.distinguishedName, object.objectType)) {
      if (known !== undefined) this.#stageDelete(known);
      return;
    }
    const row = known ?? this.#awaited(object);
    const attributes = object.attributes.only((name) => this.#scope.takesAttribute(name));
    if (row === undefined) this.#stageAdd(object, attributes);
    else this.#stageUpdate(row, object, attributes);
  }

  stageUnseenAsDeleted(): void {
    for (const row of [...this.#request.space.objects.values()]) {
      if (this.#seen.has(row.id)) continue;
      if (row.anchor !== undefined) this.#stageDelete(row);
      else if (row.awaitingConfirmation !== undefined) this.#exportAgain(row, row.awaitingConfirmation);
    }
  }

  finish(): void {
    renameReferences(this.#request.space.objects, this.#request.referenceAttributes, this.#renamed);
  }

  /** An object that this server created and whose anchor it does not know yet. */
  #awaited({ distinguishedName }: ImportedObject): ConnectorSpaceRow | undefined {
    const row = findByDistinguishedName(this.#request.space.objects, distinguishedName);
    return row?.anchor === undefined ? row : undefined;
  }

  #stageAdd(object: ImportedObject, attributes: AttributeBag): void {
    const row: ConnectorSpaceRow = {
      id: nextGuid(this.#request.guids) as ConnectorSpaceObjectId,
      distinguishedName: object.distinguishedName,
      objectType: object.objectType,
      anchor: object.anchor,
      attributes: AttributeBag.empty,
      pendingImport: { operation: 'add', attributes, distinguishedName: object.distinguishedName },
      pendingExport: undefined,
      awaitingConfirmation: undefined,
      metaverseObjectId: undefined,
      link: 'none',
      synchronizationError: undefined,
      exportError: undefined,
    };
    this.counters.add('StageAdd');
    this.#put(row);
  }

  #stageUpdate(before: ConnectorSpaceRow, object: ImportedObject, attributes: AttributeBag): void {
    const isRenamed = before.distinguishedName !== object.distinguishedName;
    const row = confirmed({ ...before, objectType: object.objectType, anchor: object.anchor }, attributes);
    const neverSynchronized = before.pendingImport?.operation === 'add';
    const isAsKnown =
      !neverSynchronized && !isRenamed && before.objectType === object.objectType && attributes.equals(row.attributes);
    if (isRenamed) {
      this.#renamed.set(before.distinguishedName.toLowerCase(), object.distinguishedName);
      this.counters.add('StageRename');
    } else {
      this.counters.add(isAsKnown ? 'StageNoChange' : neverSynchronized ? 'StageAdd' : 'StageUpdate');
    }
    this.#put({
      ...row,
      distinguishedName: object.distinguishedName,
      pendingImport: isAsKnown
        ? undefined
        : { operation: neverSynchronized ? 'add' : 'update', attributes, distinguishedName: object.distinguishedName },
    });
  }

  #stageDelete(row: ConnectorSpaceRow): void {
    this.counters.add('StageDelete');
    const { objects } = this.#request.space;
    this.#seen.add(row.id);
    // Nobody has seen it yet, or this server deleted it itself: nothing is left to synchronize.
    if (row.pendingImport?.operation === 'add' || row.awaitingConfirmation?.operation === 'delete')
      objects.delete(row.id);
    else objects.put({ ...row, pendingImport: { operation: 'delete' } });
  }

  #exportAgain(row: ConnectorSpaceRow, awaited: PendingExport): void {
    if (awaited.operation === 'delete') {
      this.#request.space.objects.delete(row.id);
      return;
    }
    const pendingExport = row.pendingExport ?? { operation: 'add', attributes: awaited.attributes };
    this.#request.space.objects.put({
      ...row,
      awaitingConfirmation: undefined,
      pendingExport,
      exportError: objectErrors.notReimported(),
    });
  }

  #put(row: ConnectorSpaceRow): void {
    this.#seen.add(row.id);
    this.#request.space.objects.put(row);
  }
}

/** Compares an awaited export with what the directory shows: what is not there is an export error, and exported again. */
function confirmed(row: ConnectorSpaceRow, imported: AttributeBag): ConnectorSpaceRow {
  const { awaitingConfirmation: awaited } = row;
  if (awaited === undefined) return row;
  const answered: ConnectorSpaceRow = { ...row, awaitingConfirmation: undefined, exportError: undefined };
  if (awaited.operation === 'delete') {
    return { ...answered, pendingExport: { operation: 'delete' }, exportError: objectErrors.notReimported() };
  }
  return holds(imported, awaited.attributes) ? answered : { ...answered, exportError: objectErrors.notReimported() };
}

function holds(imported: AttributeBag, exported: AttributeBag): boolean {
  if (imported === exported) return true;
  for (const [name, values] of exported.entries()) {
    const present = imported.get(name);
    if (present === undefined || !equalValueSets(present, values)) return false;
  }
  return true;
}
