import { contributionsTo, type Contributor } from '../../../shared/entra-connect/contributors/contribution.ts';
import { mailboxGuidAttribute } from '../../../shared/entra-connect/attributes.ts';
import { countMailboxes, countMailboxGuids, type MailboxCensus, type MailboxGuidCensus } from './mailbox-census.ts';
import type { LabFault, LabForest, LabReadings, LabState } from '../state.ts';

/** How many of what, by a name a person knows. */
export type Counts = Readonly<Record<string, number>>;

/** The data of `lab show`; plain enough for JSON. */
export interface LabDescription {
  readonly now: string;
  readonly server: {
    readonly name: string;
    readonly productVersion: string;
    readonly rules: number;
    readonly disabledRules: number;
    readonly lastCycleAt: string | undefined;
  };
  readonly scheduler: {
    readonly syncCycleEnabled: boolean;
    readonly stagingMode: boolean;
    readonly suspended: boolean;
    readonly cycleInProgress: boolean;
    readonly nextSyncCyclePolicy: string;
    readonly nextSyncCycleStart: string | undefined;
    readonly interval: string;
  };
  readonly forests: readonly { readonly name: string; readonly objects: Counts }[];
  readonly connectorSpaces: readonly {
    readonly connectorId: string;
    readonly name: string;
    readonly objects: number;
    readonly pendingExports: Counts;
  }[];
  readonly metaverse: Counts;
  readonly tenant: {
    readonly name: string;
    readonly objects: Counts;
    readonly recycleBin: number;
    readonly products: readonly { readonly name: string; readonly enabled: number; readonly consumed: number }[];
  };
  readonly recipients: Counts;
  readonly softDeletedRecipients: number;
  readonly mailboxGuids: MailboxGuidCensus;
  readonly mailboxes: MailboxCensus;
  /** Rules that flow msExchMailboxGuid, the strongest first. */
  readonly contributors: readonly Contributor[];
  readonly lastRuns: readonly {
    readonly connectorName: string;
    readonly runProfileName: string;
    readonly result: string;
    readonly startedAt: string;
  }[];
  readonly readings: LabReadings;
  readonly faults: readonly LabFault[];
}

const runsShown = 12;

/** Looks at a lab without changing it. */
export function describeLab(state: LabState): LabDescription {
  const { server } = state;
  const parameter = (name: string) =>
    server.globalParameters.get(`Microsoft.Synchronize.${name}`)?.toLowerCase() === 'true';
  return {
    now: state.now,
    server: {
      name: server.name,
      productVersion: server.productVersion,
      rules: server.rules.length,
      disabledRules: server.rules.filter(({ disabled }) => disabled).length,
      lastCycleAt: server.lastCycleAt,
    },
    scheduler: {
      syncCycleEnabled: parameter('SynchronizationSchedule'),
      stagingMode: parameter('StagingMode'),
      suspended: parameter('SchedulerSuspended'),
      cycleInProgress: server.scheduler.cycle !== undefined,
      nextSyncCyclePolicy: server.scheduler.nextSyncCyclePolicy,
      nextSyncCycleStart: server.scheduler.nextSyncCycleStart,
      interval: server.scheduler.interval,
    },
    forests: state.forests.map(describeForest),
    connectorSpaces: server.connectors.map(({ id, name }) => {
      const rows = [...(state.connectorSpaces.get(id)?.objects.values() ?? [])];
      return {
        connectorId: id,
        name,
        objects: rows.length,
        pendingExports: countBy(rows, (row) => row.pendingExport?.operation),
      };
    }),
    metaverse: countBy(state.metaverse.values(), ({ objectType }) => objectType),
    tenant: {
      name: state.tenant.displayName,
      objects: countBy(state.tenant.objects.values(), (row) =>
        row.deletedAt === undefined ? row.objectType : undefined,
      ),
      recycleBin: [...state.tenant.objects.values()].filter(({ deletedAt }) => deletedAt !== undefined).length,
      products: state.tenant.subscribedSkus.map(({ partNumber, enabled, consumed }) => ({
        name: partNumber,
        enabled,
        consumed,
      })),
    },
    recipients: countBy(state.exchangeOnline.recipients.values(), (row) =>
      row.softDeletedAt === undefined ? row.recipientTypeDetails : undefined,
    ),
    softDeletedRecipients: [...state.exchangeOnline.recipients.values()].filter(
      ({ softDeletedAt }) => softDeletedAt !== undefined,
    ).length,
    mailboxGuids: countMailboxGuids(state),
    mailboxes: countMailboxes(state),
    contributors: contributionsTo(mailboxGuidAttribute, server.rules).map(({ contributor }) => contributor),
    lastRuns: server.runHistory.slice(-runsShown).map(({ connectorName, runProfileName, result, startedAt }) => ({
      connectorName,
      runProfileName,
      result,
      startedAt,
    })),
    readings: state.readings,
    faults: state.faults,
  };
}

/** Objects of AD by class, and its people by what Exchange makes of them. */
function describeForest({ name, objects }: LabForest): LabDescription['forests'][number] {
  return {
    name,
    objects: countBy(objects.values(), (row) => {
      if (row.deletedAt !== undefined) return 'tombstone';
      const type = row.attributes.first('msExchRecipientTypeDetails');
      return typeof type === 'bigint'
        ? `${row.objectClass} (${recipientTypeNames.get(type) ?? type.toString()})`
        : row.objectClass;
    }),
  };
}

/** msExchRecipientTypeDetails (graph-exchange.md §4.2). */
const recipientTypeNames: ReadonlyMap<bigint, string> = new Map([
  [1n, 'UserMailbox'],
  [2n, 'LinkedMailbox'],
  [4n, 'SharedMailbox'],
  [16n, 'RoomMailbox'],
  [32n, 'EquipmentMailbox'],
  [128n, 'MailUser'],
  [8_388_608n, 'ArbitrationMailbox'],
  [2_147_483_648n, 'RemoteUserMailbox'],
]);

function countBy<Item>(items: Iterable<Item>, nameOf: (item: Item) => string | undefined): Counts {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}
