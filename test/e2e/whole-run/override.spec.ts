import { firstUserTexts } from '../../../shared/procedures/steps/first-user/texts.ts';
import {
  addOverrideTexts,
  nullOverrideTitle,
  widenOverrideTexts,
} from '../../../shared/procedures/null-override/texts.ts';
import { stepStateWord } from '../../../renderer/procedure/texts.ts';
import { openLab } from '../fixtures/flows.ts';
import { makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';

test('null-override is recommended, and begun with a pilot of which one user goes first, and widened', async ({
  preflight,
  workplace,
}) => {
  const { assessment, procedure, report } = preflight;
  const lab = await makeLab(workplace.beside('lab'), 'clean', 25);
  await openLab(preflight, lab);
  await assessment.takePathRecommended();
  await assessment.choosePilot('userPrincipalName', 'anna.eriksson@fabrikam.com');
  await assessment.chooseFirstUser('CN=Anna Eriksson,OU=Staff,OU=Company,DC=fabrikam,DC=com');
  await assessment.begin();
  await procedure.isShown();

  await procedure.carryOutUntil(addOverrideTexts.step.title);
  await expect(procedure.changes).toContainText('anna.eriksson@fabrikam.com');
  await expect(procedure.changes).toContainText('AuthoritativeNull');
  await procedure.carryOutUntil(firstUserTexts.step.title);
  await expect(procedure.changes).toContainText('CN=Anna Eriksson');
  await procedure.carryOutUntil(widenOverrideTexts.step.title);
  await expect(procedure.changes).toContainText('scope');
  await procedure.carryOutAll();
  await expect(procedure.step(widenOverrideTexts.step.title)).toContainText(stepStateWord.verified);

  await procedure.closeRun();
  await preflight.goTo('report');
  await report.show();
  await expect(report.preview.getByRole('heading', { level: 1 })).toContainText(nullOverrideTitle);
});
