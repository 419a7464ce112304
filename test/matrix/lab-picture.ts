import type { AttributeBag } from '../../electron/lab/sync-engine/attribute-bag.ts';
import { labClock } from '../../electron/lab/clock.ts';
import { unsavedMachine } from '../../electron/lab/machine.ts';
import { labSyncServer } from '../../electron/lab/ports/sync-server.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { openLab } from '../../electron/lab/store/lab-store.ts';
import { describeLab } from '../../electron/lab/world/show.ts';
import { assertNever } from '../../shared/base/assert-never.ts';
import { readConfiguration } from '../../shared/entra-connect/formats/export/read-configuration.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { valueKey } from '../../shared/entra-connect/rules/values.ts';
import { guidToBytes, zeroGuid, type Guid } from '../../shared/base/guid.ts';
import { nextSynchronization } from './next-synchronization.ts';
import type { TestedProcedure } from './subject.ts';

/** Everything of a lab that matters to a customer, comparable with that of another lab of the same origin. */
export interface LabPicture {
  /** As the configuration export tells them, by name and connector. */
  readonly rules: Readonly<Record<string, unknown>>;
  readonly scheduler: { readonly on: boolean; readonly suspended: boolean };
  readonly metaverse: Readonly<Record<string, unknown>>;
  readonly connectorSpaces: Readonly<Record<string, unknown>>;
  readonly tenant: Readonly<Record<string, unknown>>;
  readonly recipients: readonly string[];
}

/** In the cloud a change has arrived, and every mailbox is made, well before this. */
const settled = 3 * 3600 * 1000;
const signal = new AbortController().signal;

/** A lab's state as its folder holds it. */
export async function stateIn(folder: string): Promise<LabState> {
  const opened = await openLab(folder);
  if (!opened.ok) throw new Error(opened.failure.raw);
  await opened.value.close();
  return opened.value.state;
}

/** Looks at a lab when everything that was begun has come to its end; what the folder holds is not touched. */
export async function pictureOf(folder: string): Promise<LabPicture> {
  return pictureOfState(await stateIn(folder));
}

/**
 * What a run or an undo of a procedure is judged by. A server on which somebody left something is looked at after its next
 * full synchronization: whether an undo runs one is up to what it would do to the users, but what the rules make of them
 * must be the same.
 */
export function pictureAfter(procedure: TestedProcedure, state: LabState): Promise<LabPicture> {
  switch (procedure) {
    case 'null-clone':
    case 'null-override':
      return pictureOfState(state);
    case 'repair-recipe':
    case 'restore-default':
      return pictureOfState(nextSynchronization(state));
    default:
      return assertNever(procedure);
  }
}

/** Lets time pass in a lab in memory, then looks at it. */
async function pictureOfState(state: LabState): Promise<LabPicture> {
  const machine = unsavedMachine(state);
  await labClock(machine).sleep(settled, signal);
  while (state.server.scheduler.cycle !== undefined) await labClock(machine).sleep(1000, signal);
  const exported = await labSyncServer(machine).exportConfiguration({ signal });
  if (!exported.ok) throw new Error(exported.failure.raw);
  const configuration = readConfiguration(exported.value);
  if (!configuration.ok) throw new Error(JSON.stringify(configuration.errors));
  const { syncCycleEnabled, suspended } = describeLab(state).scheduler;
  return {
    rules: Object.fromEntries(
      configuration.document.configuration.rules.map((rule) => [
        `${nameOf(rule)}, ${rule.connectorId}`,
        comparable(rule),
      ]),
    ),
    scheduler: { on: syncCycleEnabled, suspended },
    metaverse: byId([...state.metaverse.values()], ({ id, objectType, attributes }) => [
      id,
      { objectType, attributes: plain(attributes) },
    ]),
    connectorSpaces: Object.fromEntries(
      [...state.connectorSpaces].map(([connectorId, { objects }]) => [
        connectorId,
        byId([...objects.values()], (row) => [
          row.id,
          {
            distinguishedName: row.distinguishedName,
            attributes: plain(row.attributes),
            pending: [row.pendingImport?.operation, row.pendingExport?.operation],
            metaverseObjectId: row.metaverseObjectId,
            errors: [row.synchronizationError, row.exportError],
          },
        ]),
      ]),
    ),
    tenant: byId([...state.tenant.objects.values()], (row) => [
      row.id,
      {
        attributes: plain(row.attributes),
        isDeleted: row.deletedAt !== undefined,
        usageLocation: row.cloud?.usageLocation,
        licenses: row.cloud?.licenses,
      },
    ]),
    recipients: recipientsOf(state),
  };
}

/** What undo gives back also where a mailbox was made meanwhile: that mailbox cannot be unmade. */
export function essenceOf({ rules, scheduler, metaverse, tenant }: LabPicture): unknown {
  const only = (rows: Readonly<Record<string, unknown>>, choose: (row: ComparedRow) => unknown) =>
    Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, choose(row as ComparedRow)]));
  return {
    rules,
    scheduler,
    metaverse: only(metaverse, ({ attributes }) => attributes['msExchMailboxGuid']),
    tenant: only(tenant, ({ isDeleted, usageLocation, licenses }) => ({ isDeleted, usageLocation, licenses })),
  };
}

interface ComparedRow {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isDeleted?: boolean;
  readonly usageLocation?: string;
  readonly licenses?: unknown;
}

/** Whom a recipient is of, what it is, and whether its GUID is none, the one from AD, or one of the cloud. */
function recipientsOf(state: LabState): readonly string[] {
  const onPremises = new Set(
    state.forests.flatMap(({ objects }) =>
      [...objects.values()].flatMap(({ attributes }) => (attributes.get('msExchMailboxGuid') ?? []).map(valueKey)),
    ),
  );
  const kind = (guid: Guid) => {
    if (guid === zeroGuid) return 'none';
    return onPremises.has(valueKey(guidToBytes(guid))) ? 'from AD' : 'of the cloud';
  };
  return [...state.exchangeOnline.recipients.values()]
    .map((row) => {
      const deleted = row.softDeletedAt === undefined ? '' : ', soft-deleted';
      return `${row.primarySmtpAddress}: ${row.recipientTypeDetails}, GUID ${kind(row.exchangeGuid)}${deleted}`;
    })
    .sort();
}

/** A rule that a run has made has an identifier of the run, version 8; the lab gives version 4. */
function isOfRun({ id }: SyncRule): boolean {
  return id.charAt(14) === '8';
}

/** The name of a copy holds the minute in which it was planned. */
function nameOf(rule: SyncRule): string {
  return isOfRun(rule) ? rule.name.replace(/ - Cloned - .*$/, ' - Cloned') : rule.name;
}

/** The server numbers versions and internal identifiers itself; those of a rule that a run has made come from the run. */
function comparable(rule: SyncRule): unknown {
  const { id, internalId, version, ...rest } = rule;
  return { ...rest, name: nameOf(rule), ...(!isOfRun(rule) && { id }) };
}

function plain(attributes: AttributeBag): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...attributes.entries()].map(([name, values]) => [name, values.map(valueKey).sort()]));
}

function byId<Row>(
  rows: readonly Row[],
  entry: (row: Row) => readonly [string, unknown],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(rows.map(entry));
}
