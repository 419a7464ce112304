import { describe, expect, it } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import type { ConnectorSpaceRow } from '../../../electron/lab/state.ts';
import { failed } from '../../../shared/base/failure.ts';
import { entraConnectorId } from '../../../shared/base/identifiers.ts';
import type { SystemReaders } from '../../../shared/systems/systems.ts';
import { concernedUsers } from '../../../shared/assessment/concerned-users.ts';
import { study } from '../../../shared/assessment/study.ts';
import type { AssessmentFacts } from '../../../shared/assessment/facts.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { judge } from '../../../shared/assessment/judge.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { labWorld, run, type LabWorld } from '../null-clone/lab-run.ts';

async function factsOf(world: LabWorld, readers: SystemReaders = world.systems): Promise<AssessmentFacts> {
  const signal = new AbortController().signal;
  return gather(readers, { signal, clock: labClock(world.machine), progress: () => undefined });
}

async function assess(scenario: string, users = 40) {
  return judge(await factsOf(labWorld(scenario, { users })));
}

function outcomes(assessment: ReturnType<typeof judge>): Readonly<Record<string, string>> {
  return Object.fromEntries(assessment.findings.map(({ id, outcome }) => [id, outcome]));
}

/** Objects of the AD connector spaces of a lab that have both values and are synchronized to the cloud, by type. */
function holdersIn({ machine }: LabWorld, objectType: string): number {
  const { server, connectorSpaces, metaverse } = machine.state;
  const isInCloud = ({ metaverseObjectId: id }: ConnectorSpaceRow) =>
    id !== undefined && metaverse.get(id)!.links.some(({ connectorId }) => connectorId === entraConnectorId);
  return server.connectors
    .filter(({ kind }) => kind === 'ad')
    .flatMap(({ id }) => [...(connectorSpaces.get(id)?.objects.values() ?? [])])
    .filter((row) => row.objectType === objectType && isInCloud(row))
    .filter(({ attributes }) => attributes.has('msExchMailboxGuid') && attributes.has('mailNickname')).length;
}

/** The same server, on which nobody has been moved yet. */
function withoutRemoteMailboxes(facts: AssessmentFacts): AssessmentFacts {
  return {
    ...facts,
    connectorCensus: facts.connectorCensus.map((census) => ({
      ...census,
      objectTypes: census.objectTypes.ok
        ? { ok: true, value: census.objectTypes.value.map((one) => ({ ...one, remoteMailboxes: [] })) }
        : census.objectTypes,
    })),
  };
}

describe('whom a finding of the doctor concerns', () => {
  it.each([
    ['recreated-default', 'recipe.recreated-default'],
    ['foreign-copy', 'recipe.foreign-copy'],
    ['deleted-default', 'recipe.deleted-default'],
  ])('in %s, the users of its connector and type with a mailbox GUID and mailNickname', async (scenario, id) => {
    const world = labWorld(scenario, { users: 60 });
    const { findings, diagnoses } = judge(await factsOf(world));
    const users = holdersIn(world, 'user');
    expect(users).toBeGreaterThan(20);
    const found = findings.find((finding) => finding.id === id);
    expect(found?.detail).toContain(`It concerns ${String(users)} users`);
    expect(found?.evidence).toMatchObject({ users });
    expect(diagnoses).toContainEqual(expect.objectContaining({ concerned: { users, atMost: false } }));
  });

  it('is at most so many where the rule is not about everybody', async () => {
    const facts = study(await factsOf(labWorld('override-too-late', { users: 60 })));
    const found = facts.doctor!.examination.diagnoses.find(({ state }) => state === 'override-too-late')!;
    const narrower = [{ attribute: 'department', operator: 'EQUAL', value: 'Sales' }] as const;
    const rules = found.rules.map((rule) => ({ ...rule, scopeGroups: [narrower] }));
    const whole = concernedUsers(found, facts)!;
    expect(whole).toMatchObject({ atMost: false });
    expect(concernedUsers({ ...found, rules }, facts)).toEqual({ ...whole, atMost: true });
  });

  it('is everybody with a GUID where no rule exports it any more', async () => {
    const world = labWorld('outbound-removed', { users: 60 });
    const { diagnoses } = judge(await factsOf(world));
    expect(diagnoses.find(({ state }) => state === 'outbound-removed')?.concerned?.users).toBe(
      holdersIn(world, 'user') + holdersIn(world, 'inetOrgPerson'),
    );
  });

  it('is not known of an export, which says so', async () => {
    const facts = await factsOf(labWorld('recreated-default', { users: 40 }));
    const { findings, diagnoses } = judge({ ...facts, connectorCensus: [] });
    expect(findings.find(({ id }) => id === 'recipe.recreated-default')?.detail).toContain('an export holds no users');
    expect(diagnoses.some(({ concerned }) => concerned !== undefined)).toBe(false);
  });

  it('is not known where the objects could not be read, and it is said why', async () => {
    const facts = await factsOf(labWorld('recreated-default', { users: 40 }));
    const lost = failed({ code: 'time-out', during: 'read a connector space', raw: 'no answer', retry: 'pointless' });
    const unread = facts.connectorCensus.map((one) => ({ ...one, objectTypes: lost }));
    const { findings } = judge({ ...facts, connectorCensus: unread });
    expect(findings.find(({ id }) => id === 'recipe.recreated-default')?.detail).toMatch(/is not known: .*no answer/);
  });
});

