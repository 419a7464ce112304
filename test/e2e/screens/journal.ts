import { journalTexts } from '../../../renderer/report/texts.ts';
import { tableNamed } from './table.ts';
import { button, type View } from './view.ts';

/** The page Journal. */
export function journalScreen(view: View) {
  return {
    lines: tableNamed(view, journalTexts.title),
    copyHash: button(view.page, journalTexts.copyHash),
  } as const;
}
