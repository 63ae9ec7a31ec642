/** The client's side of SRP, written from the formulas alone: shares no line with the server it is tested against. */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';

/** N of RFC 3526, section 4, computed from its definition so that a slip in the server's copy would show. */
export const N = 2n ** 3072n - 2n ** 3008n - 1n + 2n ** 64n * (floorOfPi(2942n) + 1690314n);

/** floor(2^bits * pi), by Machin's formula with 64 guard bits. */
function floorOfPi(bits: bigint): bigint {
  const one = 1n << (bits + 64n);
  const arctanOfInverse = (x: bigint) => {
    let sum = 0n;
    let sign = 1n;
    for (let term = one / x, odd = 1n; term > 0n; term /= x * x, odd += 2n, sign = -sign) sum += (sign * term) / odd;
    return sum;
  };
  return (4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n))) >> 64n;
}

export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base % N, rest = exponent; rest > 0n; rest /= 2n, square = (square * square) % N) {
    if (rest % 2n === 1n) result = (result * square) % N;
  }
  return result;
}

function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.padStart(hex.length + (hex.length % 2), '0');
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 128 ? `00${even}` : even, 'hex');
}

function hashed(...parts: (Buffer | string)[]): bigint {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return BigInt(`0x${hash.digest('hex')}`);
}

/** The text of TIMESTAMP for a moment. */
export function timestampOf(milliseconds: number): string {
  const [day = '', date = '', month, year, time] = new Date(milliseconds).toUTCString().split(' ');
  return `${day.slice(0, 3)} ${month} ${Number(date)} ${time} UTC ${year}`;
}

/** Base64(HMAC-SHA256(client secret, username + client id)). */
export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac('sha256', secret)
    .update(username + clientId)
    .digest('base64');
}

export interface SrpParty {
  client: CognitoIdentityProviderClient;
  poolId: string;
  clientId: string;
  clientSecret?: string | undefined;
  username: string;
  /** The server's time, for TIMESTAMP. */
  now(): number;
}

/** A handshake whose first half is done. */
export interface StartedSrp {
  /** The challenge's parameters. */
  parameters: Record<string, string>;
  session: string | undefined;
  /** The ChallengeResponses that prove `password`; made anew at each call. */
  responses(password: string): Record<string, string>;
  /** Sends them, with what `changes` replaces; a Session of null is left out. */
  answer(
    password: string,
    changes?: { responses?: Record<string, string>; session?: string | null; clientId?: string },
  ): Promise<RespondToAuthChallengeCommandOutput>;
}

/** The client's half of a handshake, however it is sent. */
export interface SrpHalf {
  /** AuthParameters of the start, or ChallengeResponses where the challenge PASSWORD_SRP is answered. */
  start: { USERNAME: string; SRP_A: string };
  /** The ChallengeResponses that prove `password`, for the parameters of a PASSWORD_VERIFIER. */
  prove(parameters: Record<string, string>, password: string): Record<string, string>;
}

export function srpHalf(party: Omit<SrpParty, 'client'>, a = BigInt(`0x${randomBytes(128).toString('hex')}`)): SrpHalf {
  const { clientId, username, poolId } = party;
  const A = power(2n, a);
  const hashFor = (name: string): Record<string, string> =>
    party.clientSecret ? { SECRET_HASH: secretHash(party.clientSecret, name, clientId) } : {};
  return {
    start: { USERNAME: username, SRP_A: A.toString(16), ...hashFor(username) },
    prove(parameters, password) {
      const name = parameters.USER_ID_FOR_SRP ?? '';
      const timestamp = timestampOf(party.now());
      return {
        USERNAME: name,
        PASSWORD_CLAIM_SECRET_BLOCK: parameters.SECRET_BLOCK ?? '',
        PASSWORD_CLAIM_SIGNATURE: signature({ poolId, parameters, a, A, password, timestamp }),
        TIMESTAMP: timestamp,
        ...hashFor(name),
      };
    },
  };
}

/** Sends A and keeps what is needed to answer. */
export async function startSrp(party: SrpParty, a?: bigint): Promise<StartedSrp> {
  const { client, clientId } = party;
  const { start, prove } = srpHalf(party, a);
  const { ChallengeParameters: parameters = {}, Session: session } = await client.send(
    new InitiateAuthCommand({ AuthFlow: 'USER_SRP_AUTH', ClientId: clientId, AuthParameters: { ...start } }),
  );
  const responses = (password: string) => prove(parameters, password);
  return {
    parameters,
    session,
    responses,
    answer: (password, changes = {}) =>
      client.send(
        new RespondToAuthChallengeCommand({
          ChallengeName: 'PASSWORD_VERIFIER',
          ClientId: changes.clientId ?? clientId,
          ...(changes.session !== null && { Session: changes.session ?? session }),
          ChallengeResponses: { ...responses(password), ...changes.responses },
        }),
      ),
  };
}

interface Proof {
  poolId: string;
  parameters: Record<string, string>;
  a: bigint;
  A: bigint;
  password: string;
  timestamp: string;
}

function signature({ poolId, parameters, a, A, password, timestamp }: Proof): string {
  const { SALT, SRP_B, SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = parameters;
  const poolName = poolId.split('_')[1] ?? '';
  const B = BigInt(`0x${SRP_B}`);
  const u = hashed(padded(A), padded(B));
  const inner = createHash('sha256').update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest();
  const x = hashed(padded(BigInt(`0x${SALT}`)), inner);
  const k = hashed(padded(N), padded(2n));
  const secret = power((((B - k * power(2n, x)) % N) + N) % N, a + u * x);
  const key = Buffer.from(hkdfSync('sha256', padded(secret), padded(u), 'Caldera Derived Key', 16));
  return createHmac('sha256', key)
    .update(`${poolName}${USER_ID_FOR_SRP}`)
    .update(Buffer.from(SECRET_BLOCK, 'base64'))
    .update(timestamp)
    .digest('base64');
}
