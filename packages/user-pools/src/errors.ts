/** Every exception this server answers with, in one place: its AWS name and its exact wording. */
import { edgeErrors } from './errors/edge-errors.ts';
import { poolErrors } from './errors/pool-errors.ts';
import { signInErrors } from './errors/sign-in-errors.ts';
import { userErrors } from './errors/user-errors.ts';

export { CognitoError, type ErrorName } from './errors/cognito-error.ts';

/** The wordings, by situation. A text not attested anywhere is marked [U] and may change. */
export const errors = { ...edgeErrors, ...poolErrors, ...signInErrors, ...userErrors } as const;
