import { beforeAll, describe, expect, it } from 'vitest';
import { runCycle, settleCloud } from '../../../electron/lab/world/settle.ts';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { listedOwners, listOwnersId } from '../../../shared/procedures/steps/mailbox-owners/sealed-owners.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import { entriesOn } from '../../shared/engine/toy-run.ts';
import { labWorld, rulesById, run, undo, words, worldOf, type Finished, type LabWorld } from '../null-clone/lab-run.ts';
import {
  answering,
  copyOf,
  cutOff,
  finishedWithOwners,
  mailboxesIn,
  undoable,
  withGuid,
  withoutExchangeOnline,
} from './owned-lab.ts';

const keptCleared = 'msExchMailboxGuid kept cleared';

function evidenceOf({ steps }: Finished, step: string) {
  const state = steps.get(step);
  return state?.kind === 'verified' ? state.evidence : [];
}

function blockedIn({ steps }: Finished): string {
  return JSON.stringify([...steps.values()].find(({ kind }) => kind === 'blocked'));
}

/** What anybody does next with the server: whatever was left unsynchronized is now. */
function synchronized({ state }: LabWorld): LabWorld['state'] {
  runCycle(state, 'Initial');
  settleCloud(state);
  return state;
}

describe.each(undoable)(
  'the undo of %s (%s) and users with a mailbox in Exchange Online',
  (_name, scenario, procedure) => {
    let finished: LabWorld;
    let owners: number;
    beforeAll(async () => {
      finished = await finishedWithOwners(scenario, procedure);
      const anyway = copyOf(finished);
      await undo(anyway, undefined, undefined, answering('restore-anyway'));
      owners = cutOff(anyway.state).length;
    });

    it('has users whom the old GUID would cut off', () => {
      expect(owners).toBeGreaterThan(3);
      expect(cutOff(finished.state)).toEqual([]);
    });

    it('keeps the GUID cleared for exactly them by default, and restores it for all others', async () => {
      const kept = copyOf(finished);
      const anyway = copyOf(finished);
      await undo(anyway, undefined, undefined, answering('restore-anyway'));
      const undone = await undo(kept);
      expect(undone.end, blockedIn(undone)).toEqual({ kind: 'finished' });
      expect(cutOff(synchronized(kept))).toEqual([]);
      expect(withGuid(anyway.state) - withGuid(kept.state)).toBe(owners);
      const rules = kept.state.server.rules.filter(({ name }) => name.includes(keptCleared));
      expect(rules.flatMap(({ scopeGroups }) => scopeGroups)).toHaveLength(owners);
      expect(rules.every(({ precedence }) => precedence < 100)).toBe(true);
    });

    it('names them in the journal, with the answer, before anything is changed', async () => {
      const kept = copyOf(finished);
      await undo(kept, undefined, undefined, answering('keep'));
      const entries = entriesOn(kept.disk);
      const request = entries.findIndex(({ event }) => event === 'undo-requested');
      expect(entries[request]).toMatchObject({ operator: 'Anna', answer: 'keep' });
      const named = entries.findIndex(({ event, step }) => event === 'verified' && step === 'list-mailbox-owners');
      const firstUndone = entries.findIndex(({ event }) => event === 'undoing');
      expect(named).toBeGreaterThan(request);
      expect(firstUndone).toBeGreaterThan(named);
      const tables = entries
        .slice(named, named + 1)
        .flatMap((entry) => (entry.event === 'verified' ? entry.objects : []));
      expect(tables).toMatchObject([{ id: 'mailbox-owners' }]);
      expect(tables[0]?.rows).toHaveLength(owners);
    });

    it('stops before it changes anything where that is refused: the run stays as it is', async () => {
      const refused = copyOf(finished);
      const rules = rulesById(refused.state);
      const undone = await undo(refused, undefined, undefined, answering('refuse'));
      expect(undone.end).toEqual({ kind: 'not-undone' });
      expect(outcomeOf(undone.engine.state())).toBe('verified');
      expect(rulesById(refused.state)).toEqual(rules);
      expect(blockedIn(undone)).toContain('different GUID');
      expect(entriesOn(refused.disk).map(({ event }) => event)).toContain('undo-stopped');
      expect(cutOff(synchronized(refused))).toEqual([]);
    });

    it('restores it for them too only with their number', async () => {
      const wrong = copyOf(finished);
      const undone = await undo(wrong, undefined, undefined, answering('restore-anyway', owners + 1));
      expect(undone.end).toEqual({ kind: 'not-undone' });
      expect(cutOff(synchronized(wrong))).toEqual([]);
    });
  },
);

