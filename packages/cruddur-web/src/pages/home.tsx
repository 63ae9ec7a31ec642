import { useOutletContext } from 'react-router';
import { HandleNotice } from '../features/account/index.ts';
import { Feed, useHomeFeed } from '../features/cruds/index.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { PageHeading } from '../theme/page-heading.tsx';
import type { FrameContext } from './frame.tsx';

/** The newest cruds of everybody. */
export function HomePage() {
  usePageTitle();
  const { identity } = useOutletContext<FrameContext>();
  const query = useHomeFeed();
  return (
    <>
      <div className="column-head">
        {/* Signing out here changes the page without leaving it, which is news enough to start at the top. */}
        <PageHeading className="column-title" key={identity ? 'user' : 'visitor'}>
          Home
        </PageHeading>
      </div>
      {identity && <HandleNotice identity={identity} />}
      <Feed label="Home" query={query} emptyText="Nothing here right now. Whatever was said has been forgotten." />
    </>
  );
}
