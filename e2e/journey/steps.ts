/** What people do in the feeds, and what tests do to them, in the words of the journey. */

import type { TestNetwork } from '@cruddur/stack';
import { expect, type Locator, type Page } from '@playwright/test';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A crud as the API sends it, as far as tests look at it. */
export interface Activity {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  replies_count: number;
  reposts_count: number;
  likes_count: number;
  created_at: string;
  expires_at: string;
  replies: Omit<Activity, 'expires_at' | 'replies'>[];
}

/** The crud with this text, conversation included. */
export function crud(page: Page, message: string): Locator {
  return page.getByRole('article').filter({ has: page.getByText(message, { exact: true }) });
}

/** The dialog to write a crud in, opened by its button. */
export async function openComposer(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Crud', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New crud' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Writes a crud and waits until it is there. Answers with what the API said. */
export async function writeCrud(page: Page, message: string, lifetime?: string): Promise<Activity> {
  const dialog = await openComposer(page);
  await dialog.getByRole('textbox', { name: 'Your crud' }).fill(message);
  if (lifetime) await dialog.getByRole('combobox', { name: 'Disappears after' }).selectOption(lifetime);
  const answered = page.waitForResponse(
    (response) => new URL(response.url()).pathname === '/api/activities' && response.request().method() === 'POST',
  );
  await dialog.getByRole('button', { name: 'Crud', exact: true }).click();
  const response = await answered;
  expect(response.status()).toBe(200);
  await expect(dialog).toBeHidden();
  return response.json();
}

/** Asks the API as any program may, without a browser. */
export async function callApi(
  { apiUrl }: TestNetwork,
  path: string,
  { token, body }: { token?: string | undefined; body?: unknown } = {},
): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  if (body === undefined) return fetch(`${apiUrl}/api${path}`, { headers });
  return fetch(`${apiUrl}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Makes the page's clock show what the servers' clock shows; to be called before the first page. */
export async function shareClock(page: Page, network: TestNetwork): Promise<void> {
  await page.clock.install({ time: network.clock.now() });
}

/** Lets time pass for the servers and for the page. What the page meant to do meanwhile, it does once. */
export async function letPass(page: Page, network: TestNetwork, milliseconds: number): Promise<void> {
  network.clock.advance(milliseconds);
  await page.clock.fastForward(milliseconds);
}
