import { useParams } from 'react-router';
import { Feed, useUserFeed } from '../features/cruds/index.ts';
import { isNotFound } from '../lib/api-problems.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { PageHeading } from '../theme/page-heading.tsx';
import { NotFoundPage } from './not-found.tsx';

function UserFeed({ handle }: { handle: string }) {
  const query = useUserFeed(handle);
  const isNobody = isNotFound(query.error);
  usePageTitle(isNobody ? 'Nobody here' : `@${handle}`);
  return (
    <>
      <div className="column-head">
        <PageHeading className="column-title">@{handle}</PageHeading>
      </div>
      {isNobody ? (
        <p className="feed-state feed-empty">Nobody has this handle.</p>
      ) : (
        <Feed label={`Cruds by @${handle}`} query={query} emptyText="Nothing said, or everything forgotten." />
      )}
    </>
  );
}

/** The cruds of one person, at /@handle; every other one-part address means nothing. */
export function UserFeedPage() {
  const { at = '' } = useParams();
  if (!at.startsWith('@') || at.length < 2) return <NotFoundPage />;
  const handle = at.slice(1);
  return <UserFeed key={handle} handle={handle} />;
}
