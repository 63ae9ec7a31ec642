import { useEffect } from 'react';

/** Names the page in the browser's tab and history; without a name it is Cruddur's front page. */
export function usePageTitle(name?: string): void {
  useEffect(() => {
    document.title = name ? `${name} · Cruddur` : 'Cruddur';
  }, [name]);
}
