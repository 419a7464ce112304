import { describe, expect, it } from 'vitest';
import type { StoreFiles } from '../../../../electron/lab/store/files.ts';
import { readState, storeOf, type Hold } from '../../../../electron/lab/store/lab-store.ts';
import type { LabState } from '../../../../electron/lab/state.ts';
import { attributes, emptyLab } from '../empty-lab.ts';
import { addUsers, contentOf } from './lab-content.ts';

class Killed extends Error {}

/** Nobody else is there. */
const held: Hold = { isHeld: () => Promise.resolve(true), release: () => Promise.resolve() };

/** Files in memory; the process dies at the given operation: before it, halfway through it, or after it. */
function dyingFiles(disk: Map<string, Buffer>, deathAt: number, moment: 'before' | 'halfway' | 'after'): StoreFiles {
  let operation = 0;
  function act(halfway: () => void, whole: () => void): Promise<void> {
    operation += 1;
    if (operation > deathAt) throw new Killed();
    if (operation === deathAt && moment === 'before') throw new Killed();
    if (operation === deathAt && moment === 'halfway') halfway();
    else whole();
    if (operation === deathAt) throw new Killed();
    return Promise.resolve();
  }
  return {
    read: async (name) => disk.get(name) ?? Promise.reject(Object.assign(new Error(name), { code: 'ENOENT' })),
    writeNew: async (name, content) =>
      act(
        () => disk.set(name, Buffer.from(content.subarray(0, content.length / 2))),
        () => disk.set(name, Buffer.from(content)),
      ),
    replace: async (name, content) =>
      act(
        () => disk.set(`.${name}.1.tmp`, content),
        () => disk.set(name, content),
      ),
    remove: async (name) =>
      act(
        () => undefined,
        () => disk.delete(name),
      ),
    list: async () => [...disk.keys()],
  };
}

function change(state: LabState): LabState {
  const [first] = [...state.metaverse.values()];
  state.metaverse.put({ ...first!, attributes: attributes({ mailNickname: 'changed' }) });
  state.server.rules = [];
  state.now = '2026-12-24T18:00:00.000Z';
  return addUsers(state, 3);
}

async function diskWithLab(): Promise<Map<string, Buffer>> {
  const disk = new Map<string, Buffer>();
  await storeOf(dyingFiles(disk, Infinity, 'before'), addUsers(emptyLab(), 30), undefined, held).save();
  return disk;
}

async function stateOn(disk: Map<string, Buffer>) {
  const read = await readState(dyingFiles(disk, Infinity, 'before'), 'test');
  if (!read.ok) throw new Error(read.failure.raw);
  return read.value;
}

describe('a save that is killed', () => {
  it.each(['before', 'halfway', 'after'] as const)(
    '%s any file operation leaves the former or the next state',
    async (moment) => {
      const disk = await diskWithLab();
      const former = contentOf((await stateOn(disk)).state);
      const next = contentOf(change((await stateOn(disk)).state));
      const seen = new Set<string>();
      for (let deathAt = 1; ; deathAt += 1) {
        const copy = new Map(disk);
        const saved = await stateOn(copy);
        const lab = storeOf(dyingFiles(copy, deathAt, moment), change(saved.state), saved, held);
        const died = await lab.save().then(
          () => false,
          (error: unknown) => error instanceof Killed,
        );
        const found = JSON.stringify(contentOf((await stateOn(copy)).state));
        expect([JSON.stringify(former), JSON.stringify(next)]).toContain(found);
        seen.add(found);
        if (!died) break;
      }
      expect(seen.size).toBe(2);
    },
  );

  it('is followed by one that clears away what it left', async () => {
    const disk = await diskWithLab();
    const saved = await stateOn(disk);
    await storeOf(dyingFiles(disk, 3, 'halfway'), change(saved.state), saved, held)
      .save()
      .catch(() => undefined);
    const again = await stateOn(disk);
    await storeOf(dyingFiles(disk, Infinity, 'before'), change(again.state), again, held).save();
    const { manifest } = await stateOn(disk);
    expect(disk.size).toBe(1 + Object.keys(manifest.parts).length + Object.values(manifest.tables).flat().length);
  });
});
