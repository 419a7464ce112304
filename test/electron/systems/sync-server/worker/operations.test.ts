import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveLab, type ServedLab } from '../../../../../electron/lab/adsync-module/serve-lab.ts';
import {
  operations,
  type OperationName,
  type ResultOf,
} from '../../../../../electron/systems/sync-server/wire/operations.ts';
import type { Json } from '../../../../../shared/base/json.ts';
import { failed, success } from '../../../../../shared/base/failure.ts';
import { failureOfError } from '../../../../../shared/systems/sync-server/sync-server-errors.ts';
import type { ConnectorSpaceObject, SyncServer } from '../../../../../shared/systems/sync-server/sync-server.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import { syncRuleSchema } from '../../../../../shared/entra-connect/rules/rule-json.ts';
import type { AttributeValues } from '../../../../../shared/entra-connect/rules/values.ts';
import {
  constantFlow,
  customRule,
  directFlow,
  expressionFlow,
} from '../../../../shared/entra-connect/rules/rule-builder.ts';
import { onPowershell, powershell } from '../../../lab/adsync-module/powershell.ts';
import { call, ruleNamed, runningLab, valueOf, type RunningLab } from '../../../lab/running-lab.ts';
import { Conversation, workerScript } from './conversation.ts';

const minutes = 60_000;
/** What careless quoting, code pages and readers of JSON and XML break on, in one text. */
const hostile = `-Force O'Brien ‘‚‛’ "“„ $(Remove-Item x) \`n {0} @{} %s #> ;|&<![CDATA[]]>\r\n\t\0\u0001\u007f\u200b\u2028\u2029\uffff 👩‍👩‍👧 \u202eabc 2026-01-01T00:00:00Z /Date(0)/`;

/** A lab behind the stand-in module, and the worker that asks it. */
interface Scene {
  readonly lab: RunningLab;
  readonly served: ServedLab;
  readonly worker: Conversation;
}

async function sceneOf(alter: (server: SyncServer) => Partial<SyncServer> = () => ({})): Promise<Scene> {
  const lab = runningLab();
  const served = await serveLab({ ...lab.server, ...alter(lab.server) });
  const worker = new Conversation(workerScript, served.environment);
  await worker.greet(served.modulePath);
  return { lab, served, worker };
}

async function endOf({ worker, served }: Scene): Promise<void> {
  await worker.end();
  await served.close();
}

/** The answer to an operation, checked by its own schema. */
async function answerTo<Name extends OperationName>(
  { worker }: Scene,
  name: Name,
  given: Json = {},
): Promise<ResultOf<Name>> {
  const { answer } = await worker.ask(name, given);
  if (answer.kind === 'error') throw new Error(JSON.stringify(answer.error));
  return operations[name].result.parse(answer.value) as ResultOf<Name>;
}

async function errorOf({ worker }: Scene, name: string, given: Json = {}) {
  const { answer } = await worker.ask(name, given);
  if (answer.kind === 'result') throw new Error(`No error: ${JSON.stringify(answer.value)}`);
  return answer.error;
}

function connectorOf({ lab }: Scene, kind: 'ad' | 'entra') {
  const connector = lab.state.server.connectors.find((candidate) => candidate.kind === kind);
  if (connector === undefined) throw new Error(`The lab has no connector of kind ${kind}`);
  return connector;
}

function inJson(rule: SyncRule): Json {
  return syncRuleSchema.encode(rule);
}

const attributes = [
  'objectGUID',
  'userAccountControl',
  'mail',
  'proxyAddresses',
  'manager',
  'msExchMailboxGuid',
  'nowhere',
];

