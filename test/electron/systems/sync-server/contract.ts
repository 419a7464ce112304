import { describe, expect, it, onTestFinished } from 'vitest';
import type { Result } from '../../../../shared/base/failure.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import { readAll } from '../../../../shared/systems/paging.ts';
import type { SyncServer, SyncServerReader } from '../../../../shared/systems/sync-server/sync-server.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { call, ruleNamed, runningLab, untilIdle, valueOf, type RunningLab } from '../../lab/running-lab.ts';
import {
  constantFlow,
  customRule,
  directFlow,
  expressionFlow,
  guidOf,
  ruleIdOf,
} from '../../../shared/entra-connect/rules/rule-builder.ts';
import { hostileTexts } from './hostile-texts.ts';

/** A way to a lab's sync server. */
export interface Way {
  readonly server: SyncServer;
  close(): Promise<void>;
}

const attributes = [
  'mailNickname',
  'cn',
  'msExchMailboxGuid',
  'msExchRecipientTypeDetails',
  'accountEnabled',
  'proxyAddresses',
  'userAccountControl',
  'notAnAttribute',
];
const window = { start: 0, count: 1000, attributes };
const nowhere = guidOf(0xdead) as ConnectorId;

/** What every implementation of `SyncServer` promises, tried on a lab that it reaches in its own way. */
export function syncServerContract(name: string, open: (lab: RunningLab) => Promise<Way>): void {
  async function subject(scenario = 'clean') {
    const lab = runningLab(scenario);
    const way = await open(lab);
    onTestFinished(() => way.close());
    return { lab, server: way.server, adConnector: lab.state.forests[0]!.connectorId };
  }

  describe(name, () => {
    it.each<keyof SyncServerReader>([
      'facts',
      'scheduler',
      'connectorRunStatus',
      'rules',
      'connectors',
      'globalParameters',
      'metaverseSchema',
      'exportConfiguration',
      'deletionThreshold',
      'autoUpgrade',
      'credentialKind',
    ])('reads %s as the server has it', async (method) => {
      const { lab, server } = await subject();
      const read = (from: SyncServer) => (from[method] as (given: typeof call) => Promise<Result<unknown>>)(call);
      expect(promised(valueOf(await read(server)))).toEqual(promised(valueOf(await read(lab.server))));
    });

    it.each(['service-account', 'outdated'])('reads of %s how the Entra connector signs in', async (scenario) => {
      const { lab, server } = await subject(scenario);
      expect(await server.credentialKind(call)).toEqual(await lab.server.credentialKind(call));
    });

    it('says of a version before 2.5.3.0 that it cannot tell how the Entra connector signs in', async () => {
      const lab = runningLab();
      lab.state.server.productVersion = '2.4.129.0';
      const way = await open(lab);
      onTestFinished(() => way.close());
      expect(valueOf(await way.server.credentialKind(call))).toBeUndefined();
    });

    it('reads statistics, run history, connector space and metaverse as the server has them', async () => {
      const { lab, server, adConnector } = await subject();
      const all = (from: SyncServer) =>
        Promise.all([
          from.connectorStatistics(adConnector, call),
          from.connectorStatistics(entraConnectorId, call),
          from.runHistory('2000-01-01T00:00:00Z', call),
          from.runHistory('2999-01-01T00:00:00Z', call),
          from.connectorSpace(adConnector, window, call),
          from.connectorSpace(entraConnectorId, window, call),
          from.metaverse(adConnector, window, call),
        ]);
      const [read, there] = [await all(server), await all(lab.server)];
      expect(read.map(promised)).toEqual(there.map(promised));
      for (const answer of read) expect(answer).toMatchObject({ ok: true });
    });

    it('reads objects that nothing has settled as the server has them, and the others beside them', async () => {
      const { lab, server, adConnector } = await subject();
      leaveUnsettled(lab, adConnector);
      for (const id of [adConnector, entraConnectorId]) {
        const there = valueOf(await lab.server.connectorSpace(id, { ...window, attributes: ['member', 'cn'] }, call));
        const read = valueOf(await server.connectorSpace(id, { ...window, attributes: ['member', 'cn'] }, call));
        expect(read.items).toEqual(there.items);
      }
      const { items } = valueOf(await server.connectorSpace(adConnector, window, call));
      expect(items.slice(0, 3)).toMatchObject([
        { pendingImport: 'delete', pendingExport: 'none' },
        { pendingImport: 'update', pendingExport: 'update', isExportCutOff: true },
        { pendingImport: 'unknown', pendingExport: 'unknown', attributes: new Map() },
      ]);
    });

    it('pages through a connector space without a gap and without a repetition', async () => {
      const { lab, server, adConnector } = await subject();
      const seen: string[] = [];
      await readAll(
        { clock: lab.clock, signal: call.signal },
        'read the connector space',
        ({ start }) => server.connectorSpace(adConnector, { start, count: 7, attributes: [] }, call),
        (items) => {
          expect(items.length).toBeLessThanOrEqual(7);
          seen.push(...items.map(({ id }) => id));
        },
      );
      const { objects } = lab.state.connectorSpaces.get(adConnector)!;
      expect(seen).toEqual([...objects.values()].map(({ id }) => id));
    });

    it('pages through a metaverse without a gap and without a repetition', async () => {
      const { lab, server, adConnector } = await subject();
      const seen: string[] = [];
      await readAll(
        { clock: lab.clock, signal: call.signal },
        'read the metaverse',
        ({ start }) => server.metaverse(adConnector, { start, count: 11, attributes: [] }, call),
        (items) => seen.push(...items.map(({ id }) => id)),
      );
      const whole = valueOf(await lab.server.metaverse(adConnector, { ...window, attributes: [] }, call));
      expect(seen).toEqual(whole.items.map(({ id }) => id));
    });

    it('previews what a synchronization of one object would do', async () => {
      const { lab, server, adConnector } = await subject();
      const clearing = expressionFlow('msExchMailboxGuid', 'AuthoritativeNull');
      const like = ruleNamed(lab, 'In from AD - User Exchange');
      valueOf(await server.putRule(customRule(42, clearing, { connectorId: like.connectorId }), call));
      for (const { distinguishedName } of lab.state.connectorSpaces.get(adConnector)!.objects.values()) {
        const there = valueOf(await lab.server.preview(adConnector, distinguishedName, call));
        expect(valueOf(await server.preview(adConnector, distinguishedName, call))).toEqual(there);
      }
    });

    it('says that an object is not there', async () => {
      const { server, adConnector } = await subject();
      const preview = await server.preview(adConnector, 'CN=Nobody,DC=fabrikam,DC=com', call);
      expect(preview).toMatchObject({ ok: false, failure: { code: 'not-found', retry: 'pointless' } });
    });

    it('says that a connector is not there', async () => {
      const { server } = await subject();
      const answers = [
        await server.connectorStatistics(nowhere, call),
        await server.connectorSpace(nowhere, window, call),
        await server.metaverse(nowhere, window, call),
        await server.preview(nowhere, 'CN=Nobody', call),
        await server.putRule(customRule(42, directFlow('mail'), { connectorId: nowhere }), call),
      ];
      for (const answer of answers) {
        expect(answer).toMatchObject({ ok: false, failure: { code: 'connector-unknown', retry: 'pointless' } });
      }
    });

    it('switches the scheduler off and on', async () => {
      const { lab, server } = await subject();
      for (const enabled of [false, true]) {
        valueOf(await server.setSyncCycleEnabled(enabled, call));
        expect(valueOf(await lab.server.scheduler(call)).syncCycleEnabled).toBe(enabled);
      }
    });

    it('starts a cycle, tells of it while it runs, and refuses a second one', async () => {
      const { lab, server } = await subject();
      valueOf(await server.startSyncCycle('Initial', call));
      expect(valueOf(await server.scheduler(call)).syncCycleInProgress).toBe(true);
      expect(await server.startSyncCycle('Delta', call)).toMatchObject({
        ok: false,
        failure: { code: 'cycle-running', retry: 'safe' },
      });
      await untilIdle(lab);
      const runs = valueOf(await server.runHistory('2000-01-01T00:00:00Z', call));
      expect(runs).toEqual(lab.state.server.runHistory);
      expect(runs.at(-1)).toMatchObject({ isRunComplete: true, result: 'success' });
    });

    it('stops a cycle', async () => {
      const { lab, server } = await subject();
      valueOf(await server.startSyncCycle('Initial', call));
      valueOf(await server.stopSyncCycle(call));
      expect(lab.state.server.scheduler.cycle).toMatchObject({ stopRequested: true });
    });

    it('says that the scheduler is suspended', async () => {
      const { server } = await subject('suspended');
      expect(await server.startSyncCycle('Delta', call)).toMatchObject({
        ok: false,
        failure: { code: 'scheduler-suspended', retry: 'pointless' },
      });
    });

    it('creates a rule, replaces it in place and removes it', async () => {
      const { lab, server } = await subject();
      const created = richRule(lab);
      valueOf(await server.putRule(created, call));
      expect(ruleOf(lab, created)).toEqual(created);
      const changed = { ...created, name: 'Changed', disabled: false, scopeGroups: [], flows: created.flows.slice(1) };
      valueOf(await server.putRule(changed, call));
      expect(ruleOf(lab, created)).toEqual(changed);
      expect(valueOf(await server.rules(call))).toEqual(lab.state.server.rules);
      valueOf(await server.removeRule(created.id, call));
      expect(ruleOf(lab, created)).toBeUndefined();
    });

    it('switches an out-of-box rule off and moves it, and changes nothing else of it', async () => {
      const { lab, server } = await subject();
      const before = ruleNamed(lab, 'In from AD - User Exchange');
      const after = { ...before, disabled: true, precedence: 4711 };
      valueOf(await server.putRule(after, call));
      expect(ruleOf(lab, before)).toEqual(after);
    });

    it('says that a rule to remove is not there', async () => {
      const { server } = await subject();
      expect(await server.removeRule(nowhere as string as RuleId, call)).toMatchObject({
        ok: false,
        failure: { code: 'not-found', retry: 'pointless' },
      });
    });

    it('says that a rule writes an attribute that is not there', async () => {
      const { lab, server } = await subject();
      const rules = lab.state.server.rules;
      expect(await server.putRule({ ...richRule(lab), flows: [directFlow('notAnAttribute')] }, call)).toMatchObject({
        ok: false,
        failure: { code: 'rule-attribute-unknown', retry: 'pointless' },
      });
      expect(lab.state.server.rules).toBe(rules);
    });

    it('refuses a rule with an empty part, which no cmdlet takes, before anything is written', async () => {
      const { lab, server } = await subject();
      const rules = lab.state.server.rules;
      const whole = richRule(lab);
      const emptied: readonly SyncRule[] = [
        { ...whole, flows: [constantFlow('description', '')] },
        { ...whole, flows: [expressionFlow('description', '')] },
        { ...whole, flows: [{ ...directFlow('mail'), source: { type: 'direct', attributes: [] } }] },
        { ...whole, sourceObjectType: '' },
        { ...whole, scopeGroups: [[]] },
        { ...whole, joinGroups: [[]] },
      ];
      for (const rule of emptied) {
        const answer = await server.putRule(rule, call);
        expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-input', retry: 'pointless' } });
      }
      expect(lab.state.server.rules).toBe(rules);
    });

    it('does not give two rules one precedence', async () => {
      const { lab, server } = await subject();
      const rules = lab.state.server.rules;
      const taken = ruleNamed(lab, 'In from AD - User Exchange').precedence;
      expect(await server.putRule({ ...richRule(lab), precedence: taken }, call)).toMatchObject({ ok: false });
      expect(lab.state.server.rules).toBe(rules);
    });

    it('synchronizes one object as the server itself does', async () => {
      const [{ lab, server, adConnector }, twin] = [await subject(), runningLab()];
      const clearing = customRule(42, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), {
        connectorId: adConnector,
      });
      for (const one of [lab, twin]) valueOf(await one.server.putRule(clearing, call));
      let updates = 0;
      for (const { distinguishedName } of twin.state.connectorSpaces.get(adConnector)!.objects.values()) {
        const there = await twin.server.synchronizeObject(adConnector, distinguishedName, call);
        expect(await server.synchronizeObject(adConnector, distinguishedName, call)).toEqual(there);
        if (there.ok && there.value.action === 'Update') updates += 1;
      }
      expect(updates).toBeGreaterThan(0);
      for (const id of [adConnector, entraConnectorId]) {
        const all = (from: RunningLab) => [...from.state.connectorSpaces.get(id)!.objects.values()];
        expect(all(lab)).toEqual(all(twin));
      }
    });

    it('exports nothing of one object on a staging server', async () => {
      const { lab, server, adConnector } = await subject('staging');
      const clearing = customRule(42, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), {
        connectorId: adConnector,
      });
      valueOf(await lab.server.putRule(clearing, call));
      const user = [...lab.state.connectorSpaces.get(adConnector)!.objects.values()].find(({ attributes: has }) =>
        has.has('msExchMailboxGuid'),
      );
      const done = valueOf(await server.synchronizeObject(adConnector, user!.distinguishedName, call));
      expect(done).toMatchObject({ action: 'Update', modified: [{ attribute: 'msExchMailboxGuid' }] });
      expect(valueOf(await lab.server.connectorStatistics(entraConnectorId, call)).exportUpdates).toBe(1);
    });

    it('says why one object cannot be synchronized', async () => {
      const { lab, server, adConnector } = await subject('two-forests');
      const other = lab.state.server.connectors.find(({ kind, id }) => kind === 'ad' && id !== adConnector)!;
      const name = [...lab.state.connectorSpaces.get(adConnector)!.objects.values()][0]!.distinguishedName;
      const names = ['CN=Nobody', `CN=Nobody,${name}`, `CN=A (B),${name}`, 'CN=x,DC=elsewhere', `CN=x,  ${name}`];
      for (const nobody of names) {
        const answer = await server.synchronizeObject(adConnector, nobody, call);
        expect(answer).toMatchObject({ ok: false, failure: { code: 'object-not-synchronized', retry: 'pointless' } });
        expect(answer).toEqual(await lab.server.synchronizeObject(adConnector, nobody, call));
      }
      expect(await server.synchronizeObject(nowhere, name, call)).toMatchObject({
        ok: false,
        failure: { code: 'connector-unknown', retry: 'pointless' },
      });
      for (const [id, given] of [
        [other.id, name],
        [entraConnectorId, name],
        [adConnector, ''],
      ] as const) {
        expect(await server.synchronizeObject(id, given, call)).toMatchObject({
          ok: false,
          failure: { code: 'invalid-input', retry: 'pointless' },
        });
      }
    });

    it('does not synchronize one object while a cycle runs', async () => {
      const { lab, server, adConnector } = await subject();
      const [user] = [...lab.state.connectorSpaces.get(adConnector)!.objects.values()];
      valueOf(await server.startSyncCycle('Delta', call));
      expect(await server.synchronizeObject(adConnector, user!.distinguishedName, call)).toMatchObject({
        ok: false,
        failure: { code: 'connector-busy', retry: 'safe' },
      });
    });

    it('does nothing for a call that was given up before', async () => {
      const { lab, server } = await subject();
      const givenUp = { signal: AbortSignal.abort() };
      const cancelled = { ok: false, failure: { code: 'cancelled', retry: 'safe' } };
      expect(await server.rules(givenUp)).toMatchObject(cancelled);
      expect(await server.setSyncCycleEnabled(false, givenUp)).toMatchObject(cancelled);
      expect(await server.synchronizeObject(nowhere, 'CN=Nobody', givenUp)).toMatchObject(cancelled);
      expect(valueOf(await lab.server.scheduler(call)).syncCycleEnabled).toBe(true);
    });

    it('answers calls that were made at once, each with its own answer', async () => {
      const { lab, server, adConnector } = await subject();
      const [scheduler, rules, statistics, written] = await Promise.all([
        server.scheduler(call),
        server.rules(call),
        server.connectorStatistics(adConnector, call),
        server.setSyncCycleEnabled(false, call),
      ]);
      expect(valueOf(scheduler)).toHaveProperty('syncCycleEnabled');
      expect(valueOf(rules)).toEqual(lab.state.server.rules);
      expect(valueOf(statistics).totalConnectors).toBeGreaterThan(0);
      valueOf(written);
      expect(valueOf(await server.scheduler(call)).syncCycleEnabled).toBe(false);
    });

    it('takes a text with half a character as it is, or refuses it before anything happens', async () => {
      const { lab, server } = await subject();
      const rule = hostileRule(lab, 'half \ud800 of a character');
      const answer = await server.putRule(rule, call);
      expect(ruleOf(lab, rule)).toEqual(answer.ok ? rule : undefined);
      if (!answer.ok) expect(answer.failure).toMatchObject({ code: 'invalid-input', retry: 'pointless' });
    });

    it('takes hostile texts as data, there and back', { timeout: 120_000 }, async () => {
      const { lab, server, adConnector } = await subject();
      for (const text of hostileTexts) {
        const rule = hostileRule(lab, text);
        valueOf(await server.putRule(rule, call));
        expect(ruleOf(lab, rule)).toEqual(rule);
        expect(valueOf(await server.rules(call)).find(({ id }) => id === rule.id)).toEqual(rule);
        valueOf(await server.connectorSpace(adConnector, { start: 0, count: 1, attributes: [text] }, call));
        valueOf(await server.metaverse(adConnector, { start: 0, count: 1, attributes: [text] }, call));
        expect(await server.preview(adConnector, text, call)).toMatchObject({ ok: false });
        for (const name of [text, `CN=${text},DC=fabrikam,DC=com`]) {
          expect(await server.synchronizeObject(adConnector, name, call)).toEqual(
            await lab.server.synchronizeObject(adConnector, name, call),
          );
        }
      }
    });

    it('carries half a character as it is, or refuses it and writes nothing', async () => {
      const { lab, server } = await subject();
      for (const text of hostileTexts.filter((one) => !one.isWellFormed())) {
        const rule = hostileRule(lab, text);
        const { ok } = await server.putRule(rule, call);
        expect(ruleOf(lab, rule)).toEqual(ok ? rule : undefined);
      }
    });
  });
}

