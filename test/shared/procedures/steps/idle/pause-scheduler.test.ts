import { expect, it } from 'vitest';
import { pauseTexts } from '../../../../../shared/procedures/steps/texts.ts';
import { failed } from '../../../../../shared/base/failure.ts';
import { labWorld, run, words, type LabWorld } from '../../../../integration/null-clone/lab-run.ts';

async function paused(world: LabWorld) {
  const finished = await run(world, 'pause-scheduler');
  const step = finished.engine.state().steps.find(({ id }) => id === 'pause-scheduler');
  return { words: words(finished), notes: step?.planned?.plan.notes, captured: step?.captured?.state };
}

it.each([
  ['clean', 'Application', [...pauseTexts.notes, pauseTexts.certificate]],
  ['service-account', 'ServiceAccount', pauseTexts.notes],
])('says of %s, which signs in with %s, what a scheduler that is off means', async (scenario, _kind, notes) => {
  expect((await paused(labWorld(scenario, { users: 20 }))).notes).toEqual(notes);
});

it('keeps in the journal only whether the scheduler was on, as it always has', async () => {
  expect((await paused(labWorld('clean', { users: 20 }))).captured).toEqual({ syncCycleEnabled: true });
});

it('stops the scheduler of a server that does not tell how it signs in', async () => {
  const world = labWorld('clean', { users: 20 });
  const credentialKind = async () => failed({ code: 'access-denied', during: 'x', raw: 'no', retry: 'pointless' });
  const systems = { ...world.systems, syncServer: { ...world.systems.syncServer, credentialKind } };
  const { words: states, notes } = await paused({ ...world, systems });
  expect(states).toMatchObject({ 'pause-scheduler': 'verified' });
  expect(notes).toEqual(pauseTexts.notes);
});
