import { expect, test } from '../fixtures/index.ts';

test('J046 J047 J048 the home page of a visitor shows three sample cruds', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('Cruddur');
  await expect(page.getByRole('article')).toHaveCount(3);
});
