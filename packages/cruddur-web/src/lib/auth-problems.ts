/** What the visitor was doing when the user pool said no. */
export type AuthAction = 'sign-in' | 'sign-up' | 'confirm' | 'resend' | 'recover' | 'reset' | 'new-password';

/** A link that leads out of the trouble. */
export interface WayOut {
  label: string;
  path: '/signin' | '/signup' | '/forgot' | '/confirm';
}

/** A failure in plain words. */
export interface AuthProblem {
  text: string;
  detail?: string | undefined;
  fields?: Readonly<Record<string, string>> | undefined;
  wayOut?: WayOut | undefined;
}

interface Wording extends AuthProblem {
  /**
   * Where the service's own sentence helps: beside ours, as it says which rule or which attribute; or instead of ours,
   * as one name stands for several refusals and nothing else tells them apart.
   */
  quotesService?: 'beside' | 'instead';
}

type Wordings = Partial<Record<AuthAction | 'anywhere', Wording>>;

const toSignIn: WayOut = { label: 'Sign in', path: '/signin' };
const toRecovery: WayOut = { label: 'Recover your password', path: '/forgot' };
const toConfirmation: WayOut = { label: 'Confirm your email', path: '/confirm' };

const tooMany: Wordings = {
  anywhere: { text: 'Too many attempts. Please wait a while, then try again.' },
};

const wrongCredentials: Wording = {
  text: 'Incorrect username or password.',
  // The way out stands below the panel.
  detail: 'After several wrong passwords in a row, sign-in pauses for a while.',
};

const wrongCode: Wording = {
  text: 'Invalid verification code provided, please try again.',
  fields: { code: 'Not accepted.' },
};

const cannotRecover: Wording = {
  text: 'This password cannot be recovered here. Please ask whoever runs this site.',
};

/**
 * Sentences by the error's name, never by its English text. One name can mean different things to different actions;
 * `anywhere` is for the actions not listed.
 */
const wordings: Readonly<Record<string, Wordings>> = {
  NotAuthorizedException: {
    // Also an account that rests after too many guesses, one that was disabled, a temporary password that is too old.
    'sign-in': { ...wrongCredentials, quotesService: 'instead' },
    'sign-up': { text: 'Nobody can sign up here at the moment.', wayOut: toSignIn },
    confirm: { text: 'This account is confirmed already, so you can sign in.', wayOut: toSignIn },
    recover: cannotRecover,
    reset: cannotRecover,
    'new-password': { text: 'This took too long. Sign in once more with your temporary password.', wayOut: toSignIn },
    anywhere: { text: 'You are not allowed to do this.', wayOut: toSignIn },
  },
  UserNotFoundException: {
    'sign-in': wrongCredentials,
    'new-password': wrongCredentials,
    reset: wrongCode,
    anywhere: { text: 'Email is invalid or cannot be found.' },
  },
  UserNotConfirmedException: {
    anywhere: { text: 'This account is not confirmed yet.', wayOut: toConfirmation },
  },
  PasswordResetRequiredException: {
    anywhere: { text: 'You have to choose a new password first.', wayOut: toRecovery },
  },
  UsernameExistsException: {
    anywhere: { text: 'An account with the given email already exists.', wayOut: toSignIn },
  },
  AliasExistsException: {
    anywhere: { text: 'Another account uses this email already.', wayOut: toSignIn },
  },
  InvalidPasswordException: {
    anywhere: {
      text: 'Please choose another password.',
      quotesService: 'beside',
      fields: { password: 'Not accepted.' },
    },
  },
  PasswordHistoryPolicyViolationException: {
    anywhere: { text: 'You have used this password before. Please choose another one.' },
  },
  InvalidParameterException: {
    resend: { text: 'A code cannot be sent: this account may be confirmed already.', wayOut: toSignIn },
    recover: {
      text: 'A code cannot be sent: this account has no confirmed email yet.',
      wayOut: toConfirmation,
    },
    anywhere: { text: 'Something in this form was not accepted.', quotesService: 'beside' },
  },
  CodeMismatchException: { anywhere: wrongCode },
  ExpiredCodeException: {
    anywhere: { text: 'Invalid code provided, please request a code again.', fields: { code: 'No longer good.' } },
  },
  CodeDeliveryFailureException: {
    anywhere: { text: 'The email could not be sent. Check the address, then try again.' },
  },
  LimitExceededException: tooMany,
  TooManyFailedAttemptsException: tooMany,
  TooManyRequestsException: {
    anywhere: { text: 'The service is busy. Please try again in a moment.' },
  },
  ResourceNotFoundException: {
    anywhere: { text: 'This site is set up for a user pool that no longer exists. Please tell whoever runs it.' },
  },
  NetworkError: {
    anywhere: { text: 'The sign-in service cannot be reached. Check your connection, then try again.' },
  },
  // Amplify's own names, for a challenge that is no longer there and for a tab that another tab has signed in.
  SignInException: {
    anywhere: { text: 'This took too long. Sign in once more with your temporary password.', wayOut: toSignIn },
  },
  UserAlreadyAuthenticatedException: {
    anywhere: { text: 'You are signed in already, perhaps in another tab. Reload this page.' },
  },
};

const unknown: Wording = { text: 'Something went wrong. Please try again.' };

/** Says in plain words why the user pool refused an action, and what to do next. */
export function explainAuthError(error: unknown, action: AuthAction): AuthProblem {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  const byAction = Object.hasOwn(wordings, name) ? wordings[name] : undefined;
  const { quotesService, ...problem } = byAction?.[action] ?? byAction?.anywhere ?? unknown;
  if (!quotesService || !message) return problem;
  return quotesService === 'instead' ? { ...problem, text: message } : { ...problem, detail: message };
}