describe('assessing a scenario', () => {
  it.each([
    ['clean', 'contributors.selection', 'passed'],
    ['two-forests', 'connectors.forests', 'passed'],
    ['half-applied', 'contributors.leftover-clone', 'failed'],
    ['half-applied', 'recipe.leftovers', 'investigate'],
    ['clean', 'recipe.leftovers', 'passed'],
    ['deleted-default', 'contributors.coverage', 'failed'],
    ['disabled-default', 'contributors.coverage', 'failed'],
    ['modified-default', 'contributors.modified-default', 'failed'],
    ['other-contributor', 'contributors.other-contributor', 'failed'],
    ['staging', 'server.staging', 'investigate'],
    ['suspended', 'scheduler.suspended', 'failed'],
    ['outdated', 'server.version', 'failed'],
  ])('%s: %s is %s', async (scenario, id, outcome) => {
    expect(outcomes(await assess(scenario))).toMatchObject({ [id]: outcome });
  });

  it('names as exceptions from the scope only what lies within it', async () => {
    const facts = await factsOf(labWorld('clean', { users: 5 }));
    if (!facts.connectors.ok) throw new Error('The lab has no connectors.');
    const scoped = facts.connectors.value.map((connector) => ({
      ...connector,
      partitions: connector.partitions.map((partition) => ({
        ...partition,
        containerInclusions: ['OU=Company,DC=fabrikam,DC=com'],
        containerExclusions: ['dc=fabrikam,dc=com', 'OU=Old,OU=Company,DC=fabrikam,DC=com'],
      })),
    }));
    const { findings } = judge({ ...facts, connectors: { ok: true, value: scoped } });
    expect(findings.find(({ id }) => id === 'connectors.scope')?.detail).toBe(
      'DC=fabrikam,DC=com: in scope OU=Company,DC=fabrikam,DC=com, except OU=Old,OU=Company,DC=fabrikam,DC=com',
    );
  });

  it('finds deletions above the threshold', async () => {
    expect(outcomes(await assess('over-deletion-threshold', 1000))).toMatchObject({
      'connectors.pending-deletions': 'failed',
    });
  });

  it('names objects that nothing has settled, and reads all the others', async () => {
    const world = labWorld('clean', { users: 40 });
    const settled = judge(await factsOf(world));
    expect(settled.findings.find(({ id }) => id === 'connectors.unsettled')).toMatchObject({ outcome: 'passed' });
    const { server, connectorSpaces } = world.machine.state;
    const { objects } = connectorSpaces.get(server.connectors.find(({ kind }) => kind === 'ad')!.id)!;
    const [deleted, cutOff, large] = [...objects.values()].filter(({ objectType }) => objectType !== 'user');
    const member = Array.from({ length: 250_001 }, (_, index) => `CN=${String(index)}`);
    objects.put({ ...deleted!, pendingImport: { operation: 'delete' } });
    objects.put({ ...cutOff!, pendingExport: { operation: 'delete', isCutOff: true } });
    objects.put({ ...large!, attributes: large!.attributes.with([['member', member]]) });
    const { findings } = judge(await factsOf(world));
    const finding = findings.find(({ id }) => id === 'connectors.unsettled')!;
    expect(finding).toMatchObject({
      outcome: 'investigate',
      evidence: {
        deleted: [deleted!.distinguishedName],
        exportCutOff: [cutOff!.distinguishedName],
        withheld: [large!.distinguishedName],
      },
    });
    expect(finding.detail).toContain('1 object was deleted in a connected directory and is not synchronized yet');
    expect(finding.detail).toContain('Whether they arrived is unknown');
    expect(finding.detail).toContain('1 group has too many members');
    const others = (all: typeof findings) => all.filter(({ id }) => id !== 'connectors.unsettled');
    expect(others(findings).map(({ id, outcome }) => [id, outcome])).toEqual(
      others(settled.findings).map(({ id, outcome }) => [id, outcome]),
    );
  });

  it('gives every finding that is no pass a remedy or a reason, and every id once', async () => {
    for (const scenario of ['clean', 'two-forests', 'outdated', 'half-applied']) {
      const { findings } = await assess(scenario);
      expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      for (const { outcome, remedy, detail } of findings) {
        expect(detail).not.toBe('');
        if (outcome === 'failed' || outcome === 'investigate') expect(remedy).toBeTruthy();
      }
    }
  });
});

