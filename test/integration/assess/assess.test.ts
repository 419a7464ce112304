import { describe, expect, it } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import { failed } from '../../../shared/failure.ts';
import type { SystemReaders } from '../../../shared/ports/systems.ts';
import type { AssessmentFacts } from '../../../shared/procedures/assess/facts.ts';
import { gather } from '../../../shared/procedures/assess/gather.ts';
import { judge } from '../../../shared/procedures/assess/judge.ts';
import { labWorld, type LabWorld } from '../null-clone/lab-run.ts';

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

describe('assessing a scenario', () => {
  it.each([
    ['clean', 'contributors.selection', 'passed'],
    ['two-forests', 'connectors.forests', 'passed'],
    ['half-applied', 'recipe.leftover-clone', 'failed'],
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

  it('finds deletions above the threshold', async () => {
    expect(outcomes(await assess('over-deletion-threshold', 1000))).toMatchObject({
      'connectors.pending-deletions': 'failed',
    });
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

describe('the recommendation', () => {
  it.each([
    ['modified-default', 'null-override'],
    ['other-contributor', 'null-override'],
    ['half-applied', 'null-clone'],
    ['deleted-default', 'none'],
    ['disabled-default', 'none'],
  ])('for %s is %s', async (scenario, procedure) => {
    expect((await assess(scenario)).recommendation).toMatchObject({ procedure });
  });

  it.each([
    ['Enabled', 'null-override'],
    ['Disabled', 'null-clone'],
    ['Suspended', 'null-clone'],
  ] as const)('with automatic upgrade %s is %s', async (state, procedure) => {
    const facts = await factsOf(labWorld('clean', { users: 40 }));
    const autoUpgrade = { ok: true, value: { state, suspensionReason: undefined } } as const;
    expect(judge({ ...facts, autoUpgrade }).recommendation).toMatchObject({ procedure });
  });
});

describe('counted consequences', () => {
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
