import { expect, type Locator, type Page } from '@playwright/test';
import { activityTexts, windowTexts } from '../../../renderer/common/texts.ts';
import type { Hand } from '../fixtures/hand.ts';
import { assessmentScreen } from './assessment.ts';
import { comparison } from './compare.ts';
import { dialogs } from './dialogs.ts';
import { journalScreen } from './journal.ts';
import { nameList } from './name-list.ts';
import { procedureScreen } from './procedure.ts';
import { reportScreen } from './report.ts';
import { settingsScreen } from './settings.ts';
import { startScreen } from './start.ts';
import { button, openButton, type View } from './view.ts';

/** Milliseconds for work to end at a safe point while other tests work. */
const longest = 40_000;

type ScreenName = keyof typeof windowTexts.screens;

/** The window in a page: its frame and its screens. */
export function appWindow(page: Page, hand: Hand) {
  const view: View = { page, hand };
  const navigation = page.getByRole('navigation', { name: windowTexts.navigation, exact: true });
  const screenButton = (screen: ScreenName): Locator => button(navigation, windowTexts.screens[screen]);
  return {
    ...view,
    navigation,
    screenButton,
    /** The heading of the screen. */
    heading: page.getByRole('heading', { level: 1 }),
    /** A problem or a remark that is told at once. */
    alert: page.getByRole('alert'),
    leave: button(page, windowTexts.leave),
    /** Cancels what is going on, and waits for its safe end. */
    async cancelWork() {
      await hand.press(openButton(page, activityTexts.cancel));
      await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: longest });
    },
    goTo: (screen: ScreenName) => hand.press(screenButton(screen)),
    start: startScreen(view),
    assessment: assessmentScreen(view),
    comparison: comparison(view),
    procedure: procedureScreen(view),
    journal: journalScreen(view),
    report: reportScreen(view),
    settings: settingsScreen(view),
    dialogs: dialogs(view),
    names: nameList(view),
  } as const;
}

export type AppWindow = ReturnType<typeof appWindow>;