describe('how Entra Connect signs in', () => {
  const ofServer = async (
    scenario: string,
    change: (facts: AssessmentFacts) => Partial<AssessmentFacts> = () => ({}),
  ) => {
    const facts = await factsOf(labWorld(scenario, { users: 5 }));
    return judge({ ...facts, ...change(facts) }).findings.find(({ id }) => id === 'server.credential');
  };
  const known = <Value>(value: Value) => ({ ok: true, value }) as const;
  const version = (productVersion: string) => ({
    server: known({ serverName: 'SYNC01', instanceId: undefined, productVersion, lastCycleAt: undefined }),
  });

  it('as an application is in order, and says that its certificate needs the scheduler', async () => {
    const finding = await ofServer('clean');
    expect(finding).toMatchObject({ outcome: 'passed', evidence: { ConnectorIdentityType: 'Application' } });
    expect(finding?.detail).toMatch(/scheduler renews its certificate/);
  });

  it('with a service account is in order', async () => {
    expect(await ofServer('service-account')).toMatchObject({
      outcome: 'passed',
      detail: 'With a service account.',
      evidence: { ConnectorIdentityType: 'ServiceAccount' },
    });
  });

  it.each([
    ['off', { syncCycleEnabled: false }],
    ['suspended', { schedulerSuspended: true }],
  ])('as an application with the scheduler %s says that the certificate is not renewed', async (_how, standing) => {
    const finding = await ofServer('clean', ({ scheduler }) => {
      if (!scheduler.ok) throw new Error('The lab has no scheduler');
      return { scheduler: known({ ...scheduler.value, ...standing }) };
    });
    expect(finding?.outcome).toBe('investigate');
    expect(finding?.detail).toMatch(/not renewed/);
    expect(finding?.remedy).toMatch(/^Let the scheduler run again/);
  });

  it.each([
    ['2.5.3.0', 'investigate'],
    ['2.5.190.0', 'investigate'],
    ['2.6.1.0', 'passed'],
    ['2.6.92.0', 'passed'],
  ])('as an application on %s is to %s because of the property pages', async (productVersion, outcome) => {
    const finding = await ofServer('clean', () => version(productVersion));
    expect(finding).toMatchObject({ outcome });
    if (outcome === 'investigate') {
      expect(finding?.remedy).toMatch(`Never open the properties of the Entra connector`);
      expect(finding?.remedy).toContain(productVersion);
    }
  });

  it('with a service account has nothing to do with the property pages', async () => {
    expect(await ofServer('service-account', () => version('2.5.190.0'))).toMatchObject({ outcome: 'passed' });
  });

  it('is not judged where the target cannot tell', async () => {
    const finding = await ofServer('clean', () => ({ credentialKind: known(undefined) }));
    expect(finding?.outcome).toBe('not-run');
    expect(finding?.detail).toMatch(/before 2\.5\.3\.0/);
  });
});

