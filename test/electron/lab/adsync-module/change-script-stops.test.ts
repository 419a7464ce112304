import { describe, expect, it } from 'vitest';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import {
  constantFlow,
  customRule,
  directFlow,
  expressionFlow,
  guidOf,
} from '../../../shared/entra-connect/rules/rule-builder.ts';
import { call, ruleNamed, runningLab, valueOf } from '../running-lab.ts';
import { onPowershell, powershell } from './powershell.ts';

import {
  carriedOut,
  cleanScene,
  deviations,
  expectDone,
  expectStopped,
  isSchedulerOn,
  midway,
  minutes,
  reached,
  sceneOf,
  withScenes,
} from './change-script-scene.ts';

withScenes();

describe.skipIf(powershell === undefined)(onPowershell('apply.ps1 and undo.ps1'), { timeout: 5 * minutes }, () => {
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

  it('refuse, before anything is touched, a rule with an empty part that no cmdlet takes', async () => {
    const lab = runningLab();
    const { connectorId } = ruleNamed(lab, 'In from AD - User Exchange');
    const rule = customRule(42, constantFlow('description', ''), { connectorId, name: 'Mine' });
    const here = await sceneOf(lab, [{ kind: 'create', rule }]);
    const out = await expectStopped(here, 'apply.ps1');
    expect(out).toContain('Mine: Constant -> description is empty');
    expect(out).toContain('Nothing has been changed on the server.');
    expect(lab.state.server.rules).toEqual(here.start);
    expect(await isSchedulerOn(here)).toBe(true);
  });

  it('take a rule as planned that the server keeps with other line ends', async () => {
    const lab = runningLab();
    const { connectorId } = ruleNamed(lab, 'In from AD - User Exchange');
    const rule = customRule(42, directFlow('mail'), { connectorId, description: 'two\r\nlines' });
    const here = await sceneOf(lab, [{ kind: 'create', rule }]);
    valueOf(await lab.server.putRule({ ...rule, description: 'two\nlines' }, call));
    expect((await expectDone(here, 'apply.ps1')).out).toContain('carried out already and stands as planned');
  });

  it('refuse a number that another rule has taken', async () => {
    const here = await cleanScene();
    const taker = ruleNamed(here.lab, 'In from AD - User Join');
    valueOf(await here.lab.server.putRule({ ...taker, precedence: 200 }, call));
    expect(await expectStopped(here, 'apply.ps1')).toContain('precedence 200 is needed, but held by the rule');
  });
});
