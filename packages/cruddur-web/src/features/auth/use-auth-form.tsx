import { type Problem, type Submission, useSubmission } from '@cruddur/ui';
import { type AuthAction, type AuthProblem, explainAuthError } from '../../lib/auth-problems.ts';
import { AccountLink } from './account-link.tsx';

/** A problem as the form frame shows it; the way out takes the typed address along. */
export function toProblem({ wayOut, ...problem }: AuthProblem, email = ''): Problem {
  if (!wayOut) return problem;
  const link = (
    <AccountLink to={wayOut.path} email={email}>
      {wayOut.label}
    </AccountLink>
  );
  return { ...problem, wayOut: link };
}

/** A form that asks the user pool for something: what the pool throws is shown in plain words. */
export function useAuthForm(action: AuthAction, send: (fields: FormData) => Promise<Problem | undefined>): Submission {
  return useSubmission(async (fields) => {
    try {
      return await send(fields);
    } catch (error) {
      return toProblem(explainAuthError(error, action), fields.get('email')?.toString());
    }
  });
}
