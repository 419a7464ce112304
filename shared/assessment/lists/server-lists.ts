import { entraConnectorId, type ConnectorId } from '../../base/identifiers.ts';
import { listColumns, serverListTexts as texts } from './texts.ts';
import { commonName } from '../../entra-connect/evaluation/distinguished-names.ts';
import type { UnsettledObjects } from '../../procedures/unsettled-objects.ts';
import type { StudiedFacts } from '../study.ts';
import { listOf, type OfferedList } from './offered-list.ts';

/** Lists of objects of the connector spaces that are not settled. */
export function serverLists({ connectorCensus, connectors }: StudiedFacts): readonly OfferedList[] {
  const connectorNames = new Map((connectors.ok ? connectors.value : []).map(({ id, name }) => [id, name]));
  const list = (of: string, part: keyof UnsettledObjects, isOf: (id: ConnectorId) => boolean) => {
    const objects = connectorCensus
      .filter(({ connectorId }) => isOf(connectorId))
      .flatMap(({ connectorId, unsettled }) =>
        unsettled.ok
          ? unsettled.value[part].map((name) => ({ name, connector: connectorNames.get(connectorId) ?? '' }))
          : [],
      );
    const id = part === 'deletionsToExport' ? of : `${of}.${part}`;
    return listOf({ id, of, ...texts[part], ...listColumns.connectorSpace }, objects, ({ name, connector }) => [
      commonName(name),
      name,
      connector,
    ]);
  };
  const all = () => true;
  return [
    list('connectors.pending-deletions', 'deletionsToExport', (id) => id === entraConnectorId),
    list('connectors.unsettled', 'deleted', all),
    list('connectors.unsettled', 'exportCutOff', all),
    list('connectors.unsettled', 'withheld', all),
  ];
}
