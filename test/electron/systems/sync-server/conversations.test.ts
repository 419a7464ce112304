import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { serveLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { markTexts } from '../../../../electron/systems/sync-server/wire/frames.ts';
import {
  operations,
  type Operation,
  type OperationName,
} from '../../../../electron/systems/sync-server/wire/operations.ts';
import type { Json } from '../../../../shared/base/json.ts';
import { zeroGuid } from '../../../../shared/base/guid.ts';
import { entraConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import { failureOfError, type ErrorRecord } from '../../../../shared/systems/sync-server/sync-server-errors.ts';
import { syncRuleSchema } from '../../../../shared/entra-connect/rules/rule-json.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { onPowershell, powershell } from '../../lab/adsync-module/powershell.ts';
import { call, ruleNamed, runningLab, type RunningLab } from '../../lab/running-lab.ts';
import { guidOf } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { hostileTexts } from './hostile-texts.ts';
import { perform } from './stand-in/perform.ts';
import { Conversation, workerScript } from './worker/conversation.ts';

interface Request {
  readonly operation: OperationName;
  readonly given: Json;
  /** What of its answer is recorded. */
  readonly recorded: (value: Json) => Json;
}

function request(operation: OperationName, given: Json, recorded = (value: Json): Json => value): Request {
  return { operation, given, recorded };
}

type Answer =
  { readonly kind: 'result'; readonly value: Json } | { readonly kind: 'error'; readonly error: ErrorRecord };
type Ask = (operation: OperationName, given: Json) => Promise<Answer>;

/** A rule of our own with everything in it that careless writing would lose. */
function hostileRule(lab: RunningLab): SyncRule {
  return {
    ...ruleNamed(lab, 'In from AD - User Join'),
    id: guidOf(0xc0de) as RuleId,
    internalId: guidOf(0xc0de),
    name: hostileTexts.filter((text) => text.length < 1000).join(' '),
    immutableTag: '',
    precedence: 50,
  };
}

const inJson = (rule: SyncRule) => z.encode(syncRuleSchema, rule) as Json;
const window = { start: 0, count: 2, attributes: ['mailNickname', 'msExchMailboxGuid', 'cn', 'accountEnabled'] };
/** How many objects there are, a real server does not tell. */
const withoutTotal = (value: Json) => ({ ...(value as Record<string, Json>), total: null });
/** Counters have names and no order. */
const inOrder = (value: Json): Json => {
  if (Array.isArray(value)) {
    const members = value.map(inOrder);
    const isMap = members.every((member) => typeof member === 'object' && member !== null && 'name' in member);
    return isMap ? members.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)) : members;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inOrder(member)]));
};
/** The text of the tool as what it holds. */
const readable = (value: Json) => JSON.parse(value as string) as Json;
const ruleIn = (id: string) => (value: Json) =>
  (value as readonly Record<string, Json>[]).filter((rule) => rule['id'] === id);

