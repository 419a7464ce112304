import { describe, expect, it } from 'vitest';
import { createScenario, type ScenarioOptions } from '../../../electron/lab/world/create-scenario.ts';
import { putRule } from '../../../electron/lab/ports/put-rule.ts';
import { upgradeServer } from '../../../electron/lab/ports/upgrade-server.ts';
import { runCycle } from '../../../electron/lab/world/settle.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import type { SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import {
  labWorld,
  restoringAnyway,
  ruleNamed,
  rulesById,
  run,
  undo,
  words,
  type Finished,
  type LabWorld,
} from '../null-clone/lab-run.ts';

const remoteMailbox = 2_147_483_648n;
const someone = 'userPrincipalName=aisha.ahmed@fabrikam.com';

function world(scenario: string, how: ScenarioOptions, options: Readonly<Record<string, string>> = {}): LabWorld {
  return labWorld(scenario, how, options, nullOverride);
}

function overridesIn({ state }: LabWorld): readonly SyncRule[] {
  return state.server.rules.filter(({ name }) => name.includes('AuthoritativeNull'));
}

/** Metaverse objects with a GUID: those of remote mailboxes, and all others. */
function holders({ state }: LabWorld) {
  const withGuid = [...state.metaverse.values()].filter(({ attributes }) => attributes.has('msExchMailboxGuid'));
  const isRemote = ({ attributes }: (typeof withGuid)[number]) =>
    attributes.get('msExchRecipientTypeDetails')?.[0] === remoteMailbox;
  return { remote: withGuid.filter(isRemote).length, others: withGuid.filter((row) => !isRemote(row)).length };
}

function reasonOf(finished: Finished, step: string): string {
  return JSON.stringify(finished.steps.get(step));
}

const widening = [
  'pause-to-widen',
  'widen-override',
  'preview-widened',
  'resume-widened',
  'full-sync-widened',
  'prove-widened',
];

describe('null-override for everyone', () => {
  it('clears every GUID but those of remote mailboxes, by one rule below 100, and changes no other rule', async () => {
    const lab = world('clean', { users: 60 });
    const rules = rulesById(lab.state);
    const before = holders(lab);
    const finished = await run(lab);
    expect(finished.end).toEqual({ kind: 'finished' });
    expect(before.remote).toBeGreaterThan(0);
    expect(holders(lab)).toEqual({ remote: before.remote, others: 0 });
    const [override, ...others] = overridesIn(lab).filter(({ sourceObjectType }) => sourceObjectType === 'user');
    expect(others).toEqual([]);
    expect(override).toMatchObject({
      ...{ direction: 'inbound', disabled: false, linkType: 'Join', joinGroups: [], immutableTag: '', precedence: 99 },
      ...{ sourceObjectType: 'user', targetObjectType: 'person' },
      flows: [
        {
          destination: 'msExchMailboxGuid',
          source: { type: 'expression', expression: 'AuthoritativeNull' },
          ...{ applyOnce: false, mergeType: 'Update' },
        },
      ],
    });
    expect(rulesById(lab.state)).toMatchObject(rules);
  });

  it('needs no widening', async () => {
    const finished = await run(world('clean', { users: 40 }));
    for (const step of widening) expect(words(finished)[step]).toBe('skipped');
  });

  it('is undone by removing the rule, and the GUIDs come back', async () => {
    const lab = world('clean', { users: 60 });
    const rules = rulesById(lab.state);
    const before = holders(lab);
    await run(lab);
    const undone = await undo(lab, undefined, undefined, restoringAnyway);
    expect(undone.end).toEqual({ kind: 'finished' });
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(rulesById(lab.state)).toEqual(rules);
    expect(holders(lab)).toEqual(before);
  });

  it.each([
    ['two-forests', 2],
    ['inetorgperson', 2],
  ])('gives each connector and object type of %s a rule of its own', async (scenario, count) => {
    const lab = world(scenario, { users: 60 });
    expect(words(await run(lab))['prove-effect']).toBe('verified');
    expect(overridesIn(lab)).toHaveLength(count);
    expect(
      new Set(overridesIn(lab).map(({ connectorId, sourceObjectType }) => connectorId + sourceObjectType)).size,
    ).toBe(count);
    expect(new Set(lab.state.server.rules.map(({ precedence }) => precedence)).size).toBe(
      lab.state.server.rules.length,
    );
    expect(holders(lab).others).toBe(0);
  });

  it.each(['other-contributor', 'licensed'])('works where %s is', async (scenario) => {
    const lab = world(scenario, { users: 60 });
    const finished = await run(lab);
    expect(finished.end, reasonOf(finished, 'backup')).toEqual({ kind: 'finished' });
    expect(holders(lab).others).toBe(0);
  });

  it('works where the default rule was modified, once what that brings about has come', async () => {
    const lab = world('modified-default', { users: 60 });
    runCycle(lab.state, 'Initial');
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    expect(overridesIn(lab).map(({ sourceObjectType }) => sourceObjectType)).toContain('user');
  });

  it('leaves further kinds of recipients out when asked to', async () => {
    const lab = world('clean', { users: 60 }, { 'also-exclude': '4, 16, 32' });
    await run(lab);
    const kept = [...lab.state.metaverse.values()]
      .filter(({ attributes }) => attributes.has('msExchMailboxGuid'))
      .map(({ attributes }) => attributes.get('msExchRecipientTypeDetails')?.[0]);
    expect(new Set(kept)).toEqual(new Set([4n, 16n, 32n, remoteMailbox]));
  });

  it('holds over an upgrade', async () => {
    const lab = world('clean', { users: 40 });
    await run(lab);
    upgradeServer(lab.state, '2.7.0.0');
    runCycle(lab.state, 'Initial');
    expect(holders(lab).others).toBe(0);
  });
});

