import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import { Table } from '../sync-engine/table.ts';
import type { LabExchangeOnline, LabForest, LabServer, LabState, LabTenant } from '../state.ts';
import type { Column } from './columns.ts';
import { connectorSpaceRow, directoryRow, entraRow, metaverseRow, recipientRow } from './row-columns.ts';

/** The small rest of a lab: everything that is in no table and not among the parts saved only when they are replaced. */
interface Core {
  readonly lab: Omit<LabState, 'server' | 'forests' | 'connectorSpaces' | 'metaverse' | 'tenant' | 'exchangeOnline'>;
  readonly server: Omit<LabServer, keyof LargeParts>;
  readonly forests: readonly Omit<LabForest, 'objects'>[];
  readonly connectorSpaces: readonly { readonly connectorId: ConnectorId; readonly watermark: number | undefined }[];
  readonly tenant: Omit<LabTenant, 'objects'>;
  readonly exchangeOnline: Omit<LabExchangeOnline, 'recipients'>;
}

/** Large values that are replaced as a whole: one file each, written only when another value stands there. */
type LargeParts = Pick<LabServer, 'rules' | 'standardRules' | 'connectors' | 'metaverseSchema' | 'runHistory'>;

/** Parts of a state by file name; values are compared by identity, `core` always counts as changed. */
export interface Parts extends LargeParts {
  readonly core: Core;
}

export const partNames = ['core', 'rules', 'standardRules', 'connectors', 'metaverseSchema', 'runHistory'] as const;

export function partsOf(state: LabState): Parts {
  const { server, forests, connectorSpaces, metaverse: _metaverse, tenant, exchangeOnline, ...lab } = state;
  const { rules, standardRules, connectors, metaverseSchema, runHistory, ...restOfServer } = server;
  const { objects: _objects, ...restOfTenant } = tenant;
  const { recipients: _recipients, ...restOfExchange } = exchangeOnline;
  const core: Core = {
    lab,
    server: restOfServer,
    forests: forests.map(({ objects: _rows, ...forest }) => forest),
    connectorSpaces: [...connectorSpaces.values()].map(({ connectorId, watermark }) => ({ connectorId, watermark })),
    tenant: restOfTenant,
    exchangeOnline: restOfExchange,
  };
  return { core, rules, standardRules, connectors, metaverseSchema, runHistory };
}

/** A state with empty tables. */
export function stateOfParts({ core, ...parts }: Parts): LabState {
  return {
    ...core.lab,
    server: { ...core.server, ...parts },
    forests: core.forests.map((forest) => ({ ...forest, objects: new Table() })),
    connectorSpaces: new Map(
      core.connectorSpaces.map(({ connectorId, watermark }) => [
        connectorId,
        { connectorId, watermark, objects: new Table() },
      ]),
    ),
    metaverse: new Table(),
    tenant: { ...core.tenant, objects: new Table() },
    exchangeOnline: { ...core.exchangeOnline, recipients: new Table() },
  };
}

/** A table of whatever rows, with the way they are saved. */
export interface StoredTable {
  readonly name: string;
  readonly table: Table<{ readonly id: string }>;
  readonly column: Column<{ readonly id: string }>;
}

/** All tables of a state. */
export function tablesOf(state: LabState): readonly StoredTable[] {
  return [
    ...state.forests.map((forest) => stored(`directory-${forest.connectorId}`, forest.objects, directoryRow)),
    ...[...state.connectorSpaces.values()].map((space) =>
      stored(`connector-space-${space.connectorId}`, space.objects, connectorSpaceRow),
    ),
    stored('metaverse', state.metaverse, metaverseRow),
    stored('entra', state.tenant.objects, entraRow),
    stored('recipients', state.exchangeOnline.recipients, recipientRow),
  ];
}

function stored<Row extends { readonly id: string }>(
  name: string,
  table: Table<Row>,
  column: Column<Row>,
): StoredTable {
  // A table and its column agree about the row by this function's signature; their list need not know it.
  return { name, table, column };
}
