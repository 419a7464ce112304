import { describe, expect, it } from 'vitest';
import type { AttributeBag } from '../../../electron/lab/sync-engine/attribute-bag.ts';
import { writeEntraRow } from '../../../electron/lab/cloud/entra/entra-rows.ts';
import { writeDirectoryRow } from '../../../electron/lab/directory/forest-directory.ts';
import type { ConnectorSpaceRow, LabState } from '../../../electron/lab/state.ts';
import type { ScenarioOptions } from '../../../electron/lab/world/create-scenario.ts';
import { runCycle, settleCloud } from '../../../electron/lab/world/settle.ts';
import { guidFromBytes } from '../../../shared/base/guid.ts';
import type { EntraObjectId, MetaverseObjectId } from '../../../shared/base/identifiers.ts';
import { impactOf } from '../../../shared/procedures/steps/effect-texts.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import type { Procedure } from '../../../shared/engine/contract/step.ts';
import type { HybridSystems } from '../../../shared/systems/contexts.ts';
import { pictureAfter } from '../../matrix/lab-picture.ts';
import {
  labWorld,
  restoringAnyway,
  rulesById,
  run,
  undo,
  words,
  worldOf,
  type Finished,
  type LabWorld,
} from '../null-clone/lab-run.ts';

const guidAttribute = 'msExchMailboxGuid';
const remoteMailbox = 2_147_483_648n;
const beforeEverybody = 'first-user';

interface Kind {
  readonly isRemote?: boolean;
  readonly hasGuid?: boolean;
}

/** Recipients among the users that the AD connectors know; remote mailboxes hold a GUID, too. */
function usersOf({ server, connectorSpaces }: LabState, { isRemote = false, hasGuid = true }: Kind = {}) {
  const isAd = new Set(server.connectors.filter(({ kind }) => kind === 'ad').map(({ id }) => id));
  return [...connectorSpaces.values()]
    .filter(({ connectorId }) => isAd.has(connectorId))
    .flatMap(({ objects }) => [...objects.values()])
    .filter(
      ({ objectType, attributes }) =>
        objectType === 'user' &&
        attributes.has('mailNickname') === hasGuid &&
        attributes.has(guidAttribute) === hasGuid &&
        (attributes.get('msExchRecipientTypeDetails')?.[0] === remoteMailbox) === isRemote,
    );
}

function guidOf(attributes: AttributeBag): string | undefined {
  const [value] = attributes.get(guidAttribute) ?? [];
  return value instanceof Uint8Array ? guidFromBytes(value) : undefined;
}

/** GUIDs in the metaverse and in the tenant. */
function guidsIn({ state }: LabWorld) {
  const of = (rows: Iterable<{ readonly attributes: AttributeBag }>) =>
    [...rows].flatMap(({ attributes }) => guidOf(attributes) ?? []).sort();
  return { metaverse: of(state.metaverse.values()), tenant: of(state.tenant.objects.values()) };
}

/** What is left of the GUIDs once some are gone. */
function without(guids: ReturnType<typeof guidsIn>, gone: string): ReturnType<typeof guidsIn> {
  return {
    metaverse: guids.metaverse.filter((one) => one !== gone),
    tenant: guids.tenant.filter((one) => one !== gone),
  };
}

function told(finished: Finished, step = beforeEverybody): string {
  return JSON.stringify(finished.steps.get(step));
}

const procedures = { 'null-clone': nullClone, 'null-override': nullOverride } as const;

/** A lab whose first user is the first of a kind, unless one is named. */
function world(
  procedure: Procedure<HybridSystems>,
  scenario = 'clean',
  how: ScenarioOptions = { users: 40 },
  options: Readonly<Record<string, string>> = {},
) {
  const { state } = labWorld(scenario, how);
  const user = usersOf(state)[0]!;
  const lab = worldOf(state, { [beforeEverybody]: user.distinguishedName, ...options }, procedure);
  return { lab, user, guid: guidOf(user.attributes)! };
}

const call = { signal: new AbortController().signal };

