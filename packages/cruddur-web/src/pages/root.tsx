import { Notices } from '@cruddur/ui';
import { useEffect } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { accountPath } from '../lib/next-path.ts';
import { acknowledgeExpiry, useSession } from '../lib/session.ts';

/** Leads those whose session has ended to sign-in, and from there back to where they were. */
function useExpiryRedirect(): void {
  const session = useSession();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const hasExpired = session.status === 'visitor' && session.hasExpired;
  useEffect(() => {
    if (!hasExpired) return;
    acknowledgeExpiry();
    const target = accountPath('/signin', { next: `${pathname}${search}` });
    void navigate(target, { state: { notice: 'session-expired' } });
  }, [hasExpired, navigate, pathname, search]);
}

/** Around every page. */
export function Root() {
  useExpiryRedirect();
  return (
    <Notices>
      <Outlet />
      <ScrollRestoration />
    </Notices>
  );
}
