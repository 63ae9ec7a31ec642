import { useState } from 'react';
import { chooseTheme, readTheme, themes } from './theme.ts';

/** Chooses between the themes. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <fieldset className="theme-switch">
      <legend className="ui-visually-hidden">Theme</legend>
      {themes.map(({ id, label }) => (
        <label key={id} className="theme-option">
          <input
            type="radio"
            name="theme"
            value={id}
            checked={theme === id}
            onChange={() => {
              chooseTheme(id);
              setTheme(id);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
