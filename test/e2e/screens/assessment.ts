import { expect } from '@playwright/test';
import { assessScreenTexts, pictureTexts, recommendationScreenTexts } from '../../../shared/messages/window-assess.ts';
import { button, openButton, section, type View } from './view.ts';

/** Milliseconds for a lab to be made and read while other tests work. */
const longest = 30_000;

/** The page Assessment. */
export function assessmentScreen({ page, hand }: View) {
  const recommendation = section(page, recommendationScreenTexts.heading);
  return {
    summary: section(page, assessScreenTexts.summary),
    findings: section(page, assessScreenTexts.findings),
    picture: section(page, pictureTexts.heading),
    consequences: section(page, recommendationScreenTexts.consequences),
    recommendation,
    /** What was found, by its title. */
    finding: (title: string) => page.getByRole('listitem').filter({ hasText: title }),
    takePath: button(recommendation, recommendationScreenTexts.take),
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

    /** Begins the procedure whose options are shown; ends on the page Procedure. */
    async begin() {
      await hand.press(openButton(page, recommendationScreenTexts.begin));
    },
  } as const;
}
