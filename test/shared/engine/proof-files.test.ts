import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../shared/engine/engine.ts';
import { sha256Hex } from '../../../shared/base/hash.ts';
import { stepOf } from '../../../shared/engine/run/run-state.ts';
import { sealedFilesOf } from '../../../shared/engine/journal/sealed-files.ts';
import { failed, success } from '../../../shared/base/failure.ts';
import { about, expectThat, planFor, toyProcedure, type ToyStep } from './toy-procedure.ts';
import { entriesOn, evidenceOn, memoryDisk, toyEngine } from './toy-run.ts';
import { toySystem } from './toy-system.ts';

const text = 'anna\notto\n';

/** A step that changes nothing and seals what it read back; `holds`: what each proof finds, one after the other. */
function looking(...holds: readonly boolean[]): ToyStep<null, null> {
  const found = [...holds];
  return {
    ...about,
    id: 'look',
    risk: 'none',
    undo: { kind: 'changes-nothing' },
    probe: async () => ({ kind: 'ready', facts: null }),
    plan: () => planFor('look'),
    capture: async () => success({ state: null, files: [] }),
    apply: async () => success(undefined),
    verify: async () => {
      const isRight = found.shift() ?? true;
      return { ...expectThat(isRight, isRight), files: [{ path: 'look/users.txt', text: isRight ? text : 'anna\n' }] };
    },
  };
}

function world(step: ToyStep<null, null>) {
  const disk = memoryDisk();
  return { disk, systems: toySystem(), procedure: toyProcedure([step]) };
}

async function carryOut(engine: Engine): Promise<void> {
  await engine.prepare('look');
  await engine.apply('look', stepOf(engine.state(), 'look')?.planned?.planHash ?? '', undefined);
}

const stateOf = (engine: Engine) => stepOf(engine.state(), 'look')?.state;

describe('a proof that brings files', () => {
  it('has them on the disk before the line that names them, with their hash', async () => {
    const toy = world(looking(true));
    const engine = await toyEngine(toy);
    await carryOut(engine);
    const sealed = { path: 'look/users.txt', storedAs: 'look/users.txt', size: text.length, sha256: sha256Hex(text) };
    expect(toy.disk.files.get('look/users.txt')).toBe(text);
    expect(stateOf(engine)).toMatchObject({ kind: 'verified', files: [sealed] });
    expect(entriesOn(toy.disk).flatMap(sealedFilesOf)).toEqual([sealed]);
  });

  it('seals them also when it finds that it is not so, and those of the next attempt beside them', async () => {
    const toy = world(looking(false, true));
    const engine = await toyEngine(toy);
    await carryOut(engine);
    expect(stateOf(engine)).toMatchObject({ kind: 'failed', problem: { files: [{ storedAs: 'look/users.txt' }] } });
    await carryOut(engine);
    expect(stateOf(engine)).toMatchObject({ kind: 'verified', files: [{ storedAs: 'attempt-2/look/users.txt' }] });
    expect(toy.disk.files.get('look/users.txt')).toBe('anna\n');
  });

  it('has proved nothing when they cannot be written', async () => {
    const toy = world(looking(true));
    const full = failed({ code: 'file-unusable', during: 'seal', raw: 'ENOSPC', retry: 'pointless' });
    const engine = await toyEngine({ ...toy, evidence: { ...evidenceOn(toy.disk), seal: async () => full } });
    await carryOut(engine);
    expect(stateOf(engine)).toMatchObject({ kind: 'failed', phase: 'verify', problem: { failure: full.failure } });
  });

  it('finds them again after a crash between the file and the line that was to name it', async () => {
    const toy = world(looking(true));
    toy.disk.fate = (line) => (line === 6 ? 'dies before' : 'written');
    const engine = await toyEngine(toy);
    await expect(carryOut(engine)).resolves.toBeUndefined();
    expect(toy.disk.files.get('look/users.txt')).toBe(text);
    toy.disk.fate = () => 'written';
    const next = await toyEngine(toy);
    await next.examine('look');
    expect(stateOf(next)).toMatchObject({ kind: 'verified', files: [{ storedAs: 'look/users.txt' }] });
  });
});
