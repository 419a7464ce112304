import { expect } from '@playwright/test';
import type { StepStateKind } from '../../../shared/engine/run/run-state.ts';
import { closeTexts } from '../../../renderer/procedure/close-texts.ts';
import { procedureTexts as texts, stepStateWord } from '../../../renderer/procedure/texts.ts';
import { reportScreenTexts } from '../../../renderer/report/texts.ts';
import { button, openButton, section, type View } from './view.ts';

/** Milliseconds for a step to be carried out in a lab while other tests work. */
const longest = 40_000;

const done = ['verified', 'already-done', 'skipped'] as const;

/** The page Procedure: the stepper and the page of one step. */
export function procedureScreen({ page, hand }: View) {
  const stepper = page.getByRole('navigation', { name: texts.steps, exact: true });
  const present = section(page, texts.present);
  /** How the step stands whose page is shown, and since when. */
  const state = present.getByRole('status').first();
  const heading = page.getByRole('heading', { level: 1 });
  const apply = section(page, texts.apply);
  const work = page.getByRole('group', { name: texts.work, exact: true });
  const next = button(page, texts.next);
  const openNext = openButton(page, texts.next);
  const progress = page.getByRole('progressbar');
  const finished = page.getByText(closeTexts.ended, { exact: true });

  const closing = page
    .getByRole('dialog', { name: closeTexts.title.end, exact: true })
    .or(page.getByRole('dialog', { name: closeTexts.title.midway, exact: true }));
  const undone = page.getByText(closeTexts.undone, { exact: true });

  /** Waits until the step stands in one of these ways. */
  async function stands(...kinds: readonly StepStateKind[]) {
    const words = kinds.map((kind) => stepStateWord[kind]).join('|');
    await expect(state).toHaveText(new RegExp(`^(?:${words})(?: |$)`), { timeout: longest });
  }

  async function isPlanned() {
    return ((await state.textContent()) ?? '').startsWith(stepStateWord.planned);
  }

  /** Types the number of objects where the step asks for it. */
  async function confirm() {
    const number = apply.getByRole('textbox');
    if (!(await number.isVisible())) return;
    const count = /: ([\d,]+)\.$/.exec(await apply.getByText(/^This cannot be undone/).innerText())?.[1] ?? '';
    await hand.enter(number, count.replaceAll(',', ''));
  }

  /** Approves the plan that is shown. Does not wait for what comes of it. */
  async function applyPlan() {
    await confirm();
    await hand.press(openButton(apply, texts.apply).or(openButton(apply, texts.applyReadsOnly)));
  }

  /** Carries out the step whose page is shown, as far as it needs it, until it is proved. */
  async function carryOutStep() {
    await stands('planned', ...done);
    if (!(await isPlanned())) return;
    await applyPlan();
    await stands(...done);
  }

  /** Opens the page of the next step, which reads what is there. */
  async function goOn() {
    const former = await heading.innerText();
    await hand.press(openNext);
    await expect(heading).not.toHaveText(former);
  }

  return {
    stepper,
    /** A step in the stepper, with its state. */
    step: (title: string) => stepper.getByRole('button', { name: title }),
    heading,
    present,
    state,
    /** Why the step does not go on, and what to do. */
    reason: present.getByRole('alert'),
    changes: section(page, texts.changes),
    commands: section(page, texts.commands),
    impact: section(page, texts.impact),
    apply,
    proof: section(page, texts.proof),
    next,
    openNext,
    finished,
    /** The whole run has been taken back. */
    undone: undone,
    /** What is going on, and how far it is. */
    progress,
    adopt: button(page, texts.adopt),
    undoThisStep: button(page, texts.undoStep),
    undo: openButton(page, texts.undoRun),
    goOnUndoing: openButton(page, texts.undoGoOn),
    read: openButton(page, texts.read),
    readAgain: openButton(page, texts.readAgain),
    tryAgain: openButton(page, texts.tryAgain),
    goOnWithReason: openButton(page, texts.override),
    readBackAgain: openButton(page, texts.verifyAgain),
    stands,
    /** Waits until a procedure is open. */
    async isShown() {
      await expect(stepper).toBeVisible({ timeout: longest });
    },
    applyPlan,
    carryOutStep,
    goOn,

    /** What the step is doing now, in these words. */
    working: (words: string) => work.getByText(words, { exact: true }),

    /** Carries out the shown step and those that follow, until the page of `title` is shown and read. */
    async carryOutUntil(title: string) {
      while (!(await heading.innerText()).includes(title)) {
        await carryOutStep();
        await goOn();
      }
      await stands('planned', 'blocked', 'failed', ...done);
    },

    /** Carries out the shown step and all that follow. */
    async carryOutAll() {
      for (;;) {
        await carryOutStep();
        await expect(openNext.or(finished)).toBeVisible();
        if (await finished.isVisible()) return;
        await goOn();
      }
    },

    /** Waits until the whole run has been undone. */
    async isUndone() {
      await expect(undone).toBeVisible({ timeout: longest });
    },

    toReport: button(page, closeTexts.toReport),
    close: openButton(page, closeTexts.close),
    /** The dialog that asks before the run is closed. */
    closing,

    /** Closes the run: its report is written and its folder sealed. Ends on the page Report. */
    async closeRun() {
      await hand.press(openButton(page, closeTexts.close));
      await hand.press(openButton(closing, closeTexts.action));
      await expect(heading).toHaveText(reportScreenTexts.title, { timeout: longest });
      // It may have been closed from the page Report: the button goes with the last line of the journal, the work ends later.
      await expect(button(page, closeTexts.close)).toHaveCount(0, { timeout: longest });
      await expect(progress).toHaveCount(0, { timeout: longest });
    },
  } as const;
}
