import { entraConnectorId } from '../../../../shared/base/identifiers.ts';
import { writeDirectoryRow } from '../../directory/forest-directory.ts';
import { deletionThresholdOf } from '../../../../shared/systems/sync-server/deletion-threshold.ts';
import type { DirectoryRow, LabForest, LabState } from '../../state.ts';
import { runCycle } from '../settle.ts';
import { isPerson } from '../world.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';

/** More than the threshold by this many, so that it is no borderline case. */
const margin = 25;

/** More users were deleted in AD than the threshold allows: every export to the cloud stops. */
export const overDeletionThreshold: Scenario = {
  id: 'over-deletion-threshold',
  description: 'More users were deleted in AD than the threshold allows: every export to the cloud stops.',
  users: 1000,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const needed = deletionThresholdOf(state.server.globalParameters).count + margin;
    const doomed = synchronizedPeople(state);
    if (doomed.length < needed) return { kind: 'too-few-users', users: needed };
    for (const { forest, row } of doomed.slice(0, needed)) writeDirectoryRow(forest, { ...row, deletedAt: state.now });
    runCycle(state, 'Delta');
    return done;
  },
};

interface Person {
  readonly forest: LabForest;
  readonly row: DirectoryRow;
}

/** People of AD who are in the cloud. */
function synchronizedPeople(state: LabState): readonly Person[] {
  return state.forests.flatMap((forest) => {
    const space = state.connectorSpaces.get(forest.connectorId);
    const inCloud = new Set<string>();
    for (const { anchor, metaverseObjectId } of space?.objects.values() ?? []) {
      const metaverse = metaverseObjectId === undefined ? undefined : state.metaverse.get(metaverseObjectId);
      const isExported = metaverse?.links.some(({ connectorId }) => connectorId === entraConnectorId) ?? false;
      if (isExported && anchor !== undefined) inCloud.add(anchor);
    }
    return [...forest.objects.values()]
      .filter((row) => row.deletedAt === undefined && isPerson(row) && inCloud.has(row.id))
      .map((row) => ({ forest, row }));
  });
}
