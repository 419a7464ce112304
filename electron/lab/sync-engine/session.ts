import type {
  ConnectorId,
  ConnectorSpaceObjectId,
  MetaverseObjectId,
  RuleId,
} from '../../../shared/base/identifiers.ts';
import {
  distinguishedNameKey,
  findByDistinguishedName,
  type ConnectorSpaceRow,
  type LabReadings,
  type MetaverseRow,
} from '../state.ts';
import {
  configurationOf,
  type Configuration,
  type ServerRules,
} from '../../../shared/entra-connect/evaluation/configuration.ts';
import { nextGuid, type GuidSource } from './guid-source.ts';
import { ConnectorSpaceView, MetaverseView } from './source-views.ts';
import type { Rows } from './table.ts';

/** The part of a lab that synchronization reads and writes; a preview passes overlays. */
export interface SyncState {
  readonly now: string;
  readonly guids: GuidSource;
  readonly server: ServerRules;
  readonly connectorSpaces: ReadonlyMap<ConnectorId, { readonly objects: Rows<ConnectorSpaceRow> }>;
  readonly metaverse: Rows<MetaverseRow>;
  readonly readings: LabReadings;
}

/** A row before it was written, to be put back when the object it belongs to fails. */
type Undo =
  | {
      readonly kind: 'connector-space';
      readonly connectorId: ConnectorId;
      readonly id: string;
      readonly before: ConnectorSpaceRow | undefined;
    }
  | { readonly kind: 'metaverse'; readonly id: string; readonly before: MetaverseRow | undefined };

/** Who got and who lost a link: those who refer to them must be looked at again. */
class LinkChanges {
  /** By `objectReferenceKey`. */
  readonly gainedObjects = new Set<string>();
  readonly gainedMetaverse = new Set<string>();
  readonly lostMetaverse = new Set<string>();

  get isEmpty(): boolean {
    return this.gainedObjects.size === 0 && this.lostMetaverse.size === 0;
  }

  clear(): void {
    this.gainedObjects.clear();
    this.gainedMetaverse.clear();
    this.lostMetaverse.clear();
  }
}

/** An object of some connector space. */
export interface ObjectKey {
  readonly connectorId: ConnectorId;
  readonly id: ConnectorSpaceObjectId;
}

/** One synchronization: its rules, its writes (undone together when an object fails), and what it must come back to. */
export class Session {
  readonly state: SyncState;
  readonly configuration: Configuration;
  readonly milliseconds: number;
  /** Metaverse objects that refer to something not linked yet. */
  readonly dangling = new Set<MetaverseObjectId>();
  /** Metaverse objects whose attributes were computed in this session. */
  readonly handled = new Set<MetaverseObjectId>();
  readonly links = new LinkChanges();
  /** Objects that lost their metaverse object through another one and deserve a new look. */
  readonly disjoined: ObjectKey[] = [];
  /** Rules that won outbound attributes, by object; filled only where somebody asks. */
  readonly outboundWinners: Map<ConnectorSpaceObjectId, Map<string, RuleId>> | undefined;
  /** Rules that cleared metaverse attributes with AuthoritativeNull; filled only where somebody asks. */
  readonly clearings: Map<MetaverseObjectId, Map<string, RuleId>> | undefined;
  readonly #undo: Undo[] = [];
  readonly #members = new WeakMap<ConnectorSpaceRow, ReadonlySet<string>>();
  #guidCount = 0;

  constructor(state: SyncState, options: { readonly recordWinners: boolean } = { recordWinners: false }) {
    this.state = state;
    this.configuration = configurationOf(state.server);
    this.milliseconds = Date.parse(state.now);
    this.outboundWinners = options.recordWinners ? new Map() : undefined;
    this.clearings = options.recordWinners ? new Map() : undefined;
  }

  objects(connectorId: ConnectorId): Rows<ConnectorSpaceRow> {
    const space = this.state.connectorSpaces.get(connectorId);
    if (space === undefined) throw new Error(`No connector space for connector ${connectorId}`);
    return space.objects;
  }

  /** From here on writes can be undone by `rollBack`. */
  begin(): void {
    this.#undo.length = 0;
    this.#guidCount = this.state.guids.count;
  }

  rollBack(): void {
    for (let entry = this.#undo.pop(); entry !== undefined; entry = this.#undo.pop()) {
      switch (entry.kind) {
        case 'connector-space':
          restore(this.objects(entry.connectorId), entry.id, entry.before);
          break;
        case 'metaverse':
          restore(this.state.metaverse, entry.id, entry.before);
          break;
      }
    }
    this.state.guids.count = this.#guidCount;
  }

