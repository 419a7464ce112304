import { expect, it } from 'vitest';
import { stateIn } from './lab-picture.ts';
import { describeKills, onSides } from './kills.ts';
import { overridesIn } from './stand-in.ts';

/** Two rules, so that there is a moment between them, and licenses for a few users; line by line: crash.matrix.test.ts. */
const clone = await describeKills({
  subject: {
    procedure: 'null-clone',
    scenario: 'two-forests',
    users: 6,
    options: { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' },
  },
  sampling: 'after every write',
  writes: ['after'],
  lines: () => [],
});

/** Two forests, of which one has the pilot: its rule is widened, and the rule of the other is added then. */
const override = await describeKills({
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

/** One user before everybody, with a comma in the name. */
const firstUser = await describeKills({
  subject: {
    procedure: 'null-override',
    scenario: 'two-forests',
    users: 6,
    options: { 'first-user': String.raw`CN=Çelik\, Amélie,OU=Staff,OU=Company,DC=fabrikam,DC=com` },
  },
  sampling: 'with a first user: at every line of that step, and after every write',
  writes: ['after'],
  lines: (journal) =>
    onSides(
      journal.filter(({ step }) => step === 'first-user'),
      'before',
      'after',
    ),
});

it('null-override synchronizes one user before everybody, and is killed at each line of it', () => {
  const events = firstUser.scene.journal.flatMap(({ step, event }) => (step === 'first-user' ? [event] : []));
  expect(events).toEqual(['planned', 'captured', 'applying', 'applied', 'verified']);
  expect(firstUser.scene.after.metaverse).not.toEqual(firstUser.scene.before.metaverse);
});

it('null-clone writes enough to be killed at', () => {
  expect(clone.writes.run).toBeGreaterThan(12);
  expect(clone.writes.undo).toBeGreaterThan(12);
});

it('null-override has a pilot in one forest and then a rule in each, and writes enough to be killed at', async () => {
  const { scene, writes } = override;
  expect(overridesIn((await stateIn(scene.finished.lab)).server.rules)).toHaveLength(2);
  expect(scene.after.metaverse).not.toEqual(scene.before.metaverse);
  expect(writes.run).toBeGreaterThanOrEqual(9);
  expect(writes.undo).toBeGreaterThanOrEqual(7);
});
