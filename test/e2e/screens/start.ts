import { expect } from '@playwright/test';
import { startTexts, scenarioName } from '../../../renderer/connect/texts.ts';
import { button, field, openButton, section, type View } from './view.ts';

const { engagement: engagementTexts, continue: continueTexts, target: targetTexts } = startTexts;

interface Engagement {
  readonly customer?: string;
  readonly ticket?: string;
  readonly operator?: string;
  /** The proposed one when not given. */
  readonly folder?: string;
}

/** The page Start. */
export function startScreen({ page, hand }: View) {
  const newEngagement = section(page, engagementTexts.heading);
  const present = section(page, engagementTexts.present);
  const continued = section(page, continueTexts.heading);
  const lab = section(page, targetTexts.lab);
  const exported = section(page, targetTexts.export);
  const existingLab = section(page, targetTexts.existingLab);
  return {
    newEngagement,
    engagement: present,
    continued,
    /** Leads to the dialog that takes over a locked run. */
    takeOver: button(continued, continueTexts.takeOver),
    lab,
    exported,
    existingLab,
    openServer: button(section(page, targetTexts.server), targetTexts.openServer),
    /** What was looked at before this server could be opened, one item for each check. */
    serverChecks: section(page, targetTexts.checks).getByRole('listitem'),

    async beginEngagement({ customer = 'Contoso', ticket = 'CHG0042', operator = 'Anna', folder }: Engagement = {}) {
      await hand.enter(field(newEngagement, engagementTexts.customer), customer);
      await hand.enter(field(newEngagement, engagementTexts.ticket), ticket);
      await hand.enter(field(newEngagement, engagementTexts.operator), operator);
      const folderField = newEngagement.getByRole('textbox', { name: engagementTexts.folder, exact: true });
      if (folder !== undefined) await hand.enter(folderField, folder);
      await hand.press(button(newEngagement, engagementTexts.begin));
      await expect(present).toBeVisible();
    },

    /** Makes a practice lab and reads it; ends on the page Assessment. */
    async practise(scenario: string, users: number) {
      await hand.enter(field(lab, targetTexts.usersLabel), String(users));
      await hand.press(openButton(lab, targetTexts.practiseIn(scenarioName(scenario))));
    },

    /** Reads an export offline; ends on the page Assessment. */
    async readExport(folder: string) {
      await hand.enter(field(exported, targetTexts.exportFolder), folder);
      await hand.press(openButton(exported, targetTexts.assessExport));
    },

    /** Makes a practice lab from the rules of an export, and reads it; ends on the page Assessment. */
    async rehearse(folder: string, users: number) {
      await hand.enter(field(exported, targetTexts.exportFolder), folder);
      await hand.enter(field(exported, targetTexts.usersLabel), String(users));
      await hand.press(openButton(exported, targetTexts.rehearse));
    },

    async openLab(folder: string) {
      await hand.enter(field(existingLab, targetTexts.labFolder), folder);
      await hand.press(openButton(existingLab, targetTexts.open));
    },

    /** Goes on with a run folder. */
    async continueRun(folder: string) {
      await hand.enter(field(continued, continueTexts.folder), folder);
      await hand.press(openButton(continued, continueTexts.action));
    },
  } as const;
}
