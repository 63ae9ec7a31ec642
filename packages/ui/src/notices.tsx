import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

interface Posted {
  id: number;
  text: string;
}

const NotifyContext = createContext<(text: string) => void>(() => {
  throw new Error('useNotify needs a <Notices> above it');
});

/** A function that shows a short text at the edge of the page until it is closed or the next one replaces it. */
export function useNotify(): (text: string) => void {
  return useContext(NotifyContext);
}

/** Holds the page and, over it, the latest notice. Screen readers hear it; it stays until closed, so nobody misses it. */
export function Notices({ children }: { children: ReactNode }) {
  const [posted, setPosted] = useState<Posted>();
  const count = useRef(0);
  const notify = useCallback((text: string) => {
    count.current += 1;
    setPosted({ id: count.current, text });
  }, []);
  return (
    <NotifyContext value={notify}>
      {children}
      <div className="ui-notices" role="status" aria-label="Notices">
        {posted && (
          <div className="ui-toast" key={posted.id}>
            <p>{posted.text}</p>
            <button
              type="button"
              className="ui-icon-button"
              aria-label="Close notice"
              onClick={() => setPosted(undefined)}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M6 6 18 18M18 6 6 18" />
              </svg>
            </button>
          </div>
        )}
      </div>
    </NotifyContext>
  );
}
