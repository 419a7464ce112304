import { nextReasons } from '../../../renderer/procedure/texts.ts';
import { beginUnacknowledged, openLab } from '../fixtures/flows.ts';
import { contentOf, makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';
import { recommendationScreenTexts as texts } from '../../../renderer/assess/texts.ts';
import { procedureName } from '../../../shared/base/words/procedure-names.ts';

test('staging: the first step tells reason and remedy, and nothing is changed', async ({
  preflight,
  workplace,
  hosts,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'staging', 25);
  const before = await contentOf(lab);
  const { procedure } = preflight;
  await beginUnacknowledged(preflight, lab);
  await procedure.stands('blocked');
  await expect(procedure.reason).toContainText('staging mode');
  await expect(procedure.reason).toContainText(/Work on the active server/);
  await expect(procedure.next).toBeDisabled();
  await expect(procedure.next).toHaveAccessibleDescription(nextReasons.blocked);
  await expect(procedure.apply).toHaveCount(0);
  await expect(procedure.readAgain).toBeVisible();
  expect(await hosts.present().stop()).toBe(0);
  expect(await contentOf(lab)).toEqual(before);
});

/** What a person has to do before any procedure. */
const firstThings = [
  ['suspended', 25, /Close the wizard/],
  ['outdated', 25, /Upgrade Microsoft Entra Connect/],
  ['over-deletion-threshold', 700, /settle it first/],
] as const;

for (const [scenario, users, action] of firstThings) {
  test(`${scenario}: the assessment says what to do first, and no procedure can be begun`, async ({
    preflight,
    workplace,
  }) => {
    const { assessment } = preflight;
    await openLab(preflight, await makeLab(workplace.beside('lab'), scenario, users));
    await expect(assessment.summary).toContainText(action);
    await expect(assessment.recommendation).toContainText(texts.first);
    await expect(assessment.recommendation).toContainText(action);
    await expect(assessment.recommendation).toContainText(texts.afterwards);
    await expect(assessment.takePath).toHaveCount(0);
  });
}

/** Where null-clone is not offered, and what is instead. */
const notOffered = [
  ['deleted-default', 'Every object has its rule', /restore or enable the default rule/, 'restore-default'],
  ['disabled-default', 'Every object has its rule', /restore or enable the default rule/, 'restore-default'],
  ['modified-default', 'Rules that null-clone would treat', /Put the rule back to its default/, 'restore-default'],
  ['other-contributor', 'Rules that null-clone would treat', /Treat that rule too/, 'null-override'],
] as const;

for (const [scenario, finding, remedy, instead] of notOffered) {
  test(`${scenario}: the assessment tells the remedy and leads into ${instead}`, async ({
    preflight,
    workplace,
    hosts,
  }) => {
    const lab = await makeLab(workplace.beside('lab'), scenario, 25);
    const before = await contentOf(lab);
    const { assessment } = preflight;
    await openLab(preflight, lab);
    await expect(assessment.finding(finding).first()).toContainText('Failed');
    await expect(assessment.finding(finding).first()).toContainText(remedy);
    await expect(assessment.recommendation).not.toContainText(procedureName('null-clone'));
    await expect(assessment.takePath).toHaveCount(1);
    await expect(assessment.recommendation).toContainText(procedureName(instead));
    expect(await hosts.present().stop()).toBe(0);
    expect(await contentOf(lab)).toEqual(before);
  });
}
