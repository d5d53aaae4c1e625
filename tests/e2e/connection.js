// SPDX-License-Identifier: MIT
// Test connection and the state of the link, on the page and in Site Health.
'use strict';

const { LINK, must, same, picture } = require('./support/suite.js');

module.exports = async (suite) => {
	await suite.test('the connection test follows the token through every hop', {}, async (page) => {
		await page.goto(LINK);
		await page.getByRole('button', { name: 'Test connection' }).click();
		await page.locator('.stockwire-hops').waitFor();
		const hops = await page.locator('.stockwire-hops li').allInnerTexts();
		same(5, hops.length, 'hops');
		for (const hop of hops) {
			must(hop.includes('passed'), hop);
		}
		must(await page.getByText('Tested').isVisible(), 'it does not say when');
		await picture(page, 'connection-good');
	});

	await suite.test('Site Health has the same checks', {}, async (page) => {
		await page.goto(`${process.env.SITE_URL}/wp-admin/site-health.php`);
		await page.getByText('Passed tests').click().catch(() => {});
		await page.locator('[aria-controls=health-check-accordion-block-stockwire_extension]', { hasText: 'Stockwire: PHP extension' }).waitFor({ state: 'attached' });
		await page.locator('.health-check-accordion-trigger', { hasText: 'Stockwire: Connection of the back office' }).waitFor({ state: 'attached' });
		// The link has no token here: that is critical, and it says so.
		const critical = page.locator('#health-check-issues-critical');
		must((await critical.innerText()).includes('Stockwire: Link'), 'a link without a token is not among the critical issues');
	});
};
