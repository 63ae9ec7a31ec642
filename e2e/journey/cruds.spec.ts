import { expect, signIn, test } from '../fixtures/index.ts';
import { readTokens } from '../fixtures/stored-tokens.ts';
import { callApi, crud, day, hour, openComposer, writeCrud } from './steps.ts';

test.beforeEach(async ({ page, people }) => {
  await signIn(page, await people.create());
});

test('the crud dialog is modal, starts in its text, and keeps the draft however it is closed', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Crud', exact: true });
  const dialog = page.getByRole('dialog', { name: 'New crud' });
  const text = dialog.getByRole('textbox', { name: 'Your crud' });
  const ways: [string, () => Promise<void>][] = [
    ['Escape', () => page.keyboard.press('Escape')],
    ['Cancel', () => dialog.getByRole('button', { name: 'Cancel' }).click()],
    ['Close', () => dialog.getByRole('button', { name: 'Close' }).click()],
    ['a press outside', () => page.mouse.click(8, 400)],
  ];
  let draft = '';
  for (const [way, close] of ways) {
    await opener.click();
    await expect(text).toBeFocused();
    await expect(text).toHaveValue(draft);
    await expect(text).toHaveAttribute('placeholder', 'what would you like to say?');
    // What is behind a modal dialog can neither be reached nor heard.
    await expect(page.locator('#root')).toHaveJSProperty('inert', true);
    await page.keyboard.type(`closed by ${way}; `);
    draft += `closed by ${way}; `;
    await close();
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
  await expect(page.getByText('closed by Escape')).toHaveCount(0);
});

test('the keyboard stays in the dialog', async ({ page }) => {
  const dialog = await openComposer(page);
  for (const key of [...Array(8).fill('Tab'), ...Array(8).fill('Shift+Tab')]) {
    await page.keyboard.press(key);
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
});

test('Ctrl+Enter sends a crud, which comes on top of the feed and is there for everybody', async ({
  page,
  browser,
  watch,
}) => {
  const message = `Sent by keyboard ${Date.now()}`;
  const dialog = await openComposer(page);
  await page.keyboard.type(message);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('article').first()).toContainText(message);
  await page.reload();
  await expect(crud(page, message)).toHaveCount(1);
  // Sent, the draft is gone.
  await openComposer(page);
  await expect(page.getByRole('textbox', { name: 'Your crud' })).toHaveValue('');

  const visitor = await browser.newPage();
  watch.add(visitor.context());
  await visitor.goto(page.url());
  await expect(visitor.getByRole('article').first()).toContainText(message);
  await visitor.close();
});

test('impatience sends a crud only once', async ({ page }) => {
  const message = `Once ${Date.now()}`;
  await openComposer(page);
  await page.keyboard.type(message);
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await expect(crud(page, message)).toHaveCount(1);
  await page.reload();
  await expect(crud(page, message)).toHaveCount(1);
});

test('an empty or too long crud cannot be sent; the counter says what is left', async ({ page }) => {
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  const dialog = await openComposer(page);
  const text = dialog.getByRole('textbox', { name: 'Your crud' });
  const send = dialog.getByRole('button', { name: 'Crud', exact: true });
  const counter = dialog.locator('.character-counter');
  // A smiley is one character, though it takes two units of UTF-16.
  const steps: [written: string, left: string, spoken: string, isGood: boolean][] = [
    ['', '240', '', false],
    ['  \n ', '240', '', false],
    ['x'.repeat(219), '21', '', true],
    ['x'.repeat(220), '20', '20 characters left', true],
    ['😀'.repeat(239), '1', '1 character left', true],
    ['😀'.repeat(240), '0', '0 characters left', true],
    ['x'.repeat(241), '-1', '1 character too many', false],
    ['x'.repeat(250), '-10', '10 characters too many', false],
  ];
  for (const [written, left, spoken, isGood] of steps) {
    await text.fill(written);
    await expect(counter.locator('[aria-hidden]')).toHaveText(left);
    await expect(counter.getByRole('status')).toHaveText(spoken);
    await expect(send).toBeEnabled({ enabled: isGood });
    await expect(counter).toHaveAttribute('data-over', String(Number(left) < 0));
    if (isGood) continue;
    await send.click({ force: true });
    await text.press('Control+Enter');
  }
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(counter).toHaveCSS('color', 'rgb(255, 138, 138)');
  await expect(dialog).toBeVisible();
  expect(posts).toEqual([]);
});

