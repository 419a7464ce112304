import { describe, expect, it } from 'vitest';
import { success } from '../../../shared/base/failure.ts';
import { zeroGuid } from '../../../shared/base/guid.ts';
import { entraConnectorId } from '../../../shared/base/identifiers.ts';
import { upgradeServer } from '../../../electron/lab/ports/upgrade-server.ts';
import { runCycle } from '../../../electron/lab/world/settle.ts';
import { writeDirectoryRow } from '../../../electron/lab/directory/forest-directory.ts';
import { writeEntraRow } from '../../../electron/lab/cloud/entra/entra-rows.ts';
import { sampleEvidence } from './evidence.ts';
import {
  clonesIn,
  labWorld,
  ruleNamed,
  restoringAnyway,
  rulesById,
  run,
  schedulerIsOn,
  undo,
  words,
  type Finished,
  type LabWorld,
} from './lab-run.ts';

const userExchange = 'In from AD - User Exchange';

/** Every value of msExchMailboxGuid in the metaverse and in the cloud's connector space. */
function guidsIn({ state }: LabWorld) {
  const entra = state.connectorSpaces.get(entraConnectorId);
  return {
    metaverse: [...state.metaverse.values()].filter(
      ({ attributes }) => attributes.get('msExchMailboxGuid') !== undefined,
    ).length,
    tenant: [...state.tenant.objects.values()].filter(
      ({ attributes }) => attributes.get('msExchMailboxGuid') !== undefined,
    ).length,
    entraObjects: entra?.objects.size ?? 0,
  };
}

function reasonOf(finished: Finished, step: string): string {
  return JSON.stringify(finished.steps.get(step));
}

async function recipientsOf(world: LabWorld) {
  const window = { start: 0, count: 10_000 };
  const read = await world.systems.exchangeOnline.recipients(window, { signal: new AbortController().signal });
  return read.ok ? read.value.items : [];
}

/** Somebody gives a user with a mailbox another mailNickname in AD; the next import brings it. */
function renameMailbox({ state }: LabWorld): void {
  for (const forest of state.forests) {
    const row = [...forest.objects.values()].find(({ attributes }) => attributes.has('msExchMailboxGuid'))!;
    writeDirectoryRow(forest, { ...row, attributes: row.attributes.with([['mailNickname', ['renamed']]]) });
  }
}

const done = {
  backup: 'verified',
  'pause-scheduler': 'verified',
  'clone-rule': 'verified',
  'delete-original': 'verified',
  'swap-precedence': 'verified',
  preview: 'verified',
  'resume-scheduler': 'verified',
  'full-sync': 'verified',
  'prove-effect': 'verified',
};

