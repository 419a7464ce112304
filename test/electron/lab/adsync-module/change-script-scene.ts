import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { serveLab, type ServedLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { failed, type Result } from '../../../../shared/base/failure.ts';
import type { SyncServer } from '../../../../shared/systems/sync-server/sync-server.ts';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import { planClone } from '../../../../shared/entra-connect/rules/clone.ts';
import type { ScopeCondition, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import {
  applyScript,
  undoScript,
} from '../../../../shared/entra-connect/formats/powershell/change-script/change-script.ts';
import { rulesAfter, type RuleOperation } from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { meaningfulDifferences } from '../../../../shared/entra-connect/rules/rule-difference.ts';
import { guidOf } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { call, ruleNamed, runningLab, valueOf, type RunningLab } from '../running-lab.ts';
import { runScript, type PowershellEnd } from './powershell.ts';

export const minutes = 60_000;
/** What careless quoting breaks on, in one name. */
export const hostileName = `O'Brien ‘‚‛’ "“„ $(Remove-Item x) \`n {0} @{} #> ;|\r\n\t\0\u0001\u200b 👩‍👩‍👧 \u202eabc 2026-01-01T00:00:00Z`;

export interface Scene {
  /** Number of changes of rules after which the server fails. */
  readonly failure: { from: number };
  readonly folder: string;
  readonly lab: RunningLab;
  readonly served: ServedLab;
  readonly operations: readonly RuleOperation[];
  readonly start: readonly SyncRule[];
}

let scene: Scene | undefined;
let folder: string;

/** Each test of the file has a folder of its own, and at most one scene; both are gone after it. */
export function withScenes(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-scripts-'));
  });
  afterEach(async () => {
    await scene?.served.close();
    scene = undefined;
    await rm(folder, { recursive: true, force: true });
  });
}

/** Solution 1 on one rule: copy, disable, delete, swap. */
export function recipe(original: SyncRule, rules: readonly SyncRule[], name?: string): readonly RuleOperation[] {
  const planned = planClone(original, {
    id: guidOf(0xc0de) as RuleId,
    date: 'today',
    precedence: 200,
    configuration: { rules },
  });
  const copy = name === undefined ? planned : { ...planned, name, description: name };
  const disabled = { ...original, disabled: true };
  return [
    { kind: 'create', rule: copy },
    { kind: 'replace', before: original, after: disabled },
    { kind: 'remove', rule: disabled },
    { kind: 'replace', before: copy, after: { ...copy, precedence: original.precedence } },
  ];
}

/** Serves a lab and writes the scripts for it; a prepared lab has an idle scheduler that is on. */
export async function sceneOf(lab: RunningLab, operations: readonly RuleOperation[]): Promise<Scene> {
  const { connectors } = lab.state.server;
  const stagingMode = valueOf(await lab.server.scheduler(call)).stagingModeEnabled;
  const change = { planId: 'plan-1', planHash: 'ab12', title: 'Solution 1', operations, connectors, stagingMode };
  await writeFile(join(folder, 'apply.ps1'), applyScript(change));
  await writeFile(join(folder, 'undo.ps1'), undoScript(change));
  const failure = { from: Infinity };
  const served = await serveLab(failing(lab.server, failure));
  scene = { failure, folder, lab, served, operations, start: lab.state.server.rules };
  return scene;
}

/** A server that is out of order from a number of changes on. */
function failing(server: SyncServer, failure: Scene['failure']): SyncServer {
  let changes = 0;
  const counted = async (change: () => Promise<Result<void>>): Promise<Result<void>> => {
    changes += 1;
    return changes > failure.from
      ? failed({ code: 'service-error', during: 'change', raw: 'out of order', retry: 'pointless' })
      : change();
  };
  return {
    ...server,
    putRule: async (rule, given) => counted(async () => server.putRule(rule, given)),
    removeRule: async (id, given) => counted(async () => server.removeRule(id, given)),
  };
}

export async function untilPaused(here: Scene): Promise<void> {
  await expect.poll(async () => isSchedulerOn(here), { timeout: minutes }).toBe(false);
}

export async function cleanScene(name?: string): Promise<Scene> {
  const lab = runningLab();
  return sceneOf(lab, recipe(ruleNamed(lab, 'In from AD - User Exchange'), lab.state.server.rules, name));
}

export function run(
  { folder: at, served }: Scene,
  script: string,
  ...given: readonly string[]
): Promise<PowershellEnd> {
  return runScript(join(at, script), served.environment, '-ModulePath', served.modulePath, ...given);
}

/** Rules that are not as the engine leaves them. */
export function deviations(expected: readonly SyncRule[], found: readonly SyncRule[]): readonly string[] {
  const ids = new Set([...expected, ...found].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [left, right] = [expected, found].map((rules) => rules.find((rule) => rule.id === id));
    if (left === undefined || right === undefined) return [`${id} is there on one side only`];
    return meaningfulDifferences(left, right).map((difference) => `${left.name}: ${JSON.stringify(difference)}`);
  });
}

export function reached(here: Scene): readonly SyncRule[] {
  return midway(here, here.operations.length);
}

export function midway({ start, operations }: Scene, done: number): readonly SyncRule[] {
  const after = rulesAfter(start, operations.slice(0, done));
  if (!after.ok) throw new Error(after.conflict.kind);
  return after.rules;
}

export function clause(attribute: string, operator: ScopeCondition['operator'], value = ''): ScopeCondition {
  return { attribute, operator, value };
}

export async function isSchedulerOn({ lab }: Scene): Promise<boolean> {
  return valueOf(await lab.server.scheduler(call)).syncCycleEnabled;
}

export async function expectDone(here: Scene, script: string, ...given: readonly string[]): Promise<PowershellEnd> {
  const end = await run(here, script, ...given);
  expect(end.code, end.out + end.error).toBe(0);
  return end;
}

export async function expectStopped(here: Scene, script: string, ...given: readonly string[]): Promise<string> {
  const end = await run(here, script, ...given);
  expect(end.code, end.out).toBe(1);
  return end.out;
}

/** Carries the first operations out by the lab's own port, as an interrupted call would have. */
export async function carriedOut({ lab, operations }: Scene, count: number): Promise<void> {
  for (const operation of operations.slice(0, count)) {
    const rule = operation.kind === 'replace' ? operation.after : operation.rule;
    if (operation.kind === 'remove') valueOf(await lab.server.removeRule(rule.id, call));
    else valueOf(await lab.server.putRule(rule, call));
  }
}
