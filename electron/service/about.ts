import type { AnyStep } from '../../shared/engine/contract/step.ts';
import type { About, ProcedureView, StepView } from '../../shared/ipc/state.ts';
import { registeredProcedures } from '../../shared/procedures/registry.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { scenarios } from '../lab/world/scenarios/registry.ts';
import { appVersion } from '../installation/version.ts';
import type { ServiceOptions } from './surroundings.ts';

/** What never changes while the program runs. */
export function aboutOf({ host, identity, folders, licences }: ServiceOptions): About {
  return {
    version: appVersion,
    host: host.kind,
    canPrint: host.printToPdf !== null,
    canRestartAsAdministrator: host.restartAsAdministrator !== null,
    operator: identity.operator,
    machine: identity.machine,
    folder: folders.engagements,
    logs: folders.logs,
    scenarios: scenarios.map(({ id, description, users }) => ({ id, description, users })),
    procedures: [...registeredProcedures.values()].map(({ procedure }): ProcedureView => {
      const { id, title, options, steps, beforeUndo, afterUndo } = procedure;
      return {
        id,
        title,
        options,
        steps: steps.map(viewOf),
        beforeUndo: beforeUndo.map(viewOf),
        afterUndo: afterUndo.map(viewOf),
      };
    }),
    licences,
  };
}

function viewOf({ id, title, description, source }: AnyStep<HybridSystems>): StepView {
  return { id, title, description, source };
}
