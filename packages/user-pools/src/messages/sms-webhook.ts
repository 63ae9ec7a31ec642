import { type Addressed, DeliveryError, type TextMessage, type Transport } from './message.ts';

/** How long a gateway may keep one message waiting, in milliseconds. */
const longestDelivery = 30_000;

/** Answers about this one message: it is refused for good. */
const final = new Set([400, 410, 413, 415, 422]);

/**
 * Answers about the gateway as a whole, as a redirection is: the next message would get the same. A wrong password or path is
 * the operator's to mend, and no code is lost meanwhile.
 */
const overall = new Set([401, 403, 404, 405, 407, 429, 502, 503, 504]);

/**
 * POSTs text messages as JSON to an HTTP gateway, which passes them on to a telephone network. Its answer's status decides; what
 * else it says is neither read nor logged, since it may repeat the number.
 *
 * @param url with user name and password when the gateway asks for them; they travel as Basic authentication.
 */
export function createSmsWebhook(url: string): Transport<TextMessage> {
  const { address, authorization } = splitCredentials(url);
  const closing = new AbortController();
  return {
    async deliver({ id }, message) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': id, ...authorization };
      const status = await post(address, headers, toBody(id, message), closing.signal);
      if (status >= 200 && status < 300) return;
      const unreachable = status < 400 || overall.has(status);
      throw new DeliveryError(`HTTP ${status}`, { permanent: final.has(status), unreachable });
    },
    close: () => closing.abort(),
  };
}

function toBody(id: string, { to, text }: Addressed<TextMessage>): string {
  return JSON.stringify({ id, to, text });
}

/** @returns the status of the answer. A redirection is an answer like any other: the code goes where the operator said, and nowhere else. */
async function post(
  address: URL,
  headers: Record<string, string>,
  body: string,
  closing: AbortSignal,
): Promise<number> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), longestDelivery);
  try {
    const signal = AbortSignal.any([closing, late.signal]);
    const answer = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal });
    answer.body?.cancel().catch(() => undefined);
    return answer.status;
  } catch (error) {
    throw new DeliveryError(late.signal.aborted ? 'no answer in time' : reasonOf(error), { unreachable: true });
  } finally {
    clearTimeout(timer);
  }
}

/** The system's short name of a failure; its text could hold the address. */
function reasonOf(error: unknown): string {
  const { cause, name } = error as Error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : name;
}

function splitCredentials(url: string): { address: URL; authorization: { authorization?: string } } {
  const address = new URL(url);
  const { username, password } = address;
  if (!username && !password) return { address, authorization: {} };
  address.username = '';
  address.password = '';
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { address, authorization: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}
