import { expect, it, onTestFinished } from 'vitest';
import { operations, type OperationName } from '../../../../electron/systems/sync-server/wire/operations.ts';
import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { FailureCode, Result } from '../../../../shared/base/failure.ts';
import type { SyncServer } from '../../../../shared/systems/sync-server/sync-server.ts';
import { customRule, directFlow } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { call, ruleNamed, runningLab, valueOf, type RunningLab } from '../../lab/running-lab.ts';
import type { Misbehaviour } from './stand-in/misbehaviour.ts';
import { goneOf, standInFor, type StandIn } from './stand-in/stand-in.ts';

/** What must come of a misbehaviour: the answer as if nothing were, or a failure. */
interface Outcome {
  readonly code: FailureCode | 'answered';
  /** Whether the server is asked before it; undefined: it is not known. */
  readonly isPerformed: boolean | undefined;
  /** Whether the process ends, by itself or because it is ended. */
  readonly ends: boolean;
}

const outcomes: Readonly<Record<Misbehaviour, Outcome>> = {
  'killed-before': { code: 'worker-lost', isPerformed: false, ends: true },
  'killed-during': { code: 'worker-lost', isPerformed: true, ends: true },
  'killed-after': { code: 'answered', isPerformed: true, ends: true },
  'hangs-before': { code: 'time-out', isPerformed: false, ends: true },
  'hangs-after': { code: 'time-out', isPerformed: true, ends: true },
  'half-a-line': { code: 'time-out', isPerformed: true, ends: true },
  'half-a-line-and-gone': { code: 'worker-lost', isPerformed: true, ends: true },
  garbage: { code: 'invalid-answer', isPerformed: true, ends: true },
  'two-answers': { code: 'answered', isPerformed: true, ends: true },
  'wrong-id': { code: 'invalid-answer', isPerformed: true, ends: true },
  'unasked-before': { code: 'invalid-answer', isPerformed: undefined, ends: true },
  'foreign-marker': { code: 'time-out', isPerformed: true, ends: true },
  'not-the-answer': { code: 'invalid-answer', isPerformed: true, ends: true },
  'not-utf-8': { code: 'invalid-answer', isPerformed: true, ends: true },
  'huge-stray-line': { code: 'answered', isPerformed: true, ends: false },
  'huge-garbage': { code: 'invalid-answer', isPerformed: true, ends: true },
  'output-closed': { code: 'worker-lost', isPerformed: true, ends: true },
  'error-flood': { code: 'answered', isPerformed: true, ends: false },
  chatter: { code: 'answered', isPerformed: true, ends: false },
};

const rule = customRule(42, directFlow('mail'));

/** One misbehaviour during one operation: no false success, no wedge, and the next operation works. */
export function survives(misbehaviour: Misbehaviour, operation: OperationName): void {
  it(`${misbehaviour} during ${operation}`, async () => {
    const outcome = outcomes[misbehaviour];
    const { effect } = operations[operation];
    const lab = runningLab('clean', 5);
    const standIn = standInFor(lab.server, { misbehaviours: [misbehaviour] });
    onTestFinished(() => standIn.close());
    const truth = effect === 'read' ? await ask(lab.server, lab, operation) : undefined;

    const answer = await ask(standIn.server, lab, operation, standIn);
    if (outcome.code === 'answered') {
      if (truth !== undefined) expect(answer).toEqual(truth);
      expect(answer).toMatchObject({ ok: true });
    } else {
      const retry = effect === 'write' ? 'effect-unknown' : 'safe';
      expect(answer).toMatchObject({ ok: false, failure: { code: outcome.code, retry } });
    }
    if (outcome.isPerformed !== undefined) expect(standIn.performed).toHaveLength(outcome.isPerformed ? 1 : 0);

    if (outcome.ends) await goneOf(standIn.processes[0]!);
    expect(await standIn.server.scheduler(call)).toEqual(await lab.server.scheduler(call));
    if (truth !== undefined) expect(await ask(standIn.server, lab, operation, standIn)).toEqual(truth);
    expect(standIn.processes).toHaveLength(outcome.ends ? 2 : 1);
  });
}

/** Asks for an operation by the method that leads to it. */
async function ask(
  server: SyncServer,
  lab: RunningLab,
  operation: OperationName,
  standIn?: StandIn,
): Promise<Result<unknown> | undefined> {
  const connectorId = lab.state.server.connectors[0]!.id;
  const window = { start: 0, count: 3, attributes: ['mail', 'msExchMailboxGuid'] };
  const exchangeRule = lab.state.server.rules.find(({ name }) => name === 'In from AD - User Exchange');
  switch (operation) {
    case 'serverFacts':
      return server.facts(call);
    case 'scheduler':
    case 'connectorRunStatus':
    case 'rules':
    case 'globalParameters':
    case 'exportConfiguration':
    case 'autoUpgrade':
    case 'credentialKind':
    case 'stopSyncCycle':
      return server[operation](call);
    case 'connectorStamps':
      // No method of the port asks for them alone.
      return standIn?.worker.call(operation, {}, operation, call);
    case 'connectorStatistics':
      return server.connectorStatistics(connectorId, call);
    case 'runHistory':
      return server.runHistory('2000-01-01T00:00:00Z', call);
    case 'connectorSpace':
    case 'metaverse':
      return server[operation](connectorId, window, call);
    case 'preview': {
      const page = valueOf(await lab.server.connectorSpace(connectorId, window, call));
      return server.preview(connectorId, page.items[0]!.distinguishedName, call);
    }
    case 'synchronizeObject': {
      const forest = lab.state.forests[0]!.connectorId;
      const page = valueOf(await lab.server.connectorSpace(forest, { ...window, count: 1000 }, call));
      const user = page.items.find(({ attributes }) => attributes.has('msExchMailboxGuid'));
      return server.synchronizeObject(forest, user!.distinguishedName, call);
    }
    case 'setSyncCycleEnabled':
      return server.setSyncCycleEnabled(false, call);
    case 'startSyncCycle':
      return server.startSyncCycle('Delta', call);
    case 'putRule':
      return server.putRule({ ...rule, connectorId: ruleNamed(lab, 'In from AD - User Exchange').connectorId }, call);
    case 'removeRule':
      return server.removeRule(exchangeRule!.id, call);
    default:
      return assertNever(operation);
  }
}
