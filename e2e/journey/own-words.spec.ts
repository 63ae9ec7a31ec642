import { AdminCreateUserCommand, UpdateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { askForRecovery, signUp } from '../fixtures/auth-pages.ts';
import { expect, test } from '../fixtures/index.ts';

// This file changes the pool.
test.use({ networkOptions: { purpose: 'a pool with its own words' } });

test.beforeAll(async ({ network: { poolId: UserPoolId, admin } }) => {
  await admin.send(
    new UpdateUserPoolCommand({
      UserPoolId,
      AutoVerifiedAttributes: ['email'],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
      VerificationMessageTemplate: {
        EmailSubject: 'Welcome to Cruddur',
        EmailMessage: '<p>Your number is <b>{####}</b>.</p>',
      },
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: false,
        InviteMessageTemplate: {
          EmailSubject: 'Come to Cruddur',
          EmailMessage: 'Sign in as {username} with {####}, soon.',
        },
      },
    }),
  );
});

test("J122 the pool's own subject and text arrive, for sign-up, recovery and invitation", async ({
  page,
  people,
  network,
  mailbox,
}) => {
  const person = people.invent();
  await signUp(page, person);
  const first = await mailbox.newest(person.email);
  expect(first).toMatchObject({ subject: 'Welcome to Cruddur', text: `Your number is ${first.code}.` });
  expect(first.html).toContain(`<b>${first.code}</b>`);

  const known = await people.create();
  await askForRecovery(page, known.email);
  const second = await mailbox.newest(known.email);
  expect(second).toMatchObject({ subject: 'Welcome to Cruddur', text: `Your number is ${second.code}.` });

  const { email } = people.invent();
  await network.admin.send(new AdminCreateUserCommand({ UserPoolId: network.poolId, Username: email }));
  const third = await mailbox.newest(email);
  expect(third.subject).toBe('Come to Cruddur');
  expect(third.text).toBe(`Sign in as ${email} with ${third.code}, soon.`);
});
