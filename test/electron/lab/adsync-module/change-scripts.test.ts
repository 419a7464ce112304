import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unsavedMachine } from '../../../../electron/lab/machine.ts';
import { labSyncServer } from '../../../../electron/lab/ports/sync-server.ts';
import { rehearse } from '../../../../electron/lab/world/from-export.ts';
import { labClock } from '../../../../electron/lab/clock.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import {
  constantFlow,
  customRule,
  directFlow,
  expressionFlow,
} from '../../../shared/entra-connect/rules/rule-builder.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../../shared/entra-connect/rules/real-export.ts';
import { call, ruleNamed, runningLab, untilIdle, valueOf, type RunningLab } from '../running-lab.ts';
import { onPowershell, powershell, runScript } from './powershell.ts';

import {
  clause,
  cleanScene,
  deviations,
  expectDone,
  hostileName,
  isSchedulerOn,
  minutes,
  reached,
  recipe,
  run,
  sceneOf,
  untilPaused,
  withScenes,
} from './change-script-scene.ts';

withScenes();

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
    const kept = await readdir(join(here.folder, 'by-hand'), { recursive: true });
    const transcript = kept.find((name) => name.startsWith('apply-') && name.endsWith('.txt')) ?? '';
    expect(await readFile(join(here.folder, 'by-hand', transcript), 'utf8')).toContain('4 of 4: Move the rule');
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
      join(here.folder, 'analyse.ps1'),
      [
        "if ($null -eq (Get-Module -ListAvailable -Name PSScriptAnalyzer)) { 'absent'; exit 0 }",
        "$rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } }",
        `foreach ($file in '${join(here.folder, 'apply.ps1')}', '${join(here.folder, 'undo.ps1')}', '${join(dirname(here.served.modulePath), '*.ps*1')}') {`,
        '  Invoke-ScriptAnalyzer -Path $file -Settings @{ Rules = $rules } |',
        "    ForEach-Object { '{0} {1}:{2} {3}' -f $_.RuleName, $_.ScriptName, $_.Line, $_.Message }",
        '}',
      ].join('\n'),
    );
    const { code, out, error } = await runScript(join(here.folder, 'analyse.ps1'), here.served.environment);
    skip(out.trim() === 'absent', 'PSScriptAnalyzer is not installed here');
    expect(code, error).toBe(0);
    expect(out.trim()).toBe('');
  });
});

describe.skipIf(powershell === undefined)(onPowershell('the stand-in module'), { timeout: 2 * minutes }, () => {
  it('fails on an unknown parameter, and on a token that is not the lab’s, as the real one does', async () => {
    const here = await cleanScene();
    await writeFile(
      join(here.folder, 'try.ps1'),
      [
        `Import-Module -Name '${here.served.modulePath}'`,
        'try { Get-ADSyncRule -Name x } catch { $_.FullyQualifiedErrorId }',
        'try { New-ADSyncRule -Name x -Direction Sideways } catch { $_.FullyQualifiedErrorId }',
        "$env:HYBRID_PREFLIGHT_LAB_TOKEN = 'guessed'",
        'try { Get-ADSyncScheduler } catch { $_.Exception.Message }',
      ].join('\n'),
    );
    const { out } = await runScript(join(here.folder, 'try.ps1'), here.served.environment);
    expect(out).toContain('NamedParameterNotFound,Get-ADSyncRule');
    expect(out).toContain('ParameterArgumentTransformationError,New-ADSyncRule');
    expect(out).toContain('401');
  });
});
