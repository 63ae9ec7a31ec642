import { useNotify } from '@cruddur/ui';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { useSession } from '../../lib/session.ts';
import { HeartIcon, ReplyIcon, RepostIcon, ShareIcon } from '../../theme/icons.tsx';
import type { Activity, Reply } from './activity.ts';
import { sharePage } from './share.ts';

interface CrudActionsProps {
  post: Activity | Reply;
  onReply(post: Activity | Reply): void;
}

/** A number with its unit for screen readers; nothing for none. */
function Count({ amount, unit, plural }: { amount: number; unit: string; plural: string }) {
  if (amount === 0) return null;
  return (
    <span className="crud-count">
      {amount}
      <span className="ui-visually-hidden"> {amount === 1 ? unit : plural}</span>
    </span>
  );
}

function Statistic({ icon, amount, unit, plural }: { icon: ReactNode; amount: number; unit: string; plural: string }) {
  return (
    <span className="crud-statistic">
      {amount > 0 && icon}
      <Count amount={amount} unit={unit} plural={plural} />
    </span>
  );
}

function ReplyAction({ post, onReply }: CrudActionsProps) {
  const session = useSession();
  const { pathname } = useLocation();
  const count = <Count amount={post.replies_count} unit="reply" plural="replies" />;
  if (session.status === 'visitor') {
    return (
      <Link className="crud-action" to={accountPath('/signin', { next: pathname })}>
        <ReplyIcon />
        <span className="ui-visually-hidden">Reply to {post.display_name} (needs an account) </span>
        {count}
      </Link>
    );
  }
  return (
    <button type="button" className="crud-action" onClick={() => onReply(post)}>
      <ReplyIcon />
      <span className="ui-visually-hidden">Reply to {post.display_name} </span>
      {count}
    </button>
  );
}

function ShareAction({ post }: Pick<CrudActionsProps, 'post'>) {
  const notify = useNotify();
  async function share() {
    const link = new URL(`/@${encodeURIComponent(post.handle)}`, window.location.origin).href;
    const outcome = await sharePage(link, `Cruds by ${post.display_name}`);
    if (outcome === 'copied') notify('Link copied.');
    if (outcome === 'impossible') notify(`This browser does not let us copy. The link is ${link}`);
  }
  return (
    <button type="button" className="crud-action" onClick={() => void share()}>
      <ShareIcon />
      <span className="ui-visually-hidden">Share the page of {post.display_name}</span>
    </button>
  );
}

/** The row under a crud: reply and share, and between them what others did with it. */
export function CrudActions({ post, onReply }: CrudActionsProps) {
  return (
    <div className="crud-actions">
      <ReplyAction post={post} onReply={onReply} />
      <Statistic icon={<RepostIcon />} amount={post.reposts_count} unit="repost" plural="reposts" />
      <Statistic icon={<HeartIcon />} amount={post.likes_count} unit="like" plural="likes" />
      <ShareAction post={post} />
    </div>
  );
}
