import { Button, Notice } from '@cruddur/ui';
import { useState } from 'react';
import type { Identity } from './identity.ts';

const storageKey = 'cruddur.handle-seen';

function readSeenHandle(): string | null {
  try {
    return window.localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function storeSeenHandle(handle: string): void {
  try {
    window.localStorage.setItem(storageKey, handle);
  } catch {
    // Storage is forbidden or full: the notice comes back with the next visit.
  }
}

/** Tells people once that they were given another handle than the one they asked for. */
export function HandleNotice({ identity }: { identity: Identity }) {
  const [seen, setSeen] = useState(readSeenHandle);
  const change = identity.handleChanged;
  if (!change || seen === change.given) return null;

  function dismiss(given: string) {
    storeSeenHandle(given);
    setSeen(given);
  }
  return (
    <div className="handle-notice">
      <Notice>
        <p>
          Your handle is <strong>@{change.given}</strong>. “{change.wanted}” is taken, or has characters that a handle
          cannot have.
        </p>
        <Button look="plain" onClick={() => dismiss(change.given)}>
          Understood
        </Button>
      </Notice>
    </div>
  );
}
