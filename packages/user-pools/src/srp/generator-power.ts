import { generator, prime } from './group.ts';
import { modPow } from './mod-pow.ts';

/** Bytes of the exponents that the table serves: of x, a SHA-256, and of b. */
const exponentBytes = 32;

/** By place of the exponent's byte, the lowest first, and by the byte's value: g^(value * 256^place) mod N. */
let table: bigint[][] | undefined;

/**
 * g^exponent mod N in about 0.2 ms, where a power of any base takes 0.5 ms: with g's own powers at hand no squaring is left to do, and
 * each byte of the exponent is one multiplication. The table, 3 MiB, is made in some 60 ms when it is first needed.
 *
 * @param exponent at least 1; one above 256 bits is served, but not by the table.
 */
export function generatorPower(exponent: bigint): bigint {
  const hex = exponent.toString(16).padStart(exponentBytes * 2, '0');
  if (hex.length > exponentBytes * 2) return modPow(generator, exponent);
  table ??= makeTable();
  const bytes = Buffer.from(hex, 'hex').reverse();
  let result = 1n;
  for (const [place, powers] of table.entries()) result = (result * (powers[bytes[place] ?? 0] ?? 1n)) % prime;
  return result;
}

function makeTable(): bigint[][] {
  const places: bigint[][] = [];
  let base = generator;
  for (let place = 0; place < exponentBytes; place += 1) {
    const powers = [1n];
    for (let value = 1; value < 256; value += 1) powers.push(((powers[value - 1] ?? 1n) * base) % prime);
    places.push(powers);
    base = ((powers[255] ?? 1n) * base) % prime;
  }
  return places;
}