describe.skipIf(powershell === undefined)(onPowershell('the worker reads'), { timeout: 10 * minutes }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await sceneOf();
  }, 5 * minutes);
  afterAll(async () => endOf(scene));

  it('what the server is', async () => {
    const { productVersion, lastCycleAt } = valueOf(await scene.lab.server.facts(call));
    expect(await answerTo(scene, 'serverFacts')).toMatchObject({ productVersion, lastCycleAt });
  });

  it('the scheduler', async () => {
    expect(await answerTo(scene, 'scheduler')).toEqual(valueOf(await scene.lab.server.scheduler(call)));
  });

  it('that nothing is busy', async () => {
    expect(await answerTo(scene, 'connectorRunStatus')).toEqual([]);
  });

  it('all rules, as they are', async () => {
    expect(await answerTo(scene, 'rules')).toEqual(
      scene.lab.state.server.rules.map((rule) => ({ ...rule, uninterpreted: [] })),
    );
  });

  it('global parameters', async () => {
    expect(await answerTo(scene, 'globalParameters')).toEqual(scene.lab.state.server.globalParameters);
  });

  it('the files of the configuration', async () => {
    const byPath = (one: { readonly path: string }, other: { readonly path: string }) =>
      one.path < other.path ? -1 : 1;
    expect((await answerTo(scene, 'exportConfiguration')).toSorted(byPath)).toEqual(
      valueOf(await scene.lab.server.exportConfiguration(call)).toSorted(byPath),
    );
  });

  it('when each connector was changed', async () => {
    expect(await answerTo(scene, 'connectorStamps')).toEqual(
      scene.lab.state.server.connectors.map(({ id, createdAt }) => ({ id, version: 1, lastModifiedAt: createdAt })),
    );
  });

  it('the automatic upgrade', async () => {
    expect(await answerTo(scene, 'autoUpgrade')).toEqual(valueOf(await scene.lab.server.autoUpgrade(call)));
  });

  it('how the Entra connector signs in', async () => {
    expect(await answerTo(scene, 'credentialKind')).toBe('Application');
  });

  it.each(['ad', 'entra'] as const)('what is pending on the connector of kind %s', async (kind) => {
    const { id } = connectorOf(scene, kind);
    expect(await answerTo(scene, 'connectorStatistics', { connectorId: id })).toEqual(
      valueOf(await scene.lab.server.connectorStatistics(id, call)),
    );
  });

  it('runs since an instant, oldest first, with their steps', async () => {
    const runs = scene.lab.state.server.runHistory;
    const since = runs[3]?.startedAt ?? '';
    const expected = valueOf(await scene.lab.server.runHistory(since, call));
    expect(expected.length).toBeGreaterThan(2);
    expect(await answerTo(scene, 'runHistory', { since })).toEqual(expected);
  });

  it.each(['ad', 'entra'] as const)('windows over the connector space of kind %s', async (kind) => {
    const { id } = connectorOf(scene, kind);
    const { items } = valueOf(await scene.lab.server.connectorSpace(id, { start: 0, count: 1000, attributes }, call));
    const first = await answerTo(scene, 'connectorSpace', { connectorId: id, start: 0, count: 4, attributes });
    expect(first).toEqual({ items: items.slice(0, 4), next: 4, total: undefined });
    const rest = await answerTo(scene, 'connectorSpace', {
      connectorId: id,
      start: 4,
      count: items.length - 4,
      attributes,
    });
    expect(rest).toEqual({ items: items.slice(4), next: undefined, total: undefined });
  });

  it('windows over the metaverse, each object once', async () => {
    const { id } = connectorOf(scene, 'entra');
    const expected = valueOf(await scene.lab.server.metaverse(id, { start: 0, count: 5, attributes }, call)).items;
    const first = await answerTo(scene, 'metaverse', { connectorId: id, start: 0, count: 2, attributes });
    const second = await answerTo(scene, 'metaverse', {
      connectorId: id,
      start: first.next ?? -1,
      count: 3,
      attributes,
    });
    expect([...first.items, ...second.items]).toEqual(expected);
  });

  it('nothing of an object or a connector that is not there, and says so', async () => {
    const connectorId = connectorOf(scene, 'ad').id;
    const unknown = '11111111-2222-4333-8444-555555555555';
    const ids = [
      await errorOf(scene, 'preview', { connectorId, distinguishedName: hostile }),
      await errorOf(scene, 'preview', { connectorId: unknown, distinguishedName: 'CN=x' }),
      await errorOf(scene, 'connectorSpace', { connectorId: unknown, start: 0, count: 1, attributes: [] }),
      await errorOf(scene, 'connectorStatistics', { connectorId: unknown }),
    ].map(({ fullyQualifiedErrorId, message }) => `${fullyQualifiedErrorId} ${message.slice(0, 60)}`);
    expect(ids[0]).toContain('HybridPreflight.ObjectNotFound');
    for (const id of ids.slice(1)) expect(id).toMatch(/^HybridPreflight\.ConnectorUnknown|unknown/);
  });

  it('no operation that is not in the table', async () => {
    expect((await errorOf(scene, 'rules; Remove-Item x')).fullyQualifiedErrorId).toBe(
      'HybridPreflight.UnknownOperation',
    );
  });
});

