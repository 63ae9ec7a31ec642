/** A JSON object: a file's, or what the server answered. */
export type Members = Readonly<Record<string, unknown>>;

/** One difference, by its path: `Policies.PasswordPolicy.MinimumLength: 8 → 10`. */
export interface Change {
  /** The top-level member it lies in. */
  member: string;
  text: string;
}

/**
 * What `file` asks for and `current` does not hold, and what `applied`, the file as it was last carried out, asked for and
 * `file` no longer does. What a file does not name, the server may hold as it likes.
 */
export function findChanges(file: Members, current: Members, applied: Members = {}): Change[] {
  const changed = Object.keys(file).flatMap((member) => {
    const texts = differences(member, current[member], file[member]);
    if (texts.length === 0 && member in applied && !holds(file[member], applied[member]))
      texts.push(`${member}: edited`);
    return texts.map((text) => ({ member, text }));
  });
  const removed = Object.keys(applied).filter((member) => !(member in file));
  return [...changed, ...removed.map((member) => ({ member, text: `${member}: removed` }))];
}

function differences(path: string, current: unknown, wanted: unknown): string[] {
  if (holds(current, wanted)) return [];
  if (isObject(current) && isObject(wanted)) {
    return Object.keys(wanted).flatMap((key) => differences(`${path}.${key}`, current[key], wanted[key]));
  }
  // The one member of either file that is a secret.
  if (path === 'ClientSecret') return [path];
  return [`${path}: ${show(current)} → ${show(wanted)}`];
}

function show(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value);
}

/** True when `current` says all that `wanted` says. Lists are sets; a list of objects may hold more (a schema does). */
function holds(current: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(current)) return wanted.length === 0 && current === undefined;
    const foundAll = wanted.every((item) => current.some((candidate) => holds(candidate, item)));
    return foundAll && (current.length === wanted.length || wanted.some(isObject));
  }
  if (isObject(wanted))
    return isObject(current) && Object.keys(wanted).every((key) => holds(current[key], wanted[key]));
  return current === wanted;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
