/** The icons, drawn with lines in the colour of the text; all are decoration beside a name. */
import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

/** A house that sends signals. */
export function HomeIcon() {
  return (
    <Icon>
      <path d="M4 11v8.5A1.5 1.5 0 0 0 5.5 21h13a1.5 1.5 0 0 0 1.5-1.5V11M2.5 12.2 12 4l9.5 8.2" />
      <path d="M9.3 14.4a3.8 3.8 0 0 1 5.4 0M7.2 12.2a6.8 6.8 0 0 1 9.6 0" />
      <circle className="icon-dot" cx="12" cy="17" r="1.3" />
    </Icon>
  );
}

/** Head and shoulders. */
export function PersonIcon() {
  return (
    <Icon>
      <circle cx="12" cy="7.8" r="4.3" />
      <path d="M3.8 21c.6-4.6 4-7 8.2-7s7.6 2.4 8.2 7" />
    </Icon>
  );
}

/** A pencil, for writing. */
export function PencilIcon() {
  return (
    <Icon>
      <path d="m4 20 1-4.5L16.3 4.2a1.8 1.8 0 0 1 2.5 0l1 1a1.8 1.8 0 0 1 0 2.5L8.5 19 4 20ZM14 6.5l3.5 3.5" />
    </Icon>
  );
}

/** Three dots: there is more. */
export function EllipsisIcon() {
  return (
    <Icon>
      <circle className="icon-dot" cx="5" cy="12" r="1.8" />
      <circle className="icon-dot" cx="12" cy="12" r="1.8" />
      <circle className="icon-dot" cx="19" cy="12" r="1.8" />
    </Icon>
  );
}

/** A speech bubble, for replies. */
export function ReplyIcon() {
  return (
    <Icon>
      <path d="M12 4c5 0 9 3.3 9 7.5S17 19 12 19c-1 0-2-.1-2.9-.4L4.5 20.5l1-3.6C3.9 15.5 3 13.6 3 11.5 3 7.3 7 4 12 4Z" />
    </Icon>
  );
}

/** Two arrows in a square, for reposts. */
export function RepostIcon() {
  return (
    <Icon>
      <path d="M13.5 6H7.5A2.5 2.5 0 0 0 5 8.5V17m-2.8-2.7L5 17l2.8-2.7M10.5 18h6a2.5 2.5 0 0 0 2.5-2.5V7m2.8 2.7L19 7l-2.8 2.7" />
    </Icon>
  );
}

/** A heart, for likes. */
export function HeartIcon() {
  return (
    <Icon>
      <path d="M12 20.3C6 16 3 12.8 3 9.3 3 6.5 5.1 4.5 7.7 4.5c1.7 0 3.3.9 4.3 2.5 1-1.6 2.6-2.5 4.3-2.5 2.6 0 4.7 2 4.7 4.8 0 3.5-3 6.7-9 11Z" />
    </Icon>
  );
}

/** An arrow out of a tray, for sharing. */
export function ShareIcon() {
  return (
    <Icon>
      <path d="M12 15V3.5M7.8 7.5 12 3.3l4.2 4.2M4 13v5.5A2.5 2.5 0 0 0 6.5 21h11a2.5 2.5 0 0 0 2.5-2.5V13" />
    </Icon>
  );
}

/** A bomb, for the time to live. */
export function BombIcon() {
  return (
    <Icon>
      <circle className="icon-solid" cx="10" cy="14.5" r="6.8" />
      <path d="m14.5 10 2.2-2.2c1.5-1.5 3.3-.4 3.3 1M18.5 3v1.5M22 4.5l-1.2 1.2" />
    </Icon>
  );
}
