import type { Settings } from '../../../shared/ipc/state.ts';
import { settingsTexts as texts } from '../../../renderer/report/texts.ts';
import { section, type View } from './view.ts';

/** The page Settings and about. */
export function settingsScreen({ page, hand }: View) {
  const themes = page.getByRole('radiogroup', { name: texts.theme });
  const sizes = page.getByRole('radiogroup', { name: texts.textSize });
  const theme = (name: Settings['theme']) => themes.getByRole('radio', { name: texts.themes[name], exact: true });
  const textSize = (size: Settings['textSize']) => sizes.getByRole('radio', { name: texts.percent(size), exact: true });
  return {
    theme,
    textSize,
    about: section(page, texts.about),
    chooseTheme: (name: Settings['theme']) => hand.choose(theme(name)),
    chooseTextSize: (size: Settings['textSize']) => hand.choose(textSize(size)),
  } as const;
}
