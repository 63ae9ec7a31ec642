import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures/index.ts';
import { writeCrud } from './steps.ts';

// Servers of its own: the more is written by other tests, the more links there are.
test.use({ networkOptions: { purpose: 'links' } });

/** The addresses that the page's links lead to, without the part that names a place on the page. */
async function readLinks(page: Page): Promise<string[]> {
  const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return links.map((href) => {
    const { origin, pathname, search } = new URL(href, page.url());
    return `${origin === new URL(page.url()).origin ? '' : origin}${pathname}${search}`;
  });
}

/** Follows every link from `start` on, and every link found there. */
async function crawl(page: Page, start: string): Promise<Map<string, string>> {
  const headings = new Map<string, string>();
  const waiting = [start];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (headings.has(address)) continue;
    expect(address, 'no link leads to another site').toMatch(/^\/(?!\/)/);
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(200);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading, address).toHaveCount(1);
    await expect(page.getByText('Loading cruds')).toHaveCount(0);
    headings.set(address, (await heading.textContent()) ?? '');
    await expect(page.getByText('Nobody has this handle.'), address).toHaveCount(0);
    await expect(page.getByRole('alert'), address).toHaveCount(0);
    await expect(page.locator('a[target], a[href^="#"]:not(.skip-link), a:not([href]), a[href=""]')).toHaveCount(0);
    waiting.push(...(await readLinks(page)));
  }
  return headings;
}

test('no link of a visitor leads nowhere', async ({ page }) => {
  test.slow();
  const headings = await crawl(page, '/');
  expect([...headings.keys()].sort()).toEqual(
    expect.arrayContaining([
      '/',
      '/@marlowfinch',
      '/@tilde',
      '/about',
      '/forgot',
      '/privacy',
      '/signin',
      '/signup',
      '/terms',
    ]),
  );
  expect(headings.size).toBeGreaterThan(10);
  for (const [address, heading] of headings) expect(heading, address).not.toMatch(/not found|broke|not set up/i);
});

test('no link of somebody signed in leads nowhere', async ({ page, people }) => {
  test.slow();
  const person = await people.create();
  await signIn(page, person);
  await writeCrud(page, `Crawled, ${person.handle}`);
  const headings = await crawl(page, '/');
  const expected = ['/', '/@cruddur', `/@${person.handle}`, '/about', '/privacy', '/terms'];
  expect([...headings.keys()]).toEqual(expect.arrayContaining(expected));
  for (const [address, heading] of headings) expect(heading, address).not.toMatch(/not found|broke|not set up/i);
});

test('the pages beside the crawl have one heading, a title of their own and a way on', async ({ page }) => {
  const titles = new Set<string>();
  for (const address of [
    '/',
    '/signin',
    '/signup',
    '/confirm',
    '/forgot',
    '/about',
    '/terms',
    '/privacy',
    '/@tilde',
    '/none',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1);
    await expect(page.getByRole('main'), address).toHaveCount(1);
    await expect(page.locator('a[href="/"]').first(), address).toBeVisible();
    titles.add(await page.title());
  }
  expect(titles.size).toBe(10);
});
