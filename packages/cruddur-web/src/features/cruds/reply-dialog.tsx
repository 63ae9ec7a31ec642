import { Dialog } from '@cruddur/ui';
import type { Activity, Reply } from './activity.ts';
import { CrudHead } from './crud-head.tsx';
import { MessageForm } from './message-form.tsx';
import { usePostReply } from './queries.ts';

interface ReplyDialogProps {
  /** The crud or reply to answer. */
  post: Activity | Reply;
  /** When its conversation vanishes. */
  expiresAt: string;
  onClose(): void;
}

function ReplyForm({ post, onClose }: Pick<ReplyDialogProps, 'post' | 'onClose'>) {
  const { mutateAsync } = usePostReply(post.uuid);
  return (
    <MessageForm
      purpose={`reply ${post.uuid}`}
      label="Your reply"
      placeholder="what is your reply?"
      submitLabel="Reply"
      send={(message) => mutateAsync(message)}
      onClose={onClose}
    />
  );
}

/** Answers a crud or a reply, which is shown above the text. */
export function ReplyDialog({ post, expiresAt, onClose }: ReplyDialogProps) {
  return (
    <Dialog title="Reply" isOpen onClose={onClose}>
      <div className="reply-target">
        <CrudHead post={post} expiresAt={expiresAt} isLinked={false} />
        <p className="crud-message">{post.message}</p>
      </div>
      <ReplyForm post={post} onClose={onClose} />
    </Dialog>
  );
}