describe('null-clone in a clean forest', () => {
  it('replaces the rule and takes the GUID out of metaverse and cloud, deleting nobody', async () => {
    const world = labWorld('clean', { users: 60 });
    const before = guidsIn(world);
    const original = ruleNamed(world.state, userExchange)!;
    const finished = await run(world);
    expect(finished.end).toEqual({ kind: 'finished' });
    expect(words(finished)).toMatchObject(done);
    expect(before.metaverse).toBeGreaterThan(0);
    expect(guidsIn(world)).toEqual({ metaverse: 0, tenant: 0, entraObjects: before.entraObjects });
    expect(ruleNamed(world.state, userExchange)).toBeUndefined();
    const clone = clonesIn(world.state).find(({ name }) => name.startsWith(`${userExchange} - Cloned - `))!;
    expect(clone).toEqual({
      ...original,
      id: clone.id,
      internalId: clone.internalId,
      name: clone.name,
      immutableTag: '',
      flows: original.flows.map((flow) =>
        flow.destination === 'msExchMailboxGuid'
          ? { ...flow, source: { type: 'expression', expression: 'NULL', attributes: [] }, applyOnce: true }
          : flow,
      ),
    });
    expect(new Set(world.state.server.rules.map(({ precedence }) => precedence)).size).toBe(
      world.state.server.rules.length,
    );
    expect(await schedulerIsOn(world)).toBe(true);
  });

  it('gives everything back on undo, field by field', async () => {
    const world = labWorld('clean', { users: 60 });
    const rules = rulesById(world.state);
    const before = guidsIn(world);
    await run(world);
    const undone = await undo(world, undefined, undefined, restoringAnyway);
    expect(undone.end).toEqual({ kind: 'finished' });
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(rulesById(world.state)).toEqual(rules);
    expect(guidsIn(world)).toEqual(before);
    expect(await schedulerIsOn(world)).toBe(true);
  });

  it('needs no synchronization after an undo before the scheduler was started', async () => {
    const world = labWorld('clean', { users: 40 });
    const rules = rulesById(world.state);
    await run(world, 'preview');
    const undone = await undo(world);
    expect(words(undone)).toMatchObject({ 'resync-original': 'skipped', 'prove-original': 'verified' });
    expect(rulesById(world.state)).toEqual(rules);
  });

  it('goes on after an undo down to the preview, and is undone as a whole to what was there before all of it', async () => {
    const world = labWorld('clean', { users: 60 });
    const rules = rulesById(world.state);
    const before = guidsIn(world);
    await run(world);
    await undo(world, 'preview');
    const again = await run(world);
    expect(again.end).toEqual({ kind: 'finished' });
    expect(words(again)).toMatchObject(done);
    expect(sampleEvidence(again, 'preview', 'mailbox GUID that the change clears')).toBe(before.metaverse);
    const undone = await undo(world, undefined, undefined, restoringAnyway);
    expect(undone.end, reasonOf(undone, 'prove-original')).toEqual({ kind: 'finished' });
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(rulesById(world.state)).toEqual(rules);
    expect(guidsIn(world)).toEqual(before);
  });

  it('finds on its second way, too, what the first synchronization changed besides the GUID', async () => {
    const world = labWorld('clean', { users: 60 });
    await run(world, 'preview');
    renameMailbox(world);
    await run(world, 'full-sync');
    await undo(world, 'preview');
    const again = await run(world);
    expect(words(again)).toMatchObject({ 'full-sync': 'verified', 'prove-effect': 'failed' });
    expect(reasonOf(again, 'prove-effect')).toContain('changed in mailNickname');
  });

  it('keeps the original disabled when asked to, and skips the swap', async () => {
    const world = labWorld('clean', { users: 40 }, { original: 'keep-disabled' });
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ ...done, 'delete-original': 'skipped', 'swap-precedence': 'skipped' });
    expect(ruleNamed(world.state, userExchange)).toMatchObject({ disabled: true });
    expect(clonesIn(world.state)[0]).toMatchObject({ precedence: 200 });
    expect(guidsIn(world).metaverse).toBe(0);
  });

  it.each([
    ['delete', false],
    ['keep-disabled', true],
  ])('with original=%s, the GUIDs stay out over an upgrade: %s', async (original, staysOut) => {
    const world = labWorld('clean', { users: 40 }, { original });
    await run(world);
    upgradeServer(world.state, '2.6.92.0');
    runCycle(world.state, 'Initial');
    expect(guidsIn(world).metaverse === 0).toBe(staysOut);
  });

  it('leaves a scheduler off that it found off', async () => {
    const world = labWorld('clean', { users: 40 });
    const off = { signal: new AbortController().signal };
    await world.systems.syncServer.setSyncCycleEnabled(false, off);
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ 'pause-scheduler': 'already-done', 'resume-scheduler': 'skipped' });
    expect(finished.end).toEqual({ kind: 'finished' });
    expect(await schedulerIsOn(world)).toBe(false);
  });

  it('names the users without mailNickname apart', async () => {
    const world = labWorld('clean', { users: 60 });
    const finished = await run(world);
    const told = sampleEvidence(finished, 'prove-effect', 'without mailNickname');
    expect(told).toBeGreaterThan(0);
  });
});