describe('the recommendation', () => {
  it.each([
    // The NULL in it has not been synchronized yet: remote mailboxes still have their GUID.
    ['modified-default', 'restore-default'],
    ['other-contributor', 'null-override'],
    ['half-applied', 'none'],
    ['finished-everywhere', 'none'],
    ['copy-beside-original', 'repair-recipe'],
    ['deleted-default', 'restore-default'],
    ['disabled-default', 'restore-default'],
  ])('for %s is %s', async (scenario, procedure) => {
    expect((await assess(scenario)).recommendation).toMatchObject({ procedure });
  });

  it.each([
    ['Enabled', 'null-override'],
    ['Disabled', 'null-clone'],
    ['Suspended', 'null-clone'],
  ] as const)('with automatic upgrade %s is %s, where there are no remote mailboxes', async (state, procedure) => {
    const facts = withoutRemoteMailboxes(await factsOf(labWorld('clean', { users: 40 })));
    const autoUpgrade = { ok: true, value: { state, suspensionReason: undefined } } as const;
    expect(judge({ ...facts, autoUpgrade }).recommendation).toMatchObject({ procedure });
  });
});

describe('the recommendation where there are remote mailboxes', () => {
  it('is null-override, which excludes them; null-clone says how many it would reach', async () => {
    const { procedure, reasons, alternatives } = (await assess('clean', 60)).recommendation;
    expect([procedure, alternatives[0]?.procedure]).toEqual(['null-override', 'null-clone']);
    expect(reasons[0]).toMatch(/^It excludes the \d+ users with a remote mailbox/);
    expect(alternatives[0]?.reasons[0]).toMatch(/^It clears the mailbox GUID of \d+ users with a remote mailbox too/);
  });

  it('says of an export that it is unknown whether there are any', async () => {
    const facts = await factsOf(labWorld('clean', { users: 40 }));
    const connectorCensus = facts.connectorCensus.map((census) => ({
      ...census,
      objectTypes: { ok: true, value: [] } as const,
    }));
    const { alternatives } = judge({ ...facts, connectorCensus }).recommendation;
    expect(alternatives[0]).toMatchObject({ procedure: 'null-override' });
    expect(alternatives[0]?.reasons.join(' ')).toContain('Unknown: whether there are any.');
  });
});

describe('the recommendation after an earlier attempt, where there are remote mailboxes', () => {
  it.each(['copy-beside-original', 'recreated-default', 'override-too-late', 'override-merges'])(
    'is in %s a repair that excludes them, without a decision',
    async (scenario) => {
      const { procedure, reasons, alternatives } = (await assess(scenario, 60)).recommendation;
      expect(procedure).toBe('repair-recipe');
      expect([...reasons, ...alternatives.flatMap((one) => one.reasons)].join(' ')).not.toContain('remote mailbox');
    },
  );

  it.each(['copy-with-constant-null', 'modified-default'])(
    'is in %s to restore the default rules, for what would clear their GUID is not to',
    async (scenario) => {
      const { findings, recommendation } = await assess(scenario, 60);
      expect(recommendation.procedure).toBe('restore-default');
      expect(recommendation.reasons.join(' ')).toMatch(/\d+ users with a remote mailbox/);
      const [acted] = findings.filter(({ evidence }) => evidence?.['actor'] === 'restore-default');
      expect(acted?.remedy).toMatch(
        /^Run restore-default, then null-override, .* \d+ users with a remote mailbox lose/,
      );
    },
  );

  it('says of a recipe that waits for its synchronization that they lose it too, and what would exclude them', async () => {
    const { procedure, reasons, alternatives } = (await assess('half-applied', 40)).recommendation;
    expect([procedure, alternatives[0]?.procedure]).toEqual(['none', 'restore-default']);
    expect(reasons.join(' ')).toMatch(/\d+ users? with a remote mailbox loses? the mailbox GUID in Microsoft 365 too/);
  });

  it('offers the repair with what it would do to them', async () => {
    const { alternatives } = (await assess('copy-with-constant-null', 60)).recommendation;
    expect(alternatives).toMatchObject([{ procedure: 'repair-recipe' }]);
    expect(alternatives[0]?.reasons.join(' ')).toMatch(
      /It clears the mailbox GUID of \d+ users with a remote mailbox too\. It starts only when the option remote-mailboxes/,
    );
  });

  it('says of an export that it is unknown whether there are any', async () => {
    const facts = await factsOf(labWorld('copy-with-constant-null', { users: 40 }));
    const users = failed({ code: 'not-available', during: 'x', raw: 'an export', retry: 'pointless' });
    const { procedure, reasons } = judge({ ...facts, users }).recommendation;
    expect(procedure).toBe('repair-recipe');
    expect(reasons.join(' ')).toContain('Unknown: whether there are any.');
  });
});

