import { describe, expect, it } from 'vitest';
import { predictionTexts } from '../../../shared/procedures/doctor/texts.ts';
import { proveTexts } from '../../../shared/procedures/steps/proof/texts.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import { withoutExchangeOnline } from '../mailbox-owners/owned-lab.ts';
import { labWorld, run, type Finished, type LabWorld } from '../null-clone/lab-run.ts';

function evidenceOf({ steps }: Finished) {
  const state = steps.get('prove-effect');
  return state?.kind === 'verified' ? state.evidence : [];
}

/** Mail users of Exchange Online, by their identifier, with the GUID that they hold. */
function mailUsersWithGuid({ state }: LabWorld): number {
  return [...state.exchangeOnline.recipients.values()].filter(
    ({ recipientTypeDetails, exchangeGuid }) =>
      recipientTypeDetails === 'MailUser' && !exchangeGuid.startsWith('00000000'),
  ).length;
}

describe.each([
  ['repair-recipe', 'losing-copy', repairRecipe],
  ['restore-default', 'finished-recipe', restoreDefault],
] as const)('%s in %s', (id, scenario, procedure) => {
  it('ends when Exchange Online has followed, which it waits for', async () => {
    const world = labWorld(scenario, { users: 40 }, {}, procedure);
    const before = mailUsersWithGuid(world);
    const finished = await run(world);
    expect(finished.end, JSON.stringify([...finished.steps])).toEqual({ kind: 'finished' });
    const after = mailUsersWithGuid(world);
    expect(after > before).toBe(id === 'restore-default');
    const followed = evidenceOf(finished).find(({ label }) => label === predictionTexts.cloudFollowed);
    expect(followed?.after).toBe(followed?.before);
    expect(followed?.after).toBe(Math.abs(after - before));
  });

  it('says that Exchange Online was not read where it is not connected', async () => {
    const world = withoutExchangeOnline(
      labWorld(scenario, { users: 40 }, { 'mailbox-owners': 'restore-anyway' }, procedure),
    );
    const finished = await run(id === 'restore-default' ? world : { ...world, options: {} });
    expect(evidenceOf(finished)).toContainEqual({
      label: proveTexts.exchangeOnline,
      after: predictionTexts.cloudNotRead,
    });
  });

  it('fails, and names who is behind, where Exchange Online does not follow in time', async () => {
    const world = labWorld(scenario, { users: 40, readings: { forwardSyncMinutes: 10_000 } }, {}, procedure);
    const finished = await run(world);
    const proof = JSON.stringify(finished.steps.get('prove-effect'));
    expect(finished.steps.get('prove-effect')?.kind).toBe('failed');
    expect(proof).toContain('the mailbox GUID that Microsoft Entra ID holds');
    expect(proof).toContain('behind-in-exchange-online');
  });
});
