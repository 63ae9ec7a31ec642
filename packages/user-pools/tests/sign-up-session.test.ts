/** The Session of SignUp and ConfirmSignUp: who is given one, and what ConfirmSignUp does with it. */
import { ResendConfirmationCodeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrive, confirm, enter, join } from './arrivals.ts';
import { type ChoiceParty, createChoiceParty, sessionInvalid } from './choice.ts';
import { expired, mismatch, otherThan } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { freshEmail, notAuthorized, refusal } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let party: ChoiceParty;
let plain: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
  plain = await createChoiceParty(server, { poolId: party.poolId, ExplicitAuthFlows: undefined });
});
afterAll(() => server?.close());

describe('what is handed out', () => {
  test('a session by SignUp and one by ConfirmSignUp, where the client signs in by choice', async () => {
    const { email, code, Session } = await join(party);
    expect(Session).toMatch(/^.{20,}$/);
    const confirmed = await confirm(party, email, code);
    expect(confirmed.Session).toMatch(/^.{20,}$/);
    expect(confirmed.Session).not.toBe(Session);
  });

  test('none by other clients, and none with a code that is sent again', async () => {
    const { email, code, Session } = await join(plain);
    expect(Session).toBeUndefined();
    expect((await confirm(plain, email, code)).Session).toBeUndefined();
    const resend = new ResendConfirmationCodeCommand({ ClientId: party.clientId, Username: (await join(party)).email });
    expect(await server.anonymous.send(resend)).not.toHaveProperty('Session');
  });

  test('none for a wrong code, nor for a second confirmation', async () => {
    const { email, code } = await join(party);
    const wrong = { name: 'CodeMismatchException', message: mismatch };
    expect(await refusal(confirm(party, email, otherThan(code)))).toEqual(wrong);
    await confirm(party, email, code);
    expect(await refusal(confirm(party, email, code))).toEqual(
      notAuthorized('User cannot be confirmed. Current status is CONFIRMED'),
    );
  });

  test('one, when many bring the code at once', async () => {
    const { email, code } = await join(party);
    const answers = await together(
      server,
      Array.from({ length: 6 }, () => () => confirm(party, email, code)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('ConfirmSignUp given the session of SignUp', () => {
  test('goes on as without, however long the mail took', async () => {
    const [prompt, slow] = [await join(party), await join(party)];
    expect((await confirm(party, prompt.email, prompt.code, prompt.Session)).Session).toBeDefined();
    server.clock.advance(60 * 60_000);
    const { Session = '' } = await confirm(party, slow.email, slow.code, slow.Session);
    expect((await enter(party, slow.email, Session)).AuthenticationResult).toBeDefined();
  });

  test('refuses another’s, and keeps the code', async () => {
    const [mine, theirs] = [await join(party), await join(party)];
    const arrived = await arrive(party);
    for (const session of [theirs.Session, arrived.session, 'x'.repeat(40)]) {
      expect(await refusal(confirm(party, mine.email, mine.code, session))).toEqual(sessionInvalid);
    }
    expect((await confirm(party, mine.email, mine.code)).Session).toBeDefined();
    expect(await refusal(confirm(party, freshEmail(), mine.code, mine.Session))).toEqual(sessionInvalid);
    expect(await refusal(confirm(party, freshEmail(), mine.code))).toEqual({
      name: 'ExpiredCodeException',
      message: expired,
    });
  });
});
