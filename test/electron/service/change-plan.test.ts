import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changePlanSchema, isIntact } from '../../../shared/change-plan/model.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { codeOf, serviceIn, valueOf, withEngagement, withLab } from './service-builder.ts';
import { decidedOptions } from '../../remote-mailboxes.ts';

const plan = { procedure: 'null-clone', options: decidedOptions };

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

  it('of a lab says what each step would run, as it went on a copy, and leaves the lab as it was', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    valueOf(await test.call('planChange', plan));
    const folder = join(test.folder, 'plan');
    valueOf(await test.call('saveChangePlan', { folder, pdf: false }));
    const { steps } = changePlanSchema.parse(JSON.parse(await readFile(join(folder, 'change-plan.json'), 'utf8')));
    expect(steps.flatMap(({ commands = [] }) => commands).join('\n')).toContain('Remove-ADSyncRule');
    expect(steps.filter(({ state }) => state !== undefined)).toMatchObject([{ id: 'first-user', state: 'skipped' }]);
    expect(valueOf(await test.call('readPlan', { folder })).differences).toEqual([]);
  });

  it('is saved with the PDF that the host prints, or with why there is none', async () => {
    const pages: string[] = [];
    const printToPdf = (html: string) => {
      pages.push(html);
      const pdf = new TextEncoder().encode('%PDF-1.7');
      return Promise.resolve(
        pages.length === 1
          ? ({ kind: 'printed', pdf } as const)
          : ({ kind: 'impossible', reason: 'No paper.' } as const),
      );
    };
    const test = serviceIn(await emptyFolder(), {
      host: { kind: 'browser', printToPdf, showFolder: null, restartAsAdministrator: null },
    });
    await withLab(test);
    const { html } = valueOf(await test.call('planChange', plan));
    const first = valueOf(await test.call('saveChangePlan', { folder: join(test.folder, 'first'), pdf: true }));
    expect(first).toMatchObject({ files: expect.arrayContaining(['change-plan.pdf']) as string[], noPdf: null });
    expect(await readFile(join(first.folder, 'change-plan.pdf'), 'latin1')).toBe('%PDF-1.7');
    expect(pages).toEqual([html]);
    const second = valueOf(await test.call('saveChangePlan', { folder: join(test.folder, 'second'), pdf: true }));
    expect(second.noPdf).toBe('No paper.');
    expect(await readdir(second.folder)).not.toContain('change-plan.pdf');
  });
});