describe('null-clone in other surroundings', () => {
  it.each(['two-forests', 'inetorgperson'])('treats every rule of %s', async (scenario) => {
    const world = labWorld(scenario, { users: 60 });
    const finished = await run(world);
    expect(words(finished)).toMatchObject(done);
    expect(clonesIn(world.state)).toHaveLength(2);
    expect(guidsIn(world).metaverse).toBe(0);
  });

  it('rehearses on a staging server when that is acknowledged, and says that the cloud keeps the GUIDs', async () => {
    const world = labWorld('staging', { users: 40 }, { 'acknowledge-staging': 'yes' });
    const before = guidsIn(world);
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ 'full-sync': 'verified', 'prove-effect': 'verified' });
    expect(guidsIn(world)).toMatchObject({ metaverse: 0, tenant: before.tenant });
  });

  it('stops at the preview when NULL with Apply Once keeps stored values', async () => {
    const world = labWorld('clean', { users: 40, readings: { applyOnceNull: 'keeps-stored-value' } });
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ preview: 'failed', 'resume-scheduler': 'pending' });
    expect(reasonOf(finished, 'preview')).toContain('null-override');
  });

  it('stops at the preview when something else was waiting to change', async () => {
    const world = labWorld('clean', { users: 40 });
    const { server } = world.state;
    server.rules = server.rules.map((rule) =>
      rule.name === 'In from AD - User Common'
        ? { ...rule, flows: rule.flows.filter(({ destination }) => destination !== 'displayName') }
        : rule,
    );
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ preview: 'failed', 'resume-scheduler': 'pending' });
    expect(reasonOf(finished, 'preview')).toContain('displayName');
  });
});

describe('licences', () => {
  const users = 60;

  it('leaves licences alone by itself and proves the mailbox of every licensed user', async () => {
    const world = labWorld('licensed', { users });
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ ...done, licence: 'verified' });
    const mailboxes = (await recipientsOf(world)).filter(
      ({ recipientTypeDetails }) => recipientTypeDetails === 'UserMailbox',
    );
    expect(mailboxes.length).toBeGreaterThan(10);
    expect(mailboxes.every(({ exchangeGuid }) => exchangeGuid !== zeroGuid)).toBe(true);
  });

  it('removes and assigns again what licensed users hold, exactly as it was', async () => {
    const options = { licence: 'assign-and-reassign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' };
    const world = labWorld('licensed', { users }, options);
    const held = () =>
      [...world.state.tenant.objects.values()].flatMap(({ id, cloud }) =>
        (cloud?.licenses ?? []).map(({ skuId, assignedByGroup }) => [id, skuId, assignedByGroup].join(' ')),
      );
    const before = held();
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ licence: 'verified' });
    expect(held()).toEqual(expect.arrayContaining(before));
    await undo(world, undefined, undefined, restoringAnyway);
    expect(held().toSorted()).toEqual(before.toSorted());
  });

  it('says so when licensed users get no mailbox, and what to do', async () => {
    const world = labWorld('licensed', { users, readings: { archiveGuidAlone: 'blocks' } });
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ 'prove-effect': 'verified', licence: 'failed' });
    expect(reasonOf(finished, 'licence')).toContain('licence=assign-and-reassign');
  });

  it('assigns the chosen product and takes it back on undo', async () => {
    const world = labWorld('clean', { users }, { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' });
    const licencesOf = () => [...world.state.tenant.objects.values()].map(({ cloud }) => cloud?.licenses ?? []);
    const before = licencesOf();
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ licence: 'verified' });
    const mailboxes = (await recipientsOf(world)).filter(
      ({ recipientTypeDetails }) => recipientTypeDetails === 'UserMailbox',
    );
    expect(mailboxes.length).toBeGreaterThan(10);
    const undone = await undo(world, undefined, undefined, restoringAnyway);
    expect(words(undone)).toMatchObject({ licence: 'undone', 'prove-original': 'verified' });
    expect(licencesOf()).toEqual(before);
  });

  it('asks for a usage location before it assigns', async () => {
    const world = labWorld('clean', { users }, { licence: 'assign', sku: 'ENTERPRISEPACK' });
    for (const row of [...world.state.tenant.objects.values()]) {
      if (row.cloud !== undefined)
        writeEntraRow(world.state, { ...row, cloud: { ...row.cloud, usageLocation: undefined } });
    }
    const finished = await run(world);
    expect(words(finished)).toMatchObject({ licence: 'blocked' });
    expect(reasonOf(finished, 'licence')).toContain('usage-location');
  });

  it('names the products when the chosen one is not owned', async () => {
    const world = labWorld('clean', { users: 40 }, { licence: 'assign', sku: 'NO-SUCH' });
    expect(reasonOf(await run(world), 'licence')).toContain('ENTERPRISEPACK');
  });
});

