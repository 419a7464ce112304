import { describe, expect, it } from 'vitest';
import { faultKinds, type FaultKind } from '../../electron/lab/faults/fault-book.ts';
import { isWriteCall } from '../../shared/systems/write-calls.ts';
import { outcomeOf } from '../../shared/engine/run/selectors.ts';
import { rulesById } from '../integration/null-clone/lab-run.ts';
import {
  back,
  faultsOf,
  faultWorlds,
  forward,
  switchFaultOn,
  switchFaultsOff,
  type FaultWorld,
  type MatrixFault,
  type Work,
} from './fault-world.ts';
import { goalOf } from './goal.ts';
import { essenceOf, pictureAfter } from './lab-picture.ts';
import type { Subject } from './subject.ts';

/** Licenses for the few users who have none. */
export const licences = { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' };

/** Nobody gives up here, so what is never answered would never end; interruption.test.ts is about that. */
const answered = faultKinds.filter((kind) => kind !== 'no-answer');

/** Which calls of `port.method` are disturbed, how often. */
export interface Disturbance {
  readonly subject: Subject;
  readonly isDisturbed: (call: string) => boolean;
  readonly faults: typeof faultsOfKind;
}

export const isWrite = (call: string) => isWriteCall(call.split('.')[1] ?? '');
export const isAny = () => true;

interface WayFault extends MatrixFault {
  readonly when: 'early' | 'midway' | 'late';
  /** What follows the disturbed run. */
  readonly way: 'resume' | 'undo';
}

/** A fault that stays until it is switched off, and one that strikes once; each early and late. */
export function faultsOfKind(kind: FaultKind, method: string, calls: ReadonlyMap<string, number>): readonly WayFault[] {
  const total = calls.get(method) ?? 0;
  const middle = Math.floor(total / 2);
  return [
    { method, kind, skip: 0, times: undefined, when: 'early', way: 'undo' },
    { method, kind, skip: middle, times: undefined, when: 'midway', way: 'resume' },
    { method, kind, skip: middle, times: 1, when: 'midway', way: 'undo' },
    { method, kind, skip: total - 1, times: 1, when: 'late', way: 'resume' },
  ];
}

/** Midway: one that stays; of a write, also one that strikes once. */
export function someFaultsOfKind(...given: Parameters<typeof faultsOfKind>): readonly WayFault[] {
  return faultsOfKind(...given).filter(
    ({ when, method, way }) => when === 'midway' && (isWrite(method) || way === 'resume'),
  );
}

/** An undisturbed run and undo of a procedure, and what every disturbed one is measured by. */
async function prepared({ subject, isDisturbed, faults }: Disturbance) {
  const freshWorld = faultWorlds(subject);
  const { procedure, scenario } = subject;
  const missed = goalOf(procedure, freshWorld().state);
  const rules = rulesById(freshWorld().state);
  const original = essenceOf(await pictureAfter(procedure, freshWorld().state));
  const undisturbed = freshWorld();
  expect(outcomeOf((await forward(undisturbed)).engine.state())).toBe('verified');
  const callsOfRun = new Map(undisturbed.calls);
  undisturbed.calls.clear();
  expect(outcomeOf((await back(undisturbed)).engine.state())).toBe('undone');
  const callsOfUndo = new Map(undisturbed.calls);
  return {
    procedure,
    scenario,
    faults,
    freshWorld,
    callsOfRun,
    callsOfUndo,
    methodsOf: (calls: ReadonlyMap<string, number>) => [...calls.keys()].filter(isDisturbed),

    expectGoal(world: FaultWorld, work: Work): void {
      expect(outcomeOf(work.engine.state()), JSON.stringify(work.end)).toBe('verified');
      expect(missed(world.state)).toEqual([]);
    },

    async expectOriginal(world: FaultWorld, work: Work): Promise<void> {
      expect(outcomeOf(work.engine.state()), JSON.stringify(work.end)).toBe('undone');
      expect(rulesById(world.state)).toEqual(rules);
      expect(essenceOf(await pictureAfter(procedure, world.state))).toEqual(original);
    },
  };
}

/** Whatever a process did, its journal is whole, it explains itself, and it left nothing dangerous on its way. */
function expectSound(world: FaultWorld, work: Work): void {
  expect(faultsOf(world, work)).toEqual([]);
  expect(world.dangers).toEqual([]);
}

/** The tests of a disturbance. They take minutes: each is a file of its own, so that all processors have work. */
export async function describeFaults(disturbance: Disturbance, ...ways: readonly ('run' | 'undo')[]): Promise<void> {
  const { procedure, scenario, ...scene } = await prepared(disturbance);
  describe(`${procedure} on ${scenario}`, () => {
    if (ways.includes('run')) describeRuns(scene);
    if (ways.includes('undo')) describeUndos(scene);
  });
}

type FaultScene = Omit<Awaited<ReturnType<typeof prepared>>, 'procedure' | 'scenario'>;

function describeRuns({ freshWorld, faults, callsOfRun, methodsOf, expectGoal, expectOriginal }: FaultScene): void {
  describe.each(methodsOf(callsOfRun))('a run in which %s fails', (method) => {
    it.each(answered)('(%s) never claims what is not so, and then resumes to the goal or is undone', async (kind) => {
      for (const fault of faults(kind, method, callsOfRun)) {
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
}

function describeUndos({ freshWorld, faults, callsOfUndo, methodsOf, expectGoal, expectOriginal }: FaultScene): void {
  describe.each(methodsOf(callsOfUndo))('an undo in which %s fails', (method) => {
    it.each(answered)('(%s) never claims what is not so, and then goes on to the original state', async (kind) => {
      for (const fault of faults(kind, method, callsOfUndo).filter(({ when }) => when === 'midway')) {
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
}
