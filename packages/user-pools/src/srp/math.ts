import { fromBytes } from './group.ts';
import { srpPoolName } from './handshake.ts';
import { SrpThread } from './thread.ts';

/**
 * SRP's modular exponentiations, off the main thread. Group elements are lower-case hex, as they are stored and sent.
 * Every method throws TooManyRequestsException when too many jobs wait already.
 */
export interface SrpMath {
  /**
   * The verifier kept for a password.
   *
   * @param userId the user name the client will be told as USER_ID_FOR_SRP.
   * @param salt 16 random bytes.
   */
  verifierFor(poolId: string, userId: string, password: string, salt: Buffer): Promise<string>;
  /** B for the verifier and the secret b of this handshake. */
  publicValueFor(verifier: string, b: Buffer): Promise<string>;
  /**
   * The 16-byte key a client that knows the password arrives at too.
   *
   * @param handshake A and u must not be 0 (mod N): see `readPublicValue`.
   */
  sessionKeyFor(handshake: { clientPublic: bigint; scrambler: bigint; b: Buffer; verifier: string }): Promise<Buffer>;
  /** Ends the thread; what waits is refused. */
  close(): Promise<void>;
}

export function createSrpMath(): SrpMath {
  const thread = new SrpThread();
  return {
    async verifierFor(poolId, userId, password, salt) {
      const identity = { poolName: srpPoolName(poolId), userId };
      return (await thread.run('verifier', [identity, password, fromBytes(salt)])).toString(16);
    },
    async publicValueFor(verifier, b) {
      return (await thread.run('publicValue', [fromHex(verifier), fromBytes(b)])).toString(16);
    },
    async sessionKeyFor({ clientPublic, scrambler, b, verifier }) {
      return Buffer.from(await thread.run('sessionKey', [clientPublic, fromHex(verifier), scrambler, fromBytes(b)]));
    },
    close: () => thread.close(),
  };
}

function fromHex(hex: string): bigint {
  return BigInt(`0x${hex}`);
}