describe('null-override with a pilot', () => {
  it('clears the one user first, and nobody else', async () => {
    const lab = world('clean', { users: 60 }, { pilot: someone });
    const before = holders(lab);
    const finished = await run(lab, 'prove-effect');
    expect(words(finished)).toMatchObject({ 'prove-effect': 'verified', 'widen-override': 'pending' });
    expect(holders(lab)).toEqual({ remote: before.remote, others: before.others - 1 });
  });

  it('widens the same rule in place', async () => {
    const lab = world('clean', { users: 60 }, { pilot: someone });
    await run(lab, 'prove-effect');
    const [narrow] = overridesIn(lab);
    const finished = await run(lab);
    expect(finished.end).toEqual({ kind: 'finished' });
    for (const step of widening) expect(words(finished)[step]).toBe('verified');
    const [wide, ...others] = overridesIn(lab).filter(({ sourceObjectType }) => sourceObjectType === 'user');
    expect(others).toEqual([]);
    expect(wide).toEqual({ ...narrow, scopeGroups: [narrow?.scopeGroups[0]?.slice(1)] });
    expect(holders(lab).others).toBe(0);
  });

  it('is taken back to the pilot by undoing the widening alone', async () => {
    const lab = world('clean', { users: 60 }, { pilot: someone });
    const before = holders(lab);
    await run(lab);
    await undo(lab, 'pause-to-widen', undefined, restoringAnyway);
    runCycle(lab.state, 'Initial');
    expect(holders(lab).others).toBe(before.others - 1);
  });

  it('is widened once more after the widening was taken back, and undone as a whole', async () => {
    const lab = world('clean', { users: 60 }, { pilot: someone });
    const before = holders(lab);
    await run(lab);
    await undo(lab, 'pause-to-widen', undefined, restoringAnyway);
    const again = await run(lab);
    expect(again.end).toEqual({ kind: 'finished' });
    const undone = await undo(lab, undefined, undefined, restoringAnyway);
    expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
    expect(holders(lab)).toEqual(before);
  });

  it('is undone as a whole', async () => {
    const lab = world('two-forests', { users: 60 }, { pilot: someone });
    const rules = rulesById(lab.state);
    const before = holders(lab);
    const finished = await run(lab);
    expect(finished.end).toEqual({ kind: 'finished' });
    expect(overridesIn(lab)).toHaveLength(2);
    const undone = await undo(lab);
    expect(undone.end).toEqual({ kind: 'finished' });
    expect(rulesById(lab.state)).toEqual(rules);
    expect(holders(lab)).toEqual(before);
  });

  it('can be a group, whose direct members it is about', async () => {
    const groups = groupsOf('clean', 60);
    const [group] = groups.filter(({ mailboxes }) => mailboxes > 0);
    const lab = world('clean', { users: 60 }, { pilot: `memberOf=${group?.name ?? ''}` });
    const before = holders(lab);
    expect(words(await run(lab, 'prove-effect'))['prove-effect']).toBe('verified');
    expect(before.others - holders(lab).others).toBe(group?.mailboxes);
  });

  it.each([
    ['nobody', 'userPrincipalName=nobody@fabrikam.com', 'about nobody'],
    ['a group that does not exist', 'memberOf=CN=Nobody,DC=fabrikam,DC=com', 'about nobody'],
    ['an attribute that is not read', 'notAnAttribute=1', 'about nobody'],
  ])('is refused for %s, before anything is written', async (_whom, pilot, reason) => {
    const lab = world('clean', { users: 40 }, { pilot });
    const rules = rulesById(lab.state);
    const finished = await run(lab);
    expect(words(finished)['backup']).toBe('blocked');
    expect(reasonOf(finished, 'backup')).toContain(reason);
    expect(rulesById(lab.state)).toEqual(rules);
  });
});

