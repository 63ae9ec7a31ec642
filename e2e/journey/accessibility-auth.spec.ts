import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScrolling } from '../fixtures/accessibility.ts';
import {
  alertPanel,
  askForRecovery,
  expectProblem,
  submitCode,
  submitNewPassword,
  submitReset,
  submitSignUp,
} from '../fixtures/auth-pages.ts';
import { expect, type People, type Person, submitSignIn, test } from '../fixtures/index.ts';

// Eight looks at a page take their time.
test.describe.configure({ timeout: 180_000 });

/** One state of one page: how to get there, and how to make it show an error. */
interface Case {
  title: string;
  /** Who the visitor is; somebody invented unless said otherwise. */
  meet?(people: People): Promise<Person>;
  open(page: Page, person: Person): Promise<void>;
  fail(page: Page, person: Person): Promise<void>;
}

const goTo = (path: string) => async (page: Page) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

const cases: Case[] = [
  {
    title: 'J050 the sign-in page',
    open: goTo('/signin'),
    fail: async (page, { email }) => {
      await submitSignIn(page, { email, password: 'Wrong-pass-word-1' });
      await expectProblem(page, 'Incorrect username or password.');
    },
  },
  {
    title: 'J102 J109 the sign-up page',
    open: goTo('/signup'),
    fail: async (page, person) => {
      await submitSignUp(page, { ...person, password: 'weak-password-1' });
      await expectProblem(page, 'Please choose another password.');
    },
  },
  {
    title: 'J118 the confirm page',
    open: goTo('/confirm'),
    fail: async (page, { email }) => {
      await page.getByRole('button', { name: 'Resend Activation Code' }).click();
      await expect(alertPanel(page)).toBeFocused();
      await page.getByLabel('Email', { exact: true }).fill(email);
      await submitCode(page, '000000');
      await expect(alertPanel(page)).toHaveCount(2);
    },
  },
  {
    title: 'J128 the first step of a recovery',
    meet: (people) => people.create({ temporary: true }),
    open: goTo('/forgot'),
    fail: async (page, { email }) => {
      await page.getByLabel('Email', { exact: true }).fill(email);
      await page.getByRole('button', { name: 'Send Recovery Code' }).click();
      await expectProblem(page, 'This password cannot be recovered here.');
    },
  },
  {
    title: 'J128 the second step of a recovery',
    open: (page, { email }) => askForRecovery(page, email),
    fail: async (page, { password }) => {
      await submitReset(page, '000000', password);
      await expectProblem(page, 'Invalid verification code provided, please try again.');
      await page.getByRole('button', { name: 'Send Another Code' }).click();
      await expect(page.getByText(/^You can ask again/)).toBeVisible();
    },
  },
  {
    title: 'J084 the new-password page',
    meet: (people) => people.create({ temporary: true }),
    open: async (page, person) => {
      await page.goto('/signin');
      await submitSignIn(page, person);
      await expect(page).toHaveURL('/new-password');
    },
    fail: async (page) => {
      await submitNewPassword(page, 'weak-password-1');
      await expectProblem(page, 'Please choose another password.');
    },
  },
];

/** Checks the page as it is now, in both themes, on a wide screen and on a phone. */
async function expectUsable(page: Page): Promise<void> {
  for (const width of [1512, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScrolling(page);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page);
    }
  }
}

for (const { title, meet, open, fail } of cases) {
  test(`${title} is accessible, in both themes and at both widths, with and without an error`, async ({
    page,
    people,
    network,
    watch,
  }) => {
    watch.expectStatus(400, network.userPoolsUrl);
    const person = (await meet?.(people)) ?? people.invent();
    await open(page, person);
    await expectUsable(page);
    await fail(page, person);
    await expectUsable(page);
  });
}

test('J130 the end of a recovery is accessible, in both themes and at both widths', async ({
  page,
  people,
  mailbox,
}) => {
  const { email, password } = await people.create();
  await askForRecovery(page, email);
  await submitReset(page, await mailbox.code(email), `${password}-new`);
  await expect(page.getByText('Your password has been successfully reset!')).toBeVisible();
  await expectUsable(page);
});

test('errors by field are accessible too', async ({ page }) => {
  await goTo('/signup')(page);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page.getByText('Enter your name.')).toBeVisible();
  await expectUsable(page);
});
