/**
 * The page to go to after sign-in, taken from an address anyone can write. Only a path on this origin is followed, so
 * that a link to our sign-in page cannot lead on to a foreign one; anything else means the home page.
 */
export function safeNextPath(next: string | null, origin: string): string {
  if (!next?.startsWith('/')) return '/';
  const url = URL.parse(next, origin);
  if (url === null || url.origin !== origin) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Puts the page to come back to, and an e-mail address to fill in, into the address of an account page. */
export function accountPath(page: string, options: { email?: string | undefined; next?: string | undefined }): string {
  const query = new URLSearchParams();
  if (options.email) query.set('email', options.email);
  if (options.next && options.next !== '/') query.set('next', options.next);
  const text = query.toString();
  return text ? `${page}?${text}` : page;
}
