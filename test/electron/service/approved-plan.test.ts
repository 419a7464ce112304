import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealedPlan, type ChangePlanDocument } from '../../../shared/change-plan/model.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { codeOf, goOn, serviceIn, valueOf, withEngagement, withLab, type TestService } from './service-builder.ts';
import { decidedOptions } from '../../remote-mailboxes.ts';

/** A lab with the saved change plan of null-clone. */
async function planned(
  procedure = 'null-clone',
  options: Readonly<Record<string, string>> = { ...decidedOptions, original: 'keep-disabled' },
) {
  const test = serviceIn(await emptyFolder());
  await withLab(test);
  valueOf(await test.call('planChange', { procedure, options }));
  const folder = join(test.folder, 'plan');
  valueOf(await test.call('saveChangePlan', { folder, pdf: false }));
  const file = join(folder, 'change-plan.json');
  const document = JSON.parse(await readFile(file, 'utf8')) as ChangePlanDocument;
  return { ...{ test, folder, file, document }, planHash: document.hash };
}

async function runFolders({ folder }: TestService): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('run-'));
}

/** Opens the lab of a run that has been closed. */
async function reopenLab(test: TestService, target: string): Promise<void> {
  await withEngagement(test);
  valueOf(await test.call('openTarget', { kind: 'lab', folder: target.replace(/^lab:/, '') }));
}

describe('a run from a change plan', () => {
  it('shows which plan it is, begins with its options, and records it in run folder, journal and report', async () => {
    const { test, folder, document, planHash } = await planned();
    const shown = valueOf(await test.call('readPlan', { folder }));
    const { hash, procedure, target, plannedAt, plannedBy } = document;
    expect(shown).toMatchObject({ hash, procedure, target, plannedAt, plannedBy, differences: [] });
    expect(shown.html).toBe(await readFile(join(folder, 'change-plan.html'), 'utf8'));

    valueOf(await test.call('beginPlannedRun', { folder, planHash }));
    const begun = (await test.state()).run!.run;
    expect(begun.options).toEqual(document.options);
    expect(begun.plan).toMatchObject({ planHash, changeHash: document.changeHash });
    await goOn(test);
    valueOf(await test.call('finishRun', {}));
    const { run } = await test.state();
    expect(run!.run).toMatchObject({ kind: 'closed', outcome: 'verified' });
    expect(await readFile(join(run!.report!, 'report.json'), 'utf8')).toContain(planHash);
  });

  it('takes customer and ticket of the plan where the engagement names none', async () => {
    const { test, folder, planHash } = await planned();
    const { state } = valueOf(await test.call('getState', {}));
    const target = state.target.kind === 'open' ? state.target.text : '';
    const own = { customer: '', ticket: '', operator: 'Berta', folder: test.folder };
    valueOf(await test.call('startEngagement', own));
    valueOf(await test.call('openTarget', { kind: 'lab', folder: target.replace(/^lab:/, '') }));
    valueOf(await test.call('beginPlannedRun', { folder, planHash }));
    const [run = ''] = await runFolders(test);
    const described: unknown = JSON.parse(await readFile(join(test.folder, run, 'run.json'), 'utf8'));
    expect(described).toMatchObject({ engagement: { customer: 'Fabrikam', ticket: 'CHG 7' } });
  });

  it('is not begun on a server that is no longer as the plan found it, and what differs is named', async () => {
    const { test, folder, document, planHash } = await planned();
    valueOf(await test.call('beginRun', { procedure: 'null-override', options: {} }));
    await goOn(test);
    valueOf(await test.call('finishRun', {}));
    const before = await runFolders(test);
    await reopenLab(test, document.target);
    const { differences } = valueOf(await test.call('readPlan', { folder }));
    expect(differences).toEqual([expect.stringMatching(/^The rule “.+” is new\.$/)]);
    const answer = await test.call('beginPlannedRun', { folder, planHash });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'plan-stale', why: differences.join('\n') } });
    expect(await runFolders(test)).toEqual(before);
    expect((await test.state()).activity).toBeNull();
  });

  it('of another procedure than the recommended one asks why, and records it; a reason of the plan is part of it', async () => {
    const { reason, ...decided } = decidedOptions;
    const without = await planned('null-clone', decided);
    const plan = { folder: without.folder, planHash: without.planHash };
    expect(valueOf(await without.test.call('readPlan', { folder: plan.folder })).reason).toBe('');
    for (const given of [{}, { reason: '  ' }]) {
      const refusal = await without.test.call('beginPlannedRun', { ...plan, ...given });
      expect(refusal).toMatchObject({
        ok: false,
        problem: { code: 'usage', remedy: expect.stringContaining('why') as string },
      });
    }
    expect(await runFolders(without.test)).toEqual([]);
    valueOf(await without.test.call('beginPlannedRun', { ...plan, reason: 'The ticket says so.' }));
    expect((await without.test.state()).run!.run.options).toMatchObject({ reason: 'The ticket says so.' });

    const { test, folder, planHash } = await planned();
    expect(valueOf(await test.call('readPlan', { folder })).reason).toBe(reason);
    valueOf(await test.call('beginPlannedRun', { folder, planHash, reason: 'Another one.' }));
    expect((await test.state()).run!.run.options).toMatchObject({ reason });
  });

  it('is refused where the plan was altered, is another than was shown, or cannot be found', async () => {
    const { test, folder, file, document, planHash } = await planned();
    const begin = () => test.call('beginPlannedRun', { folder, planHash });
    await writeFile(file, JSON.stringify({ ...document, options: { ...document.options, original: 'delete' } }));
    expect(await begin()).toMatchObject({ ok: false, problem: { code: 'plan-refused' } });
    expect(codeOf(await test.call('readPlan', { folder }))).toBe('plan-refused');
    const { hash: _hash, ...body } = document;
    await writeFile(file, JSON.stringify(sealedPlan({ ...body, title: 'Another plan' })));
    expect(await begin()).toMatchObject({ ok: false, problem: { what: expect.stringContaining('another') as string } });
    expect(codeOf(await test.call('readPlan', { folder: join(folder, 'elsewhere') }))).toBe('plan-refused');
    expect(codeOf(await test.call('readPlan', { folder: 'plan' }))).toBe('not-a-folder');
    expect(codeOf(await test.call('beginPlannedRun', { folder: 'plan', planHash }))).toBe('not-a-folder');
    expect(await runFolders(test)).toEqual([]);
  });

  it('is refused where nothing is open', async () => {
    const test = serviceIn(await emptyFolder());
    await withEngagement(test);
    const planHash = '0'.repeat(64);
    expect(codeOf(await test.call('readPlan', { folder: test.folder }))).toBe('no-target');
    expect(codeOf(await test.call('beginPlannedRun', { folder: test.folder, planHash }))).toBe('no-target');
  });
});
