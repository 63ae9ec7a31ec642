import { useId } from 'react';
import { type Activity, buildThread, type Reply, type ThreadNode } from './activity.ts';
import { CrudActions } from './crud-actions.tsx';
import { CrudHead } from './crud-head.tsx';

interface ReplyHandler {
  onReply(post: Activity | Reply): void;
}

interface ThreadProps extends ReplyHandler {
  nodes: readonly ThreadNode[];
  label: string;
}

function Thread({ nodes, label, onReply }: ThreadProps) {
  if (nodes.length === 0) return null;
  return (
    <ul className="crud-replies" aria-label={label}>
      {nodes.map(({ reply, answers }) => (
        <li key={reply.uuid} className="crud-reply">
          <CrudHead post={reply} />
          <p className="crud-message">{reply.message}</p>
          <CrudActions post={reply} onReply={onReply} />
          <Thread nodes={answers} label={`Replies to ${reply.display_name}`} onReply={onReply} />
        </li>
      ))}
    </ul>
  );
}

interface CrudItemProps extends ReplyHandler {
  crud: Activity;
  position: number;
  total: number;
}

/** One crud with its conversation. */
export function CrudItem({ crud, position, total, onReply }: CrudItemProps) {
  const id = useId();
  return (
    <article
      className="crud"
      tabIndex={-1}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-message`}
      aria-posinset={position}
      aria-setsize={total}
    >
      <CrudHead post={crud} expiresAt={crud.expires_at} nameId={`${id}-name`} />
      <p className="crud-message" id={`${id}-message`}>
        {crud.message}
      </p>
      <CrudActions post={crud} onReply={onReply} />
      <Thread nodes={buildThread(crud.replies ?? [])} label={`Replies to ${crud.display_name}`} onReply={onReply} />
    </article>
  );
}
