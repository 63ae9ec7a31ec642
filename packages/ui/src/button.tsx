import type { ComponentProps, MouseEvent } from 'react';
import { Spinner } from './spinner.tsx';

/** A native button's properties, its look, and whether the work it started is still under way. */
export interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'secondary' | 'plain';
  isBusy?: boolean;
}

/**
 * A button. While busy it takes no further press. It is marked with aria-disabled rather than disabled, because a
 * disabled button loses the keyboard focus that has to be there when the work fails.
 */
export function Button({ look = 'primary', isBusy = false, className, children, onClick, ...rest }: ButtonProps) {
  const isInert = isBusy || rest['aria-disabled'] === true || rest['aria-disabled'] === 'true';
  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (isInert) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      type="button"
      {...rest}
      className={`ui-button ui-button-${look} ${className ?? ''}`}
      aria-disabled={isInert || undefined}
      onClick={handleClick}
    >
      {isBusy && <Spinner />}
      <span className="ui-button-text">{children}</span>
    </button>
  );
}
