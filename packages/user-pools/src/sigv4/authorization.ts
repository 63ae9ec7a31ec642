import { errors } from '../errors.ts';

/** What an `Authorization` header of Signature Version 4 says, with `X-Amz-Date`. */
export interface Authorization {
  accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  scopeDate: string;
  region: string;
  service: string;
  terminator: string;
  /** Lower-case names of the headers the signature covers. */
  signedHeaders: string[];
  /** Hexadecimal. */
  signature: string;
  /** `X-Amz-Date` as sent: `YYYYMMDDTHHMMSSZ`. */
  date: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const longest = 4096;
const names = ['Credential', 'SignedHeaders', 'Signature'];

/**
 * Takes an `Authorization` header apart. The header is not repeated in an error, though the service does: it may be a token of
 * another kind, sent here by mistake.
 *
 * @throws MissingAuthenticationTokenException, IncompleteSignatureException
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function parseAuthorization(headers: Record<string, string | undefined>): Authorization {
  const header = headers.authorization;
  if (!header) throw errors.missingAuthentication();
  if (header.length > longest || !header.startsWith(`${algorithm} `))
    throw errors.incompleteSignature(`Authorization header requires the algorithm ${algorithm}.`);
  const parameters = readParameters(header.slice(algorithm.length));
  const date = headers['x-amz-date'];
  const missing = names.filter((name) => !parameters.get(name));
  const complaints = missing.map((name) => `Authorization header requires '${name}' parameter.`);
  if (!date) complaints.push("Authorization header requires existence of a 'X-Amz-Date' header.");
  if (complaints.length > 0) throw errors.incompleteSignature(complaints.join(' '));
  return {
    ...parseCredential(parameters.get('Credential') ?? ''),
    signedHeaders: (parameters.get('SignedHeaders') ?? '').split(';'),
    signature: parameters.get('Signature') ?? '',
    date: date ?? '',
  };
}

/** Each parameter once and no others: of a header that came twice, we would read one and a proxy another. */
function readParameters(list: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of list.split(',').filter((text) => text.trim() !== '')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    if (!names.includes(name)) throw errors.incompleteSignature('Authorization header has an unknown parameter.'); // [U]
    if (parameters.has(name)) throw errors.incompleteSignature(`Authorization header has '${name}' parameter twice.`); // [U]
    parameters.set(name, part.slice(at + 1).trim());
  }
  return parameters;
}

function parseCredential(credential: string) {
  const [accessKeyId, scopeDate, region, service, terminator, ...rest] = credential.split('/');
  if (!accessKeyId || !scopeDate || !region || !service || !terminator || rest.length > 0)
    throw errors.incompleteSignature(
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    );
  return { accessKeyId, scopeDate, region, service, terminator };
}
