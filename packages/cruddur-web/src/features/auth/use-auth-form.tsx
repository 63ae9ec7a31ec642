import { type Problem, type Submission, useSubmission } from '@cruddur/ui';
import { Link } from 'react-router';
import { type AuthAction, type AuthProblem, explainAuthError } from '../../lib/auth-problems.ts';

/** A problem as the form frame shows it; the way out takes the typed address along, in memory rather than in a link. */
export function toProblem({ wayOut, ...problem }: AuthProblem, email = ''): Problem {
  if (!wayOut) return problem;
  const link = (
    <Link to={wayOut.path} state={{ email }}>
      {wayOut.label}
    </Link>
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
