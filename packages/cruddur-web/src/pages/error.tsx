import { Button } from '@cruddur/ui';
import { usePageTitle } from '../lib/page-title.ts';
import { Logo } from '../theme/logo.tsx';

/** Shown instead of a page that failed while it was drawn. */
export function ErrorPage() {
  usePageTitle('Something broke');
  return (
    <main className="plain-page">
      <Logo />
      <h1>Something broke</h1>
      <p>This page failed, and it is not your fault. Loading it again often helps.</p>
      <p className="plain-page-actions">
        <Button onClick={() => window.location.reload()}>Load again</Button>
        {/* A full load, not a change of page: whatever failed is left behind. */}
        <a href="/">Go to the home page</a>
      </p>
    </main>
  );
}
