import { join } from 'node:path';
import { factDifferences } from '../../shared/change-plan/facts.ts';
import { changePlanFile } from '../../shared/change-plan/files.ts';
import { changePlanSchema, isIntact, type ChangePlanDocument } from '../../shared/change-plan/model.ts';
import type { Result } from '../../shared/base/failure.ts';
import { success } from '../../shared/base/failure.ts';
import { runWithPlanTexts as texts } from '../../shared/change-plan/texts.ts';
import { readTogether } from '../../shared/systems/paging.ts';
import { stateBefore } from '../../shared/entra-connect/rules/rule-operation.ts';
import type { PlannedServer } from '../../shared/change-plan/facts.ts';
import type { Target } from '../targets/target.ts';
import { readPlainText } from '../disk/plain-file.ts';
import type { Chosen } from './procedure-options.ts';

/** Reads the plan of a folder; what cannot be carried out, or has been altered, is refused for a person to read. */
export async function readApprovedPlan(folder: string): Promise<Chosen<ChangePlanDocument>> {
  const path = join(folder, changePlanFile);
  const text = await readText(path);
  if (!text.ok) return text;
  const parsed = changePlanSchema.safeParse(parseJson(text.value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(texts.unreadable(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
  }
  const plan = parsed.data;
  if (!isIntact(JSON.parse(text.value) as ChangePlanDocument)) return refused(texts.altered(path));
  return plan.blockers.length > 0 ? refused(texts.blocked) : { ok: true, value: plan };
}

/** What of the target is no longer as the plan found it; empty: it still holds. */
export async function differencesFromPlan(
  plan: ChangePlanDocument,
  { readers, clock }: Pick<Target, 'readers' | 'clock'>,
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const { syncServer } = readers;
  const call = { signal, clock };
  const read = await readTogether<Omit<PlannedServer, 'stagingMode'> & { readonly scheduler: Scheduler }>(call, {
    rules: () => syncServer.rules(call),
    connectors: () => syncServer.connectors(call),
    scheduler: () => syncServer.scheduler(call),
  });
  if (!read.ok) return read;
  const { scheduler, ...server } = read.value;
  const known = plan.operations.flatMap((operation) => {
    const rule = stateBefore(operation);
    return rule === undefined ? [] : [rule];
  });
  return success(factDifferences(plan.facts, { ...server, stagingMode: scheduler.stagingModeEnabled }, known));
}

interface Scheduler {
  readonly stagingModeEnabled: boolean;
}

async function readText(path: string): Promise<Chosen<string>> {
  try {
    return { ok: true, value: await readPlainText(path) };
  } catch {
    return refused(texts.missing(path));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
