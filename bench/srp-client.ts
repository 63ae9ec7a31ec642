import { hkdfSync, randomBytes } from 'node:crypto';
import { fromBytes, generator, multiplier, pad, prime } from '../packages/user-pools/src/srp/group.ts';
import { claimSignature, privateKeyOf, scramblerOf, srpPoolName } from '../packages/user-pools/src/srp/handshake.ts';
import { modPow } from '../packages/user-pools/src/srp/mod-pow.ts';
import { password, type Target } from './targets/target.ts';

/** Signs in by SRP: both requests. The client's arithmetic is done in this process, where no server is charged for it. */
export async function signInBySrp({ http, poolId, clientId }: Target, name: string): Promise<void> {
  const a = fromBytes(randomBytes(32));
  const clientPublic = modPow(generator, a);
  const { ChallengeParameters, Session } = await http.call(
    'InitiateAuth',
    JSON.stringify({
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: name, SRP_A: clientPublic.toString(16) },
    }),
  );
  const given = ChallengeParameters as Record<string, string>;
  const identity = { poolName: srpPoolName(poolId), userId: given.USER_ID_FOR_SRP ?? '' };
  const serverPublic = BigInt(`0x${given.SRP_B}`);
  const scrambler = scramblerOf(clientPublic, serverPublic);
  const x = privateKeyOf(identity, password, BigInt(`0x${given.SALT}`));
  const base = (serverPublic + prime - ((multiplier * modPow(generator, x)) % prime)) % prime;
  const secret = modPow(base, a + scrambler * x);
  const key = Buffer.from(hkdfSync('sha256', pad(secret), pad(scrambler), 'Caldera Derived Key', 16));
  const block = given.SECRET_BLOCK ?? '';
  const timestamp = timestampOf(new Date());
  const ChallengeResponses = {
    USERNAME: identity.userId,
    PASSWORD_CLAIM_SECRET_BLOCK: block,
    PASSWORD_CLAIM_SIGNATURE: claimSignature(key, identity, Buffer.from(block, 'base64'), timestamp).toString('base64'),
    TIMESTAMP: timestamp,
  };
  const challenge = { ChallengeName: 'PASSWORD_VERIFIER', ClientId: clientId, Session, ChallengeResponses };
  const { AuthenticationResult } = await http.call('RespondToAuthChallenge', JSON.stringify(challenge));
  if (!AuthenticationResult) throw new Error('The sign-in gave no tokens.');
}

/** `Tue Nov 4 09:05:07 UTC 2025` */
function timestampOf(date: Date): string {
  const [day = '', dayOfMonth, month, year, time] = date.toUTCString().split(' ');
  return `${day.slice(0, 3)} ${month} ${Number(dayOfMonth)} ${time} UTC ${year}`;
}
