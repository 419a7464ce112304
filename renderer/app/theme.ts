import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { useEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/ipc/state.ts';

/** The theme of the settings, in their text size; what the browser draws by itself (checkboxes, scroll bars) follows it. */
export function useTheme({ theme, textSize }: Settings): Theme {
  const systemIsDark = useSyncExternalStore(onSystemChange, isSystemDark);
  const chosen = themeOf(theme, systemIsDark);
  useEffect(() => {
    document.documentElement.style.colorScheme = chosen === webLightTheme ? 'light' : 'dark';
  }, [chosen]);
  return scaled(chosen, textSize);
}

function themeOf(theme: Settings['theme'], systemIsDark: boolean): Theme {
  switch (theme) {
    case 'system':
      return systemIsDark ? webDarkTheme : webLightTheme;
    case 'light':
      return webLightTheme;
    case 'dark':
      return webDarkTheme;
    case 'high-contrast':
      return teamsHighContrastTheme;
  }
}

/** Fluent's type ramp is in pixels, so text grows only with the tokens themselves. */
function scaled(theme: Theme, perCent: number): Theme {
  if (perCent === 100) return theme;
  const isTextSize = (name: string) => name.startsWith('fontSize') || name.startsWith('lineHeight');
  const entries = Object.entries(theme).map(([name, value]) => [
    name,
    isTextSize(name) ? `${(Number.parseFloat(String(value)) * perCent) / 100}px` : value,
  ]);
  return Object.fromEntries(entries) as Theme;
}

const dark = '(prefers-color-scheme: dark)';

function isSystemDark(): boolean {
  return matchMedia(dark).matches;
}

function onSystemChange(listener: () => void): () => void {
  const query = matchMedia(dark);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
