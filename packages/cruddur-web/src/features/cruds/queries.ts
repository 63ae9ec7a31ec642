import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/app-context.tsx';
import { useSession } from '../../lib/session.ts';
import { type Activity, addReply, type Reply } from './activity.ts';

/** All feeds in the cache have keys that begin with this. */
const feeds = 'feed';

/** Who is looking since when is part of every key, so that nobody sees what was fetched for somebody else or before. */
function useViewer(): string {
  const session = useSession();
  return session.status === 'user' ? `${session.sub} ${session.signedInAt}` : 'visitor';
}

/** The home feed; for those signed in it holds one more crud. */
export function useHomeFeed() {
  const api = useApi();
  const viewer = useViewer();
  return useQuery({
    queryKey: [feeds, viewer, 'home'],
    queryFn: ({ signal }) => api.get<Activity[]>('/api/activities/home', signal),
  });
}

/** The cruds of one person. */
export function useUserFeed(handle: string) {
  const api = useApi();
  const viewer = useViewer();
  return useQuery({
    queryKey: [feeds, viewer, 'user', handle],
    queryFn: ({ signal }) => api.get<Activity[]>(`/api/activities/@${encodeURIComponent(handle)}`, signal),
  });
}

function changeFeeds(queries: QueryClient, key: readonly string[], change: (feed: Activity[]) => Activity[]): void {
  queries.setQueriesData<Activity[]>({ queryKey: key }, (feed) => feed && change(feed));
}

/** Sends a crud and puts it on top of the home feed. */
export function usePostCrud() {
  const api = useApi();
  const queries = useQueryClient();
  const viewer = useViewer();
  return useMutation({
    mutationFn: (crud: { message: string; ttl: string }) => api.post<Activity>('/api/activities', crud),
    onSuccess: (crud) => {
      changeFeeds(queries, [feeds, viewer, 'home'], (feed) => [crud, ...feed]);
      void queries.invalidateQueries({ queryKey: [feeds, viewer, 'user'] });
    },
  });
}

/** Sends a reply to a crud, or to another reply, and puts it into every feed that shows the conversation. */
export function usePostReply(uuid: string) {
  const api = useApi();
  const queries = useQueryClient();
  const viewer = useViewer();
  return useMutation({
    mutationFn: (message: string) => api.post<Reply>(`/api/activities/${encodeURIComponent(uuid)}/reply`, { message }),
    onSuccess: (reply) => changeFeeds(queries, [feeds, viewer], (feed) => addReply(feed, reply)),
  });
}
