import { Navigate, Outlet, useSearchParams } from 'react-router';
import { safeNextPath } from '../lib/next-path.ts';
import { useSession } from '../lib/session.ts';

/** Around the pages that make no sense once signed in: whoever is goes on to the page asked for. */
export function VisitorsOnly() {
  const session = useSession();
  const [query] = useSearchParams();
  if (session.status === 'visitor') return <Outlet />;
  return <Navigate to={safeNextPath(query.get('next'), window.location.origin)} replace />;
}
