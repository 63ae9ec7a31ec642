import type { Page } from '@playwright/test';
import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { type Activity, crud, day, hour, letPass, minute, shareClock, writeCrud } from './steps.ts';

// This file moves the servers' clock.
test.use({ networkOptions: { purpose: 'clock' }, timezoneId: 'UTC' });

const home = /\/api\/activities\/home$/;
const now = Date.UTC(2026, 2, 20, 12);

interface Written {
  message: string;
  age?: number;
  timeToLive?: number;
}

function activity({ message, age = hour, timeToLive = day }: Written, index: number): Activity {
  const iso = (time: number) => new Date(time).toISOString().replace('Z', '+00:00');
  const counts = { replies_count: 0, reposts_count: 0, likes_count: 0 };
  const author = { display_name: 'Ann Example', handle: 'ann' };
  const times = { created_at: iso(now - age), expires_at: iso(now + timeToLive) };
  return { uuid: `0000000${index % 10}-${index}`, message, ...author, ...counts, ...times, replies: [] };
}

/** What a time on the page shows to the eye, says to a screen reader, and means. */
async function readTime(page: Page, message: string, which: 'age' | 'timeToLive') {
  const time = crud(page, message)
    .locator('time')
    .nth(which === 'age' ? 0 : 1);
  await expect(time).toBeVisible();
  const [shown, spoken] = [time.locator('[aria-hidden="true"]'), time.locator(':not([aria-hidden])')];
  return {
    shown: await shown.textContent(),
    spoken: await spoken.textContent(),
    means: await time.getAttribute('datetime'),
    title: await time.getAttribute('title'),
  };
}

const march3 = now - Date.UTC(2026, 2, 3, 9);
const march3Of2022 = now - Date.UTC(2022, 2, 3, 9);
const ages: [age: number, shown: string, spoken: string][] = [
  [0, 'now', 'now'],
  [minute - 1, 'now', 'now'],
  [minute, '1m', '1 minute ago'],
  [5 * minute, '5m', '5 minutes ago'],
  [59 * minute, '59m', '59 minutes ago'],
  [60 * minute - 1, '59m', '59 minutes ago'],
  [60 * minute, '1h', '1 hour ago'],
  [2 * hour, '2h', '2 hours ago'],
  [day - 1, '23h', '23 hours ago'],
  [day, '1d', '1 day ago'],
  [3 * day, '3d', '3 days ago'],
  [march3, '3 Mar', '3 March'],
  [march3Of2022, '3 Mar 2022', '3 March 2022'],
];

test('J135 J136 every age is shown, at 60 minutes and 24 hours too, and a date is a day and a month', async ({
  page,
}) => {
  await page.clock.setFixedTime(now);
  const activities = ages.map(([age], index) => activity({ message: `Written ${age} ms ago`, age }, index));
  await page.route(home, (route) => route.fulfill({ json: activities }));
  await page.goto('/');
  for (const [index, [age, shown, spoken]] of ages.entries()) {
    const iso = activities[index]?.created_at;
    const expected = { shown, spoken, means: iso, title: iso };
    expect(await readTime(page, `Written ${age} ms ago`, 'age')).toEqual(expected);
  }
});

const lifetimes: [left: number, shown: string, spoken: string][] = [
  [30 * day, '30d', 'expires in 30 days'],
  [5 * day, '5d', 'expires in 5 days'],
  [day, '1d', 'expires in 1 day'],
  [12 * hour, '12h', 'expires in 12 hours'],
  [hour, '1h', 'expires in 1 hour'],
  [59 * minute, '59m', 'expires in 59 minutes'],
  [minute, '1m', 'expires in 1 minute'],
  [minute - 1, '<1m', 'expires in less than a minute'],
];

test('J137 the time to live is in days, hours or minutes, in words for a screen reader', async ({ page }) => {
  await page.clock.setFixedTime(now);
  const activities = lifetimes.map(([left], index) =>
    activity({ message: `Lives ${left} ms`, timeToLive: left }, index),
  );
  const expired = [0, -1, -day].map((left, index) =>
    activity({ message: `Lives ${left} ms`, timeToLive: left }, 50 + index),
  );
  await page.route(home, (route) => route.fulfill({ json: [...activities, ...expired] }));
  await page.goto('/');
  for (const [index, [left, shown, spoken]] of lifetimes.entries()) {
    const iso = activities[index]?.expires_at;
    const expected = { shown, spoken, means: iso, title: iso };
    expect(await readTime(page, `Lives ${left} ms`, 'timeToLive')).toEqual(expected);
  }
  // What has expired is hidden even when the API still sends it.
  await expect(page.getByRole('article')).toHaveCount(lifetimes.length);
});

test('J135 the times go on while the page is open, and what expires vanishes at that moment', async ({ page }) => {
  await page.clock.install({ time: now });
  const activities = [
    activity({ message: 'Ageing', age: 59 * minute + 30_000 }, 0),
    activity({ message: 'Dying', timeToLive: 110_000 }, 1),
  ];
  await page.route(home, (route) => route.fulfill({ json: activities }));
  await page.goto('/');
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.clock.pauseAt(now + 20_000);
  expect(await readTime(page, 'Ageing', 'age')).toMatchObject({ shown: '59m' });
  expect(await readTime(page, 'Dying', 'timeToLive')).toMatchObject({ shown: '2m' });
  await page.clock.runFor(minute);
  await expect(crud(page, 'Ageing').locator('time').first()).toContainText('1 hour ago');
  await expect(crud(page, 'Dying')).toContainText('expires in less than a minute');
  await page.clock.runFor(29_000);
  await expect(crud(page, 'Dying')).toHaveCount(1);
  await page.clock.runFor(1_000);
  await expect(crud(page, 'Dying')).toHaveCount(0);
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('J135 J137 a real crud ages from now to 1h, and is gone from page and API when it expires', async ({
  page,
  network,
  people,
}) => {
  await shareClock(page, network);
  const person = await people.create();
  await signIn(page, person);
  const message = `For three hours only, by ${person.handle}`;
  await writeCrud(page, message, '3-hours');
  expect(await readTime(page, message, 'age')).toMatchObject({ shown: 'now' });
  expect(await readTime(page, message, 'timeToLive')).toMatchObject({ shown: '3h' });
  await letPass(page, network, hour);
  await expect(crud(page, message)).toContainText('1 hour ago');
  await page.reload();
  expect(await readTime(page, message, 'age')).toMatchObject({ shown: '1h' });
  expect(await readTime(page, message, 'timeToLive')).toMatchObject({ shown: '2h' });

  await letPass(page, network, 2 * hour);
  await expect(crud(page, message)).toHaveCount(0);
  await expect(profileBox(page)).toBeVisible();
  await page.goto(`/@${person.handle}`);
  await expect(page.getByText('Nothing said, or everything forgotten.')).toBeVisible();
});
