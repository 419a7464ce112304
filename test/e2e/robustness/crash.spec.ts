import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../../electron/disk/run-folder/run-files.ts';
import { verifyRun } from '../../../electron/disk/run-folder/verify.ts';
import { cloneTexts } from '../../../shared/procedures/null-clone/rule-texts.ts';
import { procedureTexts } from '../../../renderer/procedure/texts.ts';
import { connectionTexts } from '../../../renderer/common/texts.ts';
import { command } from '../../matrix/command.ts';
import { missedGoals } from '../../matrix/goal.ts';
import { pictureOf, stateIn } from '../../matrix/lab-picture.ts';
import { contributorsOf } from '../../matrix/stand-in.ts';
import { makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';
import { decidedWords } from '../../remote-mailboxes.ts';
import { takeClone } from '../fixtures/flows.ts';

/** Right after the copy was written, and before the original is disabled. */
const betweenTwoRules = 'call-after:2';
/** Right after the server began the full synchronization. */
const inTheSynchronization = 'call-after:7';

/** A run that the command line began and whose process was killed at `kill`. */
async function crashedRun(lab: string, run: string, kill: string): Promise<void> {
  const ended = await command(
    ['run', 'null-clone', ...decidedWords, '--on', `lab:${lab}`, '--run', run, '--yes'],
    kill,
  );
  expect(ended.signal, ended.stderr).toBe('SIGKILL');
}

test.describe('a host that is killed between two rule changes', () => {
  test.use({ hostStart: { killAt: betweenTwoRules } });

  test('leaves a run that another host adopts and takes to verified', async ({ preflight, page, workplace, hosts }) => {
    const lab = await makeLab(workplace.beside('lab'), 'clean', 12);
    const originals = contributorsOf((await stateIn(lab)).server.rules);
    const { start, assessment, procedure } = preflight;
    await start.beginEngagement();
    await start.openLab(lab);
    await assessment.isDone();
    await takeClone(preflight);
    await assessment.begin();
    await procedure.carryOutUntil(cloneTexts.step.title);
    await procedure.applyPlan();
    expect(await hosts.present().ended).toBeNull();
    await expect(preflight.alert.filter({ hasText: connectionTexts.lost })).toBeVisible();

    const [run = ''] = await workplace.runFolders();
    const { address } = await hosts.start();
    await page.goto(address);
    await start.continueRun(run);
    await procedure.stands('unknown');
    await expect(procedure.present).toContainText(procedureTexts.unknownWrites);
    await expect(procedure.present).toContainText(procedureTexts.captured);
    await expect(procedure.next).toBeDisabled();
    await preflight.hand.press(procedure.adopt);
    await procedure.carryOutAll();
    await procedure.closeRun();
    expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'verified' });
    expect(missedGoals(await stateIn(lab), originals)).toEqual([]);
  });
});

test('a crashed run of the command line is undone to the original in the window', async ({ preflight, workplace }) => {
  const [lab, run] = [await makeLab(workplace.beside('lab'), 'clean', 12), workplace.beside('run')];
  const before = await pictureOf(lab);
  await crashedRun(lab, run, betweenTwoRules);
  const { start, procedure, dialogs } = preflight;
  await start.continueRun(run);
  await procedure.stands('unknown');
  await preflight.hand.press(procedure.undoThisStep);
  await preflight.hand.press(procedure.undo);
  await dialogs.undoRun();
  await expect(procedure.undone).toBeVisible();
  await procedure.closeRun();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'undone' });
  expect(await pictureOf(lab)).toEqual(before);
});

test('a run that crashed in the full synchronization is examined and goes on to verified', async ({
  preflight,
  workplace,
}) => {
  const [lab, run] = [await makeLab(workplace.beside('lab'), 'clean', 12), workplace.beside('run')];
  const originals = contributorsOf((await stateIn(lab)).server.rules);
  await crashedRun(lab, run, inTheSynchronization);
  const { start, procedure } = preflight;
  await start.continueRun(run);
  await procedure.stands('unknown');
  await preflight.hand.press(procedure.adopt);
  await procedure.carryOutAll();
  await procedure.closeRun();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'verified' });
  expect(missedGoals(await stateIn(lab), originals)).toEqual([]);
});

test('a run that another machine has locked tells its holder and is taken over on purpose', async ({
  preflight,
  workplace,
}) => {
  const [lab, run] = [await makeLab(workplace.beside('lab'), 'clean', 12), workplace.beside('run')];
  await crashedRun(lab, run, betweenTwoRules);
  const foreign = { host: 'ADSYNC07', pid: 4711, user: 'Berta', takenAt: '2026-11-19T16:12:09.000Z', token: 'theirs' };
  await writeFile(join(run, runFiles.lock), JSON.stringify(foreign));
  const { start, procedure, dialogs, journal, report } = preflight;
  await start.continueRun(run);
  await expect(start.continued.getByRole('alert')).toContainText('Berta on ADSYNC07 (process 4711');
  await preflight.hand.press(start.takeOver);
  await expect(dialogs.confirmTakeOver).toBeDisabled();
  await dialogs.takeOverRun();
  await procedure.stands('unknown');
  await preflight.goTo('journal');
  await expect(journal.lines.row('Lock broken')).toContainText('Held by Berta on ADSYNC07');

  await preflight.goTo('procedure');
  await preflight.hand.press(procedure.adopt);
  await procedure.carryOutAll();
  await procedure.closeRun();
  await report.show();
  await expect(report.preview.getByText('took the run over from another process')).toBeVisible();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'verified' });
});
