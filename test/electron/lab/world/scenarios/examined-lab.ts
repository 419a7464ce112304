import { createScenario } from '../../../../../electron/lab/world/create-scenario.ts';
import type { LabState } from '../../../../../electron/lab/state.ts';
import type { Examined } from '../../../../../shared/entra-connect/doctor/diagnose.ts';

/** A lab in the situation of a scenario. */
export function worldOf(id: string, users = 100): LabState {
  const created = createScenario(id, { users });
  if (!created.ok) throw new Error(created.failure.raw);
  return created.value.state;
}

/** What the doctor looks at in a lab. */
export function examinedLab(state: LabState): Examined {
  const { rules, connectors, metaverseSchema, globalParameters } = state.server;
  return {
    rules,
    connectors,
    metaverseSchema,
    globalParameters,
    schedulerOn: globalParameters.get('Microsoft.Synchronize.SynchronizationSchedule') !== 'False',
    holders: (connectorId, objectType) =>
      [...(state.connectorSpaces.get(connectorId)?.objects.values() ?? [])].filter(
        (row) => row.objectType === objectType && row.attributes.has('msExchMailboxGuid'),
      ).length,
    now: Date.parse(state.now),
  };
}