/** What an answer has to tell whatever the way: not the name of the machine, the order of files, or how many there are in all. */
function promised(answer: unknown): unknown {
  if (Array.isArray(answer)) {
    const path = (one: unknown) => (one as { readonly path?: string }).path ?? '';
    return answer.toSorted((one, other) => path(one).localeCompare(path(other)));
  }
  if (typeof answer !== 'object' || answer === null) return answer;
  if ('value' in answer) return { ...answer, value: promised(answer.value) };
  return {
    ...answer,
    ...('serverName' in answer && { serverName: 'any' }),
    ...('total' in answer && { total: 'any' }),
  };
}

/** Of the first objects: deleted in AD; changed in AD while an export of it was cut off; a group with too many members. */
function leaveUnsettled({ state }: RunningLab, connectorId: ConnectorId): void {
  const { objects } = state.connectorSpaces.get(connectorId)!;
  const [deleted, cutOff, large] = [...objects.values()];
  const { attributes, distinguishedName } = cutOff!;
  objects.put({ ...deleted!, pendingImport: { operation: 'delete' } });
  objects.put({
    ...cutOff!,
    pendingImport: { operation: 'update', attributes, distinguishedName },
    pendingExport: { operation: 'update', attributes, isCutOff: true },
  });
  const member = Array.from({ length: 250_001 }, (_, index) => `CN=${String(index)}`);
  objects.put({ ...large!, objectType: 'group', attributes: large!.attributes.with([['member', member]]) });
}

