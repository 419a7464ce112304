import { startTexts } from '../../../renderer/connect/texts.ts';
import { folderTexts, windowTexts } from '../../../renderer/common/texts.ts';
import { procedureTexts } from '../../../renderer/procedure/texts.ts';
import { optionLabel } from '../../../renderer/assess/texts.ts';
import { ownerTexts } from '../../../shared/procedures/steps/mailbox-owners/texts.ts';
import { button, openButton, type View } from './view.ts';

interface NumberedStep {
  readonly number: number;
  readonly title: string;
}

/** The dialogs that ask before something is done. */
export function dialogs({ page, hand }: View) {
  const named = (name: string) => page.getByRole('dialog', { name, exact: true });
  const undo = named(procedureTexts.undoTitle);
  const override = named(procedureTexts.overrideTitle);
  const takeOver = named(startTexts.continue.takeOverTitle);
  const folder = named(folderTexts.title);
  const optionOfUndo = (name: string, value: string) =>
    undo.getByRole('group', { name: optionLabel(name), exact: true }).getByRole('radio', { name: value, exact: true });

  async function chooseExtent(to: NumberedStep) {
    const extent = undo.getByRole('combobox', { name: procedureTexts.undoExtent });
    await hand.pick(extent, procedureTexts.undoTo(to.number, to.title));
  }

  return {
    undo,
    /** An option that is chosen once more for the undo, by its name on the command line. */
    option: optionOfUndo,
    /** Chooses how far to undo: down to this step. */
    chooseExtent,
    override,
    confirmOverride: button(override, procedureTexts.overrideAction),
    takeOver,
    confirmTakeOver: button(takeOver, startTexts.continue.takeOverAction),
    folder,
    cancel: button(page.getByRole('dialog'), windowTexts.cancel),

    /** An answer to what the undo asks about users with a mailbox, by its label; its group is looked for around it. */
    answer: (label: string) => page.getByRole('radio', { name: label, exact: true }),
    /** What is typed to restore the GUID for them too. */
    typedNumber: undo.getByRole('textbox', { name: procedureTexts.confirmLabel(ownerTexts.confirmed) }),
    /** The button that undoes, or does not, whatever it says. */
    confirmUndo: undo.getByRole('button', { name: /^(Undo|Do not undo)/ }),

    /** Undoes the whole run, or down to the step with this number and title, with the answer that is recommended. */
    async undoRun(to?: NumberedStep, options: Readonly<Record<string, string>> = {}) {
      if (to !== undefined) await chooseExtent(to);
      for (const [name, value] of Object.entries(options)) {
        await hand.choose(optionOfUndo(name, value));
      }
      await hand.press(undo.getByRole('button', { name: /^Undo (now|for )/, disabled: false }));
    },

    async continueWithReason(reason: string) {
      await hand.enter(override.getByRole('textbox'), reason);
      await hand.press(openButton(override, procedureTexts.overrideAction));
    },

    /** Takes over a run that another process has locked. */
    async takeOverRun() {
      await hand.tick(takeOver.getByRole('checkbox', { name: startTexts.continue.takeOverConfirm }));
      await hand.press(openButton(takeOver, startTexts.continue.takeOverAction));
    },

    /** Chooses a folder, or a new one in it. */
    async chooseFolder(path: string, newFolder?: string) {
      await hand.enter(folder.getByRole('textbox', { name: folderTexts.path, exact: true }), path);
      await hand.press(button(folder, folderTexts.go));
      if (newFolder !== undefined)
        await hand.enter(folder.getByRole('textbox', { name: folderTexts.newFolder }), newFolder);
      await hand.press(openButton(folder, folderTexts.useThis));
    },
  } as const;
}
