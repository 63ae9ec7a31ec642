import { randomBytes } from 'node:crypto';
import {
  InitiateAuthCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestNetwork } from '@cruddur/stack';
import { alertPanel, askForRecovery, expectProblem, submitReset } from '../fixtures/auth-pages.ts';
import { expect, profileBox, submitSignIn, test } from '../fixtures/index.ts';
import { letPass, shareClock } from './steps.ts';

// This file moves the servers' clock.
test.use({ networkOptions: { purpose: 'lockout' } });

const second = 1_000;

test.beforeEach(({ watch, network }) => watch.expectStatus(400, network.userPoolsUrl));

/** A time as SRP writes it: "Tue Nov 4 09:05:07 UTC 2025". */
function timestamp(time: number): string {
  const [weekday, date, month, year, clock] = new Date(time).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(date)} ${clock} UTC ${year}`;
}

/** Guesses a password wrongly, as a program does that cannot even compute the proof. */
async function guess({ admin, clientId: ClientId, clock }: TestNetwork, USERNAME: string): Promise<void> {
  const SRP_A = randomBytes(383).toString('hex');
  const opened = await admin.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME, SRP_A } }),
  );
  const ChallengeResponses = {
    USERNAME: opened.ChallengeParameters?.USERNAME ?? '',
    PASSWORD_CLAIM_SECRET_BLOCK: opened.ChallengeParameters?.SECRET_BLOCK ?? '',
    PASSWORD_CLAIM_SIGNATURE: randomBytes(32).toString('base64'),
    TIMESTAMP: timestamp(clock.now()),
  };
  const answer = new RespondToAuthChallengeCommand({
    ClientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses,
  });
  const refusal = await admin.send(answer).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(NotAuthorizedException);
  expect(String(refusal)).toContain('Incorrect username or password.');
}

/** Twelve wrong guesses, each as soon as the lock before it ends: the last locks for 2 min 8 s. */
async function lockOut(network: TestNetwork, ...emails: string[]): Promise<void> {
  for (let failures = 1; failures <= 12; failures += 1) {
    for (const email of emails) await guess(network, email);
    if (failures >= 5 && failures < 12) network.clock.advance(2 ** (failures - 5) * second);
  }
}

test('J054 J056 an account under attack rests: the page says so, for known and unknown users, then lets in', async ({
  page,
  people,
  network,
}) => {
  const known = await people.create();
  const unknown = people.invent();
  await lockOut(network, known.email, unknown.email);
  await shareClock(page, network);
  const panels: string[] = [];
  for (const person of [known, unknown]) {
    await page.goto('/signin');
    // The right password does not help now.
    await submitSignIn(page, person);
    await expectProblem(page, 'Password attempts exceeded');
    await expect(alertPanel(page)).toContainText('sign-in pauses for a while');
    panels.push(await alertPanel(page).innerText());
  }
  expect(panels[0]).toBe(panels[1]);
  await letPass(page, network, 128 * second);
  await page.goto('/signin');
  await submitSignIn(page, known);
  await expect(profileBox(page)).toContainText(known.name);
});

test('J131 a new password by mail ends the rest at once', async ({ page, people, network, mailbox }) => {
  const person = await people.create();
  const password = `${person.password}-new`;
  await lockOut(network, person.email);
  await shareClock(page, network);
  await askForRecovery(page, person.email);
  await submitReset(page, await mailbox.code(person.email), password);
  await page.getByRole('link', { name: 'Proceed to Signin' }).click();
  await submitSignIn(page, { ...person, password });
  await expect(profileBox(page)).toContainText(person.name);
});