describe('the recommendation where something has to be done first', () => {
  it.each([
    ['outdated', 'server.version'],
    ['suspended', 'scheduler.suspended'],
    ['attribute-filter', 'recipe.attribute-filter'],
  ])('is none in %s before that is done, by the remedy of the finding', async (scenario, id) => {
    const { findings, recommendation } = await assess(scenario, 60);
    const { title, remedy } = findings.find((finding) => finding.id === id)!;
    expect(recommendation).toMatchObject({ procedure: 'none', alternatives: [] });
    expect(recommendation.first[0]).toEqual({ finding: id, title, action: remedy });
  });

  it('tells what would be recommended afterwards', async () => {
    expect((await assess('outdated', 60)).recommendation.afterwards).toMatchObject({ procedure: 'null-override' });
  });

  it('is none on a staging server; whoever works there chooses to, with the option that the procedures ask for', async () => {
    const { procedure, first, alternatives } = (await assess('staging', 60)).recommendation;
    expect([procedure, first.map(({ finding }) => finding)]).toEqual(['none', ['server.staging']]);
    const options = { 'acknowledge-staging': 'yes' };
    expect(alternatives.slice(0, 2)).toMatchObject([
      { procedure: 'null-override', options },
      { procedure: 'null-clone', options },
    ]);
  });

  it('is to enable the scheduler where the rules are right but nothing synchronizes', async () => {
    const { procedure, first, reasons } = (await assess('scheduler-left-off', 60)).recommendation;
    expect([procedure, first.map(({ finding }) => finding)]).toEqual(['none', ['recipe.scheduler-left-off']]);
    expect(reasons.join(' ')).not.toContain('works for everybody');
  });
});

