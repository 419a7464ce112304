import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveLab, type ServedLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { unsavedMachine } from '../../../../electron/lab/machine.ts';
import { labSyncServer } from '../../../../electron/lab/ports/sync-server.ts';
import { rehearse } from '../../../../electron/lab/world/from-export.ts';
import { labClock } from '../../../../electron/lab/clock.ts';
import { failed, type Result } from '../../../../shared/failure.ts';
import type { SyncServer } from '../../../../shared/ports/sync-server.ts';
import type { RuleId } from '../../../../shared/identifiers.ts';
import { planClone } from '../../../../shared/sync-rules/clone.ts';
import type { ScopeCondition, SyncRule } from '../../../../shared/sync-rules/model.ts';
import { applyScript, undoScript } from '../../../../shared/sync-rules/powershell/change-script/change-script.ts';
import { rulesAfter, type RuleOperation } from '../../../../shared/sync-rules/rule-operation.ts';
import { meaningfulDifferences } from '../../../../shared/sync-rules/rule-difference.ts';
import {
  constantFlow,
  customRule,
  directFlow,
  expressionFlow,
  guidOf,
} from '../../../shared/sync-rules/rule-builder.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../../shared/sync-rules/real-export.ts';
import { call, ruleNamed, runningLab, untilIdle, valueOf, type RunningLab } from '../running-lab.ts';
import { onPowershell, powershell, runScript, type PowershellEnd } from './powershell.ts';

const minutes = 60_000;
/** What careless quoting breaks on, in one name. */
const hostileName = `O'Brien ‘‚‛’ "“„ $(Remove-Item x) \`n {0} @{} #> ;|\r\n\t\0\u0001\u200b 👩‍👩‍👧 \u202eabc 2026-01-01T00:00:00Z`;