describe('null-override with a scope', () => {
  it('is about those in scope for good', async () => {
    const lab = world('clean', { users: 60 }, { scope: someone });
    const before = holders(lab);
    expect((await run(lab)).end).toEqual({ kind: 'finished' });
    expect(holders(lab)).toEqual({ remote: before.remote, others: before.others - 1 });
  });
});

describe('null-override that somebody disturbs', () => {
  it('stops when a rule has been put before it meanwhile', async () => {
    const lab = world('clean', { users: 40 });
    await run(lab, 'pause-scheduler');
    const original = ruleNamed(lab.state, 'In from AD - User Exchange')!;
    const rival = {
      ...original,
      id: original.id.replace(/^./, 'f') as SyncRule['id'],
      immutableTag: '',
      precedence: 5,
    };
    expect(putRule(lab.state, { ...rival, name: 'Rival' })).toMatchObject({ ok: true });
    const finished = await run(lab);
    expect(words(finished)).toMatchObject({ 'add-override': 'blocked' });
    expect(reasonOf(finished, 'add-override')).toContain('asked before');
    expect(overridesIn(lab)).toEqual([]);
  });

  it('does not widen a rule that was changed by hand', async () => {
    const lab = world('clean', { users: 60 }, { pilot: someone });
    await run(lab, 'prove-effect');
    lab.state.server.rules = lab.state.server.rules.map((rule) =>
      rule.name.includes('AuthoritativeNull') ? { ...rule, scopeGroups: [] } : rule,
    );
    const finished = await run(lab);
    expect(words(finished)).toMatchObject({ 'widen-override': 'blocked' });
    expect(reasonOf(finished, 'widen-override')).toContain('has been changed since the backup');
  });
});

/** Groups of a scenario with how many of their direct members hold a mailbox GUID that synchronizes. */
function groupsOf(scenario: string, users: number) {
  const created = createScenario(scenario, { users });
  if (!created.ok) throw new Error(created.failure.raw);
  const objects = created.value.state.forests.flatMap((forest) => [...forest.objects.values()]);
  const isMailbox = (name: unknown) =>
    objects.some(
      ({ distinguishedName, attributes }) =>
        distinguishedName === name &&
        attributes.has('msExchMailboxGuid') &&
        attributes.has('mailNickname') &&
        attributes.get('msExchRecipientTypeDetails')?.[0] !== remoteMailbox,
    );
  return objects
    .filter(({ attributes }) => attributes.has('member'))
    .map(({ distinguishedName, attributes }) => ({
      name: distinguishedName,
      mailboxes: (attributes.get('member') ?? []).filter(isMailbox).length,
    }));
}
