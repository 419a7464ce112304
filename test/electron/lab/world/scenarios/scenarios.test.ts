import { describe, expect, it } from 'vitest';
import type { DirectoryRow, LabState } from '../../../../../electron/lab/state.ts';
import { createScenario, type ScenarioOptions } from '../../../../../electron/lab/world/create-scenario.ts';
import { countFirings } from '../../../../../electron/lab/world/firings.ts';
import { scenarioGroups, scenarios } from '../../../../../electron/lab/world/scenarios/registry.ts';
import { describeLab } from '../../../../../electron/lab/world/show.ts';
import { guidFromBytes, type Guid } from '../../../../../shared/base/guid.ts';
import { entraConnectorId } from '../../../../../shared/base/identifiers.ts';
import { mailboxGuidAttribute } from '../../../../../shared/entra-connect/attributes.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';

const few = 120;

function lab(id: string, options: ScenarioOptions = { users: few }): LabState {
  const created = createScenario(id, options);
  if (!created.ok) throw new Error(created.failure.raw);
  return created.value.state;
}

function guidRules(state: LabState): readonly SyncRule[] {
  return state.server.rules
    .filter(
      (rule) => rule.direction === 'inbound' && rule.flows.some((flow) => flow.destination === mailboxGuidAttribute),
    )
    .toSorted((left, right) => left.precedence - right.precedence);
}

/** The mailbox GUIDs of the synchronized users whose mailbox AD calls a remote one. */
function remoteMailboxes(state: LabState): readonly Guid[] {
  const rows = state.forests.flatMap(({ objects }) => [...objects.values()]);
  return rows
    .filter(({ attributes }) => attributes.first('msExchRecipientTypeDetails') === 2_147_483_648n)
    .flatMap((row) => mailboxGuidOf(row) ?? []);
}

function mailboxGuidOf({ attributes }: DirectoryRow): Guid | undefined {
  const guid = attributes.first(mailboxGuidAttribute);
  return guid instanceof Uint8Array ? guidFromBytes(guid) : undefined;
}

function pendingDeletes(state: LabState): number {
  const rows = [...state.connectorSpaces.get(entraConnectorId)!.objects.values()];
  return rows.filter(({ pendingExport }) => pendingExport?.operation === 'delete').length;
}

function parameter(state: LabState, name: string): string | undefined {
  return state.server.globalParameters.get(`Microsoft.Synchronize.${name}`);
}

/** Scenarios that need no more than a few people. */
const small = scenarios.filter(({ id }) => id !== 'large' && id !== 'over-deletion-threshold');

describe('the list of scenarios', () => {
  it('begins with the environments and what commonly stands in the way, each with one sentence', () => {
    expect(scenarioGroups[0]?.scenarios.map(({ id }) => id)).toEqual([
      'clean',
      'two-forests',
      'inetorgperson',
      'half-applied',
      'deleted-default',
      'disabled-default',
      'modified-default',
      'other-contributor',
      'staging',
      'suspended',
      'outdated',
      'service-account',
      'over-deletion-threshold',
      'licensed',
      'large',
    ]);
    expect(scenarios.filter(({ description }) => description.includes('. ') || !description.endsWith('.'))).toEqual([]);
  });

  it('refuses a name that is not in it, and says which are', () => {
    const created = createScenario('nowhere');
    expect(created).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(created.ok ? '' : created.failure.raw).toContain('clean, two-forests');
  });

  it.each([-1, 1.5, 2_000_000])('refuses %s users', (users) => {
    expect(createScenario('clean', { users })).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });
});

/** Their rules give users a text for the GUID, or merge types that do not go together. */
const failing = new Set(['constant-authoritativenull', 'copy-with-constant-null', 'override-merges', 'refused-value']);

describe.each(small.map(({ id }) => id))('a lab of the scenario %s', (id) => {
  const state = lab(id);

  it(`was synchronized ${failing.has(id) ? 'with errors of its users' : 'without an error'}`, () => {
    expect(state.server.runHistory.length).toBeGreaterThan(0);
    const failed = state.server.runHistory.filter(({ result }) => result !== 'success');
    expect(failed.length > 0).toBe(failing.has(id));
  });

  it('has nothing waiting to be exported', () => {
    const counts = describeLab(state).connectorSpaces.map(({ pendingExports }) => pendingExports);
    expect(counts.every((pending) => Object.keys(pending).length === 0)).toBe(true);
  });

  it('is the same again from the same seed', () => {
    expect(describeLab(lab(id))).toEqual(describeLab(state));
  });

  it('keeps the next cycle a while away', () => {
    expect(Date.parse(state.server.scheduler.nextSyncCycleStart!) - Date.parse(state.now)).toBe(30 * 60_000);
  });
});

