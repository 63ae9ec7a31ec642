import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/app-context.tsx';
import { useSession } from '../../lib/session.ts';

/** One's own profile as the API sends it. */
interface OwnProfile {
  uuid: string;
  handle: string;
  display_name: string;
  /** Present when the handle is not the one asked for at sign-up. */
  handle_changed?: { wanted: string; given: string };
}

/** The signed-in person as the page shows them. */
export interface Identity {
  displayName: string;
  handle: string;
  handleChanged: { wanted: string; given: string } | undefined;
}

/**
 * The signed-in person; nothing for a visitor. The API decides on the handle, since it knows which are taken; until it
 * answers, and when it does not, the names of the user pool are shown.
 */
export function useIdentity(): Identity | undefined {
  const session = useSession();
  const api = useApi();
  const user = session.status === 'user' ? session : undefined;
  const { data: profile } = useQuery({
    // A new sign-in can bring a new name.
    queryKey: ['own-profile', user?.sub, user?.signedInAt],
    queryFn: ({ signal }) => api.getOwn<OwnProfile>('/api/users/me', signal),
    enabled: user !== undefined,
    staleTime: 5 * 60_000,
  });
  if (!user) return undefined;
  return {
    displayName: profile?.display_name ?? user.name ?? 'My Name',
    handle: profile?.handle ?? user.preferredUsername ?? 'handle',
    handleChanged: profile?.handle_changed,
  };
}
