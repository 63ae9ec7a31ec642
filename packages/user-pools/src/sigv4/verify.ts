/** IAM at the door: checks AWS Signature Version 4, and answers who the caller is. */
import { createHash } from 'node:crypto';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { openAccessKey } from '../keys/access-keys.ts';
import { isSameText } from '../keys/same-text.ts';
import { isLoopback } from '../loopback.ts';
import { type Authorization, parseAuthorization } from './authorization.ts';
import { Sha256 } from './sha256.ts';

/** An HTTP request as it arrived. */
export interface SignedRequest {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: Uint8Array;
}

/** How far a signature's time may be from ours. */
const windowMinutes = 5;

/**
 * Checks a request's signature against the access key it names. With the check switched off, only makes sure that no web page of
 * another origin is behind the request.
 *
 * @throws MissingAuthenticationTokenException, IncompleteSignatureException, UnrecognizedClientException,
 *   InvalidSignatureException, AccessDeniedException
 */
export async function verifySignature(
  ctx: Context,
  request: SignedRequest,
  service: 'cognito-idp' | 'sts',
): Promise<void> {
  if (ctx.config.unsafeSkipSignatureCheck) return refuseForeignOrigin(request);
  const authorization = parseAuthorization(request.headers);
  const secretAccessKey = await openAccessKey(ctx, authorization.accessKeyId);
  // Our keys are long-lived, so no session token belongs to any of them.
  if (secretAccessKey === undefined || request.headers['x-amz-security-token'] !== undefined)
    throw errors.unrecognizedClient();
  const signingDate = checkDate(authorization, ctx.clock.now());
  checkScope(authorization, service, ctx.config.region);
  checkCoverage(authorization, request);
  const { accessKeyId, region } = authorization;
  const credentials = { accessKeyId, secretAccessKey };
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: false });
  const signed = await signer.sign(signedPart(request, authorization), {
    signingDate,
    signableHeaders: new Set(authorization.signedHeaders),
  });
  const expected = signed.headers.authorization?.split('Signature=')[1] ?? '';
  if (!isSameText(expected, authorization.signature)) throw mismatch();
}

/** A page of another origin could not read the answer, but the operation would have been carried out. */
function refuseForeignOrigin({ headers }: SignedRequest): void {
  const { origin, host } = headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host && isLoopback(hostOf(host))))
    return;
  throw errors.accessDenied('Signed operations are closed to web pages of another origin.');
}

/** The host of a `Host` header, without its port. */
export function hostOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '');
}

/** The time of the signature, when it is near enough to `now`. */
function checkDate({ date, scopeDate }: Authorization, now: number): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt))
    throw errors.incompleteSignature("Date must be in ISO-8601 'basic format', e.g. 20260101T000000Z.");
  if (!date.startsWith(scopeDate) || scopeDate.length !== 8)
    throw errors.invalidSignature(
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.',
    );
  const window = windowMinutes * 60_000;
  if (signedAt < now - window)
    throw errors.invalidSignature(
      `Signature expired: ${date} is now earlier than ${basic(now - window)} (${basic(now)} - ${windowMinutes} min.)`,
    );
  if (signedAt > now + window)
    throw errors.invalidSignature(
      `Signature not yet current: ${date} is still later than ${basic(now + window)} (${basic(now)} + ${windowMinutes} min.)`,
    );
  return new Date(signedAt);
}

/** ISO 8601 in the basic format, to the second. */
function basic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function checkScope({ region, service, terminator }: Authorization, expected: string, ourRegion: string): void {
  // Clients that ask the global STS endpoint sign for us-east-1 wherever they are.
  if (region !== ourRegion && !(expected === 'sts' && region === 'us-east-1'))
    throw errors.invalidSignature('Credential should be scoped to a valid region.');
  if (service !== expected)
    throw errors.invalidSignature(`Credential should be scoped to correct service: '${expected}'.`);
  if (terminator !== 'aws4_request')
    throw errors.invalidSignature("Credential should be scoped with a valid terminator: 'aws4_request'.");
}

/** What decides where a request goes and what it does must be covered, or a captured signature could be put to other use. */
function checkCoverage({ signedHeaders }: Authorization, { headers, body }: SignedRequest): void {
  // The list is signed as it stands; the signing library would put it in order, once each, and so accept others.
  if (signedHeaders.join() !== [...new Set(signedHeaders)].sort().join()) throw mismatch();
  if (!signedHeaders.includes('host'))
    throw errors.invalidSignature("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  for (const name of ['x-amz-date', 'x-amz-target'])
    if (headers[name] !== undefined && !signedHeaders.includes(name))
      throw errors.invalidSignature('There were headers present in the request which were not signed.');
  const stated = headers['x-amz-content-sha256'];
  // The signing library believes this header, so it must be true: neither another body's hash nor UNSIGNED-PAYLOAD.
  if (stated !== undefined && stated !== createHash('sha256').update(body).digest('hex')) throw mismatch();
}

/** The request as the signature saw it: covered headers only. One that did not arrive, or has no name, makes another signature. */
function signedPart(request: SignedRequest, { signedHeaders }: Authorization): HttpRequest {
  const given = new Map(Object.entries(request.headers));
  const covered = signedHeaders.map((name) => [name, given.get(name) ?? '']);
  const { method, path, query, body } = request;
  return new HttpRequest({ method, path, query, headers: Object.fromEntries(covered), body });
}

function mismatch() {
  return errors.invalidSignature(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}