describe('clean', () => {
  const state = lab('clean');

  it('has every enabled rule apply to somebody', () => {
    const idle = [...countFirings(state)].filter(([, count]) => count === 0).map(([ruleId]) => ruleId);
    expect(state.server.rules.filter((rule) => idle.includes(rule.id)).map(({ name }) => name)).toEqual([]);
  });

  it('holds the mailbox GUID in the metaverse, in Entra ID and in Exchange Online', () => {
    const inMetaverse = [...state.metaverse.values()].filter(({ attributes }) => attributes.has(mailboxGuidAttribute));
    const inEntra = [...state.tenant.objects.values()].filter(({ attributes }) => attributes.has(mailboxGuidAttribute));
    const recipients = [...state.exchangeOnline.recipients.values()];
    expect(inMetaverse.length).toBeGreaterThan(80);
    expect(inEntra.length).toBeGreaterThan(80);
    expect(recipients.filter(({ exchangeGuid }) => !/^0/.test(exchangeGuid)).length).toBeGreaterThan(80);
  });

  it('holds a mailbox in Exchange Online for each remote mailbox, licensed, with its GUID and its mail', () => {
    const remote = remoteMailboxes(state);
    const inDirectory = new Set(state.forests.flatMap(({ objects }) => [...objects.values()].map(mailboxGuidOf)));
    const mailboxes = [...state.exchangeOnline.recipients.values()].filter(
      ({ recipientTypeDetails, exchangeGuid }) =>
        recipientTypeDetails === 'UserMailbox' && inDirectory.has(exchangeGuid),
    );
    expect(remote.length).toBeGreaterThan(few / 30);
    expect(mailboxes.map(({ exchangeGuid }) => exchangeGuid).toSorted()).toEqual(remote.toSorted());
    expect(mailboxes.every(({ itemCount }) => itemCount > 0)).toBe(true);
    const owners = mailboxes.map(({ externalDirectoryObjectId }) =>
      state.tenant.objects.get(externalDirectoryObjectId!),
    );
    expect(owners.every((owner) => owner?.cloud?.licenses.length === 1)).toBe(true);
  });

  it('filters system mailboxes out of the cloud', () => {
    const filtered = [...state.metaverse.values()].filter(
      ({ attributes }) => attributes.first('cloudFiltered') === true,
    );
    expect(filtered.length).toBeGreaterThan(0);
    expect(filtered.every(({ links }) => links.every(({ connectorId }) => connectorId !== entraConnectorId))).toBe(
      true,
    );
  });

  it('leaves some users without a usage location', () => {
    const users = [...state.tenant.objects.values()].filter(({ cloud }) => cloud !== undefined);
    const without = users.filter(({ cloud }) => cloud?.usageLocation === undefined);
    const notMoved = users.length - remoteMailboxes(state).length;
    expect(without.length).toBe(Math.floor(notMoved / 10));
  });

  it('takes readings of the undocumented', () => {
    const { readings } = lab('clean', { users: 30, readings: { applyOnceNull: 'keeps-stored-value' } });
    expect(readings).toMatchObject({ applyOnceNull: 'keeps-stored-value', duplicatePrecedence: 'refused' });
  });
});

describe('two-forests', () => {
  it('has a contributor for users and one for inetOrgPersons in each forest, and people in both in the cloud', () => {
    const state = lab('two-forests');
    expect(guidRules(state)).toHaveLength(4);
    expect(new Set(guidRules(state).map(({ connectorId }) => connectorId)).size).toBe(2);
    const domains = [...state.tenant.objects.values()].map(({ cloud }) => cloud?.userPrincipalName.split('@')[1]);
    expect(domains.filter((domain) => domain === 'tailspin.example').length).toBeGreaterThan(20);
    expect(domains.filter((domain) => domain === 'fabrikam.com').length).toBeGreaterThan(20);
    expect(describeLab(state).forests.every(({ objects }) => (objects['user (UserMailbox)'] ?? 0) > 20)).toBe(true);
  });
});

describe('inetorgperson', () => {
  it('has inetOrgPersons whose mailbox GUID comes in by their own rule', () => {
    const state = lab('inetorgperson');
    const rule = guidRules(state).find(({ sourceObjectType }) => sourceObjectType === 'inetOrgPerson')!;
    const count = [...state.metaverse.values()].filter(({ attributes, origins }) => {
      const position = attributes.names.indexOf(mailboxGuidAttribute);
      return origins[position]?.ruleId === rule.id;
    }).length;
    expect(count).toBeGreaterThan(few * 0.25);
  });
});

describe('half-applied', () => {
  const state = lab('half-applied');
  const [original, , clone] = guidRules(state) as [SyncRule, SyncRule, SyncRule];

  it('has an enabled NULL copy at 200 beside the disabled original', () => {
    expect(original).toMatchObject({ name: 'In from AD - User Exchange', disabled: true, precedence: 108 });
    expect(clone).toMatchObject({ disabled: false, precedence: 200, immutableTag: '' });
    expect(clone.name).toMatch(/^In from AD - User Exchange - Cloned - /);
    expect(clone.flows.find(({ destination }) => destination === mailboxGuidAttribute)).toMatchObject({
      source: { type: 'expression', expression: 'NULL' },
      applyOnce: true,
    });
  });

  it('has the scheduler off and the mailbox GUIDs still in place', () => {
    expect(parameter(state, 'SynchronizationSchedule')).toBe('False');
    expect([...state.metaverse.values()].some(({ attributes }) => attributes.has(mailboxGuidAttribute))).toBe(true);
  });
});

