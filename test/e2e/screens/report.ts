import { closeTexts } from '../../../renderer/procedure/close-texts.ts';
import { reportScreenTexts as texts, saveTexts } from '../../../renderer/report/texts.ts';
import { button, field, openButton, section, type View } from './view.ts';

/** The page Report. */
export function reportScreen({ page, hand }: View) {
  const saving = section(page, texts.save);
  const verifying = section(page, texts.verify);
  return {
    /** How the run stands, and where its record lies. */
    run: section(page, closeTexts.run),
    /** Where the record of a closed run lies. */
    runFolder: section(page, closeTexts.run).getByText(/[\\/]run-[^\\/]+$/),
    close: openButton(section(page, closeTexts.run), closeTexts.close),
    saving,
    showSavedFiles: saving.getByText(saveTexts.savedFiles, { exact: true }),
    saved: saving.getByRole('status').filter({ hasText: /^Saved/ }),
    frame: page.locator(`iframe[title="${texts.frame}"]`),
    preview: page.frameLocator(`iframe[title="${texts.frame}"]`),
    verifying,
    /** What verifying came to. */
    verdict: verifying.getByRole('status').filter({ hasText: new RegExp(`^(?:${texts.intact}|${texts.notIntact})`) }),
    chooseFolder: saving.getByRole('button', { name: texts.folder }),

    async show() {
      await hand.press(button(page, texts.show));
    },

    /** Saves into that folder; into the proposed one when none is given. */
    async save(folder?: string) {
      if (folder !== undefined) await hand.enter(field(saving, texts.folder), folder);
      await hand.press(openButton(saving, texts.saveAction));
    },

    async verify(folder: string, journalHash = '') {
      await hand.enter(field(verifying, texts.verifyFolder), folder);
      await hand.enter(field(verifying, texts.hash), journalHash);
      await hand.press(openButton(verifying, texts.verifyAction));
    },
  } as const;
}
