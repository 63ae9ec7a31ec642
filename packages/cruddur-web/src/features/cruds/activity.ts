/** A reply as the API sends it; times are ISO 8601. */
export interface Reply {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  replies_count: number;
  reposts_count: number;
  likes_count: number;
  created_at: string;
  /** The crud, or the other reply, that this one answers. */
  reply_to_activity_uuid: string;
}

/** A crud as the API sends it, with its whole conversation, oldest first. */
export interface Activity extends Omit<Reply, 'reply_to_activity_uuid'> {
  expires_at: string;
  replies?: Reply[];
}

/** A reply with the replies to it. */
export interface ThreadNode {
  reply: Reply;
  answers: ThreadNode[];
}

/** Orders a crud's replies as a tree. A reply to something that is not there stands directly under the crud. */
export function buildThread(replies: readonly Reply[]): ThreadNode[] {
  const nodes = new Map(replies.map((reply) => [reply.uuid, { reply, answers: [] as ThreadNode[] }]));
  const roots: ThreadNode[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.reply.reply_to_activity_uuid);
    (parent && parent !== node ? parent.answers : roots).push(node);
  }
  return roots;
}

/** The cruds that are still alive at `now`, in milliseconds, each only once. */
export function livingCruds(activities: readonly Activity[], now: number): Activity[] {
  const unique = new Map(activities.map((activity) => [activity.uuid, activity]));
  return [...unique.values()].filter((activity) => Date.parse(activity.expires_at) > now);
}

/** When the first of these vanishes, in milliseconds; never, if there are none. */
export function nextExpiry(activities: readonly Activity[]): number {
  return Math.min(...activities.map((activity) => Date.parse(activity.expires_at)));
}

/** The cruds with a new reply put into the conversation it belongs to. */
export function addReply(activities: readonly Activity[], added: Reply): Activity[] {
  const target = added.reply_to_activity_uuid;
  const countUp = <Post extends { uuid: string; replies_count: number }>(post: Post): Post =>
    post.uuid === target ? { ...post, replies_count: post.replies_count + 1 } : post;
  return activities.map((activity) => {
    const replies = activity.replies ?? [];
    const isHere = activity.uuid === target || replies.some((reply) => reply.uuid === target);
    return isHere ? { ...countUp(activity), replies: [...replies.map(countUp), added] } : activity;
  });
}
