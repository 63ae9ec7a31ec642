import { CognitoError } from '@cruddur/user-pools';
import { type Change, findChanges, type Members } from './changes.ts';
import type { PoolFile } from './pool-files.ts';

/** What became of one file. */
export interface Applied {
  id: string;
  notes: string[];
  /** What the file asked for and the server now holds: compared with the file at the next start. */
  applied: Members;
}

/** A pool or client that exists, and how to change it. */
interface Existing {
  id: string;
  /** `user pool` or `app client`. */
  what: string;
  current: Members;
  /** The file as it was last carried out. */
  applied: Members | undefined;
  /** Members that an update takes. */
  changeable: readonly string[];
  /** True when an update puts what it does not name back to its default. */
  forgetsRemoved: boolean;
  /** Sends the one update. */
  send(): Promise<unknown>;
}

/** Changes what differs and may be changed, in one call; notes say what changed, and why the rest did not. */
export async function update(file: PoolFile<object>, existing: Existing): Promise<Applied> {
  const { id, what, changeable, applied = {} } = existing;
  const contents = asMembers(file.contents);
  const {
    fixed = [],
    kept = [],
    possible = [],
  } = Object.groupBy(findChanges(contents, existing.current, applied), ({ member }) => {
    if (!changeable.includes(member)) return 'fixed';
    return member in contents || existing.forgetsRemoved ? 'possible' : 'kept';
  });
  const failure = possible.length > 0 ? await attempt(existing.send) : undefined;
  const refused = new Set([...fixed, ...(failure ? possible : [])].map(({ member }) => member));
  return {
    id,
    notes: [
      ...noteOn(file.path, what, possible, failure),
      ...fixed.map(
        ({ member, text }) =>
          `${file.path}: ${member} cannot be changed once the ${what} exists (${text}). It stays as it was; to start afresh: npm run reset`,
      ),
      ...kept.map(
        ({ member }) =>
          `${file.path}: ${member} was removed. The ${what} keeps the value it had; write the one it shall have.`,
      ),
    ],
    applied: mix(contents, applied, refused),
  };
}

function noteOn(path: string, what: string, changes: readonly Change[], failure: string | undefined): string[] {
  if (changes.length === 0) return [];
  const texts = changes.map(({ text }) => text).join('; ');
  if (failure) return [`${path}: the change (${texts}) was refused: ${failure} The ${what} stays as it was.`];
  return [`Changed the ${what} as ${path} now says: ${texts}.`];
}

/** What was refused is remembered as it was, so that the next start says so again. */
function mix(contents: Members, before: Members, refused: ReadonlySet<string>): Members {
  const done = Object.entries(contents).filter(([member]) => !refused.has(member));
  const kept = Object.entries(before).filter(([member]) => refused.has(member));
  return Object.fromEntries([...done, ...kept]);
}

/** The refusal's text; undefined when it went well. */
async function attempt(call: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof CognitoError) return error.message;
    throw error;
  }
}

/** The members of a file, as what they are compared with. */
export function asMembers(contents: object): Members {
  return Object.fromEntries(Object.entries(contents));
}