/** The user of the tenant that a user of AD is. */
function tenantRowOf(state: LabState, { metaverseObjectId }: ConnectorSpaceRow) {
  const anchor = state.metaverse.get(metaverseObjectId!)?.attributes.text('sourceAnchor');
  return [...state.tenant.objects.values()].find(({ sourceAnchor }) => sourceAnchor === anchor);
}

function holdsLicence(state: LabState, user: ConnectorSpaceRow): boolean {
  return (tenantRowOf(state, user)?.cloud?.licenses ?? []).length > 0;
}

/** Another object of the tenant has the names of the user, until what comes back is called. */
function refuseExports(state: LabState, user: ConnectorSpaceRow): () => void {
  const row = tenantRowOf(state, user)!;
  const id = row.id.replace(/^./, (digit) => (digit === 'f' ? 'e' : 'f')) as EntraObjectId;
  const twin = { ...row, id, sourceAnchor: undefined };
  writeEntraRow(state, twin);
  return () => state.tenant.objects.delete(id);
}

/** What somebody changes in AD, which the next import brings. */
function renameInForest(
  state: LabState,
  { distinguishedName }: ConnectorSpaceRow,
  { displayName, newName }: { readonly displayName?: string; readonly newName?: string },
): void {
  for (const forest of state.forests) {
    const row = [...forest.objects.values()].find((one) => one.distinguishedName === distinguishedName);
    if (row === undefined) continue;
    const attributes =
      displayName === undefined ? row.attributes : row.attributes.with([['displayName', [displayName]]]);
    writeDirectoryRow(forest, { ...row, distinguishedName: newName ?? distinguishedName, attributes });
  }
}

const unknownObject = '0b5e7d7e-4f0f-4d2c-9a83-000000000000' as MetaverseObjectId;

/** What the server knows of a user, otherwise than it is. */
function changeInSpace(state: LabState, user: ConnectorSpaceRow, changes: Partial<ConnectorSpaceRow>): void {
  for (const { objects } of state.connectorSpaces.values()) {
    if (objects.get(user.id) !== undefined) objects.put({ ...user, ...changes });
  }
}

/** A lab whose first user has a name of one's choice. */
function worldWithNamed(procedure: Procedure<HybridSystems>, name: string) {
  const { lab, user } = world(procedure);
  const newName = user.distinguishedName.replace(/^CN=[^,]+/, `CN=${name}`);
  renameInForest(lab.state, user, { newName });
  runCycle(lab.state, 'Delta');
  settleCloud(lab.state);
  return { lab: worldOf(lab.state, { ...lab.options, [beforeEverybody]: newName }, procedure) };
}

