import { useState } from 'react';
import { useSession } from '../../lib/session.ts';

/** Texts that were begun and not sent; in memory only, each known by its writer and what it answers. */
const drafts = new Map<string, string>();

/**
 * A text that outlives its form: it is there again when the form is opened again, also after a session ended in
 * between, but only for the same person.
 */
export function useDraft(purpose: string): [string, (text: string) => void] {
  const session = useSession();
  const key = `${session.status === 'user' ? session.sub : ''} ${purpose}`;
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  function keep(next: string) {
    if (next === '') drafts.delete(key);
    else drafts.set(key, next);
    setText(next);
  }
  return [text, keep];
}