  newId(): string {
    return nextGuid(this.state.guids);
  }

  putObject(connectorId: ConnectorId, row: ConnectorSpaceRow): void {
    const objects = this.objects(connectorId);
    const before = objects.get(row.id);
    this.#undo.push({ kind: 'connector-space', connectorId, id: row.id, before });
    objects.put(row);
    if (before?.metaverseObjectId !== row.metaverseObjectId)
      this.#noteLink(connectorId, row, before?.metaverseObjectId);
  }

  deleteObject(connectorId: ConnectorId, row: ConnectorSpaceRow): void {
    this.#undo.push({ kind: 'connector-space', connectorId, id: row.id, before: row });
    this.objects(connectorId).delete(row.id);
    if (row.metaverseObjectId !== undefined) this.links.lostMetaverse.add(row.metaverseObjectId);
  }

  putMetaverse(row: MetaverseRow): void {
    this.#undo.push({ kind: 'metaverse', id: row.id, before: this.state.metaverse.get(row.id) });
    this.state.metaverse.put(row);
  }

  deleteMetaverse(row: MetaverseRow): void {
    this.#undo.push({ kind: 'metaverse', id: row.id, before: row });
    this.state.metaverse.delete(row.id);
    this.links.lostMetaverse.add(row.id);
  }

  /** Remembers who won an outbound attribute, where somebody asked for that. */
  noteWinner(objectId: ConnectorSpaceObjectId, attribute: string, ruleId: RuleId): void {
    if (this.outboundWinners === undefined) return;
    const winners = this.outboundWinners.get(objectId) ?? new Map<string, RuleId>();
    this.outboundWinners.set(objectId, winners.set(attribute, ruleId));
  }

  noteClearing(id: MetaverseObjectId, attribute: string, ruleId: RuleId): void {
    if (this.clearings === undefined) return;
    const clearings = this.clearings.get(id) ?? new Map<string, RuleId>();
    this.clearings.set(id, clearings.set(attribute, ruleId));
  }

  connectorSpaceView(connectorId: ConnectorId, row: ConnectorSpaceRow): ConnectorSpaceView {
    return new ConnectorSpaceView(row, this.configuration.connector(connectorId), this.milliseconds, (member, group) =>
      this.isMember(connectorId, member, group),
    );
  }

  metaverseView(connectorId: ConnectorId, row: MetaverseRow): MetaverseView {
    return new MetaverseView(row, this.configuration.connector(connectorId), this.milliseconds, (group) => {
      const link = row.links.find((candidate) => candidate.connectorId === connectorId);
      const object = link === undefined ? undefined : this.objects(connectorId).get(link.objectId);
      return object !== undefined && this.isMember(connectorId, object, group);
    });
  }

  /** Direct membership, as the group's `member` in the same connector space says. */
  isMember(connectorId: ConnectorId, row: ConnectorSpaceRow, groupDistinguishedName: string): boolean {
    const group = findByDistinguishedName(this.objects(connectorId), groupDistinguishedName);
    if (group === undefined) return false;
    let members = this.#members.get(group);
    if (members === undefined) {
      const { attributes } =
        group.pendingImport !== undefined && 'attributes' in group.pendingImport ? group.pendingImport : group;
      members = new Set(
        (attributes.get('member') ?? []).filter((value) => typeof value === 'string').map(distinguishedNameKey),
      );
      this.#members.set(group, members);
    }
    return members.has(distinguishedNameKey(row.distinguishedName));
  }

  #noteLink(connectorId: ConnectorId, row: ConnectorSpaceRow, before: MetaverseObjectId | undefined): void {
    if (row.metaverseObjectId !== undefined) {
      this.links.gainedObjects.add(objectReferenceKey(connectorId, row.distinguishedName));
      this.links.gainedMetaverse.add(row.metaverseObjectId);
    }
    if (before !== undefined) this.links.lostMetaverse.add(before);
  }
}

/** Identifies the target of a reference within a connector space. */
export function objectReferenceKey(connectorId: ConnectorId, distinguishedName: string): string {
  return `${connectorId}/${distinguishedNameKey(distinguishedName)}`;
}

function restore<Row extends { readonly id: string }>(rows: Rows<Row>, id: string, before: Row | undefined): void {
  if (before === undefined) rows.delete(id);
  else rows.put(before);
}