describe.each(Object.values(procedures))('$id with a first user', (procedure) => {
  it('takes the GUID from that user alone, in metaverse and cloud, while the scheduler is off', async () => {
    const { lab, guid } = world(procedure);
    const before = guidsIn(lab);
    const finished = await run(lab, beforeEverybody);
    expect(words(finished)[beforeEverybody], told(finished)).toBe('verified');
    expect(guidsIn(lab)).toEqual(without(before, guid));
    const scheduler = await lab.systems.syncServer.scheduler({ signal: new AbortController().signal });
    expect(scheduler).toMatchObject({ value: { syncCycleEnabled: false } });
    expect([...lab.state.exchangeOnline.recipients.values()].map(({ exchangeGuid }) => exchangeGuid)).not.toContain(
      guid,
    );
  });

  it('goes on to everybody, and proves it', async () => {
    const { lab, user } = world(procedure);
    const finished = await run(lab);
    expect(finished.end, told(finished, 'prove-effect')).toEqual({ kind: 'finished' });
    expect(words(finished)).toMatchObject({ 'full-sync': 'verified', 'prove-effect': 'verified' });
    const sync = finished.engine.state().steps.find(({ id }) => id === 'full-sync');
    expect(sync?.planned?.plan.notes[0]).toContain(`One of them, ${user.distinguishedName}`);
    expect(guidsIn(lab).tenant).toEqual(guidsIn(lab).metaverse);
  });

  it('shows before and after of the user, and the commands', async () => {
    const { lab, user, guid } = world(procedure);
    const finished = await run(lab, beforeEverybody);
    const record = finished.engine.state().steps.find(({ id }) => id === beforeEverybody);
    expect(record?.planned?.plan.commands.join('\n')).toContain('Invoke-ADSyncSingleObjectSync -DistinguishedName');
    expect(record?.state).toMatchObject({
      objects: [
        {
          id: 'first-user',
          rows: [
            [user.distinguishedName, 'Metaverse', guidAttribute, guid, 'none'],
            [user.distinguishedName, 'Entra connector space', guidAttribute, guid, 'none'],
          ],
        },
      ],
    });
  });

  it('is undone to the very state before, where nobody else was synchronized', async () => {
    const { lab } = world(procedure);
    const rules = rulesById(lab.state);
    const before = guidsIn(lab);
    const picture = await pictureAfter(procedure.id as 'null-clone', lab.state);
    await run(lab, beforeEverybody);
    const undone = await undo(lab, undefined, undefined, restoringAnyway);
    expect(undone.end, told(undone, 'prove-original')).toEqual({ kind: 'finished' });
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(rulesById(lab.state)).toEqual(rules);
    expect(guidsIn(lab)).toEqual(before);
    expect(await pictureAfter(procedure.id as 'null-clone', lab.state)).toEqual(picture);
  });

  it('is not needed without one', async () => {
    const finished = await run(world(procedure, 'clean', { users: 40 }, { [beforeEverybody]: 'none' }).lab);
    expect(words(finished)).toMatchObject({ [beforeEverybody]: 'skipped', 'prove-effect': 'verified' });
  });

  it('says so where the user holds a license, and the mailbox appears', async () => {
    const { state } = labWorld('licensed', { users: 40 });
    const user = usersOf(state).find((one) => holdsLicence(state, one))!;
    const lab = worldOf(state, { [beforeEverybody]: user.distinguishedName }, procedure);
    const finished = await run(lab, beforeEverybody);
    expect(words(finished)[beforeEverybody], told(finished)).toBe('verified');
    const record = finished.engine.state().steps.find(({ id }) => id === beforeEverybody);
    expect(impactOf(record!.planned!.plan).join(' ')).toContain('This user holds a license for Exchange Online');
    settleCloud(state);
    const recipient = [...state.exchangeOnline.recipients.values()].find(
      ({ externalDirectoryObjectId }) => externalDirectoryObjectId === tenantRowOf(state, user)?.id,
    );
    expect(recipient?.recipientTypeDetails).toBe('UserMailbox');
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
  });

  it('proves nothing but the metaverse on a staging server, and exports nothing', async () => {
    const { lab, guid } = world(procedure, 'staging', { users: 40 }, { 'acknowledge-staging': 'yes' });
    const before = guidsIn(lab);
    const finished = await run(lab, beforeEverybody);
    expect(words(finished)[beforeEverybody], told(finished)).toBe('verified');
    expect(guidsIn(lab)).toEqual({ ...without(before, guid), tenant: before.tenant });
    expect(told(finished)).toContain('Only the metaverse is verified');
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    expect((await undo(lab)).end).toEqual({ kind: 'finished' });
    expect(guidsIn(lab)).toEqual(before);
  });

  it.each(['Kay\\, Anna', 'O’Neil', "O'Neil", 'Anna "Q" Kay', '$env:USERNAME `n', 'Überlin 🙂'])(
    'takes a user named %s',
    async (name) => {
      const { lab } = worldWithNamed(procedure, name);
      const finished = await run(lab, beforeEverybody);
      expect(words(finished)[beforeEverybody], told(finished)).toBe('verified');
    },
  );

  it('takes the name in another case, and escaped in another way', async () => {
    const { lab } = worldWithNamed(procedure, 'Kay\\, Anna');
    const options = { [beforeEverybody]: lab.options[beforeEverybody]!.replace('\\,', '\\2C').toUpperCase() };
    const finished = await run(worldOf(lab.state, options, procedure), beforeEverybody);
    expect(words(finished)[beforeEverybody], told(finished)).toBe('verified');
  });

  it('fails where the export of the user is refused, and goes on when that is settled', async () => {
    const { lab, user, guid } = world(procedure);
    await run(lab, 'preview');
    const settle = refuseExports(lab.state, user);
    const failed = await run(lab);
    expect(words(failed)).toMatchObject({ [beforeEverybody]: 'failed', 'resume-scheduler': 'pending' });
    expect(told(failed)).toContain('still holds a mailbox GUID in the Entra connector space');
    expect(guidsIn(lab).tenant).toContain(guid);
    expect((await lab.systems.syncServer.scheduler(call)).ok).toBe(true);
    expect(await lab.systems.syncServer.scheduler(call)).toMatchObject({ value: { syncCycleEnabled: false } });
    settle();
    const finished = await run(lab);
    expect(finished.end, told(finished)).toEqual({ kind: 'finished' });
  });

  it('is undone from there to the very state before', async () => {
    const { lab, user } = world(procedure);
    const before = guidsIn(lab);
    const rules = rulesById(lab.state);
    await run(lab, 'preview');
    const settle = refuseExports(lab.state, user);
    await run(lab);
    settle();
    expect((await undo(lab, undefined, undefined, restoringAnyway)).end).toEqual({ kind: 'finished' });
    expect(guidsIn(lab)).toEqual(before);
    expect(rulesById(lab.state)).toEqual(rules);
  });

  it('fails, and names it, where more is changed than the GUID; trying again does not make it good', async () => {
    const { lab, user } = world(procedure);
    await run(lab, 'preview');
    renameInForest(lab.state, user, { displayName: 'Somebody Else' });
    const failed = await run(lab);
    expect(words(failed)).toMatchObject({ [beforeEverybody]: 'failed', 'resume-scheduler': 'pending' });
    expect(told(failed)).toContain('Somebody Else');
    const again = await run(lab);
    expect(words(again)[beforeEverybody]).toBe('failed');
    expect(told(again)).toContain('Somebody Else');
    const undone = await undo(lab, undefined, undefined, restoringAnyway);
    expect(undone.end, told(undone, 'prove-original')).toEqual({ kind: 'finished' });
  });

  it('goes on with a run that was begun before there was such a step, and undoes it', async () => {
    const { lab } = world(procedure, 'clean', { users: 40 }, { [beforeEverybody]: 'none' });
    const before = guidsIn(lab);
    const former = { ...procedure, steps: procedure.steps.filter(({ id }) => id !== beforeEverybody) };
    await run({ ...lab, procedure: former }, 'preview');
    const finished = await run(lab);
    expect(finished.end).toEqual({ kind: 'finished' });
    expect(Object.keys(words(finished))).not.toContain(beforeEverybody);
    expect((await undo(lab, undefined, undefined, restoringAnyway)).end).toEqual({ kind: 'finished' });
    expect(guidsIn(lab)).toEqual(before);
  });

  it.each([beforeEverybody, 'preview'])('goes on after an undo down to %s, and is undone as a whole', async (step) => {
    const { lab } = world(procedure);
    const before = guidsIn(lab);
    await run(lab, beforeEverybody);
    await undo(lab, step, undefined, restoringAnyway);
    expect(words(await run(lab, beforeEverybody))[beforeEverybody]).toBe('verified');
    await undo(lab, step, undefined, restoringAnyway);
    const undone = await undo(lab, undefined, undefined, restoringAnyway);
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(guidsIn(lab)).toEqual(before);
  });

  it('synchronizes nobody where somebody has turned the scheduler on meanwhile', async () => {
    const { lab } = world(procedure);
    const before = guidsIn(lab);
    await run(lab, 'preview');
    await lab.systems.syncServer.setSyncCycleEnabled(true, call);
    const finished = await run(lab);
    expect(words(finished)[beforeEverybody]).toBe('blocked');
    expect(told(finished)).toContain('The scheduler is on');
    expect(guidsIn(lab)).toEqual(before);
  });

  it('synchronizes nobody where the preview of this very user shows more', async () => {
    const { lab, user } = world(procedure);
    await run(lab, 'preview');
    const row = lab.state.metaverse.get(user.metaverseObjectId!)!;
    const attributes = row.attributes.with([['displayName', ['Not from AD']]]);
    lab.state.metaverse.put({ ...row, attributes });
    const finished = await run(lab);
    expect(words(finished)[beforeEverybody]).toBe('blocked');
    expect(told(finished)).toContain('Not from AD');
  });

  it('synchronizes nobody whose state was not sealed', async () => {
    const { lab, user } = world(procedure);
    await run(lab, 'preview');
    changeInSpace(lab.state, user, { metaverseObjectId: unknownObject });
    const finished = await run(lab);
    expect(words(finished)[beforeEverybody]).toBe('blocked');
    expect(told(finished)).toContain('it has been joined since');
  });

  it('does not begin where the user is not joined', async () => {
    const { lab, user } = world(procedure);
    changeInSpace(lab.state, user, { metaverseObjectId: undefined });
    const finished = await run(lab);
    expect(words(finished)['backup']).toBe('blocked');
    expect(told(finished, 'backup')).toContain('is joined to no metaverse object');
  });

  it('does not begin where the user has no mailNickname', async () => {
    const { lab, user } = world(procedure);
    changeInSpace(lab.state, user, { attributes: user.attributes.with([['mailNickname', undefined]]) });
    expect(told(await run(lab), 'backup')).toContain('mailNickname is missing');
  });

  it('does not begin where Microsoft’s tool could not find the user', async () => {
    const { lab } = worldWithNamed(procedure, 'Anna (Sales)');
    const finished = await run(lab);
    expect(told(finished, 'backup')).toContain('holds a parenthesis');
  });

  it.each([
    ['is not there', () => 'CN=Nobody,OU=Users,DC=fabrikam,DC=com', 'No connector space of an AD connector holds'],
    [
      'has no GUID',
      (state: LabState) => usersOf(state, { hasGuid: false })[0]?.distinguishedName ?? '',
      'would lose no mailbox GUID',
    ],
  ])('does not begin where the user %s', async (_why, nameIn, reason) => {
    const { state } = labWorld('clean', { users: 60 });
    const lab = worldOf(state, { [beforeEverybody]: nameIn(state) }, procedure);
    const rules = rulesById(state);
    const finished = await run(lab);
    expect(words(finished)['backup']).toBe('blocked');
    expect(told(finished, 'backup')).toContain(reason);
    expect(rulesById(state)).toEqual(rules);
  });
});

