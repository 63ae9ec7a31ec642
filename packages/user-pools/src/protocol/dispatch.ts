/** The AWS JSON 1.1 edge: every call passes the same phases here, so that no operation can forget one. */
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { describeFault } from '../fault.ts';
import { operations } from '../operations/index.ts';
import type { OperationName } from '../operations/operation.ts';
import { type SignedRequest, verifySignature } from '../sigv4/verify.ts';
import { type Answer, errorAnswer, publicError, successAnswer } from './answer.ts';
import { identify } from './authenticate.ts';
import { contractOf } from './contract.ts';
import { parseBody } from './parse.ts';
import { loggable } from './redaction.ts';
import { serializeOutput } from './serialize.ts';
import { validateInput } from './validate.ts';

const targetPrefix = 'AWSCognitoIdentityProviderService.';

/** Where a call comes from. */
export interface Origin {
  address: string;
  requestId: string;
}

/** One HTTP call whose operation is known and whose size and rate were permitted. */
export interface Call extends Origin {
  operation: OperationName;
  body: Uint8Array;
  /** The whole request, for operations whose signature is checked. */
  signedRequest(): SignedRequest;
}

/** The operation that an `X-Amz-Target` header names; undefined for anything else. */
export function findOperation(target: string | string[] | undefined): OperationName | undefined {
  if (typeof target !== 'string' || !target.startsWith(targetPrefix)) return undefined;
  const name = target.slice(targetPrefix.length);
  return Object.hasOwn(operations, name) ? (name as OperationName) : undefined;
}

/** Whether only the holder of an access key may call the operation. */
export function isSigned(operation: OperationName): boolean {
  return contractOf(operation).signed;
}

/** Runs the phases from the signature on, answers whatever happens, and writes the audit line. Never rejects. */
export async function dispatch(ctx: Context, call: Call): Promise<Answer> {
  const { operation, address, requestId } = call;
  const startedAt = performance.now();
  const audit: Record<string, unknown> = { operation, requestId };
  try {
    if (isSigned(operation)) await verifySignature(ctx, call.signedRequest(), 'cognito-idp');
    assertBuilt(operation);
    const input = validateInput(operation, parseBody(call.body));
    audit.input = loggable(operation, input);
    const output = await perform(ctx, operation, input, { address, requestId });
    const answer = successAnswer(serializeOutput(operation, output), requestId);
    audit.outcome = 'ok';
    return answer;
  } catch (thrown) {
    const error = publicError(thrown);
    audit.outcome = error.name;
    if (error !== thrown) ctx.log.error({ operation, requestId, fault: describeFault(thrown) }, 'operation failed');
    return errorAnswer(error, requestId);
  } finally {
    ctx.log.info({ ...audit, durationMs: Math.round(performance.now() - startedAt) }, 'call');
  }
}

/** Finds the caller of a validated input and runs the operation. */
export async function perform(
  ctx: Context,
  operation: OperationName,
  input: Record<string, unknown>,
  origin: Origin,
): Promise<object> {
  const { auth } = operations[operation];
  const handler = assertBuilt(operation);
  return handler(ctx, input, await identify(ctx, operation, auth, input, origin));
}

/**
 * The contract has checked the input and `identify` has made the caller, so the types of one operation fit each other; the compiler
 * cannot know that for an operation chosen at run time.
 */
type AnyHandler = (ctx: Context, input: unknown, caller: unknown) => Promise<object>;

function assertBuilt(operation: OperationName): AnyHandler {
  const { handler } = operations[operation];
  if (!handler) throw errors.notBuilt(operation);
  return handler as unknown as AnyHandler;
}
