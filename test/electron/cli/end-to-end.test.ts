import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf, start, type CommandEnd } from './child.ts';
import {
  assessDocument,
  errorDocument,
  labDocument,
  planDocument,
  runDocument,
  verifyDocument,
  type RunDocument,
} from './documents.ts';
import { cliTexts } from '../../../electron/cli/texts.ts';
import { cloneTexts } from '../../../shared/procedures/null-clone/rule-texts.ts';
import { schedulerLeftTexts } from '../../../shared/report/texts.ts';
import { backupTexts } from '../../../shared/procedures/steps/texts.ts';
import { syncTexts } from '../../../shared/procedures/steps/proof/texts.ts';
import { decidedWords } from '../../remote-mailboxes.ts';

const listed = z.looseObject({ scenarios: z.array(z.looseObject({ id: z.string(), description: z.string() })) });

const minutes = 60_000;
const limit = { timeout: 3 * minutes };

/** A small lab in a folder of its own, and where a run goes. */
async function scene(scenario = 'clean', users = 40) {
  const folder = await emptyFolder();
  const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
  const made = await command('lab', 'create', scenario, '--at', lab, '--users', String(users), '--json');
  expect(made.code).toBe(0);
  return { folder, lab, run, made, on: `lab:${lab}` };
}

function nullClone(on: string, run: string, ...more: readonly string[]): Promise<CommandEnd> {
  return command('run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--json', '--yes', ...more);
}

function runOf(end: CommandEnd): RunDocument {
  return runDocument.parse(documentOf(end));
}

function stateOf({ steps }: RunDocument, id: string): string | undefined {
  return steps.find((step) => step.id === id)?.state;
}

describe('the commands, each with one document of its stable shape', limit, () => {
  it('run from assessment to undo', async () => {
    const { folder, lab, run, made, on } = await scene();
    expect(labDocument.parse(documentOf(made)).at).toBe(lab);

    const assessed = await command('assess', '--on', on, '--out', join(folder, 'assessment'), '--json');
    expect(assessed.code).toBe(0);
    expect(assessDocument.parse(documentOf(assessed)).recommendation.procedure).toBe('null-override');
    assessDocument.parse(JSON.parse(await readFile(join(folder, 'assessment', 'assessment.json'), 'utf8')));

    const before = await command('lab', 'show', '--at', lab, '--json');
    const planned = await command(
      'plan',
      'null-clone',
      ...decidedWords,
      '--on',
      on,
      '--out',
      join(folder, 'plan'),
      '--json',
    );
    expect(planned.code).toBe(0);
    expect(planDocument.parse(documentOf(planned)).steps).toHaveLength(11);
    expect((await command('lab', 'show', '--at', lab, '--json')).stdout).toBe(before.stdout);

    const ran = await nullClone(on, run);
    expect(ran.code).toBe(0);
    expect(runOf(ran).outcome).toBe('verified');
    expect(runOf(ran).target).toBe(on);

    const stands = await command('status', '--run', run, '--json');
    expect(stands.code).toBe(0);
    expect(documentOf(stands)).toEqual(documentOf(ran));

    const again = await command('resume', '--run', run, '--yes', '--json');
    expect(again.code).toBe(0);
    expect(documentOf(again)).toEqual(documentOf(ran));

    const reported = await command('report', '--run', run, '--out', join(folder, 'filed'), '--json');
    expect(reported.code).toBe(0);
    expect(documentOf(reported)).toEqual(JSON.parse(await readFile(join(folder, 'filed', 'report.json'), 'utf8')));

    for (const place of [run, join(folder, 'filed')]) {
      const verified = await command('report', 'verify', place, '--json');
      expect(verified.code).toBe(0);
      expect(verifyDocument.parse(documentOf(verified)).verdict).toBe('intact');
    }

    const undone = await command('undo', '--run', run, '--yes', '--json');
    expect(undone.code).toBe(0);
    expect(runOf(undone).outcome).toBe('undone');
    const undoneAgain = await command('undo', '--run', run, '--yes', '--json');
    expect(undoneAgain.code).toBe(0);
    expect(documentOf(undoneAgain)).toEqual(documentOf(undone));
  });

  it('lab list keeps every scenario apart from its description', async () => {
    const { scenarios } = listed.parse(documentOf(await command('lab', 'list', '--json')));
    const lines = (await command('lab', 'list')).stdout.split('\n');
    for (const { id, description } of scenarios) {
      expect(lines.filter((line) => line.startsWith(`  ${id}  `) && line.endsWith(`  ${description}`))).toHaveLength(1);
    }
  });

  it('says of a procedure that is not in this version that it is not, instead of offering it', async () => {
    const { on } = await scene();
    const { stdout } = await command('assess', '--on', on);
    expect(stdout).toContain('Not part of this version: Re-create the synchronized users');
    expect(stdout).not.toMatch(/(Recommended|Instead possible): Re-create/);
  });

  it('lab list, fault, upgrade, advance and export-config', async () => {
    const { folder, lab } = await scene();
    const labs = await command('lab', 'list', '--json');
    expect(documentOf(labs)).toMatchObject({ schema: 'hybrid-preflight/lab-list/1' });
    const on = ['lab', 'fault', '--at', lab, '--call', 'tenant.*', '--fault', 'throttled', '--json'];
    expect(documentOf(await command(...on))).toMatchObject({ faults: [{ port: 'tenant', kind: 'throttled' }] });
    const cleared = await command('lab', 'fault', '--at', lab, '--clear', '--json');
    expect(documentOf(cleared)).toMatchObject({ faults: [] });
    const upgraded = await command('lab', 'upgrade', '99.1.2.3', '--at', lab, '--json');
    expect(labDocument.parse(documentOf(upgraded)).server.productVersion).toBe('99.1.2.3');
    labDocument.parse(documentOf(await command('lab', 'advance', '60', '--at', lab, '--json')));
    const exported = await command('lab', 'export-config', '--at', lab, '--out', join(folder, 'export'), '--json');
    expect(exported.code).toBe(0);
    const assessed = await command('assess', '--on', `export:${join(folder, 'export')}`, '--json');
    expect(assessDocument.parse(documentOf(assessed)).contributors.map(({ precedence }) => precedence)).toContain(108);
  });
});

