/** A refusal with a status and a JSON body, thrown anywhere and caught only at the edge. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`${status}`);
    this.status = status;
    this.body = body;
  }
}

/** 422 with every code that applies. */
export function unprocessable(codes: string[]): HttpError {
  return new HttpError(422, codes);
}

export function notFound(code: string, message: string): HttpError {
  return new HttpError(404, { code, message });
}
