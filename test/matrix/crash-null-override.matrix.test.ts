import { expect, it } from 'vitest';
import { describeKills, onSides } from './kills.ts';
import { stateIn } from './lab-picture.ts';
import { overridesIn } from './stand-in.ts';

/** Two forests, of which one has the pilot: its rule is widened, and the rule of the other is added then. */
const { scene, writes } = await describeKills({
  subject: {
    procedure: 'null-override',
    scenario: 'two-forests',
    users: 6,
    options: { pilot: 'userPrincipalName=aisha.ahmed@fabrikam.com' },
  },
  sampling: 'at every line of its own steps, and after every write',
  writes: ['after'],
  // Every line of the steps that are of this procedure alone; the others are killed line by line for null-clone.
  lines: (journal) =>
    onSides(
      journal.filter(({ step }) => step?.includes('widen') === true || step?.includes('override') === true),
      'before',
    ),
});

it('null-override has a pilot in one forest and then a rule in each, and writes enough to be killed at', async () => {
  expect(overridesIn((await stateIn(scene.finished.lab)).server.rules)).toHaveLength(2);
  expect(scene.after.metaverse).not.toEqual(scene.before.metaverse);
  expect(writes.run).toBeGreaterThanOrEqual(9);
  expect(writes.undo).toBeGreaterThanOrEqual(7);
});
