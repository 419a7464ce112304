import { describe, expect, it } from 'vitest';
import { settleCloud } from '../../../electron/lab/world/settle.ts';
import type { StepState } from '../../../shared/engine/run/run-state.ts';
import { failed } from '../../../shared/base/failure.ts';
import { licenceTexts } from '../../../shared/procedures/steps/licences/texts.ts';
import { undoSentence } from '../../../shared/procedures/steps/effect-texts.ts';
import { remainingOf } from '../../../shared/report/remaining.ts';
import { labWorld, restoringAnyway, run, undo, type Finished, type LabWorld } from './lab-run.ts';

const assigning = { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' };

function licenceIn({ engine }: Finished) {
  return engine.state().steps.find(({ id }) => id === 'licence')!;
}

function mailboxesIn({ state }: LabWorld): number {
  settleCloud(state);
  return [...state.exchangeOnline.recipients.values()].filter(
    ({ recipientTypeDetails, softDeletedAt }) => recipientTypeDetails === 'UserMailbox' && softDeletedAt === undefined,
  ).length;
}

function licencesIn({ state }: LabWorld) {
  return [...state.tenant.objects.values()].map(({ cloud }) => cloud?.licenses ?? []);
}

/** What the undo of the licenses says about mailboxes. */
function mailboxesTold(state: StepState) {
  return state.kind === 'undone'
    ? state.evidence.find(({ label }) => label === licenceTexts.mailboxesLeft)?.after
    : undefined;
}

describe('the licenses of a run', () => {
  it('say before they are assigned that they can be undone, and the mailboxes cannot', async () => {
    const world = labWorld('clean', { users: 40 }, assigning);
    const before = mailboxesIn(world);
    const record = licenceIn(await run(world));
    const made = mailboxesIn(world) - before;
    expect(made).toBeGreaterThan(3);
    const { effects } = record.planned!.plan;
    expect(effects.map(({ kind, count }) => [kind, count])).toEqual(
      expect.arrayContaining([
        ['licenses-assigned', expect.any(Number)],
        ['mailboxes-licensed', expect.any(Number)],
      ]),
    );
    expect(undoSentence(effects, record.undo)).toMatch(
      /^Partly: licenses yes, usage locations yes and mailboxes no\. \d+ mailboxes stay until/,
    );
  });

  it('say after their undo, and under what is left to do, how many mailboxes stay', async () => {
    const world = labWorld('clean', { users: 40 }, assigning);
    const before = mailboxesIn(world);
    await run(world);
    const made = mailboxesIn(world) - before;
    expect(made).toBeGreaterThan(3);
    const undone = await undo(world, undefined, undefined, restoringAnyway);
    const { state } = licenceIn(undone);
    expect(state).toMatchObject({ kind: 'undone', objects: [{ id: 'mailboxes-that-stay' }] });
    expect(mailboxesTold(state)).toBe(made);
    expect(remainingOf(undone.engine.state())).toContain(licenceTexts.remaining.mailboxes(made));
  });

  it('say so where Exchange Online is not connected', async () => {
    const world = labWorld('clean', { users: 40 }, assigning);
    await run(world);
    const recipients = async () =>
      failed({ code: 'not-available', during: 'x', raw: 'not connected', retry: 'pointless' });
    const exchangeOnline = { ...world.systems.exchangeOnline, recipients };
    const blind = { ...world, systems: { ...world.systems, exchangeOnline } };
    const undone = await undo(blind, undefined, undefined, restoringAnyway);
    expect(mailboxesTold(licenceIn(undone).state)).toBe(licenceTexts.mailboxesLeftUnknown);
    expect(remainingOf(undone.engine.state())).toContain(licenceTexts.remaining.unknown);
  });

  it('stay with the users whose mailbox the undo keeps: Exchange Online deletes none', async () => {
    const world = labWorld('clean', { users: 40 }, assigning);
    await run(world);
    const made = mailboxesIn(world);
    const undone = await undo(world);
    const { state } = licenceIn(undone);
    const kept =
      state.kind === 'undone'
        ? state.evidence.find(({ label }) => label === licenceTexts.licensesKept)?.after
        : undefined;
    expect(kept).toBeGreaterThan(3);
    expect(remainingOf(undone.engine.state())).toContain(licenceTexts.remaining.licensesKept(kept as number));
    // With everything that Exchange Online does in time.
    expect(mailboxesIn(world)).toBe(made);
  });

  it('stay with everybody who has a mailbox where no rule is restored and nobody is asked', async () => {
    const world = labWorld('clean', { users: 40 }, assigning);
    await run(world);
    const made = mailboxesIn(world);
    const undone = await undo(world, 'licence');
    const { state } = licenceIn(undone);
    expect(state).toMatchObject({ kind: 'undone' });
    expect(mailboxesTold(state)).toBeGreaterThan(3);
    expect(remainingOf(undone.engine.state()).join()).toMatch(/\d+ users keep the license that this run assigned/);
    expect(mailboxesIn(world)).toBe(made);
  });

  it('are not taken back where nobody can say who has a mailbox', async () => {
    const world = labWorld('clean', { users: 40 }, assigning);
    await run(world);
    const held = licencesIn(world);
    const recipients = async () =>
      failed({ code: 'not-available', during: 'x', raw: 'not connected', retry: 'pointless' });
    const exchangeOnline = { ...world.systems.exchangeOnline, recipients };
    const undone = await undo({ ...world, systems: { ...world.systems, exchangeOnline } }, 'licence');
    expect(licenceIn(undone).state.kind).not.toBe('undone');
    expect(licencesIn(world)).toEqual(held);
  });
});
