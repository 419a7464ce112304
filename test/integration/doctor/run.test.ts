import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { licenseUsers } from '../../../electron/lab/world/licensing.ts';
import { startCycle } from '../../../electron/lab/scheduler/schedule.ts';
import { runCycle, settleCloud } from '../../../electron/lab/world/settle.ts';
import type { LabState, MetaverseRow } from '../../../electron/lab/state.ts';
import { guidToBytes } from '../../../shared/base/guid.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import { examine } from '../../../shared/entra-connect/doctor/diagnose.ts';
import { valueKey, type AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { examinedLab } from '../../electron/lab/world/scenarios/examined-lab.ts';
import { labWorld, rulesById, run, undo, words, type LabWorld } from '../null-clone/lab-run.ts';

const guid = 'msExchMailboxGuid';
const remoteMailbox = 2_147_483_648n;

const repairable = [
  'copy-beside-original',
  'recreated-default',
  'modified-default',
  'override-too-late',
  'losing-copy',
  'incomplete-copy',
  'copy-of-copy',
  'forgotten-forest',
  'forgotten-inetorgperson',
  'precedence-collision',
  'null-below-100',
  'copy-with-empty-text',
  'constant-authoritativenull',
  'copy-with-constant-null',
  'override-merges',
  'outbound-too-late',
  'outbound-null',
];
/** The rules that an undo brings back make users fail: they are not synchronized unless that is asked for. */
const failing = new Set(['constant-authoritativenull', 'copy-with-constant-null', 'override-merges']);
/** Nothing there needs a repair. */
const adoptable = ['half-applied', 'finished-everywhere', 'override', 'scheduler-left-off'];
const revertible = [
  'half-applied',
  'deleted-default',
  'disabled-default',
  'modified-default',
  'finished-recipe',
  'recreated-default',
  'authoritative-copy',
  'override',
  'incomplete-copy',
  'foreign-copy',
  'renamed-copy',
  'outbound-removed',
  'edited-outbound',
  'outbound-override',
  'null-below-100',
];

/** GUIDs that the cloud holds, of users whose mailbox is not there already. */
function guidsInCloud(state: LabState): number {
  return [...state.tenant.objects.values()].filter(
    ({ attributes }) => attributes.has(guid) && attributes.first('msExchRecipientTypeDetails') !== remoteMailbox,
  ).length;
}

function guidsSynchronizable(state: LabState): number {
  return state.forests
    .flatMap(({ objects }) => [...objects.values()])
    .filter(({ attributes }) => attributes.has(guid) && attributes.has('mailNickname')).length;
}

/** The lab after a synchronization with the rules as they were left, as it will have run on any server since. */
function lived(id: string, procedure: LabWorld['procedure'], options: Readonly<Record<string, string>> = {}): LabWorld {
  const lab = labWorld(id, { users: 60 }, options, procedure);
  runCycle(lab.state, 'Initial');
  settleCloud(lab.state);
  return lab;
}

function blockedReason({ steps }: Awaited<ReturnType<typeof run>>): string {
  return JSON.stringify([...steps.values()].find(({ kind }) => kind === 'blocked'));
}

describe('repair-recipe', () => {
  it.each(repairable)(
    '%s: afterwards nothing is to repair, the cloud holds no GUID, and it can be taken back',
    async (id) => {
      const lab = lived(id, repairRecipe);
      const rules = rulesById(lab.state);
      expect((await run(lab)).end).toEqual({ kind: 'finished' });
      expect(examine(examinedLab(lab.state)).diagnoses.filter(({ action }) => action === 'repair')).toEqual([]);
      expect(guidsInCloud(lab.state)).toBe(0);
      // Two rules of one number cannot be had again.
      if (id === 'precedence-collision') return;
      const undone = await undo(lab);
      expect(rulesById(lab.state)).toEqual(rules);
      expect(undone.end).toEqual({ kind: 'finished' });
      expect(words(undone)['resync-original']).toBe(failing.has(id) ? 'skipped' : 'verified');
    },
  );

  it('whose original rules make users fail is synchronized with them only where that is asked for, and says who fails', async () => {
    const lab = lived('override-merges', repairRecipe);
    await run(lab);
    const undone = await undo(lab, undefined, { 'synchronize-on-undo': 'always' });
    expect(undone.end).toEqual({ kind: 'stopped', step: 'resync-original' });
    const resync = undone.engine.state().afterUndo.find(({ id }) => id === 'resync-original')?.state;
    expect(resync).toMatchObject({
      kind: 'failed',
      problem: { reason: expect.stringContaining('completed-sync-errors (56 errors)') as string },
    });
  });

  it('whose original rules make users fail says after its undo that they keep what the systems hold', async () => {
    const lab = lived('override-merges', repairRecipe);
    await run(lab);
    const undone = await undo(lab);
    const resync = undone.engine.state().afterUndo.find(({ id }) => id === 'resync-original')?.state;
    expect(resync).toMatchObject({
      kind: 'skipped',
      reason: expect.stringContaining('fail to synchronize with these rules') as string,
    });
  });

  it.each(adoptable)('%s: refuses, because there is nothing to repair', async (id) => {
    const lab = labWorld(id, { users: 40 }, {}, repairRecipe);
    const rules = rulesById(lab.state);
    const finished = await run(lab);
    expect(finished.end.kind).toBe('stopped');
    expect(blockedReason(finished)).toContain('nothing to repair');
    expect(rulesById(lab.state)).toEqual(rules);
  });

  it('brings the attributes back that an incomplete copy had lost', async () => {
    const lab = labWorld('incomplete-copy', { users: 60 }, {}, repairRecipe);
    const withAddress = () =>
      [...lab.state.tenant.objects.values()].filter(({ attributes }) => attributes.has('targetAddress')).length;
    const before = withAddress();
    await run(lab);
    expect(withAddress()).toBeGreaterThan(before);
  });

  it('sends who deleted a default rule to restore-default', async () => {
    const finished = await run(labWorld('deleted-default', { users: 40 }, {}, repairRecipe));
    expect(blockedReason(finished)).toContain('restore-default');
  });
});

/** Remote mailboxes whose GUID Microsoft 365 holds. */
function remoteMailboxesInCloud({ state }: LabWorld): readonly string[] {
  return [...state.tenant.objects.values()]
    .filter(
      ({ attributes }) => attributes.has(guid) && attributes.first('msExchRecipientTypeDetails') === remoteMailbox,
    )
    .map(({ id }) => id);
}

const undecided = { 'remote-mailboxes': '' };

describe('repair-recipe, where there are remote mailboxes', () => {
  it.each(repairable.filter((id) => id !== 'copy-with-constant-null'))(
    '%s: takes the GUID from none of them, and asks for no decision',
    async (id) => {
      const lab = lived(id, repairRecipe, undecided);
      const before = remoteMailboxesInCloud(lab);
      expect((await run(lab)).end).toEqual({ kind: 'finished' });
      expect(remoteMailboxesInCloud(lab)).toEqual(expect.arrayContaining([...before]));
    },
  );

  it('starts only with a decision where a copy cannot tell them from others, and names them', async () => {
    const lab = lived('copy-with-constant-null', repairRecipe, undecided);
    const rules = rulesById(lab.state);
    const finished = await run(lab);
    expect(finished.end).toEqual({ kind: 'stopped', step: 'backup' });
    expect(blockedReason(finished)).toMatch(
      /\d+ users have a remote mailbox: CN=.*; .*restore-default, then null-override/,
    );
    expect(rulesById(lab.state)).toEqual(rules);
  });

  it('names them in its backup once that is decided', async () => {
    const lab = lived('copy-with-constant-null', repairRecipe);
    const before = remoteMailboxesInCloud(lab);
    const { engine } = await run(lab);
    const backup = engine.state().steps.find(({ id }) => id === 'backup')?.planned?.plan;
    expect(before.length).toBeGreaterThan(0);
    expect(backup?.objects).toMatchObject([
      { title: 'Remote mailboxes whose mailbox GUID is cleared too', rows: { length: before.length } },
    ]);
    expect(remoteMailboxesInCloud(lab)).toEqual([]);
  });
});

describe('restore-default', () => {
  it.each(revertible)('%s: afterwards every GUID reaches the cloud again, and it can be taken back', async (id) => {
    const lab = lived(id, restoreDefault);
    const rules = rulesById(lab.state);
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    expect(examine(examinedLab(lab.state)).diagnoses.filter(({ place }) => place !== undefined)).toEqual([]);
    expect(guidsInCloud(lab.state)).toBeGreaterThan(0.8 * guidsSynchronizable(lab.state));
    const undone = await undo(lab);
    expect(undone.end).toEqual({ kind: 'finished' });
    expect(words(undone)['resync-original']).toBe('verified');
    expect(rulesById(lab.state)).toEqual(rules);
  });

  it('refuses where no Exchange rule is left to make the default rules from', async () => {
    const finished = await run(labWorld('finished-everywhere', { users: 40 }, {}, restoreDefault));
    expect(blockedReason(finished)).toContain('no unchanged Exchange rule is left');
  });

  it('refuses while the GUID is excluded by app and attribute filtering', async () => {
    const finished = await run(labWorld('attribute-filter', { users: 40 }, {}, restoreDefault));
    expect(blockedReason(finished)).toContain('app and attribute filtering');
  });
});

/** After the recipe, licences make mailboxes with GUIDs of their own. */
function withCloudMailboxes(options: Readonly<Record<string, string>>): LabWorld {
  const lab = labWorld('finished-recipe', { users: 60 }, options, restoreDefault);
  licenseUsers(lab.state, (index) => (index % 4 === 0 ? 'directly' : 'not-at-all'));
  settleCloud(lab.state);
  runCycle(lab.state, 'Delta');
  settleCloud(lab.state);
  return lab;
}

function mailboxesWithNewGuid({ state }: LabWorld): ReadonlySet<string | undefined> {
  const known = new Set(
    state.forests.flatMap(({ objects }) =>
      [...objects.values()].flatMap(({ attributes }) => (attributes.get(guid) ?? []).map(valueKey)),
    ),
  );
  return new Set(
    [...state.exchangeOnline.recipients.values()]
      .filter(
        (row) => row.recipientTypeDetails === 'UserMailbox' && !known.has(valueKey(guidToBytes(row.exchangeGuid))),
      )
      .map((row) => row.externalDirectoryObjectId),
  );
}

describe('restore-default and users who own a cloud mailbox with another GUID', () => {
  it('names them and does not begin where that is refused', async () => {
    const lab = withCloudMailboxes({ 'mailbox-owners': 'refuse' });
    const finished = await run(lab);
    expect(words(finished)['name-owners']).toBe('verified');
    expect(blockedReason(finished)).toMatch(/users have an Exchange Online mailbox with a different GUID.*“/);
  });

  it('keeps the GUID out for exactly them by default, and restores it for all others', async () => {
    const lab = withCloudMailboxes({});
    const owners = mailboxesWithNewGuid(lab);
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    const rows = [...lab.state.tenant.objects.values()];
    const owned = rows.filter(({ id }) => owners.has(id));
    expect(owned.length).toBeGreaterThan(3);
    expect(owned.filter(({ attributes }) => attributes.has(guid))).toEqual([]);
    expect(guidsInCloud(lab.state)).toBeGreaterThan(20);
  });

  it('restores it for them too where that is asked for', async () => {
    const lab = withCloudMailboxes({ 'mailbox-owners': 'restore-anyway' });
    const owners = mailboxesWithNewGuid(lab);
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    const owned = [...lab.state.tenant.objects.values()].filter(({ id }) => owners.has(id));
    expect(owned.filter(({ attributes }) => !attributes.has(guid))).toEqual([]);
  });
});

type Held = ReadonlyMap<string, ReadonlyMap<string, AttributeValues>>;

function heldBy(rows: Iterable<Pick<MetaverseRow, 'attributes'> & { readonly id: string }>): Held {
  return new Map([...rows].map(({ id, attributes }) => [id, new Map(attributes.entries())]));
}

/** Everything that the cloud holds of every user. */
function cloudOf({ state }: LabWorld): Held {
  return heldBy(state.tenant.objects.values());
}

function metaverseOf({ state }: LabWorld): Held {
  return heldBy(state.metaverse.values());
}

function changesBetween(before: Held, after: Held): number {
  return [...before].filter(([id, attributes]) => !isDeepStrictEqual(after.get(id), attributes)).length;
}

async function schedulerIsOn({ systems }: LabWorld): Promise<boolean> {
  const read = await systems.syncServer.scheduler({ signal: new AbortController().signal });
  return read.ok && read.value.syncCycleEnabled;
}

function reasonOf({ steps }: Awaited<ReturnType<typeof run>>, step: string): string {
  const state = steps.get(step);
  return state?.kind === 'skipped' ? state.reason : '';
}

describe('the undo of what was done to leftovers that the server had never been synchronized with', () => {
  it.each([
    ['deleted-default', restoreDefault],
    ['disabled-default', restoreDefault],
    ['half-applied', restoreDefault],
    ['half-applied', repairRecipe],
    ['modified-default', restoreDefault],
    ['modified-default', repairRecipe],
  ])('%s: puts the rules back and leaves the cloud as it was before', async (id, procedure) => {
    const lab = labWorld(id, { users: 60 }, {}, procedure);
    const [rules, isOn] = [rulesById(lab.state), await schedulerIsOn(lab)];
    await run(lab);
    const cloud = cloudOf(lab);
    const undone = await undo(lab);
    expect(undone.end).toEqual({ kind: 'finished' });
    expect(words(undone)).toMatchObject({ 'resync-original': 'skipped', 'prove-original': 'verified' });
    expect(rulesById(lab.state)).toEqual(rules);
    expect(await schedulerIsOn(lab)).toBe(isOn);
    expect(cloudOf(lab)).toEqual(cloud);
  });

  it('says what a synchronization would do now, by kind of users and attribute, and how to ask for it', async () => {
    const lab = labWorld('deleted-default', { users: 60 }, {}, restoreDefault);
    await run(lab);
    const reason = reasonOf(await undo(lab), 'resync-original');
    expect(reason).toMatch(/A full synchronization would now change \d+ users in the metaverse/);
    expect(reason).toMatch(/Mailbox on premises: \d+ users would lose .*legacyExchangeDN/);
    expect(reason).toContain('Start-ADSyncSyncCycle -PolicyType Initial');
    expect(reason).toContain('synchronize-on-undo=always');
  });

  it.each(['deleted-default', 'half-applied', 'modified-default'])(
    '%s: counts exactly the users whom a synchronization then changes',
    async (id) => {
      const lab = labWorld(id, { users: 60 }, {}, restoreDefault);
      await run(lab);
      const before = metaverseOf(lab);
      const [, counted] = /would now change (\d+) users/.exec(reasonOf(await undo(lab), 'resync-original')) ?? [];
      runCycle(lab.state, 'Initial');
      const changed = changesBetween(before, metaverseOf(lab));
      expect(changed).toBeGreaterThan(10);
      expect(Number(counted)).toBe(changed);
    },
  );

  it.each([
    ['with the option of the run', { 'synchronize-on-undo': 'always' }, undefined],
    ['with the option of the undo', {}, { 'synchronize-on-undo': 'always' }],
  ])('synchronizes %s, which the run records', async (_how, options, atUndo) => {
    const lab = labWorld('disabled-default', { users: 60 }, options, restoreDefault);
    await run(lab);
    const before = cloudOf(lab);
    const undone = await undo(lab, undefined, atUndo);
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(cloudOf(lab)).not.toEqual(before);
    expect(undone.engine.state().options).toMatchObject({ 'synchronize-on-undo': 'always' });
  });
});

describe('the undo of a run that died right after it had begun its synchronization, with the scheduler off before', () => {
  it('awaits the end of the synchronization before it touches a rule', async () => {
    const lab = lived('half-applied', restoreDefault);
    const rules = rulesById(lab.state);
    await run(lab, 'preview');
    expect(startCycle(lab.state, 'Initial')).toMatchObject({ ok: true });
    expect((await undo(lab)).end).toEqual({ kind: 'finished' });
    expect(rulesById(lab.state)).toEqual(rules);
  });
});
