import { expect, it } from 'vitest';
import { describeKills, onSides } from './kills.ts';

/** One user before everybody, with a comma in the name. */
const { scene } = await describeKills({
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
  const events = scene.journal.flatMap(({ step, event }) => (step === 'first-user' ? [event] : []));
  expect(events).toEqual(['planned', 'captured', 'applying', 'applied', 'verified']);
  expect(scene.after.metaverse).not.toEqual(scene.before.metaverse);
});
