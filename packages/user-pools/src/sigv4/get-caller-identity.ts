import type { Context } from '../context.ts';
import { type CognitoError, errors } from '../errors.ts';
import { describeFault } from '../fault.ts';
import { type Answer, publicError } from '../protocol/answer.ts';
import { type SignedRequest, verifySignature } from './verify.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** The names that the query protocol gives to the front end's errors, with their statuses. */
const queryNames: Record<string, [name: string, status: number]> = {
  AccessDeniedException: ['AccessDenied', 403],
  IncompleteSignatureException: ['IncompleteSignature', 403],
  InternalErrorException: ['InternalFailure', 500],
  InvalidSignatureException: ['SignatureDoesNotMatch', 403],
  MissingAuthenticationTokenException: ['MissingAuthenticationToken', 403],
  RequestEntityTooLargeException: ['RequestEntityTooLarge', 413],
  TooManyRequestsException: ['Throttling', 400],
  UnknownOperationException: ['InvalidAction', 400],
  UnrecognizedClientException: ['InvalidClientTokenId', 403],
};

/** Whether a request speaks the AWS query protocol, as STS does. */
export function isQueryRequest(headers: Record<string, string | undefined>): boolean {
  return (
    headers['x-amz-target'] === undefined &&
    (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  );
}

/**
 * Answers STS GetCallerIdentity, the one operation of STS here, so that `aws sts get-caller-identity` proves that a CLI is set up.
 * The generated access key administers everything, so it is the account's root.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function answerQuery(ctx: Context, request: SignedRequest, requestId: string): Promise<Answer> {
  const action = new URLSearchParams(Buffer.from(request.body).toString()).get('Action');
  const startedAt = performance.now();
  let outcome = 'ok';
  try {
    if (action !== 'GetCallerIdentity') throw errors.unknownOperation();
    await verifySignature(ctx, request, 'sts');
    const { accountId } = ctx.config;
    return xmlAnswer(
      200,
      requestId,
      `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult><Arn>arn:aws:iam::${accountId}:root</Arn><UserId>${accountId}</UserId><Account>${accountId}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
    );
  } catch (thrown) {
    const error = publicError(thrown);
    outcome = error.name;
    if (error !== thrown) ctx.log.error({ requestId, fault: describeFault(thrown) }, 'operation failed');
    return queryError(error, requestId);
  } finally {
    const durationMs = Math.round(performance.now() - startedAt);
    ctx.log.info({ operation: 'GetCallerIdentity', requestId, outcome, durationMs }, 'call');
  }
}

/** An error in the query protocol's XML. */
export function queryError(error: CognitoError, requestId: string): Answer {
  const [name, status] = queryNames[error.name] ?? [error.name.replace(/Exception$/, ''), 400];
  const type = status === 500 ? 'Receiver' : 'Sender';
  return xmlAnswer(
    status,
    requestId,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${name}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xmlAnswer(status: number, requestId: string, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-RequestId': requestId }, body };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '');
}