test('the API has the same limit', async ({ page, network }) => {
  const { accessToken: token } = await readTokens(page);
  const send = (message: string) => callApi(network, '/activities', { token, body: { message, ttl: '1-hour' } });
  const accepted = await send('😀'.repeat(240));
  expect(accepted.status).toBe(200);
  const refused = await Promise.all(['x'.repeat(241), '', ' \n '].map(send));
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
  expect(await Promise.all(refused.map((answer) => answer.json()))).toEqual([
    ['message_exceed_max_chars'],
    ['message_blank'],
    ['message_blank'],
  ]);
});

test('when the API does not take a crud, the dialog says so and the text is kept', async ({ page, watch }) => {
  const posting = /\/api\/activities$/;
  watch.expectStatus(500, posting);
  watch.expectStatus(422, posting);
  watch.expectNoAnswer(posting);
  const message = `Not lost ${Date.now()}`;
  const dialog = await openComposer(page);
  await page.keyboard.type(message);
  const send = dialog.getByRole('button', { name: 'Crud', exact: true });
  const faults = [
    [{ status: 500, json: { code: 'internal_error' } }, 'The server has a problem. Please try again.'],
    [{ status: 422, json: ['message_exceed_max_chars'] }, 'This is too long.'],
    [undefined, 'The server cannot be reached. Check your connection, then try again.'],
  ] as const;
  for (const [answer, sentence] of faults) {
    await page.route(posting, (route) => (answer ? route.fulfill(answer) : route.abort()));
    await send.click();
    await expect(dialog.getByRole('alert')).toContainText(sentence);
    await expect(dialog.getByRole('alert')).toBeFocused();
    await expect(dialog.getByRole('textbox', { name: 'Your crud' })).toHaveValue(message);
    await page.unroute(posting);
  }
  await send.click();
  await expect(dialog).toBeHidden();
  await expect(crud(page, message)).toBeVisible();
});

test('a crud lives as long as its author chooses', async ({ page }) => {
  const lifetimes: [name: string, milliseconds: number, shown: string][] = [
    ['30 days', 30 * day, '30d'],
    ['7 days', 7 * day, '7d'],
    ['3 days', 3 * day, '3d'],
    ['1 day', day, '1d'],
    ['12 hours', 12 * hour, '12h'],
    ['3 hours', 3 * hour, '3h'],
    ['1 hour', hour, '1h'],
  ];
  const choice = (await openComposer(page)).getByRole('combobox', { name: 'Disappears after' });
  await expect(choice.getByRole('option')).toHaveText(lifetimes.map(([name]) => name));
  await expect(choice).toHaveValue('7-days');
  await page.keyboard.press('Escape');
  await expect(choice).toBeHidden();
  for (const [name, milliseconds, shown] of lifetimes) {
    const message = `For ${name} from ${Date.now()}`;
    const { created_at, expires_at } = await writeCrud(page, message, name);
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(milliseconds);
    await expect(crud(page, message).locator('.crud-lifetime time [aria-hidden]')).toHaveText(shown);
  }
});

test('markup in a crud is only text, and its lines stay lines', async ({ page }) => {
  const marker = `m${Date.now()}`;
  const message = `<img src=x onerror="document.title='${marker}'"><b>${marker}</b>\nsecond line`;
  await writeCrud(page, message);
  const shown = page.getByRole('article').first().locator('.crud-message');
  expect(await shown.textContent()).toBe(message);
  await expect(shown).toHaveCSS('white-space', /pre/);
  await expect(shown.locator('*')).toHaveCount(0);
  await expect(page).toHaveTitle('Cruddur');
});

test('the author of a crud is whose token it is, whatever the body says', async ({ page, network }) => {
  const { accessToken: token } = await readTokens(page);
  const me = await (await callApi(network, '/users/me', { token })).json();
  const forged = { handle: 'cruddur', user_handle: 'cruddur', display_name: 'Cruddur', author_uuid: 'x', sub: 'x' };
  const body = { message: `Mine ${Date.now()}`, ttl: '1-hour', ...forged };
  const answer = await callApi(network, '/activities', { token, body });
  expect(await answer.json()).toMatchObject({ handle: me.handle, display_name: me.display_name });
  await page.reload();
  await expect(crud(page, body.message)).toContainText(`@${me.handle}`);
});
