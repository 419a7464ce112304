import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { expectBothWays, killedRun, undisturbed } from './scene.ts';

const scene = await undisturbed({ procedure: 'null-clone', scenario: 'two-forests', users: 12 });

afterAll(() => rm(scene.root, { recursive: true, force: true }));

const points = scene.journal.flatMap(({ sequence, step, event }) =>
  (['before', 'after'] as const).map((side) => ({ side, sequence, line: step === null ? event : `${step} ${event}` })),
);

it('has changed the lab, so that the two ends differ', () => {
  expect(scene.after.rules).not.toEqual(scene.before.rules);
  expect(scene.after.metaverse).not.toEqual(scene.before.metaverse);
  expect(scene.after.recipients).not.toEqual(scene.before.recipients);
  expect(scene.journal.length).toBeGreaterThan(40);
});

describe('a process that is killed', () => {
  it.each(points)(
    '$side line $sequence ($line): resume and undo reach exactly their ends',
    async ({ side, sequence }) => {
      const place = await killedRun(scene, `${side}-${sequence}`, `${side}:${sequence}`);
      await expectBothWays(scene, place);
    },
  );
});
