import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useChanging } from '../../lib/clock.ts';
import { describeAge, describeTimeToLive, type TimeText } from '../../lib/time.ts';
import { Avatar } from '../../theme/avatar.tsx';
import { BombIcon } from '../../theme/icons.tsx';
import type { Activity, Reply } from './activity.ts';

interface CrudHeadProps {
  post: Activity | Reply;
  /** ISO time; only cruds show it, their replies vanish with them. */
  expiresAt?: string | undefined;
  /** For the element that names the author, so that the article can be named after it. */
  nameId?: string;
  isLinked?: boolean;
}

function Time({ iso, describe }: { iso: string; describe(time: number, now: number): TimeText }) {
  const text = useChanging((now) => describe(Date.parse(iso), now));
  return (
    <time dateTime={iso} title={iso}>
      <span aria-hidden="true">{text.short}</span>
      <span className="ui-visually-hidden">{text.spoken}</span>
    </time>
  );
}

function Author({ post, nameId, isLinked }: Pick<CrudHeadProps, 'post' | 'nameId' | 'isLinked'>) {
  const names: ReactNode = (
    <>
      <span className="crud-name" id={nameId}>
        {post.display_name}
      </span>{' '}
      <span className="crud-handle">@{post.handle}</span>
    </>
  );
  return isLinked ? (
    <Link className="crud-author" to={`/@${encodeURIComponent(post.handle)}`}>
      {names}
    </Link>
  ) : (
    <span className="crud-author">{names}</span>
  );
}

/** Who wrote a crud, when, and how long it will live. */
export function CrudHead({ post, expiresAt, nameId, isLinked = true }: CrudHeadProps) {
  return (
    <div className="crud-head">
      <Avatar name={post.display_name} handle={post.handle} />
      <Author post={post} nameId={nameId} isLinked={isLinked} />
      <span className="crud-times">
        <Time iso={post.created_at} describe={describeAge} />
        {expiresAt && (
          <span className="crud-lifetime">
            <BombIcon />
            <Time iso={expiresAt} describe={describeTimeToLive} />
          </span>
        )}
      </span>
    </div>
  );
}
