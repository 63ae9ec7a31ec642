import type { Crud } from '../storage/cruds.ts';

/** A reply as the API shows it. Times are ISO 8601 with offset. */
export interface Reply {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  replies_count: number;
  reposts_count: number;
  likes_count: number;
  created_at: string;
  reply_to_activity_uuid: string;
}

/** A crud as the API shows it, with the whole conversation under it. */
export interface Activity extends Omit<Reply, 'reply_to_activity_uuid'> {
  expires_at: string;
  replies: Reply[];
}

export function toActivity(crud: Crud, replies: Crud[]): Activity {
  return { ...shared(crud), expires_at: toIso(crud.expiresAt), replies: replies.map(toReply) };
}

export function toReply(crud: Crud): Reply {
  return { ...shared(crud), reply_to_activity_uuid: crud.replyToUuid ?? '' };
}

function shared(crud: Crud): Omit<Reply, 'reply_to_activity_uuid'> {
  return {
    uuid: crud.uuid,
    display_name: crud.displayName,
    handle: crud.handle,
    message: crud.message,
    replies_count: crud.repliesCount,
    reposts_count: crud.repostsCount,
    likes_count: crud.likesCount,
    created_at: toIso(crud.createdAt),
  };
}

/** With the offset written out, as the journal's API does, where toISOString writes `Z`. */
function toIso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+00:00');
}