describe.skipIf(powershell === undefined)(onPowershell('the worker writes'), { timeout: 10 * minutes }, () => {
  let scene: Scene;
  afterEach(async () => endOf(scene));

  it('the switch of the scheduler, a cycle, and its end', async () => {
    scene = await sceneOf();
    await answerTo(scene, 'setSyncCycleEnabled', { enabled: false });
    expect(valueOf(await scene.lab.server.scheduler(call)).syncCycleEnabled).toBe(false);
    await answerTo(scene, 'setSyncCycleEnabled', { enabled: true });
    expect(valueOf(await scene.lab.server.scheduler(call)).syncCycleEnabled).toBe(true);
    await answerTo(scene, 'startSyncCycle', { policy: 'Initial' });
    expect(await answerTo(scene, 'scheduler')).toMatchObject({ syncCycleInProgress: true });
    await answerTo(scene, 'stopSyncCycle');
  });

  it('a rule of every shape with hostile texts, changes it in place, and deletes it', async () => {
    scene = await sceneOf();
    const { connectorId } = ruleNamed(scene.lab, 'In from AD - User Exchange');
    const created: SyncRule = {
      ...customRule(42, constantFlow('description', hostile), { connectorId }),
      name: hostile,
      description: 'x'.repeat(64 * 1024),
      softDeleteExpiryInterval: '1.02:03:04.0050000',
      enablePasswordSync: true,
      disabled: true,
      flows: [
        constantFlow('description', hostile),
        expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'),
        expressionFlow('displayName', `IIF(IsPresent([cn]), "${hostile}", [sn])`, {
          source: { type: 'expression', expression: hostile, attributes: ['cn', 'sn'] },
        }),
        directFlow('mail', { applyOnce: true, mergeType: 'MergeCaseInsensitive' }),
      ],
      joinGroups: [
        [{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: true }],
        [
          { connectorSpaceAttribute: 'cn', metaverseAttribute: 'cn', caseSensitive: false },
          { connectorSpaceAttribute: 'sn', metaverseAttribute: 'sn', caseSensitive: false },
        ],
      ],
      scopeGroups: [
        [
          { attribute: 'mail', operator: 'ISNOTNULL', value: '' },
          { attribute: 'department', operator: 'EQUAL', value: hostile },
        ],
        [{ attribute: 'mail', operator: 'ISNULL', value: '' }],
      ],
    };
    const changed = { ...created, name: 'Plain', disabled: false, joinGroups: [], flows: created.flows.slice(1) };
    for (const rule of [created, changed]) {
      await answerTo(scene, 'putRule', { rule: inJson(rule) });
      expect(scene.lab.state.server.rules.find(({ id }) => id === rule.id)).toEqual({ ...rule, internalId: rule.id });
      expect((await answerTo(scene, 'rules')).find(({ id }) => id === rule.id)).toEqual({
        ...rule,
        internalId: rule.id,
      });
    }
    await answerTo(scene, 'removeRule', { id: created.id });
    expect(scene.lab.state.server.rules.map(({ id }) => id)).not.toContain(created.id);
    expect((await errorOf(scene, 'removeRule', { id: created.id })).fullyQualifiedErrorId).toBe(
      'HybridPreflight.RuleNotFound',
    );
  });

  it('nothing without noticing: a rule that reads back differently is an error', async () => {
    scene = await sceneOf((server) => ({
      putRule: async (rule, given) =>
        server.putRule({ ...rule, flows: rule.flows.slice(1), name: `${rule.name}\u200b` }, given),
    }));
    const rule = ruleNamed(scene.lab, 'In from AD - User Exchange');
    const { fullyQualifiedErrorId, message } = await errorOf(scene, 'putRule', {
      rule: inJson({ ...rule, disabled: true }),
    });
    expect(fullyQualifiedErrorId).toBe('HybridPreflight.NotAsAsked');
    expect(message).toContain('it is not as asked: name, flows');
  });

  it('a rule that the server keeps in its own way: line ends, and what an expression reads', async () => {
    const unlike = (rule: SyncRule): SyncRule => ({
      ...rule,
      description: rule.description.replaceAll('\r\n', '\n'),
      flows: rule.flows.map((flow) =>
        flow.source.type === 'expression' ? { ...flow, source: { ...flow.source, attributes: ['cn', 'sn'] } } : flow,
      ),
    });
    scene = await sceneOf((server) => ({ putRule: async (rule, given) => server.putRule(unlike(rule), given) }));
    const rule = {
      ...ruleNamed(scene.lab, 'In from AD - User Exchange'),
      description: 'two\r\nlines',
      flows: [expressionFlow('displayName', 'Trim([cn])\r\n')],
    };
    await answerTo(scene, 'putRule', { rule: inJson(rule) });
    expect(ruleNamed(scene.lab, rule.name)).toMatchObject({ description: 'two\nlines' });
  });

  it('nothing where a rule cannot even be built, and says that nothing was written', async () => {
    scene = await sceneOf();
    const rule = { ...ruleNamed(scene.lab, 'In from AD - User Exchange'), softDeleteExpiryInterval: 'soon' };
    const error = await errorOf(scene, 'putRule', { rule: inJson(rule) });
    expect(error.fullyQualifiedErrorId).toMatch(/^HybridPreflight\.NothingWritten,/);
    expect(failureOfError(error, { name: 'putRule', effect: 'write', during: 'x' })).toMatchObject({
      code: 'service-error',
      retry: 'safe',
    });
  });

  it('nothing of a switch that did not take effect', async () => {
    scene = await sceneOf(() => ({ setSyncCycleEnabled: async () => success(undefined) }));
    expect((await errorOf(scene, 'setSyncCycleEnabled', { enabled: false })).fullyQualifiedErrorId).toBe(
      'HybridPreflight.NotAsAsked',
    );
  });

  it('nothing after the deadline', async () => {
    scene = await sceneOf();
    const { answer } = await scene.worker.ask('setSyncCycleEnabled', { enabled: false }, -1);
    expect(answer).toMatchObject({ kind: 'error', error: { fullyQualifiedErrorId: 'HybridPreflight.TooLate' } });
    expect(valueOf(await scene.lab.server.scheduler(call)).syncCycleEnabled).toBe(true);
  });

  it('nothing of a text with half a character, which not every reader of JSON keeps', async () => {
    scene = await sceneOf();
    const rule = { ...ruleNamed(scene.lab, 'In from AD - User Exchange'), description: 'a\ud800b' };
    const { fullyQualifiedErrorId } = await errorOf(scene, 'putRule', { rule: inJson(rule) });
    expect(fullyQualifiedErrorId).toBe('HybridPreflight.InvalidArguments');
    const kept = { ...rule, description: 'a\\ud800b' };
    await answerTo(scene, 'putRule', { rule: inJson(kept) });
    expect(ruleNamed(scene.lab, kept.name).description).toBe(kept.description);
  });

  it('nothing of a text that is not marked', async () => {
    scene = await sceneOf();
    const deadline = new Date(Date.now() + minutes).toISOString();
    scene.worker.say(
      JSON.stringify({ id: 1, operation: 'startSyncCycle', arguments: { policy: 'Initial' }, deadline }),
    );
    expect(await scene.worker.next()).toMatchObject({
      kind: 'error',
      error: { fullyQualifiedErrorId: 'HybridPreflight.InvalidArguments' },
    });
  });
});