describe('a full synchronization that the server stopped', () => {
  /** A world whose exports to Microsoft Entra ID end with this error. */
  function worldThatSays(text: string): LabWorld {
    const world = labWorld('clean', { users: 40 });
    const { syncServer } = world.systems;
    const stopped = { result: 'stopped-extension-dll-exception', errors: [{ distinguishedName: '', type: 'x', text }] };
    const runHistory: typeof syncServer.runHistory = async (since, call) => {
      const read = await syncServer.runHistory(since, call);
      return read.ok
        ? success(read.value.map((run) => ({ ...run, steps: run.steps.map((step) => ({ ...step, ...stopped })) })))
        : read;
    };
    return { ...world, systems: { ...world.systems, syncServer: { ...syncServer, runHistory } } };
  }

  it('because Entra Connect cannot sign in says so, as the error of a cmdlet would', async () => {
    const text = 'AADSTS700027: The certificate is expired.';
    const finished = await run(worldThatSays(text));
    expect(finished.steps.get('full-sync')).toMatchObject({
      kind: 'failed',
      problem: { kind: 'failure', failure: { code: 'service-sign-in-failed', raw: text } },
    });
  });
});

describe('what is refused before the first write', () => {
  it.each([
    ['half-applied', 40, 'applied by half'],
    ['deleted-default', 40, 'deleted or renamed'],
    ['disabled-default', 40, 'is disabled and nothing takes its place'],
    ['modified-default', 40, 'was modified'],
    ['other-contributor', 40, 'null-override'],
    ['staging', 40, 'acknowledge-staging=yes'],
    ['suspended', 40, 'is suspended'],
    ['outdated', 40, 'Upgrade Microsoft Entra Connect'],
    ['over-deletion-threshold', 1000, 'above the deletion threshold'],
  ])('%s', async (scenario, users, text) => {
    const world = labWorld(scenario, { users });
    const rules = rulesById(world.state);
    const scheduler = structuredClone(world.state.server.scheduler);
    const finished = await run(world);
    expect(finished.steps.get('backup')).toMatchObject({ kind: 'blocked' });
    expect(reasonOf(finished, 'backup')).toContain(text);
    expect(rulesById(world.state)).toEqual(rules);
    expect(world.state.server.scheduler).toEqual(scheduler);
  });

  it('a running cycle', async () => {
    const world = labWorld('clean', { users: 40 });
    await world.systems.syncServer.startSyncCycle('Delta', { signal: new AbortController().signal });
    const finished = await run(world);
    expect(reasonOf(finished, 'backup')).toContain('running');
  });

  it('an option that makes no sense', async () => {
    const world = labWorld('clean', { users: 40 }, { 'sample-size': 'all' });
    expect((await run(world)).steps.get('backup')).toMatchObject({ kind: 'blocked' });
  });
});
