import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { useArrival } from './page-state.ts';

interface AccountLinkProps {
  to: '/signin' | '/signup' | '/forgot' | '/confirm';
  /** To fill in there; it goes along in memory rather than in the address. */
  email?: string | undefined;
  className?: string;
  children: ReactNode;
}

/** A link to another account page, which takes the page to go to in the end along. */
export function AccountLink({ to, email, className, children }: AccountLinkProps) {
  const { next } = useArrival();
  return (
    <Link to={accountPath(to, { next })} state={{ email }} className={className}>
      {children}
    </Link>
  );
}