describe('where a run may stop', limit, () => {
  it('stops after the step of --until with exit code 0, undoes down to --to, and goes on', async () => {
    const { run, on } = await scene();
    const part = await nullClone(on, run, '--until', 'swap-precedence');
    expect(part.code).toBe(0);
    expect(runOf(part).outcome).toBe('in-progress');
    expect(stateOf(runOf(part), 'swap-precedence')).toBe('verified');
    expect(stateOf(runOf(part), 'preview')).toBe('pending');
    expect(part.stderr).toContain(schedulerLeftTexts.off);

    const back = await command('undo', '--run', run, '--to', 'delete-original', '--yes', '--json');
    expect(back.code).toBe(0);
    expect(stateOf(runOf(back), 'delete-original')).toBe('undone');
    expect(stateOf(runOf(back), 'clone-rule')).toBe('verified');

    const whole = await command('resume', '--run', run, '--yes', '--json');
    expect(whole.code).toBe(0);
    expect(runOf(whole).outcome).toBe('verified');
  });

  it('says of a blocked run what has to happen before it can go on', async () => {
    const { run, on } = await scene('staging');
    const blocked = await nullClone(on, run);
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toContain('As soon as the cause is remedied, go on with: ');
    expect(blocked.stderr).toContain(cliTexts.keepsOptions);
    expect(blocked.stderr).not.toContain('Go on with: ');
  });

  it('names the folder in which the re-creation scripts are, and tells a second undo apart from a finished run', async () => {
    const { run, on } = await scene();
    await nullClone(on, run, '--until', 'clone-rule');
    expect(await readdir(join(run, 'evidence', 'backup', 'rules'))).toHaveLength(2);
    expect(cloneTexts.undoRemedy).toContain('evidence/backup/rules');
    await command('undo', '--run', run, '--yes');
    const again = await command('undo', '--run', run, '--yes');
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('This run is undone: nothing is left to undo.');
  });

  it('keeps the original disabled where that is chosen', async () => {
    const { lab, run, on } = await scene();
    const ran = await nullClone(on, run, '--option', 'original=keep-disabled');
    expect(ran.code).toBe(0);
    expect(stateOf(runOf(ran), 'swap-precedence')).toBe('skipped');
    const shown = labDocument.parse(documentOf(await command('lab', 'show', '--at', lab, '--json')));
    expect(shown.server.disabledRules).toBeGreaterThan(0);
  });

  it('is interrupted by Ctrl+C in a long step with exit code 4, and resumed to the end', async () => {
    const { run, on } = await scene('clean', 1500);
    const running = start(['run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--yes', '--json']);
    await running.shows(`of 11: ${syncTexts.step.title}`);
    running.child.kill('SIGINT');
    const end = await running.ended;
    expect(end.code).toBe(4);
    expect(runOf(end).outcome).toBe('interrupted');
    expect(stateOf(runOf(end), 'prove-effect')).toBe('pending');
    expect((await command('report', 'verify', run)).code).toBe(0);

    const resumed = await command('resume', '--run', run, '--yes', '--json');
    expect(resumed.code).toBe(0);
    expect(runOf(resumed).outcome).toBe('verified');
  });

  it('ends an assessment that is told to stop with exit code 4 and no findings', async () => {
    const { on } = await scene('clean', 3000);
    const running = start(['assess', '--on', on, '--json']);
    await running.shows('Reading the server');
    running.child.kill('SIGINT');
    const end = await running.ended;
    expect(end.code).toBe(4);
    expect(errorDocument.parse(documentOf(end)).code).toBe('interrupted');
  });

  it('begins by resume what was told to stop before its first step', async () => {
    const { run, on } = await scene('clean', 3000);
    const running = start(['run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--yes', '--json']);
    await running.shows('Reading the server');
    running.child.kill('SIGINT');
    const end = await running.ended;
    expect(end.code).toBe(4);
    expect(runOf(end).steps.map(({ state }) => state)).toEqual(Array<string>(11).fill('pending'));
    const resumed = await command('resume', '--run', run, '--yes', '--until', 'backup');
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('Assessment');
  });

  it('is known as interrupted after its process was killed, and resumed to the end', async () => {
    const { run, on } = await scene();
    const running = start(['run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--yes']);
    await running.shows(`of 11: ${cloneTexts.step.title}`);
    running.child.kill('SIGKILL');
    await running.ended;
    const stands = await command('status', '--run', run, '--json');
    expect(stands.code).toBe(4);
    expect(runOf(stands).outcome).toBe('interrupted');
    expect((await command('report', 'verify', run, '--json')).code).toBe(4);
    const resumed = await command('resume', '--run', run, '--yes');
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('taken up again');
  });

  it('goes on when whoever reads its output goes away', async () => {
    const { run, on } = await scene();
    const running = start(['run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--yes']);
    await running.shows('Step 1');
    running.child.stdout?.destroy();
    expect((await running.ended).code).toBe(0);
    expect(runOf(await command('status', '--run', run, '--json')).outcome).toBe('verified');
  });
});

