/** The API did not do what was asked. `codes` are its own names for the reasons, such as message_blank. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  readonly codes: readonly string[];

  constructor(status: number, codes: readonly string[] = [], options?: ErrorOptions) {
    super(`The API answered ${status} ${codes.join(', ')}`, options);
    this.status = status;
    this.codes = codes;
  }
}

/** Fetches a token that is good now; with `renew`, a newer one than the last. Nothing for a visitor. */
export type TokenSource = (options?: { renew?: boolean }) => Promise<string | undefined>;

/** Calls to the JSON API. All throw an ApiError. */
export interface ApiClient {
  /** Reads what is for everybody, with the user's token when there is one. */
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  /** Reads what is only for the user. */
  getOwn<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  /** Writes, which only users may. */
  post<Answer>(path: string, body: unknown): Promise<Answer>;
}

const patience = 15_000;

/** Refusals carry an array of codes, or an object with one. */
async function readCodes(response: Response): Promise<string[]> {
  const body: unknown = await response.json().catch(() => undefined);
  const codes: unknown[] = Array.isArray(body) ? body : [(body as { code?: unknown } | undefined)?.code];
  return codes.filter((code) => typeof code === 'string');
}

async function request(url: URL, init: RequestInit, token: string | undefined): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (init.body) headers.set('content-type', 'application/json');
  if (token) headers.set('authorization', `Bearer ${token}`);
  const timeout = AbortSignal.timeout(patience);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  try {
    return await fetch(url, { ...init, headers, signal, credentials: 'omit', redirect: 'error' });
  } catch (error) {
    // A request given up on purpose is no failure: the caller knows its own signal.
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, [], { cause: error });
  }
}

/** Makes a client for the API at `apiUrl`; the token is never sent to another origin. */
export function createApiClient(apiUrl: string, fetchToken: TokenSource): ApiClient {
  const base = new URL(apiUrl);

  async function currentToken(options?: { renew?: boolean }): Promise<string | undefined> {
    try {
      return await fetchToken(options);
    } catch (error) {
      throw new ApiError(0, [], { cause: error });
    }
  }

  async function call<Answer>(path: string, init: RequestInit, isForAll = false): Promise<Answer> {
    const url = new URL(path, base);
    if (url.origin !== base.origin) throw new ApiError(0);
    const token = await currentToken();
    // The API would say the same.
    if (!token && !isForAll) throw new ApiError(401, ['unauthenticated']);
    let response = await request(url, init, token);
    // A token that looks good here and not there: clocks differ, or its session was ended elsewhere. A new one, or
    // the pool's refusal to give one, settles which.
    if (response.status === 401 && token) response = await request(url, init, await currentToken({ renew: true }));
    if (!response.ok) throw new ApiError(response.status, await readCodes(response));
    return (await response.json()) as Answer;
  }

  return {
    get: (path, signal) => call(path, { method: 'GET', signal: signal ?? null }, true),
    getOwn: (path, signal) => call(path, { method: 'GET', signal: signal ?? null }),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
