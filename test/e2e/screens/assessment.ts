import { expect } from '@playwright/test';
import {
  approvedPlanScreenTexts,
  assessScreenTexts,
  audienceTexts,
  optionLabel,
  changePlanScreenTexts,
  pictureTexts,
  recommendationScreenTexts,
  userFieldTexts,
} from '../../../renderer/assess/texts.ts';
import { bucketTexts } from '../../../shared/user-flow/texts.ts';
import type { Bucket } from '../../../shared/user-flow/buckets.ts';
import { button, field, openButton, section, type View } from './view.ts';

/** Milliseconds for a lab to be made and read while other tests work. */
const longest = 30_000;

/** The page Assessment. */
export function assessmentScreen({ page, hand }: View) {
  const recommendation = section(page, recommendationScreenTexts.heading);
  const changePlan = section(page, changePlanScreenTexts.heading);
  const approvedPlan = section(page, approvedPlanScreenTexts.heading);
  return {
    summary: section(page, assessScreenTexts.summary),
    findings: section(page, assessScreenTexts.findings),
    picture: section(page, pictureTexts.heading),
    consequences: section(page, recommendationScreenTexts.consequences),
    recommendation,
    changePlan,
    /** The change plan as it is shown. */
    changePlanPage: page.frameLocator(`iframe[title="${changePlanScreenTexts.frame}"]`),
    changePlanFrame: page.locator(`iframe[title="${changePlanScreenTexts.frame}"]`),
    saveOfChangePlan: openButton(changePlan, changePlanScreenTexts.action),
    savedPlan: changePlan.getByRole('status').filter({ hasText: /^Saved/ }),
    /** A change plan that was saved: what it is, and whether it still holds. */
    approvedPlan,
    beginApprovedPlan: openButton(approvedPlan, approvedPlanScreenTexts.begin),
    /** What was found, by its title. */
    finding: (title: string) => page.getByRole('listitem').filter({ hasText: title }),
    /** The account of users. */
    account: page.getByRole('table', { name: /^Where the / }),
    /** The count of a bucket, which opens its list. */
    countOfBucket: (bucket: Bucket) =>
      page.getByRole('button', { name: new RegExp(`: show ${bucketTexts[bucket].title}$`) }),
    takePath: button(recommendation, recommendationScreenTexts.take),
    /** A procedure that can be chosen instead, with its options once they are open. */
    pathOf: (name: string) => section(page, name),
    /** An option of the procedure that has a few values. */
    option: (name: string, value: string) =>
      page.getByRole('group', { name, exact: true }).getByRole('radio', { name: value, exact: true }),

    assess: () => hand.press(openButton(page, assessScreenTexts.run)),

    /** Waits until the target has been read. */
    async isDone() {
      await expect(button(page, assessScreenTexts.again)).toBeVisible({ timeout: longest });
    },

    /** Opens the options of the recommended procedure. */
    async takePathRecommended() {
      await hand.press(openButton(recommendation, recommendationScreenTexts.take));
      await expect(page.getByRole('heading', { name: recommendationScreenTexts.options })).toBeFocused();
    },

    /** Whether a procedure can be chosen that is not the recommended one. */
    async offersInstead(name: string) {
      return (await button(recommendation, recommendationScreenTexts.takeAlternative(name)).count()) > 0;
    },

    /** Says in the options of null-clone why remote mailboxes are treated too. */
    async decideOnRemoteMailboxes(why: string) {
      await hand.enter(field(page, optionLabel('remote-mailboxes')), why);
    },

    /** Opens the options of a procedure that is not the recommended one, and says why. */
    async takeOtherPath(name: string, why: string) {
      await hand.press(openButton(recommendation, recommendationScreenTexts.takeAlternative(name)));
      await expect(page.getByRole('heading', { name: recommendationScreenTexts.options })).toBeFocused();
      await hand.enter(field(page, recommendationScreenTexts.whyOther), why);
    },

    /** Says in the options who is synchronized before everybody. */
    async chooseFirstUser(distinguishedName: string) {
      const firstUser = page.getByRole('group', { name: optionLabel('first-user'), exact: true });
      await hand.choose(firstUser.getByRole('radio', { name: userFieldTexts.user, exact: true }));
      await hand.enter(field(page, userFieldTexts.name), distinguishedName);
    },

    /** Says in the options whose attribute has a value: they are the pilot. */
    async choosePilot(attribute: string, value: string) {
      const pilot = page.getByRole('group', { name: optionLabel('pilot'), exact: true });
      await hand.choose(pilot.getByRole('radio', { name: audienceTexts.attribute, exact: true }));
      await hand.enter(field(page, audienceTexts.attributeName), attribute);
      await hand.enter(field(page, audienceTexts.attributeValue), value);
    },

    /** Opens the options of the recommended procedure on a target that can only be read. */
    async openChangePlan() {
      await hand.press(openButton(recommendation, changePlanScreenTexts.open));
    },

    /** Makes the change plan with the options that are shown, and waits until it is there. */
    async makeChangePlan() {
      await hand.press(openButton(changePlan, changePlanScreenTexts.make));
      await expect(page.locator('iframe')).toBeVisible({ timeout: longest });
    },

    async saveChangePlan(folder: string) {
      await hand.enter(field(changePlan, changePlanScreenTexts.folder), folder);
      await hand.press(openButton(changePlan, changePlanScreenTexts.action));
    },

    /** Looks at a change plan that was saved. */
    async lookAtPlan(folder: string) {
      await hand.enter(field(approvedPlan, approvedPlanScreenTexts.folder), folder);
      await hand.press(openButton(approvedPlan, approvedPlanScreenTexts.look));
    },

    /** Begins the procedure whose options are shown; ends on the page Procedure. */
    async begin() {
      await hand.press(openButton(page, recommendationScreenTexts.begin));
    },
  } as const;
}
