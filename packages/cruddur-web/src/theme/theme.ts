/** The looks a visitor can choose; automatic follows the system's settings. */
export type Theme = 'automatic' | 'dark' | 'violet';

const storageKey = 'cruddur.theme';

/** Every theme with its name, in the order in which they are offered. */
export const themes: readonly { id: Theme; label: string }[] = [
  { id: 'automatic', label: 'Automatic' },
  { id: 'dark', label: 'Dark' },
  { id: 'violet', label: 'Violet' },
];

/** The browser's storage; nothing where the visitor has forbidden it, which browsers say by throwing. */
function openStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** The theme chosen earlier in this browser. */
export function readTheme(): Theme {
  const stored = openStorage()?.getItem(storageKey);
  return stored === 'dark' || stored === 'violet' ? stored : 'automatic';
}

/** Draws the page in a theme; the style sheet does the rest. */
export function applyTheme(theme: Theme): void {
  if (theme === 'automatic') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Draws the page in a theme and keeps the choice for the next visit. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  if (theme === 'automatic') openStorage()?.removeItem(storageKey);
  else openStorage()?.setItem(storageKey, theme);
}
