import { nullCloneTitle } from '../../../shared/procedures/null-clone/texts.ts';
import { procedureTexts, stepStateWord } from '../../../renderer/procedure/texts.ts';
import { reportScreenTexts } from '../../../renderer/report/texts.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect } from '../fixtures/test.ts';
import type { AppWindow } from '../screens/app-window.ts';

const steps = nullClone.steps.length;

/** From the first page to the verified report, in whatever way the window is worked. */
export async function carryOutWhole(preflight: AppWindow, reportFolder: string): Promise<void> {
  const { procedure, report } = preflight;
  await beginPracticeRun(preflight);
  await procedure.carryOutAll();
  await expect(procedure.stepper).toContainText(procedureTexts.progress(steps, steps));
  await expect(procedure.step('Prove the effect')).toContainText(stepStateWord.verified);

  await procedure.closeRun();
  await preflight.goTo('report');
  await report.save(reportFolder);
  await expect(report.saved).toContainText('report.html');
  await report.verify(reportFolder);
  await expect(report.verdict).toContainText(reportScreenTexts.intact);
  await report.show();
  await expect(report.preview.getByRole('heading', { level: 1 })).toContainText(nullCloneTitle);
}
