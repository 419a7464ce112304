import { describe, expect, it } from 'vitest';
import { faultKinds, type FaultKind } from '../../electron/lab/faults/fault-book.ts';
import { isWriteCall } from '../../shared/ports/write-calls.ts';
import { outcomeOf } from '../../shared/engine/selectors.ts';
import {
  back,
  faultsOf,
  faultWorld,
  forward,
  switchFaultOn,
  switchFaultsOff,
  type FaultWorld,
  type MatrixFault,
  type Work,
} from './fault-world.ts';
import { missedGoalsOf } from './goal.ts';
import { essenceOf, pictureOfState } from './lab-picture.ts';
import { contributorsOf, type TestedProcedure } from './stand-in.ts';

const licences = { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' };

/** Nobody gives up here, so what is never answered would never end; interruption.test.ts is about that. */
const answered = faultKinds.filter((kind) => kind !== 'no-answer');

interface Subject {
  readonly procedure: TestedProcedure;
  readonly options: Readonly<Record<string, string>>;
  /** Which calls of `port.method` are disturbed. */
  readonly isDisturbed: (call: string) => boolean;
}

/** What the procedures share is disturbed in every call once; of the other one, its writes. */
const subjects: readonly Subject[] = [
  { procedure: 'null-clone', options: licences, isDisturbed: () => true },
  {
    procedure: 'null-override',
    options: { ...licences, pilot: 'userPrincipalName=aisha.ahmed@fabrikam.com' },
    isDisturbed: (call) => isWriteCall(call.split('.')[1] ?? ''),
  },
];

type Way = 'resume' | 'undo';

/** A fault that stays until it is switched off, and one that strikes once; each early and late. */
function faultsOfKind(
  kind: FaultKind,
  method: string,
  calls: ReadonlyMap<string, number>,
): readonly (MatrixFault & { readonly way: Way })[] {
  const total = calls.get(method) ?? 0;
  const middle = Math.floor(total / 2);
  return [
    { method, kind, skip: 0, times: undefined, way: 'undo' },
    { method, kind, skip: middle, times: undefined, way: 'resume' },
    { method, kind, skip: middle, times: 1, way: 'undo' },
    { method, kind, skip: total - 1, times: 1, way: 'resume' },
  ];
}

/** An undisturbed run and undo of a procedure, and what every disturbed one is measured by. */
async function prepared({ procedure, options, isDisturbed }: Subject) {
  const freshWorld = () => faultWorld(6, options, procedure);
  const originals = contributorsOf(freshWorld().state.server.rules);
  const original = essenceOf(await pictureOfState(freshWorld().state));
  const undisturbed = freshWorld();
  expect(outcomeOf((await forward(undisturbed)).engine.state())).toBe('verified');
  const callsOfRun = new Map(undisturbed.calls);
  undisturbed.calls.clear();
  expect(outcomeOf((await back(undisturbed)).engine.state())).toBe('undone');
  const callsOfUndo = new Map(undisturbed.calls);
  return {
    procedure,
    freshWorld,
    callsOfRun,
    callsOfUndo,
    methodsOf: (calls: ReadonlyMap<string, number>) => [...calls.keys()].filter(isDisturbed),

    expectGoal(world: FaultWorld, work: Work): void {
      expect(outcomeOf(work.engine.state()), JSON.stringify(work.end)).toBe('verified');
      expect(missedGoalsOf[procedure](world.state, originals)).toEqual([]);
    },

    async expectOriginal(world: FaultWorld, work: Work): Promise<void> {
      expect(outcomeOf(work.engine.state()), JSON.stringify(work.end)).toBe('undone');
      expect(essenceOf(await pictureOfState(world.state))).toEqual(original);
    },
  };
}

/** Whatever a process did, its journal is whole, it explains itself, and it left nothing dangerous on its way. */
function expectSound(world: FaultWorld, work: Work): void {
  expect(faultsOf(world, work)).toEqual([]);
  expect(world.dangers).toEqual([]);
}

const scenes = await Promise.all(subjects.map(prepared));

describe.each(scenes)('$procedure', (scene) => {
  const { freshWorld, callsOfRun, callsOfUndo, methodsOf, expectGoal, expectOriginal } = scene;

  describe.each(methodsOf(callsOfRun))('a run in which %s fails', (method) => {
    it.each(answered)('(%s) never claims what is not so, and then resumes to the goal or is undone', async (kind) => {
      for (const fault of faultsOfKind(kind, method, callsOfRun)) {
        const world = freshWorld();
        switchFaultOn(world, fault);
        const disturbed = await forward(world);
        expectSound(world, disturbed);
        if (outcomeOf(disturbed.engine.state()) === 'verified') expectGoal(world, disturbed);
        await switchFaultsOff(world);
        const end = await (fault.way === 'resume' ? forward(world) : back(world));
        expectSound(world, end);
        if (fault.way === 'resume') expectGoal(world, end);
        else await expectOriginal(world, end);
      }
    });
  });

  describe.each(methodsOf(callsOfUndo))('an undo in which %s fails', (method) => {
    it.each(answered)('(%s) never claims what is not so, and then goes on to the original state', async (kind) => {
      for (const fault of faultsOfKind(kind, method, callsOfUndo).slice(1, 3)) {
        const world = freshWorld();
        expectGoal(world, await forward(world));
        switchFaultOn(world, fault);
        const disturbed = await back(world);
        expectSound(world, disturbed);
        if (outcomeOf(disturbed.engine.state()) === 'undone') await expectOriginal(world, disturbed);
        await switchFaultsOff(world);
        if (outcomeOf(disturbed.engine.state()) === 'undone') continue;
        const undone = await back(world);
        expectSound(world, undone);
        await expectOriginal(world, undone);
      }
    });
  });
});
