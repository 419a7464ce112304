import type { RunState } from '../../shared/engine/run/run-state.ts';
import {
  systemDifferences,
  type SystemDifference,
  type SystemIdentity,
} from '../../shared/engine/journal/system-identity.ts';
import { success, type Failure, type Result } from '../../shared/base/failure.ts';
import type { ServerFacts } from '../../shared/systems/sync-server/sync-server.ts';
import { readTogether } from '../../shared/systems/paging.ts';
import type { Connector } from '../../shared/entra-connect/rules/model.ts';
import type { Target } from '../targets/target.ts';

/** Whether a target is the system that a run was made on; nothing has been written to either. */
export type Recognition =
  /** It is, or the run has not begun. */
  | { readonly kind: 'recognized'; readonly system: SystemIdentity }
  | { readonly kind: 'other-system'; readonly differences: readonly SystemDifference[] }
  | { readonly kind: 'unread'; readonly failure: Failure };

/** Looks at a target before a run folder is made or opened for it. */
export async function recognizeSystem(
  run: RunState,
  target: Pick<Target, 'readers' | 'clock'>,
  signal: AbortSignal,
): Promise<Recognition> {
  const identified = await identifySystem(target, signal);
  if (!identified.ok) return { kind: 'unread', failure: identified.failure };
  const system = identified.value;
  const differences = run.kind === 'empty' ? [] : systemDifferences(run.system, system);
  return differences.length === 0 ? { kind: 'recognized', system } : { kind: 'other-system', differences };
}

/** What tells the system behind a target from every other. */
export async function identifySystem(
  { readers, clock }: Pick<Target, 'readers' | 'clock'>,
  signal: AbortSignal,
): Promise<Result<SystemIdentity>> {
  const { syncServer, tenant } = readers;
  const call = { signal, clock };
  const read = await readTogether<{ readonly facts: ServerFacts; readonly connectors: readonly Connector[] }>(call, {
    facts: () => syncServer.facts(call),
    connectors: () => syncServer.connectors(call),
  });
  if (!read.ok) return read;
  const { facts, connectors } = read.value;
  // Many runs do without the tenant: one that cannot be asked now is one that is not connected.
  const organization = await tenant.organization(call);
  return success({
    server: facts.serverName ?? null,
    instance: facts.instanceId ?? null,
    tenant: organization.ok ? organization.value.tenantId : null,
    connectors: connectors.map(({ id, name }) => ({ id, name })),
  });
}
