import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import { comparableOf, defaultsFor } from '../../../electron/targets/comparable.ts';
import type { Target } from '../../../electron/targets/target.ts';
import { readChain } from '../../../shared/engine/journal/chain.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { judge } from '../../../shared/assessment/judge.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { serverComparison } from '../../../shared/report/server-comparison/build.ts';
import { call, valueOf } from '../../electron/lab/running-lab.ts';
import { standInFor } from '../../electron/systems/sync-server/stand-in/stand-in.ts';
import { labWorld, run, undo, type LabWorld } from '../null-clone/lab-run.ts';

/** The same world twice: with its sync server in process, and through a worker. */
function twins(scenario: string, procedure = nullClone, options: Readonly<Record<string, string>> = {}) {
  const direct = labWorld(scenario, { users: 60 }, options, procedure);
  const remote = labWorld(scenario, { users: 60 }, options, procedure);
  const standIn = standInFor(remote.systems.syncServer);
  onTestFinished(() => standIn.close());
  return { direct, live: { ...remote, systems: { ...remote.systems, syncServer: standIn.server } } };
}

/** Everything that a run leaves: what the systems hold, and what was written about it. */
async function leftBy(world: LabWorld) {
  const { state, disk } = world;
  const reading = readChain(disk.text);
  if (reading.kind === 'damaged') throw new Error(JSON.stringify(reading.damage));
  const adConnector = state.server.connectors[0]!.id;
  const everything = { start: 0, count: 10_000, attributes: ['msExchMailboxGuid', 'mailNickname', 'targetAddress'] };
  const { report, tables } = buildReport(reading.entries, reading.head, {
    ...{ productVersion: '0.1.0', customer: undefined, ticket: undefined, procedure: world.procedure },
  });
  return {
    rules: state.server.rules,
    globalParameters: state.server.globalParameters,
    runHistory: state.server.runHistory,
    metaverse: valueOf(await world.systems.syncServer.metaverse(adConnector, everything, call)),
    users: valueOf(await world.systems.tenant.users({ start: 0, count: 10_000 }, call)),
    mailboxes: valueOf(await world.systems.exchangeOnline.recipients({ start: 0, count: 10_000 }, call)),
    journal: reading.entries,
    files: [...disk.files],
    report,
    tables,
  };
}

describe('through a worker', () => {
  it.each([
    ['null-clone', 'clean', nullClone, {}],
    ['null-clone', 'two-forests', nullClone, {}],
    ['null-override', 'clean', nullOverride, {}],
    ['null-override', 'clean', nullOverride, { pilot: 'userPrincipalName=aisha.ahmed@fabrikam.com' }],
    ['null-override', 'inetorgperson', nullOverride, {}],
  ] as const)('%s in %s ends as on the lab in process, undone too', { timeout: 120_000 }, async (...how) => {
    const [, scenario, procedure, options] = how;
    const { direct, live } = twins(scenario, procedure, options);
    // A journal holds the time of the host; without it, not one byte may differ.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
    onTestFinished(() => void vi.useRealTimers());
    const [there, here] = [await run(direct), await run(live)];
    expect(here.end).toEqual({ kind: 'finished' });
    expect(here.steps).toEqual(there.steps);
    expect(await leftBy(live)).toEqual(await leftBy(direct));
    const [undoneThere, undoneHere] = [await undo(direct), await undo(live)];
    expect(undoneHere.end).toEqual({ kind: 'finished' });
    expect(undoneHere.steps).toEqual(undoneThere.steps);
    expect(await leftBy(live)).toEqual(await leftBy(direct));
  });

  it.each(['clean', 'two-forests', 'half-applied', 'deleted-default', 'staging', 'outdated'])(
    'assess says of %s what it says in process',
    async (scenario) => {
      const { direct, live } = twins(scenario);
      const assessed = async ({ systems, machine }: LabWorld) =>
        judge(await gather(systems, { signal: call.signal, clock: labClock(machine), progress: () => undefined }));
      expect(await assessed(live)).toEqual(await assessed(direct));
    },
  );

  it.each(['clean', 'modified-default', 'other-contributor'])(
    'compare says of %s what it says in process',
    async (scenario) => {
      const { direct, live } = twins(scenario);
      const compared = async ({ systems }: LabWorld) => {
        const target = { readers: systems, text: 'server' } as Pick<Target, 'readers' | 'text'> as Target;
        const side = await comparableOf(target, call.signal);
        if (!side.ok) throw new Error(side.problem.problems.join());
        return serverComparison(side.side, defaultsFor(side.side));
      };
      const comparison = await compared(live);
      expect(comparison).toEqual(await compared(direct));
      expect(comparison.outcome).toBe(scenario === 'clean' ? 'same' : 'different');
    },
  );
});