describe('licensed users whose GUID is still in Microsoft 365', () => {
  function guidsAndMailboxes(lab: LabWorld): readonly [number, number] {
    settleCloud(lab.state);
    return [withGuid(lab.state), mailboxesIn(lab.state).size];
  }

  it('are left alone by the undo of a run that has synchronized one user', async () => {
    const options = { 'first-user': 'CN=Ayşe Guzmán,OU=Staff,OU=Company,DC=fabrikam,DC=com' };
    const lab = labWorld('licensed', { users: 30 }, options, nullOverride);
    const before = guidsAndMailboxes(lab);
    await run(lab, 'first-user');
    const undone = await undo(lab);
    expect(undone.end).toEqual({ kind: 'finished' });
    const listed = listedOwners(
      undone.engine.state().beforeUndo.find(({ id }) => id === listOwnersId)?.captured?.state,
    );
    expect(listed?.users).toBe(1);
    expect(guidsAndMailboxes(lab)).toEqual(before);
  });

  it('are left alone by restore-default where the rules were never synchronized', async () => {
    const lab = labWorld('licensed', { users: 30 }, {}, nullClone);
    const before = guidsAndMailboxes(lab);
    await run(lab, 'preview');
    const restoring = worldOf(lab.state, {}, restoreDefault);
    expect((await run(restoring)).end).toEqual({ kind: 'finished' });
    expect(guidsAndMailboxes(restoring)).toEqual(before);
  });
});

describe('how deep an undo is proved', () => {
  it('is proved as deep as the change: up to Exchange Online, which is waited for', async () => {
    const lab = labWorld('clean', { users: 48 }, {}, nullClone);
    const before = mailUserGuids(lab);
    await run(lab);
    expect(mailUserGuids(lab)).not.toEqual(before);
    const undone = await undo(lab, undefined, undefined, answering('restore-anyway'));
    const systems = evidenceOf(undone, 'prove-original').map(({ system }) => system);
    expect(new Set(systems)).toEqual(new Set(['rules', 'metaverse', 'connector-space', 'exchange-online']));
    const mailboxes = mailboxesIn(lab.state);
    expect(mailUserGuids(lab)).toEqual(before.filter(([id]) => !mailboxes.has(id)));
  });

  it('says that Exchange Online was not checked where it is not connected', async () => {
    const lab = withoutExchangeOnline(labWorld('clean', { users: 48 }, {}, nullClone));
    await run(lab);
    const undone = await undo(lab, undefined, undefined, answering('restore-anyway'));
    expect(undone.end).toEqual({ kind: 'finished' });
    const systems = evidenceOf(undone, 'prove-original').flatMap(({ system }) => system ?? []);
    expect(new Set(systems)).toEqual(new Set(['rules', 'metaverse', 'connector-space']));
  });

  it('is not begun by default where Exchange Online is not connected: nobody can say who has a mailbox', async () => {
    const connected = await finishedWithOwners('clean', nullClone);
    const lab = withoutExchangeOnline(connected);
    const undone = await undo(lab);
    expect(undone.end).toEqual({ kind: 'not-undone' });
    expect(blockedIn(undone)).toContain('not connected');
    expect(cutOff(synchronized(lab))).toEqual([]);
  });
});

describe('an undo that is asked for in parts', () => {
  it('asks nothing where no rule is restored', async () => {
    const lab = await finishedWithOwners('clean', nullClone);
    expect((await undo(lab, 'full-sync', undefined, answering('refuse'))).end).toEqual({ kind: 'finished' });
  });

  it('keeps them when only the rules are undone, when that goes forward again, and when all of it is undone', async () => {
    const lab = await finishedWithOwners('clean', nullClone);
    expect((await undo(lab, 'clone-rule')).end).toEqual({ kind: 'finished' });
    expect(cutOff(synchronized(lab))).toEqual([]);
    const again = await run(lab);
    expect(again.end, JSON.stringify([...again.steps])).toEqual({ kind: 'finished' });
    const undone = await undo(lab);
    expect(undone.end, blockedIn(undone)).toEqual({ kind: 'finished' });
    expect(words(undone)).toMatchObject({ 'prove-original': 'verified' });
    expect(cutOff(synchronized(lab))).toEqual([]);
  });
});

/** Mail users of Exchange Online with their GUID. */
function mailUserGuids({ state }: LabWorld): readonly (readonly [string, string])[] {
  return [...state.exchangeOnline.recipients.values()]
    .filter(({ recipientTypeDetails }) => recipientTypeDetails === 'MailUser')
    .map((row) => [String(row.externalDirectoryObjectId), row.exchangeGuid] as const)
    .toSorted(([left], [right]) => left.localeCompare(right));
}
