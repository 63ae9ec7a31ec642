import type { Locator, Page } from '@playwright/test';
import { expect, profileBox, signIn, submitSignIn, test } from '../fixtures/index.ts';
import { readTokens } from '../fixtures/stored-tokens.ts';
import { callApi, crud, hour, letPass, shareClock, writeCrud } from './steps.ts';

// One test lets a crud expire.
test.use({ networkOptions: { purpose: 'clock' } });

test.beforeEach(({ page, network }) => shareClock(page, network));

/** Presses the reply button of a crud, or of a reply inside it, and waits for the dialog. */
async function openReply(page: Page, post: Locator): Promise<Locator> {
  await post
    .getByRole('button', { name: /^Reply to / })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Reply' });
  await expect(dialog.getByRole('textbox', { name: 'Your reply' })).toBeFocused();
  return dialog;
}

async function reply(page: Page, post: Locator, message: string): Promise<void> {
  const dialog = await openReply(page, post);
  await page.keyboard.type(message);
  await dialog.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The reply with this text, without the replies around it. */
function replyItem(page: Page, message: string): Locator {
  return page.getByRole('listitem').filter({ has: page.locator(':scope > .crud-message', { hasText: message }) });
}

test('a crud is answered, and so is the answer; each stands under what it answers', async ({ page, people }) => {
  const person = await people.create();
  await signIn(page, person);
  const topic = `A topic of ${person.handle}`;
  const post = crud(page, topic);
  await writeCrud(page, topic);
  const dialog = await openReply(page, post);
  await expect(dialog.getByText(topic)).toBeVisible();
  await expect(dialog.getByText('240', { exact: true })).toBeVisible();
  await expect(dialog.getByPlaceholder('what is your reply?')).toBeVisible();
  await page.keyboard.type('The answer');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await reply(page, replyItem(page, 'The answer'), 'The answer to the answer');
  await reply(page, replyItem(page, 'The answer to the answer'), 'And one more');
  await reply(page, post, 'Another answer');

  for (const isReloaded of [false, true]) {
    if (isReloaded) await page.reload();
    await expect(post.getByRole('button', { name: `Reply to ${person.name} 2 replies` }).first()).toBeVisible();
    await expect(post.locator('> .crud-replies > li > .crud-message')).toHaveText(['The answer', 'Another answer']);
    const nested = replyItem(page, 'The answer').first().locator('> .crud-replies > li');
    await expect(nested.locator('> .crud-message')).toHaveText('The answer to the answer');
    await expect(nested.locator('> .crud-replies > li > .crud-message')).toHaveText('And one more');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('article').filter({ hasText: 'The answer' })).toHaveCount(1);
  }
});

test('a begun reply belongs to the crud it answers', async ({ page, people }) => {
  const person = await people.create();
  await signIn(page, person);
  const [one, other] = [`One of ${person.handle}`, `Other of ${person.handle}`];
  await writeCrud(page, one);
  await writeCrud(page, other);
  const opener = crud(page, one).getByRole('button', { name: /^Reply to / });
  const dialog = await openReply(page, crud(page, one));
  await page.keyboard.type('Half a sen');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await openReply(page, crud(page, other));
  await expect(dialog.getByRole('textbox')).toHaveValue('');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await openReply(page, crud(page, one));
  await expect(dialog.getByRole('textbox')).toHaveValue('Half a sen');
  await page.keyboard.type('tence');
  await page.keyboard.press('Control+Enter');
  await expect(replyItem(page, 'Half a sentence')).toBeVisible();
});

test('a reply too long is not sent, and the API has the same limit', async ({ page, people, network }) => {
  const person = await people.create();
  await signIn(page, person);
  const { uuid, message } = await writeCrud(page, `A limit of ${person.handle}`);
  const dialog = await openReply(page, crud(page, message));
  await dialog.getByRole('textbox').fill('x'.repeat(241));
  await expect(dialog.getByRole('button', { name: 'Reply', exact: true })).toBeDisabled();
  const { accessToken: token } = await readTokens(page);
  const send = (text: string) => callApi(network, `/activities/${uuid}/reply`, { token, body: { message: text } });
  expect((await send('x'.repeat(240))).status).toBe(200);
  const refused = await send('x'.repeat(241));
  expect([refused.status, await refused.json()]).toEqual([422, ['message_exceed_max_chars']]);
  // Nor can a reply name another author.
  const forged = await callApi(network, `/activities/${uuid}/reply`, {
    token,
    body: { message: 'Mine', handle: 'cruddur', user_handle: 'cruddur' },
  });
  expect(await forged.json()).toMatchObject({ handle: person.handle });
});

test('a visitor who wants to reply signs in first, and comes back to the same page', async ({ page, people }) => {
  const person = await people.create();
  await page.goto('/@tilde');
  await page
    .getByRole('link', { name: /^Reply to Tilda Quist/ })
    .first()
    .click();
  await expect(page).toHaveURL(`/signin?next=${encodeURIComponent('/@tilde')}`);
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/@tilde');
  await expect(page.getByRole('button', { name: /^Reply to Tilda Quist/ }).first()).toBeVisible();
});

test('J159 replies to the crud for those signed in stay among them', async ({ page, people, browser, watch }) => {
  const person = await people.create();
  await signIn(page, person);
  const message = `Thank you from ${person.handle}`;
  await reply(page, page.getByRole('article').filter({ hasText: '@cruddur' }).first(), message);
  await expect(replyItem(page, message)).toBeVisible();
  const visitor = await browser.newPage();
  watch.add(visitor.context());
  await visitor.goto(page.url());
  await expect(visitor.getByRole('article').first()).toBeVisible();
  await expect(visitor.getByText(message)).toHaveCount(0);
  await expect(visitor.getByText('@cruddur')).toHaveCount(0);
  await visitor.close();
});

test('the crud vanishes while it is answered: the dialog says so and keeps the text', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create();
  await signIn(page, person);
  const { message } = await writeCrud(page, `Short-lived, by ${person.handle}`, '1-hour');
  const dialog = await openReply(page, crud(page, message));
  await page.keyboard.type('Too late');
  // The page's clock goes slow: it knows neither that the crud is gone nor that its token is. A new token settles that.
  watch.expectStatus(401, /\/reply$/);
  watch.expectStatus(404, /\/reply$/);
  network.clock.advance(hour + 1);
  await dialog.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('The crud you answer has vanished.');
  await expect(dialog.getByRole('textbox')).toHaveValue('Too late');
  await letPass(page, network, hour);
  await expect(crud(page, message)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(profileBox(page)).toBeVisible();
});
