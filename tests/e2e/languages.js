// SPDX-License-Identifier: MIT
// The page in Romanian.
'use strict';

const { LINK, must, shop, picture } = require('./support/suite.js');

module.exports = async (suite) => {
	await suite.test('the page speaks Romanian to a Romanian owner', {}, async (page) => {
		shop('locale', 'ro_RO');
		try {
			await page.goto(LINK);
			await picture(page, 'link-romanian');
			const text = await page.locator('.wrap.stockwire').evaluate((e) => e.textContent + [...e.querySelectorAll('input')].map((i) => i.value).join());
			for (const word of ['Actualizarea stocurilor', 'Gestiuni', 'Salvează modificările']) {
				must(text.includes(word), `${word} is missing`);
			}
			for (const word of ['Stock updates', 'Save changes', 'Warehouses', 'Test connection']) {
				must(!text.includes(word), `${word} is not translated`);
			}
		} finally {
			shop('locale', '');
		}
	});
};
