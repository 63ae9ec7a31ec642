import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/index.ts';
import { signIn } from '../fixtures/sign-in.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images');

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', reducedMotion: 'reduce' });

test('the feed of somebody signed in', async ({ page, people }) => {
  const person = await people.create({ person: { name: 'Ann Example', handle: 'ann' } });
  await signIn(page, person);
  await page.goto('/');
  await expect(page.getByRole('article')).toHaveCount(4);
  await take(page, 'home-signed-in');
});

test('signing up, and the mail that follows', async ({ page, people, mailbox, network }) => {
  const person = { ...people.invent(), email: 'ann@example.com' };
  await page.goto('/signup');
  await page.getByLabel('Name', { exact: true }).fill('Ann Example');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Username').fill('ann');
  await page.getByLabel('Password', { exact: true }).fill('Pass-word');
  await take(page, 'sign-up');
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/confirm/);
  await mailbox.newest(person.email);
  await page.goto(network.mailboxUrl);
  await expect(page.getByText('Your verification code').first()).toBeVisible();
  await page.getByText('Your verification code').first().click();
  await expect(page.frameLocator('iframe').getByText('Your confirmation code is')).toBeVisible();
  await take(page, 'mailbox');
});
