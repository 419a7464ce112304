import { beforeAll, describe, expect, it } from 'vitest';
import type { LabState } from '../../../electron/lab/state.ts';
import { zeroGuid } from '../../../shared/base/guid.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import { labWorld, restoringAnyway, run, undo, type LabWorld } from '../null-clone/lab-run.ts';
import { csvLines, reportOn, usersIn, type UserLine } from './reported.ts';

const users = 60;

/** GUID and mailbox of a user in the lab's Exchange Online, looked at through no port. */
function inExchangeOnline({ tenant, exchangeOnline }: LabState, userPrincipalName: string) {
  const user = [...tenant.objects.values()].find(
    ({ attributes }) => attributes.first('userPrincipalName') === userPrincipalName,
  );
  const recipient = [...exchangeOnline.recipients.values()].find(
    (one) => one.externalDirectoryObjectId === user?.id && one.softDeletedAt === undefined,
  );
  if (recipient === undefined) return { guid: 'No object', mailbox: 'No' };
  const { recipientTypeDetails, exchangeGuid } = recipient;
  return {
    guid: exchangeGuid === zeroGuid ? 'None' : exchangeGuid,
    mailbox: recipientTypeDetails === 'UserMailbox' ? 'Yes' : 'No',
  };
}

function expectAsInLab(world: LabWorld, lines: readonly UserLine[]): void {
  const read = lines.filter((line) => line['Mailbox in Exchange Online'] !== 'Not read');
  expect(read.length).toBeGreaterThan(10);
  expect(
    read.map((line) => [
      line['User principal name'],
      { guid: line['GUID in Exchange Online after'], mailbox: line['Mailbox in Exchange Online'] },
    ]),
  ).toEqual(
    read.map((line) => [line['User principal name'], inExchangeOnline(world.state, line['User principal name'])]),
  );
}

const holdersBefore = (lines: readonly UserLine[]) =>
  lines.filter((line) => line['GUID in Microsoft Entra ID before'].includes('-'));

describe('users.csv', () => {
  describe('after a null-clone', () => {
    let world: LabWorld;
    let lines: readonly UserLine[];

    beforeAll(async () => {
      world = labWorld('clean', { users });
      await run(world);
      lines = usersIn(reportOn(world));
    });

    it('has a line for every user whom the change is about, each once', () => {
      const names = lines.map((line) => line['Distinguished name']);
      expect(new Set(names).size).toBe(names.length);
      expect(csvLines(reportOn(world))).toHaveLength(lines.length + 1);
    });

    it('tells before and after of the metaverse, Microsoft Entra ID, and Exchange Online', () => {
      const affected = lines.filter((line) => line['Affected in Microsoft 365'] === 'Yes');
      expect(affected).toEqual(holdersBefore(lines));
      for (const line of affected) {
        expect(line['GUID in the metaverse before']).toBe(line['Mailbox GUID in AD']);
        expect(line['GUID in the metaverse after']).toBe('None');
        expect(line['GUID in Microsoft Entra ID after']).toBe('None');
        expect(line.Verdict).toBe('Verified');
      }
    });

    it('says what the lab’s Exchange Online holds', () => {
      expectAsInLab(world, lines);
    });

    it('tells the mailboxes that were created from those that were there', () => {
      const { report } = reportOn(world);
      const created = lines.filter((line) => line['Mailbox created during the run'] === 'Yes');
      expect(created.length).toBeGreaterThan(0);
      expect(report.users?.created).toBe(created.length);
      expect(created.map((line) => line['License step'])).toEqual(created.map(() => 'Licensed before'));
      expect(created.map((line) => line['Mailbox in Exchange Online before'])).toEqual(created.map(() => 'No'));
    });
  });

  it('names the users whom the license step has licensed, and that this was undone', async () => {
    const world = labWorld('clean', { users }, { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' });
    await run(world);
    const assigned = usersIn(reportOn(world)).filter((line) => line['License step'] === 'Assigned');
    expect(assigned.length).toBeGreaterThan(10);
    expect(new Set(assigned.map((line) => line['Mailbox created during the run']))).toEqual(new Set(['Yes']));
    await undo(world, undefined, {}, restoringAnyway);
    const undone = usersIn(reportOn(world)).filter((line) => line['License step'] === 'Assigned, undone');
    expect(undone).toHaveLength(assigned.length);
  });

  it('says “Not read” of everything that no proof has read yet', async () => {
    const world = labWorld('clean', { users });
    await run(world, 'preview');
    const lines = usersIn(reportOn(world));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(line['GUID in the metaverse after']).toBe('Not read');
      expect(line['Mailbox in Exchange Online']).toBe('Not read');
      expect(line.Verdict).toBe('Not verified');
    }
  });

  it('tells after an undo what the proof of the undo has read', async () => {
    const world = labWorld('clean', { users });
    await run(world);
    await undo(world);
    const lines = usersIn(reportOn(world));
    const back = lines.filter((line) => line['Mailbox created during the run'] === 'No');
    expect(back.map((line) => line['GUID in Microsoft Entra ID after'])).toEqual(
      back.map((line) => line['GUID in Microsoft Entra ID before']),
    );
    const kept = lines.filter((line) => line['Mailbox created during the run'] === 'Yes');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map((line) => line['GUID in the metaverse after'])).toEqual(kept.map(() => 'None'));
    expect(new Set(lines.map((line) => line.Verdict))).toEqual(new Set(['Verified']));
    expectAsInLab(world, lines);
  });

  it('keeps of a widened pilot what each user was before the pilot', async () => {
    const options = { pilot: 'userPrincipalName=aisha.ahmed@fabrikam.com' };
    const world = labWorld('clean', { users }, options, nullOverride);
    await run(world, 'prove-effect');
    const pilot = usersIn(reportOn(world));
    await run(world);
    const all = usersIn(reportOn(world));
    expect(all.length).toBeGreaterThan(pilot.length);
    expect(new Set(holdersBefore(all).map((line) => line['Affected in Microsoft 365']))).toEqual(new Set(['Yes']));
    expectAsInLab(world, all);
  });

  it.each([
    ['losing-copy', repairRecipe],
    ['finished-recipe', restoreDefault],
  ] as const)('is there after %s was treated too, as Exchange Online holds it then', async (scenario, procedure) => {
    const world = labWorld(scenario, { users }, {}, procedure);
    const finished = await run(world);
    expect(finished.end).toEqual({ kind: 'finished' });
    const lines = usersIn(reportOn(world));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => line.Verdict === 'Failed')).toEqual([]);
    expectAsInLab(world, lines);
    const metaverse = new Set(lines.map((line) => line['GUID in the metaverse after']));
    expect(metaverse.has('Not read')).toBe(false);
  });

  it('is left out, with the reason, where a sealed file is not what was sealed', async () => {
    const world = labWorld('clean', { users });
    await run(world);
    world.disk.files.delete('before/users.jsonl');
    const { report, tables } = reportOn(world);
    expect(report.users).toBeUndefined();
    expect(tables.has('users.csv')).toBe(false);
    expect(report.remarks.map(({ text }) => text).join()).toContain('before/users.jsonl is missing');
  });
});
