import { useLocation, useSearchParams } from 'react-router';
import { safeNextPath } from '../../lib/next-path.ts';

/** News that one account page hands to the next. */
export type ArrivalNotice = 'session-expired' | 'confirmed' | 'code-sent' | 'not-confirmed' | 'reset-required';

/** What an account page finds when it opens. */
export interface Arrival {
  /** To fill in; from ?email= or from the page before. */
  email: string;
  /** The page to go to in the end. */
  next: string;
  notice: ArrivalNotice | undefined;
  /** Attributes the pool still wants when a temporary password is replaced. */
  missingAttributes: readonly string[];
}

/** Reads the address and the state that the page before left for this one. */
export function useArrival(): Arrival {
  const [query] = useSearchParams();
  const { state } = useLocation() as { state: Partial<Arrival> | null };
  return {
    email: query.get('email') ?? state?.email ?? '',
    next: safeNextPath(query.get('next'), window.location.origin),
    notice: state?.notice,
    missingAttributes: state?.missingAttributes ?? [],
  };
}
