import { type ComponentProps, type ReactNode, useId } from 'react';

/** A native input's properties, with the label over it and what stands under it. */
export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  label: string;
  name: string;
  /** What is wrong with the value; marks the field as invalid. */
  error?: string | undefined;
  /** A line that helps to fill the field in. */
  hint?: string | undefined;
  /** Something inside the field's frame, after the input. */
  trailing?: ReactNode;
}

/** A labelled one-line field whose hint and error are tied to the input. */
export function TextField({ label, error, hint, trailing, ...input }: TextFieldProps) {
  const id = useId();
  const describedBy = [input['aria-describedby'], hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return (
    <div className="ui-field">
      <label className="ui-label" htmlFor={id}>
        {label}
      </label>
      <div className="ui-field-frame">
        <input
          {...input}
          id={id}
          className="ui-input"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={describedBy.join(' ') || undefined}
        />
        {trailing}
      </div>
      {hint && (
        <p className="ui-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="ui-field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
