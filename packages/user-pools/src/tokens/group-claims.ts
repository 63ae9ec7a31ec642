import type { Group } from '../storage/groups.ts';
import type { Claims } from './jws.ts';

/**
 * What tokens say of a user's groups, the lowest precedence first and those without one last. The roles and the preferred one among
 * them stand in the ID token alone: that is what is exchanged for credentials.
 *
 * @param groups in the order that decides between equals.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export function groupClaims(groups: Group[]): { id: Claims; access: Claims } {
  if (groups.length === 0) return { id: {}, access: {} };
  const ordered = [...groups].sort((one, other) => rank(one) - rank(other));
  const access = { 'cognito:groups': ordered.map(({ name }) => name) };
  const roles = rolesOf(ordered);
  if (roles.length === 0) return { id: access, access };
  const preferred = preferredRole(ordered);
  return {
    id: { ...access, 'cognito:roles': roles, ...(preferred && { 'cognito:preferred_role': preferred }) },
    access,
  };
}

function rank({ precedence }: Group): number {
  return precedence ?? Number.MAX_SAFE_INTEGER;
}

function rolesOf(groups: Group[]): string[] {
  return [...new Set(groups.flatMap(({ roleArn }) => roleArn ?? []))];
}

/** The role of the best group that has one; none when others of the same precedence have another. */
function preferredRole(ordered: Group[]): string | undefined {
  const withRole = ordered.filter(({ roleArn }) => roleArn !== null);
  const best = withRole.filter((group) => group.precedence === withRole[0]?.precedence);
  const [role, ...others] = rolesOf(best);
  return others.length === 0 ? role : undefined;
}