describe('null-override with a pilot and a first user', () => {
  const pilot = 'userPrincipalName=aisha.ahmed@fabrikam.com';

  it('synchronizes the first of the pilot, then the pilot, then everybody', async () => {
    const { state } = labWorld('clean', { users: 60 });
    const user = usersOf(state).find(
      ({ attributes }) => attributes.text('userPrincipalName') === 'aisha.ahmed@fabrikam.com',
    )!;
    const lab = worldOf(state, { pilot, [beforeEverybody]: user.distinguishedName }, nullOverride);
    const before = guidsIn(lab);
    const rules = rulesById(state);
    expect(words(await run(lab, beforeEverybody))[beforeEverybody]).toBe('verified');
    expect(guidsIn(lab)).toEqual(without(before, guidOf(user.attributes)!));
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    expect((await undo(lab, undefined, undefined, restoringAnyway)).end).toEqual({ kind: 'finished' });
    expect(guidsIn(lab)).toEqual(before);
    expect(rulesById(state)).toEqual(rules);
  });

  it.each([
    ['is not in the pilot', { pilot }, {}],
    ['is a remote mailbox', {}, { isRemote: true }],
  ])('does not begin where the user %s', async (_why, options, kind) => {
    const { state } = labWorld('clean', { users: 60 });
    const user = usersOf(state, kind).find(
      ({ attributes }) => attributes.text('userPrincipalName') !== 'aisha.ahmed@fabrikam.com',
    )!;
    const lab = worldOf(state, { ...options, [beforeEverybody]: user.distinguishedName }, nullOverride);
    const finished = await run(lab);
    expect(words(finished)['backup']).toBe('blocked');
    expect(told(finished, 'backup')).toContain('not among the users whom the change is about first');
  });
});
