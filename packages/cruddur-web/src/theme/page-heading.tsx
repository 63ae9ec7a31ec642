import { type ReactNode, useEffect, useRef } from 'react';

// The first page of a visit is announced by the browser itself; those after it are drawn by us.
let isFirstPage = true;

/**
 * The page's one h1. When a page replaces another the focus goes to it, so that keyboard and screen reader start at the
 * top of the new page instead of on a link that is gone.
 */
export function PageHeading({ children, className }: { children: ReactNode; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <h1 className={className} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
