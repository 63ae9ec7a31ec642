/** What became of a link that was to be shared. */
export type ShareOutcome = 'shared' | 'copied' | 'cancelled' | 'impossible';

/** Offers a link to the system's share sheet or, where there is none, puts it on the clipboard. */
export async function sharePage(url: string, title: string): Promise<ShareOutcome> {
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ url, title });
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
      // Some browsers offer a share sheet that then refuses; the clipboard is left.
    }
  }
  try {
    // Absent on pages that were not loaded securely.
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'impossible';
  }
}
