import type { ReactNode } from 'react';
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

/** One row of a menu. */
export interface MenuAction {
  id: string;
  label: string;
  act(): void;
}

interface MenuProps {
  /** What the button shows; its text is the button's name. */
  children: ReactNode;
  /** The menu's own name. */
  label: string;
  actions: readonly MenuAction[];
  className?: string;
}

/** A button that opens a menu above it; Escape and a press outside close it, and the focus goes back to the button. */
export function Menu({ children, label, actions, className }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className={`ui-menu-button ${className ?? ''}`}>{children}</AriaButton>
      <Popover className="ui-popover" placement="top start" offset={8}>
        <AriaMenu className="ui-menu" aria-label={label}>
          {actions.map((action) => (
            <MenuItem key={action.id} id={action.id} className="ui-menu-item" onAction={() => action.act()}>
              {action.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