describe('who decides over the GUID', () => {
  const inbound = (groups: NonNullable<ReturnType<typeof judge>['contribution']>['after']) =>
    groups?.filter(({ direction }) => direction === 'inbound');
  const ends = (groups: Parameters<typeof inbound>[0]) => inbound(groups)?.map(({ end }) => end);

  it.each([
    ['clean', ['cleared-for-some']],
    ['two-forests', ['cleared-for-some']],
    ['modified-default', ['value']],
    ['other-contributor', ['cleared-for-some']],
  ])(
    'in %s comes to a value for somebody now, and after the recommended change to %j for all',
    async (scenario, after) => {
      const { contribution } = await assess(scenario, 80);
      expect(ends(contribution?.now ?? null)).toContain('value');
      expect(new Set(ends(contribution?.after ?? null))).toEqual(new Set(after));
    },
  );

  it('plans nothing where no procedure is recommended or something stands in its way', async () => {
    for (const scenario of ['half-applied', 'attribute-filter']) {
      expect((await assess(scenario)).contribution?.after).toBeNull();
    }
  });

  it.each(['deleted-default', 'disabled-default'])(
    'in %s comes to no value now, and after the default rule is restored to a value for all',
    async (scenario) => {
      const { contribution } = await assess(scenario);
      expect(new Set(ends(contribution?.now ?? null))).toEqual(new Set(['empty']));
      expect(new Set(ends(contribution?.after ?? null))).toEqual(new Set(['value']));
      expect(inbound(contribution?.now ?? null)).toHaveLength(inbound(contribution?.after ?? null)?.length ?? 0);
    },
  );

  it.each(['copy-beside-original', 'recreated-default', 'override-too-late', 'losing-copy'])(
    'in %s is, after the repair that is recommended, what the rules then say',
    async (scenario) => {
      const lab = labWorld(scenario, { users: 60 }, {}, repairRecipe);
      const facts = await factsOf(lab);
      const { contribution, recommendation } = judge(facts);
      expect(recommendation.procedure).toBe('repair-recipe');
      expect((await run(lab)).end).toEqual({ kind: 'finished' });
      const repaired = judge(await factsOf(lab)).contribution?.now ?? null;
      expect(ends(contribution?.after ?? null)).toEqual(ends(repaired));
      expect(inbound(contribution?.after ?? null)?.map(({ rules }) => rules.map(({ text }) => text))).toEqual(
        inbound(repaired)?.map(({ rules }) => rules.map(({ text }) => text)),
      );
    },
  );

  it('knows of an export, which holds no objects, every kind there could be; of a server those that there are', async () => {
    const facts = await factsOf(labWorld('clean', { users: 40 }));
    const whole = judge(facts);
    const offline = judge({ ...facts, connectorCensus: [] });
    expect(offline.affected).toEqual([]);
    const kinds = (assessment: typeof whole) =>
      inbound(assessment.contribution?.after ?? null)?.map((group) => [group.connectorSpaceObjectType, group.end]);
    expect(kinds(whole)).toEqual([['user', 'cleared-for-some']]);
    expect(whole.contribution?.idle.map(({ sourceObjectType }) => sourceObjectType)).toEqual(['inetOrgPerson']);
    expect(kinds(offline)).toEqual([
      ['user', 'empty'],
      ['inetOrgPerson', 'empty'],
    ]);
  });

  it('tells rules of one name in two forests apart', async () => {
    const { contribution, recommendation } = await assess('two-forests', 80);
    const texts = contribution?.now.flatMap(({ rules }) => rules.map(({ text }) => text)) ?? [];
    expect(texts.join('\n')).toMatch(/“In from AD - User Exchange” on fabrikam\.com/);
    const covered =
      (recommendation.alternatives[0]?.reasons ?? []).join('\n').match(/“In from AD - User Exchange” on [\w.]+/g) ?? [];
    expect(covered).toHaveLength(2);
    expect(new Set(covered).size).toBe(2);
  });
});

describe('doubts about expressions', () => {
  it.each([
    ['Trim([x', 'Cannot be read'],
    ['Frobnicate([x])', 'The function Frobnicate is not known.'],
    ['[a] || [b] && [c]', 'one priority for all operators'],
  ])('of a contributor are a finding with each doubt as evidence: %s', async (expression, doubt) => {
    const facts = await factsOf(labWorld('clean', { users: 40 }));
    if (!facts.rules.ok) throw new Error('The lab has no rules');
    const [first, ...others] = facts.rules.value.toSorted((left, right) =>
      Number(right.name === 'In from AD - User Exchange') - Number(left.name === 'In from AD - User Exchange'),
    ); // prettier-ignore
    if (first === undefined) throw new Error('The lab has no rules');
    const source = { type: 'expression', expression, attributes: [] } as const;
    const doubtful = { ...first, flows: [...first.flows, { ...first.flows[0]!, destination: 'extra', source }] };
    const { findings } = judge({ ...facts, rules: { ok: true, value: [doubtful, ...others] } });
    const finding = findings.find(({ id }) => id === 'contributors.expressions');
    expect(finding).toMatchObject({ outcome: 'investigate' });
    expect(Object.keys(finding?.evidence ?? {})).toEqual(['“In from AD - User Exchange” on fabrikam.com, extra']);
    expect(JSON.stringify(finding?.evidence)).toContain(doubt);
  });
});

