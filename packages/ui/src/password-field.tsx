import { type ChangeEvent, useId, useState } from 'react';
import { PasswordRules } from './password-rules.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'trailing'> {
  /** Whether the pool's rules are listed below and ticked while typing. */
  showsRules?: boolean;
}

/** A password field whose content can be shown, and below it, when a new password is chosen, the rules it must follow. */
export function PasswordField({ showsRules = false, ...field }: PasswordFieldProps) {
  const rulesId = useId();
  const [isShown, setShown] = useState(false);
  const [value, setValue] = useState('');
  function handleChange(event: ChangeEvent<HTMLInputElement>) {
    setValue(event.target.value);
    field.onChange?.(event);
  }
  return (
    <div className="ui-password">
      <TextField
        {...field}
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-describedby={showsRules ? rulesId : undefined}
        onChange={handleChange}
        trailing={
          <button
            type="button"
            className="ui-field-button"
            aria-pressed={isShown}
            onClick={() => setShown((shown) => !shown)}
          >
            {isShown ? 'Hide' : 'Show'}
          </button>
        }
      />
      {showsRules && <PasswordRules id={rulesId} password={value} />}
    </div>
  );
}
