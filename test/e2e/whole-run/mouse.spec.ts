import { nullCloneTitle } from '../../../shared/messages/null-clone.ts';
import { expect, test } from '../fixtures/test.ts';

test('null-clone is carried out with the mouse, and its report saved and verified', async ({
  preflight,
  workplace,
}) => {
  const { start, assessment, procedure, report } = preflight;
  await start.beginEngagement();
  await start.practise('clean', 25);
  await assessment.isDone();
  await assessment.takePathRecommended();
  await assessment.begin();
  await procedure.carryOutAll();
  await procedure.closeRun();
  await preflight.goTo('report');
  const folder = workplace.beside('report');
  await report.save(folder);
  await expect(report.saved).toContainText('report.html');
  await report.verify(folder);
  await expect(report.verdict).toContainText('Intact');
  await report.show();
  await expect(report.preview.getByRole('heading', { level: 1 })).toContainText(nullCloneTitle);
});