describe('a default rule that is gone, with nothing on the server to make it from', () => {
  /** As a server of which somebody has deleted the rule that exports the GUID. */
  async function withoutOutbound() {
    const facts = await factsOf(labWorld('clean', { users: 40 }));
    if (!facts.rules.ok) throw new Error('The lab has no rules');
    const value = facts.rules.value.filter(({ name }) => name !== 'Out to AAD - User ExchangeOnline');
    expect(value.length).toBe(facts.rules.value.length - 1);
    return judge({ ...facts, rules: { ok: true, value } });
  }

  it('is never said to be in force: it comes back with a repair of the product, before any procedure', async () => {
    const { recommendation, findings } = await withoutOutbound();
    const removed = findings.find(({ id }) => id === 'recipe.outbound-removed');
    expect(removed).toMatchObject({ outcome: 'failed', evidence: { actor: 'by-hand' } });
    expect(removed?.remedy).toContain('Repair or upgrade Microsoft Entra Connect');
    expect(recommendation).toMatchObject({ procedure: 'none', alternatives: [] });
    expect(recommendation.first.map(({ finding }) => finding)).toContain('recipe.outbound-removed');
  });

  it('has the same one to act in the list of what was found', async () => {
    const { diagnoses } = await withoutOutbound();
    expect(diagnoses.find(({ state }) => state === 'outbound-removed')?.actor).toBe('by-hand');
  });
});

describe('counted consequences', () => {
  it.each([
    ['recreated-default', 'repair-recipe'],
    ['outbound-removed', 'restore-default'],
  ])('are not those of null-clone where %s leads to another path', async (scenario, procedure) => {
    const { consequences, recommendation } = await assess(scenario);
    expect(recommendation.procedure).toBe(procedure);
    const [affected] = consequences;
    expect(affected?.count).toBeUndefined();
    expect(affected?.text).toContain(`change plan of ${procedure}`);
  });

  it('count who gets an empty mailbox from Exchange Online', async () => {
    const { consequences } = await assess('licensed', 80);
    expect(consequences.find(({ id }) => id === 'users-licensed')?.count).toBeGreaterThan(10);
  });

  it('count them from AD when Exchange Online is not connected', async () => {
    const world = labWorld('licensed', { users: 80 });
    const missing = async () =>
      failed({ code: 'not-available', during: 'x', raw: 'not connected', retry: 'pointless' });
    const exchangeOnline = {
      organization: missing,
      recipients: missing,
      softDeletedRecipients: missing,
      recipientOf: missing,
    };
    const facts = await factsOf(world, { ...world.systems, exchangeOnline });
    const exact = await factsOf(world);
    expect(facts.licensed).toMatchObject({ value: { basis: 'directory' } });
    expect(facts.licensed.ok && facts.licensed.value.users).toBe(exact.licensed.ok && exact.licensed.value.users);
    expect(outcomes(judge(facts))).toMatchObject({ 'exchange-online.recipients': 'not-run' });
  });

  it('tell affected objects by connector and type', async () => {
    const { affected } = await assess('two-forests', 80);
    expect(affected).toHaveLength(2);
    for (const { objects } of affected) expect(objects).toBeGreaterThan(0);
  });
});

describe('a system that refuses', () => {
  it('makes a failed finding with cause and remedy, and nothing throws', async () => {
    const world = labWorld('clean', { users: 40 });
    const refuse = async () =>
      failed({ code: 'access-denied', during: 'Get-ADSyncRule', raw: 'no', retry: 'pointless' });
    const facts = await factsOf(world, {
      ...world.systems,
      syncServer: { ...world.systems.syncServer, rules: refuse },
    });
    const assessment = judge(facts);
    expect(outcomes(assessment)).toMatchObject({ 'contributors.inbound': 'failed' });
    expect(assessment.recommendation.procedure).toBe('none');
    expect(assessment.contributors).toEqual([]);
  });
});
