/** A turning ring beside a text that already says what is going on; silent for screen readers. */
export function Spinner() {
  return <span className="ui-spinner" aria-hidden="true" />;
}

/** A grey bar where a line of text will be; the list around it says that it is loading. */
export function Skeleton({ width }: { width: 'short' | 'medium' | 'long' | 'disc' }) {
  return <span className={`ui-skeleton ui-skeleton-${width}`} aria-hidden="true" />;
}
