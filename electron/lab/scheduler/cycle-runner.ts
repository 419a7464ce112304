import { syncServerTexts } from '../texts.ts';
import type { RunProfileResult, RunStepError, RunStepResult } from '../../../shared/systems/sync-server/sync-server.ts';
import type { Connector, RunStepType } from '../../../shared/entra-connect/rules/model.ts';
import { deletionThresholdOf } from '../../../shared/systems/sync-server/deletion-threshold.ts';
import { nextGuid } from '../sync-engine/guid-source.ts';
import type { StepOutcome } from '../sync-engine/progress.ts';
import type { LabState } from '../state.ts';
import { stepsOfProfile } from './cycle-plan.ts';
import { startStep, type RunningStep } from './run-step.ts';
import { changeScheduler } from './schedule.ts';
import { millisecondsOfTimeSpan } from './time-span.ts';

/** Objects that a step handles before it shows its progress and can be stopped. */
const batchSize = 500;
/** Virtual milliseconds: what an object costs, and what the start of a step costs. */
const millisecondsPerObject = 2;
const millisecondsPerStep = 3000;
const historyKept = millisecondsOfTimeSpan('7.00:00:00') ?? 0;

/** What one call of `work` did, and the virtual milliseconds it took. */
export interface Worked {
  readonly milliseconds: number;
  /** A run step ended: the moment to save. */
  readonly stepEnded: boolean;
}

/** The present run step; lost with the process, and then begun again: each step may run twice without harm. */
interface Present {
  readonly step: RunningStep;
  readonly index: number;
  readonly done: number;
}

/** Works off the cycle of a lab batch by batch. */
export class CycleRunner {
  readonly #state: LabState;
  #present: Present | undefined;

  constructor(state: LabState) {
    this.#state = state;
  }

  get isInStep(): boolean {
    return this.#present !== undefined;
  }

  /** Does one batch of the cycle in progress and notes until when it takes; undefined when there is none. */
  work(): Worked | undefined {
    const worked = this.#workOnce();
    const { cycle } = this.#state.server.scheduler;
    if (worked === undefined || cycle === undefined) return worked;
    const busyUntil = new Date(Date.parse(this.#state.now) + worked.milliseconds).toISOString();
    changeScheduler(this.#state, { cycle: { ...cycle, busyUntil } });
    return worked;
  }

  #workOnce(): Worked | undefined {
    const { cycle } = this.#state.server.scheduler;
    const [run] = cycle?.remaining ?? [];
    if (cycle === undefined) return undefined;
    if (run === undefined || (cycle.stopRequested && this.#present === undefined)) return this.#endCycle();
    const connector = this.#state.server.connectors.find(({ id }) => id === run.connectorId);
    if (connector === undefined) return this.#endRun();
    const steps = stepsOfProfile(connector, run.runProfileName);
    if (this.#present === undefined) return this.#begin(connector, run.runProfileName, steps, 0);
    const present = this.#present;
    const answer = present.step.next();
    if (answer.done !== true) {
      this.#present = { ...present, done: answer.value.done };
      this.#changeRun({ progress: answer.value });
      return { milliseconds: (answer.value.done - present.done) * millisecondsPerObject, stepEnded: false };
    }
    this.#noteStep(connector, present.index, steps[present.index], answer.value);
    const goesOn = present.index + 1 < steps.length && !cycle.stopRequested;
    if (!goesOn) return this.#endRun();
    const { milliseconds } = this.#begin(connector, run.runProfileName, steps, present.index + 1);
    return { milliseconds, stepEnded: true };
  }

  #begin(connector: Connector, runProfileName: string, steps: readonly RunStepType[], index: number): Worked {
    if (index === 0) this.#openRun(connector, runProfileName);
    const shouldStop = () => this.#state.server.scheduler.cycle?.stopRequested ?? true;
    const step = startStep(this.#state, connector, steps[index] ?? 'other', { batchSize, shouldStop });
    this.#present = { step, index, done: 0 };
    return { milliseconds: millisecondsPerStep, stepEnded: false };
  }

  /** A run that died with its process is begun again under its number. */
  #openRun(connector: Connector, runProfileName: string): void {
    const { server, now, guids } = this.#state;
    const died = server.runHistory.at(-1)?.isRunComplete === false ? server.runHistory.at(-1) : undefined;
    const run: RunProfileResult = {
      runHistoryId: died?.runHistoryId ?? nextGuid(guids),
      connectorId: connector.id,
      connectorName: connector.name,
      runProfileName,
      runNumber: died?.runNumber ?? server.nextRunNumber,
      isRunComplete: false,
      result: 'in-progress',
      startedAt: now,
      endedAt: undefined,
      steps: [],
      progress: { done: 0, total: 0 },
    };
    if (died === undefined) server.nextRunNumber += 1;
    server.runHistory = [...(died === undefined ? server.runHistory : server.runHistory.slice(0, -1)), run];
  }

  #noteStep(connector: Connector, index: number, type: RunStepType | undefined, outcome: StepOutcome): void {
    const { result, counters, errors } = outcome;
    const step: RunStepResult = {
      stepNumber: index + 1,
      result,
      counters: counters.toRecord(),
      errors: [...errors, ...this.#thresholdError(connector, result)],
    };
    this.#changeRun({ steps: [...(this.#state.server.runHistory.at(-1)?.steps ?? []), step], result });
    this.#present = undefined;
    if (result.startsWith('stopped') || result.startsWith('no-start')) return;
    if (type === 'export' && connector.kind === 'entra') this.#state.tenant.lastSyncAt = this.#state.now;
  }

  /** Event 116 of the application log (entra-connect.md §3.4). */
  #thresholdError(connector: Connector, result: string): readonly RunStepError[] {
    if (result !== 'stopped-deletion-threshold-exceeded') return [];
    const rows = [...(this.#state.connectorSpaces.get(connector.id)?.objects.values() ?? [])];
    const deletes = rows.filter(({ pendingExport }) => pendingExport?.operation === 'delete').length;
    const { count } = deletionThresholdOf(this.#state.server.globalParameters);
    return [{ distinguishedName: '', type: result, text: syncServerTexts.deletionThreshold(deletes, count) }];
  }

  #endRun(): Worked {
    this.#present = undefined;
    this.#changeRun({ isRunComplete: true, endedAt: this.#state.now, progress: undefined });
    const { cycle } = this.#state.server.scheduler;
    if (cycle !== undefined) {
      changeScheduler(this.#state, { cycle: { ...cycle, remaining: cycle.remaining.slice(1) } });
      if (cycle.remaining.length <= 1) return this.#endCycle();
    }
    return { milliseconds: 0, stepEnded: true };
  }

  #endCycle(): Worked {
    const { server, now } = this.#state;
    this.#present = undefined;
    changeScheduler(this.#state, { cycle: undefined });
    server.lastCycleAt = now;
    const oldest = new Date(Date.parse(now) - historyKept).toISOString();
    server.runHistory = server.runHistory.filter(({ startedAt }) => startedAt >= oldest);
    return { milliseconds: 0, stepEnded: true };
  }

  /** Changes the last run of the history, if it is still open. */
  #changeRun(changes: Partial<RunProfileResult>): void {
    const { server } = this.#state;
    const run = server.runHistory.at(-1);
    if (run === undefined || run.isRunComplete) return;
    server.runHistory = [...server.runHistory.slice(0, -1), { ...run, ...changes }];
  }
}
