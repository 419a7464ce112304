import type { SyncServer } from '../../../shared/ports/sync-server.ts';
import type { LabWorld } from './lab-run.ts';

type Moment = 'before' | 'after';

const writing: ReadonlySet<keyof SyncServer> = new Set([
  'setSyncCycleEnabled',
  'stopSyncCycle',
  'startSyncCycle',
  'putRule',
  'removeRule',
]);

/** The world with every write to its sync server watched: after none of them may a contributor be without stand-in. */
export function watchRules(world: LabWorld, interfere: (moment: Moment) => void = () => undefined): LabWorld {
  const server = world.systems.syncServer;
  const watched = new Proxy(server, {
    get(target, property: keyof SyncServer) {
      const method = target[property] as (...given: unknown[]) => Promise<unknown>;
      if (!writing.has(property)) return method.bind(target);
      return async (...given: unknown[]) => {
        interfere('before');
        const answer = await method.apply(target, given);
        expectStandIn(world);
        interfere('after');
        return answer;
      };
    },
  });
  return { ...world, systems: { ...world.systems, syncServer: watched } };
}

function expectStandIn({ state }: LabWorld): void {
  const enabled = state.server.rules.filter(
    (rule) => !rule.disabled && rule.name.startsWith('In from AD - User Exchange'),
  );
  if (enabled.length === 0) throw new Error('Neither original nor copy is enabled');
}
