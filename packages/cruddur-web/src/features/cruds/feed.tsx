import { Alert, Button, Skeleton } from '@cruddur/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { explainApiError } from '../../lib/api-problems.ts';
import { useChanging } from '../../lib/clock.ts';
import { type Activity, livingCruds, nextExpiry, type Reply } from './activity.ts';
import { CrudItem } from './crud-item.tsx';
import { ReplyDialog } from './reply-dialog.tsx';

interface FeedProps {
  label: string;
  query: UseQueryResult<Activity[]>;
  emptyText: string;
}

function FeedSkeleton() {
  return (
    <div className="feed-state" role="status">
      <span className="ui-visually-hidden">Loading cruds</span>
      {['first', 'second', 'third'].map((row) => (
        <div className="feed-skeleton" key={row}>
          <Skeleton width="disc" />
          <div className="feed-skeleton-lines">
            <Skeleton width="short" />
            <Skeleton width="long" />
            <Skeleton width="medium" />
          </div>
        </div>
      ))}
    </div>
  );
}

function FeedError({ query }: { query: UseQueryResult<Activity[]> }) {
  return (
    <div className="feed-state feed-error">
      <Alert text="The cruds could not be loaded." detail={explainApiError(query.error)} />
      <Button look="secondary" isBusy={query.isFetching} onClick={() => void query.refetch()}>
        Retry
      </Button>
    </div>
  );
}

/** In a feed, Page Up and Page Down lead from one article to the next, as the ARIA feed pattern has it. */
function handleFeedKey(event: KeyboardEvent<HTMLDivElement>) {
  if (event.key !== 'PageDown' && event.key !== 'PageUp') return;
  const article = (event.target as Element).closest('.crud');
  const next = event.key === 'PageDown' ? article?.nextElementSibling : article?.previousElementSibling;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

function CrudList({ label, cruds, isBusy }: { label: string; cruds: Activity[]; isBusy: boolean }) {
  const [target, setTarget] = useState<{ post: Activity | Reply; expiresAt: string }>();
  return (
    <>
      <div role="feed" aria-label={label} aria-busy={isBusy} onKeyDown={handleFeedKey}>
        {cruds.map((crud, index) => (
          <CrudItem
            key={crud.uuid}
            crud={crud}
            position={index + 1}
            total={cruds.length}
            onReply={(post) => setTarget({ post, expiresAt: crud.expires_at })}
          />
        ))}
      </div>
      {target && <ReplyDialog {...target} onClose={() => setTarget(undefined)} />}
    </>
  );
}

/** A list of cruds in whatever state it is: loading, failed, empty, or full. */
export function Feed({ label, query, emptyText }: FeedProps) {
  const { cruds } = useChanging((now) => {
    const living = livingCruds(query.data ?? [], now);
    return { cruds: living, until: nextExpiry(living) };
  });
  if (query.isPending) return <FeedSkeleton />;
  if (query.isError && !query.data) return <FeedError query={query} />;
  if (cruds.length === 0) return <p className="feed-state feed-empty">{emptyText}</p>;
  return <CrudList label={label} cruds={cruds} isBusy={query.isFetching} />;
}