function ruleOf({ state }: RunningLab, { id }: SyncRule): SyncRule | undefined {
  return state.server.rules.find((rule) => rule.id === id);
}

/** A rule with something in every place. */
function richRule(lab: RunningLab): SyncRule {
  const { connectorId } = ruleNamed(lab, 'In from AD - User Exchange');
  return customRule(42, directFlow('mail'), {
    ...{ connectorId, id: ruleIdOf(0x51c4), internalId: ruleIdOf(0x51c4) },
    ...{ softDeleteExpiryInterval: '1.00:00:00', enablePasswordSync: true, disabled: true },
    flows: [
      constantFlow('description', ' '),
      expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'),
      directFlow('mail', { applyOnce: true, mergeType: 'MergeCaseInsensitive' }),
    ],
    joinGroups: [[{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: true }]],
    scopeGroups: [
      [{ attribute: 'mail', operator: 'ISNOTNULL', value: '' }],
      [{ attribute: 'mail', operator: 'ISNULL', value: '' }],
    ],
  });
}

/** A rule with a text wherever the server takes any. */
function hostileRule(lab: RunningLab, text: string): SyncRule {
  return {
    ...richRule(lab),
    ...{ name: text, description: text, immutableTag: '' },
    flows: [constantFlow('description', text), expressionFlow('msExchMailboxGuid', text)],
    scopeGroups: [[{ attribute: text, operator: 'EQUAL', value: text }]],
    joinGroups: [[{ connectorSpaceAttribute: text, metaverseAttribute: text, caseSensitive: false }]],
  };
}
