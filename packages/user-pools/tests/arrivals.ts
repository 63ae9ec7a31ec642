/** What the tests of sign-up's Session share: people who sign up, confirm, and are signed in by it. */
import { ConfirmSignUpCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type ChoiceParty, choose } from './choice.ts';
import { freshEmail, password } from './sign-in.ts';

/** Signs up. */
export async function join({ server, clientId }: ChoiceParty) {
  const email = freshEmail();
  const { UserSub: sub = '', Session } = await server.anonymous.send(
    new SignUpCommand({ ClientId: clientId, Username: email, Password: password }),
  );
  const code = (await server.mail(email))[0]?.code ?? '';
  return { email, sub, code, Session };
}

export function confirm(
  { server, clientId }: ChoiceParty,
  Username: string,
  ConfirmationCode: string,
  Session?: string,
) {
  return server.anonymous.send(new ConfirmSignUpCommand({ ClientId: clientId, Username, ConfirmationCode, Session }));
}

/** Signs up and confirms. */
export async function arrive(by: ChoiceParty): Promise<{ email: string; sub: string; session: string }> {
  const { email, sub, code } = await join(by);
  const { Session = '' } = await confirm(by, email, code);
  return { email, sub, session: Session };
}

/** Signs in with a session instead of a password. */
export function enter(by: ChoiceParty, USERNAME: string, session: string) {
  return choose(by, { USERNAME }, session);
}
