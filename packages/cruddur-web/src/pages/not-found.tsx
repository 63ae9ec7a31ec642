import { Link } from 'react-router';
import { usePageTitle } from '../lib/page-title.ts';
import { TextPage } from './text-page.tsx';

/** Said at addresses that lead nowhere. */
export function NotFoundPage() {
  usePageTitle('Page not found');
  return (
    <TextPage title="Page not found">
      <p>There is nothing at this address. Perhaps there was, and we forgot it.</p>
      <p>
        <Link to="/">Go to the home page</Link>
      </p>
    </TextPage>
  );
}
