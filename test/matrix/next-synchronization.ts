import { Table } from '../../electron/lab/sync-engine/table.ts';
import { CycleRunner } from '../../electron/lab/scheduler/cycle-runner.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { mailboxGuidAttribute } from '../../shared/entra-connect/attributes.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { synchronize } from './subject.ts';

/** The lab as a full synchronization now would leave it; the lab itself stays as it is. */
export function nextSynchronization(state: LabState): LabState {
  const copy = copyOfLab(state);
  // What was begun comes to its end first.
  const runner = new CycleRunner(copy);
  while (copy.server.scheduler.cycle !== undefined) {
    const worked = runner.work();
    if (worked !== undefined) copy.now = new Date(Date.parse(copy.now) + worked.milliseconds).toISOString();
  }
  synchronize(copy);
  return copy;
}

/**
 * Tells what a full synchronization at a moment would take from anybody, in the metaverse or in the cloud, that one before
 * the run would have left there; the engine itself says so, on a copy. `isMeant`: attributes that are to go.
 */
export function wipesComparedWith(
  before: LabState,
  isMeant: (attribute: string) => boolean,
): (state: LabState) => readonly string[] {
  const left = heldBy(nextSynchronization(before)).filter(({ attribute }) => !isMeant(attribute));
  // A change of rules puts another list in place; until the next one the answer stays the same.
  const known = new WeakMap<readonly SyncRule[], readonly string[]>();
  const wipedAt = (state: LabState) => {
    const held = new Set(heldBy(nextSynchronization(state)).map(({ text }) => text));
    return left.filter(({ text }) => !held.has(text)).map(({ text }) => `a synchronization would wipe ${text}`);
  };
  return (state) => {
    const { rules } = state.server;
    const wiped = known.get(rules) ?? wipedAt(state);
    known.set(rules, wiped);
    return wiped;
  };
}

/** The GUID is what most changes are about. */
export function isMailboxGuid(attribute: string): boolean {
  return attribute === mailboxGuidAttribute;
}

interface Held {
  readonly attribute: string;
  readonly text: string;
}

function heldBy({ metaverse, tenant }: LabState): readonly Held[] {
  const active = [...tenant.objects.values()].filter(({ deletedAt }) => deletedAt === undefined);
  return [
    ...[...metaverse.values()].flatMap((row) => attributesOf('metaverse', row)),
    ...active.flatMap((row) => attributesOf('cloud', row)),
  ];
}

function attributesOf(
  where: string,
  { id, attributes }: { readonly id: string; readonly attributes: { entries(): Iterable<readonly [string, unknown]> } },
): readonly Held[] {
  return [...attributes.entries()].map(([attribute]) => ({ attribute, text: `${attribute} of ${id} (${where})` }));
}

/** A lab that lives on by itself. Rows are values: a copy of the tables is enough. */
export function copyOfLab(state: LabState): LabState {
  const { server, tenant, exchangeOnline } = state;
  return {
    ...state,
    guids: { ...state.guids },
    server: { ...server, connectorOverrides: new Map(server.connectorOverrides) },
    forests: state.forests.map((forest) => ({ ...forest, objects: copied(forest.objects) })),
    connectorSpaces: new Map(
      [...state.connectorSpaces].map(([id, space]) => [id, { ...space, objects: copied(space.objects) }]),
    ),
    metaverse: copied(state.metaverse),
    tenant: { ...tenant, objects: copied(tenant.objects), subscribedSkus: [...tenant.subscribedSkus] },
    exchangeOnline: { ...exchangeOnline, recipients: copied(exchangeOnline.recipients) },
  };
}

function copied<Row extends { readonly id: string }>(table: Table<Row>): Table<Row> {
  const copy = new Table<Row>();
  for (const row of table.values()) copy.put(row);
  return copy;
}