describe('deleted-default, disabled-default and modified-default', () => {
  it('lacks the default rule for users, and knows it for the next upgrade', () => {
    const state = lab('deleted-default');
    expect(guidRules(state).map(({ sourceObjectType }) => sourceObjectType)).toEqual(['inetOrgPerson']);
    expect(state.server.standardRules.map(({ name }) => name)).toContain('In from AD - User Exchange');
  });

  it('has the default rule for users disabled and no other', () => {
    expect(
      guidRules(lab('disabled-default')).map(({ sourceObjectType, disabled }) => [sourceObjectType, disabled]),
    ).toEqual([
      ['user', true],
      ['inetOrgPerson', false],
    ]);
  });

  it.each(['accepted', 'refused'] as const)(
    'has NULL in the default rule with its tag kept, also where the server %s that',
    (reading) => {
      const state = lab('modified-default', { users: 30, readings: { modifiedStandardRule: reading } });
      const [rule] = guidRules(state);
      expect(rule).toMatchObject({ immutableTag: 'Microsoft.InfromADUserExchange.004', disabled: false });
      expect(rule!.flows.find(({ destination }) => destination === mailboxGuidAttribute)?.source.type).toBe(
        'expression',
      );
      expect(state.readings.modifiedStandardRule).toBe(reading);
    },
  );
});

describe('other-contributor', () => {
  it('has a further enabled contributor with a higher number on the same connector', () => {
    const [original, , other] = guidRules(lab('other-contributor')) as [SyncRule, SyncRule, SyncRule];
    expect(other).toMatchObject({ disabled: false, sourceObjectType: 'user', immutableTag: '' });
    expect(other.connectorId).toBe(original.connectorId);
    expect(other.precedence).toBeGreaterThan(original.precedence);
  });
});

describe('staging, suspended and outdated', () => {
  it('is in staging mode with the cloud filled', () => {
    const state = lab('staging');
    expect(parameter(state, 'StagingMode')).toBe('True');
    expect(state.tenant.objects.size).toBeGreaterThan(few * 0.9);
  });

  it('is suspended', () => {
    expect(parameter(lab('suspended'), 'SchedulerSuspended')).toBe('True');
  });

  it('runs a version below the one that synchronizes', () => {
    const state = lab('outdated');
    expect(state.server.productVersion).toBe('2.5.3.0');
    expect(parameter(state, 'ServerConfigurationVersion')).toBe('2.5.3.0');
  });
});

describe('over-deletion-threshold', () => {
  it('has more than 500 deletions waiting, and the last export to the cloud stopped', () => {
    const state = lab('over-deletion-threshold', {});
    const runs = state.server.runHistory.filter(
      ({ connectorId, runProfileName }) => connectorId === entraConnectorId && runProfileName === 'Export',
    );
    expect(pendingDeletes(state)).toBeGreaterThan(500);
    expect(runs.at(-1)?.result).toBe('stopped-deletion-threshold-exceeded');
    expect([...state.tenant.objects.values()].filter(({ deletedAt }) => deletedAt !== undefined)).toEqual([]);
  });

  it('says how many users it takes when there are too few', () => {
    const created = createScenario('over-deletion-threshold', { users: 100 });
    expect(created.ok ? '' : created.failure.raw).toContain('525');
  });
});

describe('licensed', () => {
  const state = lab('licensed');
  const users = [...state.tenant.objects.values()].filter(({ cloud }) => cloud !== undefined);
  const holders = users.filter(({ cloud }) => (cloud?.licenses.length ?? 0) > 0);

  it('has users who hold the licence directly, and others through a group', () => {
    const inherited = holders.filter(({ cloud }) => cloud!.licenses[0]!.assignedByGroup !== undefined);
    expect(holders.length).toBeGreaterThan(few / 2);
    expect(inherited.length).toBeGreaterThan(few / 6);
    expect(holders.length - inherited.length).toBeGreaterThan(inherited.length);
    expect(inherited.every(({ cloud }) => state.tenant.objects.get(cloud!.memberOf[0]!)?.objectType === 'group')).toBe(
      true,
    );
  });

  it('counts the licences', () => {
    const sku = state.tenant.subscribedSkus.find(({ partNumber }) => partNumber === 'ENTERPRISEPACK');
    expect(sku?.consumed).toBe(holders.length);
  });

  it('gives nobody a new mailbox whose mailbox GUID is set', () => {
    const withGuid = new Set(
      users.filter(({ attributes }) => attributes.has(mailboxGuidAttribute)).map(({ id }) => id),
    );
    const mailboxes = [...state.exchangeOnline.recipients.values()].filter(
      ({ recipientTypeDetails, exchangeGuid }) =>
        recipientTypeDetails === 'UserMailbox' && !remoteMailboxes(state).includes(exchangeGuid),
    );
    expect(withGuid.size).toBeGreaterThan(few / 2);
    expect(mailboxes.filter(({ externalDirectoryObjectId }) => withGuid.has(externalDirectoryObjectId!))).toEqual([]);
  });
});