describe.skipIf(powershell === undefined)(onPowershell('the worker previews'), { timeout: 10 * minutes }, () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await sceneOf();
  }, 5 * minutes);
  afterEach(async () => endOf(scene));

  it.each([
    ['a disabled rule', (rule: SyncRule): SyncRule => ({ ...rule, disabled: true })],
    [
      'a nulled attribute',
      (rule: SyncRule): SyncRule => ({
        ...rule,
        flows: rule.flows.map((flow) =>
          flow.destination === 'msExchMailboxGuid' ? expressionFlow(flow.destination, 'AuthoritativeNull') : flow,
        ),
      }),
    ],
  ])('%s as the server itself does', async (_what, change) => {
    const { lab } = scene;
    valueOf(await lab.server.putRule(change(ruleNamed(lab, 'In from AD - User Exchange')), call));
    const { id } = connectorOf(scene, 'ad');
    const { items } = valueOf(await lab.server.connectorSpace(id, { start: 0, count: 1000, attributes: [] }, call));
    const users = items.filter(({ objectType }) => objectType === 'user').slice(0, 3);
    for (const { distinguishedName } of users) {
      const expected = valueOf(await lab.server.preview(id, distinguishedName, call));
      expect(expected.metaverse.length + expected.exports.flatMap(({ changes }) => changes).length).toBeGreaterThan(0);
      expect(await answerTo(scene, 'preview', { connectorId: id, distinguishedName })).toEqual(expected);
    }
  });
});