interface Scene {
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
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-scripts-'));
});
afterEach(async () => {
  await scene?.served.close();
  scene = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Solution 1 on one rule: copy, disable, delete, swap. */
function recipe(original: SyncRule, rules: readonly SyncRule[], name?: string): readonly RuleOperation[] {
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
async function sceneOf(lab: RunningLab, operations: readonly RuleOperation[]): Promise<Scene> {
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

async function untilPaused(here: Scene): Promise<void> {
  await expect.poll(async () => isSchedulerOn(here), { timeout: minutes }).toBe(false);
}

async function cleanScene(name?: string): Promise<Scene> {
  const lab = runningLab();
  return sceneOf(lab, recipe(ruleNamed(lab, 'In from AD - User Exchange'), lab.state.server.rules, name));
}

function run({ folder: at, served }: Scene, script: string, ...given: readonly string[]): Promise<PowershellEnd> {
  return runScript(join(at, script), served.environment, '-ModulePath', served.modulePath, ...given);
}

/** Rules that are not as the engine leaves them. */
function deviations(expected: readonly SyncRule[], found: readonly SyncRule[]): readonly string[] {
  const ids = new Set([...expected, ...found].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [left, right] = [expected, found].map((rules) => rules.find((rule) => rule.id === id));
    if (left === undefined || right === undefined) return [`${id} is there on one side only`];
    return meaningfulDifferences(left, right).map((difference) => `${left.name}: ${JSON.stringify(difference)}`);
  });
}

function reached(here: Scene): readonly SyncRule[] {
  return midway(here, here.operations.length);
}

function midway({ start, operations }: Scene, done: number): readonly SyncRule[] {
  const after = rulesAfter(start, operations.slice(0, done));
  if (!after.ok) throw new Error(after.conflict.kind);
  return after.rules;
}

function clause(attribute: string, operator: ScopeCondition['operator'], value = ''): ScopeCondition {
  return { attribute, operator, value };
}

async function isSchedulerOn({ lab }: Scene): Promise<boolean> {
  return valueOf(await lab.server.scheduler(call)).syncCycleEnabled;
}

async function expectDone(here: Scene, script: string, ...given: readonly string[]): Promise<PowershellEnd> {
  const end = await run(here, script, ...given);
  expect(end.code, end.out + end.error).toBe(0);
  return end;
}

async function expectStopped(here: Scene, script: string, ...given: readonly string[]): Promise<string> {
  const end = await run(here, script, ...given);
  expect(end.code, end.out).toBe(1);
  return end.out;
}

/** Carries the first operations out by the lab's own port, as an interrupted call would have. */
async function carriedOut({ lab, operations }: Scene, count: number): Promise<void> {
  for (const operation of operations.slice(0, count)) {
    const rule = operation.kind === 'replace' ? operation.after : operation.rule;
    if (operation.kind === 'remove') valueOf(await lab.server.removeRule(rule.id, call));
    else valueOf(await lab.server.putRule(rule, call));
  }
}

describe.skipIf(powershell === undefined)(onPowershell('apply.ps1 and undo.ps1'), { timeout: 5 * minutes }, () => {
  it('end in the very state that the engine reaches, and in the start state; a second call does no harm', async () => {
    const here = await cleanScene();
    await expectDone(here, 'apply.ps1');
    expect(deviations(reached(here), here.lab.state.server.rules)).toEqual([]);
    expect(await isSchedulerOn(here)).toBe(true);
    const again = await expectDone(here, 'apply.ps1');
    expect(again.out).toContain('carried out already and stands as planned');
    expect(deviations(reached(here), here.lab.state.server.rules)).toEqual([]);
    await expectDone(here, 'undo.ps1');
    expect(deviations(here.start, here.lab.state.server.rules)).toEqual([]);
    expect(await isSchedulerOn(here)).toBe(true);
    expect((await expectDone(here, 'undo.ps1')).out).toContain('Nothing of the change is left');
    expect(deviations(here.start, here.lab.state.server.rules)).toEqual([]);
  });

  it('carry hostile names as they are, there and back', async () => {
    const here = await cleanScene(hostileName);
    await expectDone(here, 'apply.ps1');
    expect(deviations(reached(here), here.lab.state.server.rules)).toEqual([]);
    expect(here.lab.state.server.rules.map(({ name }) => name)).toContain(hostileName);
    await expectDone(here, 'undo.ps1');
    expect(deviations(here.start, here.lab.state.server.rules)).toEqual([]);
  });

  it.skipIf(!realExportIsHere)(onRealExport('do the same on the rules of a real server'), async () => {
    const { configuration } = realDocument();
    const { state } = rehearse({
      ...{ configuration, users: 20, seed: 1, keepVersion: false, now: '2026-11-21T08:00:00.000Z' },
      readings: runningLab().state.readings,
    });
    const machine = unsavedMachine(state);
    const lab: RunningLab = { machine, state: machine.state, server: labSyncServer(machine), clock: labClock(machine) };
    const here = await sceneOf(lab, recipe(ruleNamed(lab, 'In from AD - User Exchange'), state.server.rules));
    await expectDone(here, 'apply.ps1');
    expect(deviations(reached(here), lab.state.server.rules)).toEqual([]);
    await expectDone(here, 'undo.ps1');
    expect(deviations(here.start, lab.state.server.rules)).toEqual([]);
  });

  it('write a rule of every shape, and change it in place', async () => {
    const lab = runningLab();
    const like = ruleNamed(lab, 'In from AD - User Exchange');
    const created: SyncRule = {
      ...customRule(42, constantFlow('description', "It's $x"), { connectorId: like.connectorId }),
      softDeleteExpiryInterval: '1.00:00:00',
      enablePasswordSync: true,
      disabled: true,
      flows: [
        constantFlow('description', "It's $x"),
        expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'),
        directFlow('mail', { applyOnce: true, mergeType: 'MergeCaseInsensitive' }),
      ],
      joinGroups: [[{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: true }]],
      scopeGroups: [
        [clause('mail', 'ISNOTNULL'), clause('department', 'EQUAL', hostileName)],
        [clause('mail', 'ISNULL')],
      ],
    };
    const widened = { ...created, name: 'Wide', disabled: false, scopeGroups: [], flows: created.flows.slice(1) };
    const here = await sceneOf(lab, [
      { kind: 'create', rule: created },
      { kind: 'replace', before: created, after: widened },
    ]);
    await expectDone(here, 'apply.ps1');
    expect(deviations(reached(here), lab.state.server.rules)).toEqual([]);
    await expectDone(here, 'undo.ps1');
    expect(deviations(here.start, lab.state.server.rules)).toEqual([]);
  });

  it('only look and change nothing with -WhatIf', async () => {
    const here = await cleanScene();
    const looked = await expectDone(here, 'apply.ps1', '-WhatIf');
    expect(looked.out).toContain('0 of 4 operations have been carried out already');
    // Only what changes something is told, not what reads: as of binary cmdlets, which inherit the preference.
    expect(looked.out.match(/"(?:Read|Build|Add) [^"]*"/g)).toBeNull();
    expect(looked.out).toContain('Delete the rule');
    expect(here.lab.state.server.rules).toEqual(here.start);
    expect(await isSchedulerOn(here)).toBe(true);
  });

  it('read the server with -WhatIf too: a new rule finds its precedence taken', async () => {
    const lab = runningLab();
    const { connectorId } = ruleNamed(lab, 'In from AD - User Exchange');
    const override = customRule(42, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), { connectorId });
    const here = await sceneOf(lab, [{ kind: 'create', rule: override }]);
    const other = customRule(42, directFlow('mail'), { connectorId, id: guidOf(0x07e4) as RuleId });
    valueOf(await lab.server.putRule(other, call));
    expect(await expectStopped(here, 'apply.ps1', '-WhatIf')).toContain(
      `precedence 42 is needed, but held by the rule`,
    );
  });

  it('ask with -Confirm before what changes something, not before what reads', async () => {
    const here = await cleanScene();
    const asked = await expectStopped(here, 'apply.ps1', '-Confirm');
    expect(asked).toContain('0 of 4 operations have been carried out already');
    expect(asked).toContain('Nothing has been changed on the server.');
    expect(await isSchedulerOn(here)).toBe(true);
  });

  it('stop with the scheduler off when the server fails in the middle, and go on from there or back', async () => {
    const here = await cleanScene();
    const after = 2;
    here.failure.from = after;
    const out = await expectStopped(here, 'apply.ps1');
    expect(out).toMatch(/STOPPED: .*out of order/);
    expect(out).toContain('run apply.ps1 again to go on from here, or undo.ps1');
    expect(await isSchedulerOn(here)).toBe(false);
    expect(deviations(midway(here, after), here.lab.state.server.rules)).toEqual([]);
    here.failure.from = Infinity;
    await expectDone(here, 'apply.ps1');
    expect(deviations(reached(here), here.lab.state.server.rules)).toEqual([]);
    expect(await isSchedulerOn(here)).toBe(true);
  });

  it.each([1, 2, 3])('take back what a call interrupted after %i operations has left', async (count) => {
    const here = await cleanScene();
    valueOf(await here.lab.server.setSyncCycleEnabled(false, call));
    await carriedOut(here, count);
    await expectDone(here, 'undo.ps1');
    expect(deviations(here.start, here.lab.state.server.rules)).toEqual([]);
  });

  it('refuse, before anything is touched, rules that somebody has changed, and name what differs', async () => {
    const here = await cleanScene();
    const original = ruleNamed(here.lab, 'In from AD - User Exchange');
    const changed = { ...original, description: 'Somebody was here', flows: original.flows.slice(1) };
    valueOf(await here.lab.server.putRule(changed, call));
    const out = await expectStopped(here, 'apply.ps1');
    expect(out).toContain('Description is Somebody was here instead of');
    expect(out).toContain('AttributeFlowMappings');
    expect(out).toContain('Nothing has been changed on the server.');
    expect(ruleNamed(here.lab, original.name)).toEqual(changed);
    expect(await isSchedulerOn(here)).toBe(true);
  });

  it('refuse a number that another rule has taken', async () => {
    const here = await cleanScene();
    const taker = ruleNamed(here.lab, 'In from AD - User Join');
    valueOf(await here.lab.server.putRule({ ...taker, precedence: 200 }, call));
    expect(await expectStopped(here, 'apply.ps1')).toContain('precedence 200 is needed, but held by the rule');
  });

  it('wait until a cycle that is running has ended', async () => {
    const here = await cleanScene();
    valueOf(await here.lab.server.startSyncCycle('Delta', call));
    const ended = run(here, 'apply.ps1');
    await untilPaused(here);
    await untilIdle(here.lab);
    expect((await ended).code).toBe(0);
    expect(deviations(reached(here), here.lab.state.server.rules)).toEqual([]);
  });

  it('leave a scheduler off that was off before', async () => {
    const here = await cleanScene();
    valueOf(await here.lab.server.setSyncCycleEnabled(false, call));
    await expectDone(here, 'apply.ps1');
    expect(await isSchedulerOn(here)).toBe(false);
  });

  it('keep the originals and a transcript', async () => {
    const here = await cleanScene();
    await expectDone(here, 'apply.ps1');
    const kept = await readdir(join(folder, 'by-hand'), { recursive: true });
    const transcript = kept.find((name) => name.startsWith('apply-') && name.endsWith('.txt')) ?? '';
    expect(await readFile(join(folder, 'by-hand', transcript), 'utf8')).toContain('4 of 4: Move the rule');
    expect(kept.some((name) => name.endsWith(`${ruleNamed(runningLab(), 'In from AD - User Exchange').id}.xml`))).toBe(
      true,
    );
    expect(kept.some((name) => name.includes('configuration') && name.endsWith('MV.xml'))).toBe(true);
  });
});

describe.skipIf(powershell === undefined)(onPowershell('PSScriptAnalyzer'), { timeout: 2 * minutes }, () => {
  it('finds nothing in the scripts and in the module, with the syntax of Windows PowerShell 5.1', async ({ skip }) => {
    const here = await cleanScene(hostileName);
    await writeFile(
      join(folder, 'analyse.ps1'),
      [
        "if ($null -eq (Get-Module -ListAvailable -Name PSScriptAnalyzer)) { 'absent'; exit 0 }",
        "$rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } }",
        `foreach ($file in '${join(folder, 'apply.ps1')}', '${join(folder, 'undo.ps1')}', '${join(dirname(here.served.modulePath), '*.ps*1')}') {`,
        '  Invoke-ScriptAnalyzer -Path $file -Settings @{ Rules = $rules } |',
        "    ForEach-Object { '{0} {1}:{2} {3}' -f $_.RuleName, $_.ScriptName, $_.Line, $_.Message }",
        '}',
      ].join('\n'),
    );
    const { code, out, error } = await runScript(join(folder, 'analyse.ps1'), here.served.environment);
    skip(out.trim() === 'absent', 'PSScriptAnalyzer is not installed here');
    expect(code, error).toBe(0);
    expect(out.trim()).toBe('');
  });
});

describe.skipIf(powershell === undefined)(onPowershell('the stand-in module'), { timeout: 2 * minutes }, () => {
  it('fails on an unknown parameter, and on a token that is not the lab’s, as the real one does', async () => {
    const here = await cleanScene();
    await writeFile(
      join(folder, 'try.ps1'),
      [
        `Import-Module -Name '${here.served.modulePath}'`,
        'try { Get-ADSyncRule -Name x } catch { $_.FullyQualifiedErrorId }',
        'try { New-ADSyncRule -Name x -Direction Sideways } catch { $_.FullyQualifiedErrorId }',
        "$env:HYBRID_PREFLIGHT_LAB_TOKEN = 'guessed'",
        'try { Get-ADSyncScheduler } catch { $_.Exception.Message }',
      ].join('\n'),
    );
    const { out } = await runScript(join(folder, 'try.ps1'), here.served.environment);
    expect(out).toContain('NamedParameterNotFound,Get-ADSyncRule');
    expect(out).toContain('ParameterArgumentTransformationError,New-ADSyncRule');
    expect(out).toContain('401');
  });
});
