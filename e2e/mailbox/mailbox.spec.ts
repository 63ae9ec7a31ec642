import { AdminCreateUserCommand, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import AxeBuilder from '@axe-core/playwright';
import type { TestNetwork } from '@cruddur/stack';
import { expect, type Page } from '@playwright/test';
import { test } from '../fixtures/index.ts';

// A trace puts a script into every frame, which the frame of a mail refuses with a line in the console.
test.use({ trace: 'off' });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
}

test('J134 a new mail appears by itself; its code is copied, its body shown, its address searched', async ({
  page,
  context,
  network,
  people,
  mailbox,
}) => {
  const { email } = people.invent();
  await page.goto(`${network.mailboxUrl}/?to=${encodeURIComponent(email)}`);
  await expect(page.getByRole('heading', { name: 'Nothing sent to this address' })).toBeVisible();

  await network.admin.send(new AdminCreateUserCommand({ UserPoolId: network.poolId, Username: email }));
  const { subject, text } = await mailbox.newest(email);
  const code = await mailbox.code(email);
  await expect(page.getByRole('listitem')).toHaveCount(1);

  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: network.mailboxUrl });
  const copy = page.getByRole('button', { name: `Copy the temporary password ${code}` });
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(copy).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);

  await page.getByRole('link', { name: subject }).click();
  await expect(page.getByRole('heading', { level: 2, name: subject })).toBeVisible();
  await expect(page.frameLocator('iframe').locator('body')).toHaveText(text);
  await page.getByText('Plain text').click();
  await expect(page.locator('pre')).toHaveText(text);

  await page.getByRole('link', { name: 'All messages' }).click();
  await page.getByRole('searchbox', { name: 'Sent to' }).fill(email.toUpperCase());
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 message to' })).toBeVisible();
  await expect(page.getByRole('link', { name: subject })).toHaveCount(1);
});

/** Somebody is invited by text message, in a pool of its own that can send one. */
async function inviteByText(network: TestNetwork, phone: string): Promise<void> {
  const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::000000000000:role/texts' };
  const { UserPool } = await network.admin.send(new CreateUserPoolCommand({ PoolName: 'texts', SmsConfiguration }));
  const UserAttributes = [{ Name: 'phone_number', Value: phone }];
  await network.admin.send(
    new AdminCreateUserCommand({ UserPoolId: UserPool?.Id, Username: 'texted', UserAttributes }),
  );
}

test('a text message is listed, found by its number and shown with its code', async ({ page, network, mailbox }) => {
  await inviteByText(network, '+14325550100');
  const code = await mailbox.code('+14325550100');
  await page.goto(network.mailboxUrl);
  await page.getByRole('searchbox', { name: 'Sent to' }).fill('+1 (432) 555-0100');
  await page.getByRole('button', { name: 'Search' }).click();
  const item = page.getByRole('listitem');
  await expect(item).toHaveCount(1);
  await expect(item.getByRole('button', { name: `Copy the temporary password ${code}` })).toBeVisible();
  await item.getByRole('link', { name: 'Text message' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Text message' })).toBeVisible();
  await expect(page.getByRole('link', { name: '+14325550100' })).toBeVisible();
  await expect(page.getByText(`Your username is texted and temporary password is ${code}`)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the mailbox can be read on a phone and by a screen reader, ${colorScheme}`, async ({
    page,
    network,
    people,
    mailbox,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    const { email } = people.invent();
    await page.goto(`${network.mailboxUrl}/?to=${encodeURIComponent(email)}`);
    await expectAccessible(page);
    await network.admin.send(new AdminCreateUserCommand({ UserPoolId: network.poolId, Username: email }));
    const phone = colorScheme === 'light' ? '+14325550101' : '+14325550102';
    await inviteByText(network, phone);
    const shown = [
      { path: '/', text: email },
      { path: `/mails/${(await mailbox.newest(email)).id}`, text: email },
      { path: `/mails/${(await mailbox.newest(phone)).id}`, text: phone },
    ];
    for (const { path, text } of shown) {
      await page.goto(`${network.mailboxUrl}${path}`);
      await expect(page.getByText(text).first()).toBeVisible();
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}