describe.skipIf(powershell === undefined)(onPowershell('values'), { timeout: 10 * minutes }, () => {
  let scene: Scene;
  afterEach(async () => endOf(scene));

  it('of every kind arrive exactly', async () => {
    const values: ReadonlyMap<string, AttributeValues> = new Map<string, AttributeValues>([
      ['description', [hostile]],
      ['info', ['x'.repeat(64 * 1024)]],
      ['proxyAddresses', ['smtp:a@b.c', 'SMTP:ä@ö.ü', hostile, '']],
      ['whenCreated', ['20260101000000.0Z']],
      ['uSNChanged', [9_223_372_036_854_775_807n]],
      ['accountExpires', [-9_223_372_036_854_775_808n]],
      ['userAccountControl', [-2_147_483_646n, 0n]],
      ['isCriticalSystemObject', [true]],
      ['objectGUID', [Uint8Array.from({ length: 16 }, (_, index) => index * 17)]],
      ['thumbnailPhoto', [new Uint8Array(0), Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)]],
    ]);
    const object = (
      connectorId: ConnectorSpaceObject['connectorId'],
      pendingExport: ConnectorSpaceObject['pendingExport'],
    ) => ({
      id: '01234567-89ab-4def-8123-456789abcdef' as ConnectorSpaceObject['id'],
      ...{
        connectorId,
        distinguishedName: `CN=${hostile}`,
        objectType: hostile,
        metaverseObjectId: undefined,
        ...{ pendingImport: 'none' as const, pendingExport, isExportCutOff: false },
      },
      ...{ attributes: values, synchronizationError: hostile, exportError: hostile },
    });
    scene = await sceneOf(() => ({
      connectorSpace: async (connectorId, { start, count }) =>
        success({
          items: (['none', 'update', 'delete', 'add'] as const)
            .map((pending) => object(connectorId, pending))
            .slice(start, start + count),
          next: undefined,
          total: undefined,
        }),
    }));
    const { id } = connectorOf(scene, 'ad');
    const given = { connectorId: id, start: 0, count: 4, attributes: [...values.keys()] };
    const { items } = await answerTo(scene, 'connectorSpace', given);
    expect(items).toEqual((['none', 'update', 'delete', 'add'] as const).map((pending) => object(id, pending)));
  });

  it('of 50 MB come through in one answer', async () => {
    const text = `${hostile}<a b="c">\\ä</a>\r\n`.repeat(Math.ceil(50_000_000 / 250));
    scene = await sceneOf(() => ({
      exportConfiguration: async () => success([{ path: 'Connectors/Connector_{x}.xml', text }]),
    }));
    const [file] = await answerTo(scene, 'exportConfiguration');
    expect(file?.path).toBe('Connectors/Connector_{x}.xml');
    // Not by toEqual: a difference of this length cannot be printed.
    expect(file?.text === text).toBe(true);
  });

  it('of an error are those of the server, with what it wraps', async () => {
    const raw = `Retrieving the COM class factory for remote component ${hostile}`;
    scene = await sceneOf(() => ({
      scheduler: async () => failed({ code: 'access-denied', during: 'x', raw, retry: 'pointless' }),
    }));
    expect(await errorOf(scene, 'scheduler')).toMatchObject({
      type: 'System.InvalidOperationException',
      message: raw,
      category: 'OperationStopped',
      inner: [],
    });
  });
});
