import { recommendationScreenTexts } from '../../../shared/messages/window-assess.ts';
import { nextReasons } from '../../../shared/messages/window-procedure.ts';
import { beginRunOn, openLab } from '../fixtures/flows.ts';
import { contentOf, makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';

const refusedByTheStep = [
  ['staging', 25, 'staging mode', /Work on the active server/],
  ['suspended', 25, 'suspended', /Close the wizard/],
  ['outdated', 25, 'nothing synchronizes with such a version', /Upgrade Microsoft Entra Connect/],
  ['over-deletion-threshold', 700, 'deletion', /deletes nobody/],
] as const;

for (const [scenario, users, reason, remedy] of refusedByTheStep) {
  test(`${scenario}: the first step tells reason and remedy, and nothing is changed`, async ({
    preflight,
    workplace,
    hosts,
  }) => {
    const lab = await makeLab(workplace.beside('lab'), scenario, users);
    const before = await contentOf(lab);
    const { procedure } = preflight;
    await beginRunOn(preflight, lab);
    await procedure.stands('blocked');
    await expect(procedure.reason).toContainText(reason);
    await expect(procedure.reason).toContainText(remedy);
    await expect(procedure.next).toBeDisabled();
    await expect(procedure.next).toHaveAccessibleDescription(nextReasons.blocked);
    await expect(procedure.apply).toHaveCount(0);
    await expect(procedure.readAgain).toBeVisible();
    expect(await hosts.present().stop()).toBe(0);
    expect(await contentOf(lab)).toEqual(before);
  });
}

/** Where null-clone is not offered, and what is instead. */
const notOffered = [
  ['deleted-default', 'Every object has its rule', /restore or enable the default rule/, 'restore-default'],
  ['disabled-default', 'Every object has its rule', /restore or enable the default rule/, 'restore-default'],
  ['modified-default', 'Rules that null-clone would treat', /Put the rule back to its default/, 'repair-recipe'],
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
    await expect(assessment.recommendation).not.toContainText(recommendationScreenTexts.names['null-clone'] ?? '');
    await expect(assessment.takePath).toHaveCount(1);
    await expect(assessment.recommendation).toContainText(recommendationScreenTexts.names[instead] ?? '?');
    expect(await hosts.present().stop()).toBe(0);
    expect(await contentOf(lab)).toEqual(before);
  });
}