describe('what is refused', limit, () => {
  it('blocks with reason and remedy, exit code 1, and is passed only with a recorded reason', async () => {
    const { run, folder, on } = await scene('staging');
    const blocked = await nullClone(on, run);
    expect(blocked.code).toBe(1);
    expect(runOf(blocked).outcome).toBe('blocked');
    expect((await command('status', '--run', run)).code).toBe(1);
    const [backup] = runOf(blocked).steps;
    expect(backup).toMatchObject({ id: 'backup', state: 'blocked' });
    expect(backup?.reason).toContain('staging');

    const accepted = await nullClone(
      on,
      join(folder, 'accepted'),
      '--accept',
      'backup=agreed with the owner',
      '--until',
      'backup',
    );
    expect(accepted.code).toBe(0);
    expect(documentOf(accepted)).toMatchObject({
      steps: [{ id: 'backup', state: 'skipped', override: 'agreed with the owner' }, ...Array<unknown>(10).fill({})],
    });
  });

  it('fails with cause and remedy, exit code 1, and is tried again by resume', async () => {
    const { lab, run, on } = await scene();
    await command('lab', 'fault', '--at', lab, '--call', 'sync-server.addRule', '--fault', 'access-denied');
    await command('lab', 'fault', '--at', lab, '--call', 'sync-server.putRule', '--fault', 'access-denied');
    const failed = await command('run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--yes');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('not allowed');
    expect(failed.stdout).toContain('ADSyncAdmins');
    await command('lab', 'fault', '--at', lab, '--clear');
    expect((await command('resume', '--run', run, '--yes')).code).toBe(0);
  });

  it('names the process that is at work on the run', async () => {
    const { run, on } = await scene('clean', 400);
    const running = start(['run', 'null-clone', ...decidedWords, '--on', on, '--run', run, '--yes']);
    await running.shows(`of 11: ${backupTexts.step.title}`);
    const second = await command('resume', '--run', run, '--yes', '--json');
    expect(second.code).toBe(2);
    expect(errorDocument.parse(documentOf(second)).message).toContain(`process ${String(running.child.pid)}`);
    const stands = await command('status', '--run', run, '--json');
    expect([stands.code, runOf(stands).outcome]).toEqual([4, 'in-progress']);
    const sameFolder = await nullClone(on, run);
    expect(sameFolder.code).toBe(2);
    expect(errorDocument.parse(documentOf(sameFolder)).message).toContain('already holds a run');
    expect((await running.ended).code).toBe(0);
  });

  it('is a second run in the same folder, a target that can only be read, and a lab in a used folder', async () => {
    const { folder, lab, run, on } = await scene();
    await nullClone(on, run, '--until', 'backup');
    expect((await nullClone(on, run)).code).toBe(2);
    await command('lab', 'export-config', '--at', lab, '--out', join(folder, 'export'));
    const readOnly = await nullClone(`export:${join(folder, 'export')}`, join(folder, 'other'));
    expect(readOnly.code).toBe(2);
    expect(errorDocument.parse(documentOf(readOnly)).message).toContain('can only be read');
    expect((await command('lab', 'create', 'clean', '--at', lab)).code).toBe(2);
  });

  it('is evidence that was changed afterwards: exit code 1 and the line', async () => {
    const { run, on } = await scene();
    await nullClone(on, run);
    const journal = join(run, 'journal.jsonl');
    await writeFile(journal, (await readFile(journal, 'utf8')).replace('"backup"', '"Backup"'));
    const verified = await command('report', 'verify', run, '--json');
    expect(verified.code).toBe(1);
    expect(verifyDocument.parse(documentOf(verified)).verdict).toBe('tampered');
    expect((await command('resume', '--run', run, '--yes')).code).toBe(1);
  });
});
