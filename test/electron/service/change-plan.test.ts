import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changePlanSchema, isIntact } from '../../../shared/change-plan/model.ts';
import { emptyFolder } from '../workspace/temporary-folder.ts';
import { codeOf, serviceIn, valueOf, withEngagement, withLab } from './service-builder.ts';

const plan = { procedure: 'null-clone', options: {} };

describe('the change plan through the service', () => {
  it('is shown, then saved as it was shown, with its scripts', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    const { html, isBlocked } = valueOf(await test.call('planChange', plan));
    expect(isBlocked).toBe(false);
    const folder = join(test.folder, 'plan');
    const saved = valueOf(await test.call('saveChangePlan', { folder, pdf: false }));
    expect(saved.folder).toBe(folder);
    expect(saved.files).toEqual((await readdir(folder)).sort());
    expect(saved.files).toEqual(expect.arrayContaining(['apply.ps1', 'undo.ps1', 'change-plan.json']));
    expect(await readFile(join(folder, 'change-plan.html'), 'utf8')).toBe(html);
    const document = changePlanSchema.parse(JSON.parse(await readFile(join(folder, 'change-plan.json'), 'utf8')));
    expect(isIntact(document)).toBe(true);
    const { engagement, activity, run } = await test.state();
    expect(document.plannedBy.operator).toBe(engagement?.operator);
    expect([activity, run]).toEqual([null, null]);
  });

  it('is refused where nothing is open, with options that the procedure does not have, and into a folder in use', async () => {
    const test = serviceIn(await emptyFolder());
    await withEngagement(test);
    expect(codeOf(await test.call('planChange', plan))).toBe('no-target');
    await withLab(test);
    expect(codeOf(await test.call('saveChangePlan', { folder: join(test.folder, 'plan'), pdf: false }))).toBe(
      'not-available',
    );
    expect(codeOf(await test.call('planChange', { ...plan, options: { magic: 'yes' } }))).toBe('usage');
    valueOf(await test.call('planChange', plan));
    expect(codeOf(await test.call('saveChangePlan', { folder: test.folder, pdf: false }))).toBe('not-empty');
    expect(codeOf(await test.call('saveChangePlan', { folder: 'plan', pdf: false }))).toBe('not-a-folder');
  });
});