const conversations: Readonly<Record<string, (lab: RunningLab) => readonly Request[]>> = {
  'reading a server': (lab) => {
    const forest = lab.state.server.connectors.find(({ kind }) => kind === 'ad')!;
    const user = [...lab.state.connectorSpaces.get(forest.id)!.objects.values()].find(
      ({ objectType }) => objectType === 'user',
    )!;
    return [
      request('scheduler', {}),
      request('connectorRunStatus', {}),
      request('autoUpgrade', {}),
      request('credentialKind', {}),
      request('connectorStatistics', { connectorId: entraConnectorId }),
      request('runHistory', { since: '2000-01-01T00:00:00Z' }, inOrder),
      request('connectorSpace', { connectorId: forest.id, ...window }, withoutTotal),
      request('preview', { connectorId: forest.id, distinguishedName: user.distinguishedName }),
    ];
  },
  'writing a rule': (lab) => {
    const rule = hostileRule(lab);
    const recorded = ruleIn(rule.id);
    return [
      request('putRule', { rule: inJson(rule) }),
      request('rules', {}, recorded),
      request('putRule', { rule: inJson({ ...rule, disabled: true, precedence: 51 }) }),
      request('rules', {}, recorded),
      request('removeRule', { id: rule.id }),
      request('rules', {}, recorded),
    ];
  },
  'asking for what is not there': () => [
    request('connectorStatistics', { connectorId: zeroGuid }),
    request('preview', { connectorId: entraConnectorId, distinguishedName: 'CN=nobody' }),
    request('removeRule', { id: zeroGuid }),
  ],
  'synchronizing one object': (lab) => {
    const rule = ruleNamed(lab, 'In from AD - User Exchange');
    const user = [...lab.state.connectorSpaces.get(rule.connectorId)!.objects.values()].find(
      ({ objectType, attributes }) => objectType === 'user' && attributes.has('msExchMailboxGuid'),
    )!;
    const ask = (distinguishedName: string, connectorId: string = rule.connectorId) =>
      request('synchronizeObject', { connectorId, distinguishedName }, readable);
    const { distinguishedName } = user;
    return [
      ask(distinguishedName),
      request('putRule', {
        rule: inJson({ ...rule, flows: rule.flows.filter(({ destination }) => destination !== 'msExchMailboxGuid') }),
      }),
      ask(distinguishedName),
      ask(`CN=Nobody,${distinguishedName}`),
      ask(distinguishedName, zeroGuid),
      ask(distinguishedName, entraConnectorId),
      request('startSyncCycle', { policy: 'Delta' }),
      ask(distinguishedName),
    ];
  },
  'switching the scheduler': () => [
    request('setSyncCycleEnabled', { enabled: false }),
    request('scheduler', {}),
    request('setSyncCycleEnabled', { enabled: true }),
    request('startSyncCycle', { policy: 'Delta' }),
    request('startSyncCycle', { policy: 'Initial' }),
  ],
};

/** What each request was answered, as a file holds it. */
async function transcript(requests: readonly Request[], ask: Ask): Promise<string> {
  const lines: Json[] = [];
  for (const { operation, given, recorded } of requests) {
    const answer = await ask(operation, given);
    lines.push({ operation, given, answer: recordOf(operation, answer, recorded) });
  }
  return `${JSON.stringify(lines, undefined, 2)}\n`;
}

/** Through the schema of the operation, so that the order of members says nothing; of an error what it means. */
function recordOf(name: OperationName, answer: Answer, recorded: (value: Json) => Json): Json {
  const { effect, result }: Operation = operations[name];
  if (answer.kind === 'error') {
    const { code, retry } = failureOfError(answer.error, { name, effect, during: name });
    return { error: code, retry };
  }
  return recorded(z.encode(result, z.decode(result, answer.value)) as Json);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T08:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const fileOf = (name: string) => `conversations/${name.replaceAll(' ', '-')}.json`;

describe.each(Object.entries(conversations))('%s', (name, requestsOn) => {
  it('is answered by the stand-in process as recorded', async () => {
    const lab = runningLab('clean', 5);
    const ask: Ask = (operation, given) => perform(lab.server, operation, markTexts(given), call) as Promise<Answer>;
    await expect(await transcript(requestsOn(lab), ask)).toMatchFileSnapshot(fileOf(name));
  });
});

describe.skipIf(powershell === undefined)(onPowershell('under PowerShell'), { timeout: 120_000 }, () => {
  it.each(Object.entries(conversations))('%s is answered as recorded', async (name, requestsOn) => {
    const lab = runningLab('clean', 5);
    vi.useRealTimers();
    const served = await serveLab(lab.server);
    const worker = new Conversation(workerScript, served.environment);
    await worker.greet(served.modulePath);
    const ask: Ask = async (operation, given) => (await worker.ask(operation, given)).answer;
    const said = await transcript(requestsOn(lab), ask);
    await worker.end();
    await served.close();
    await expect(said).toMatchFileSnapshot(fileOf(name));
  });
});
