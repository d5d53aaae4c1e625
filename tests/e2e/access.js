// SPDX-License-Identifier: MIT
// Keyboard only, a phone's width, and axe-core's rules.
'use strict';

const { LINK, must, same, shop, picture, answer } = require('./support/suite.js');
const { violations, wide, tabTo } = require('./support/look.js');

const digest = (digit) => ({ digest: digit.repeat(64), label: `Token ${digit}`, created: 1700000000, expires: 0 });
const states = {
	'with nothing set': {},
	'with one token': { enabled: true, warehouses: ['Magazin', 'Depozit'], tokens: [digest('a')] },
	'with two tokens': { enabled: true, warehouses: ['Magazin'], tokens: [digest('a'), digest('b')] },
};

module.exports = async (suite) => {
	for (const [name, settings] of Object.entries(states)) {
		await suite.test(`axe finds nothing ${name}`, { settings }, async (page) => {
			await page.goto(LINK);
			same([], await violations(page), 'violations');
		});

		await suite.test(`nothing is wider than a phone ${name}`, { settings, width: 360 }, async (page) => {
			await page.goto(LINK);
			same([], await wide(page), 'elements beyond the right edge');
			await picture(page, `phone-${name.replaceAll(' ', '-')}`);
			same([], await violations(page), 'violations');
		});
	}

	await suite.test('axe finds nothing after a token was made and the connection tested', {}, async (page) => {
		await page.goto(LINK);
		await page.getByRole('button', { name: 'Test connection' }).click();
		await page.locator('.stockwire-hops').waitFor();
		await page.getByRole('button', { name: 'Generate a token' }).click();
		await page.locator('.stockwire-fresh').waitFor();
		same([], await violations(page), 'violations');
		await page.setViewportSize({ width: 360, height: 800 });
		await picture(page, 'phone-fresh-token');
	});

	await suite.test('everything can be done with the keyboard alone', { settings: {}, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
		await page.goto(LINK);
		await tabTo(page, 'input[name=enabled]');
		await page.keyboard.press('Space');
		await tabTo(page, '#stockwire-more');
		await page.keyboard.type('Magazin');
		await tabTo(page, '#stockwire_save');
		await page.keyboard.press('Enter');
		await page.getByText('Settings saved.').waitFor();
		same([true, ['Magazin']], [JSON.parse(shop('read')).enabled, JSON.parse(shop('read')).warehouses], 'settings');
		await tabTo(page, '[data-stockwire-copy=stockwire-url]');
		await page.keyboard.press('Enter');
		// Where copying is refused, the focus goes to the address a moment later: not into what is typed next.
		await page.getByRole('status').getByText('Copied').waitFor();
		await tabTo(page, '#stockwire-label-generate');
		await page.keyboard.type('Keyboard');
		await page.keyboard.press('Enter');
		await page.locator('.stockwire-fresh').waitFor();
		await tabTo(page, '.stockwire-danger');
		await answer(page, 'accept', () => page.keyboard.press('Enter'));
		await page.getByText('Token revoked.').waitFor();
		await tabTo(page, '[data-stockwire-busy]');
		await page.keyboard.press('Space');
		await page.locator('.stockwire-hops').waitFor();
	});

	await suite.test('the focus can be seen on every control', {}, async (page) => {
		await page.goto(LINK);
		const controls = page.locator('.wrap.stockwire :is(a, button, input:not([type=hidden]), select, textarea)');
		const unseen = [];
		for (let i = 0; i < (await controls.count()); i++) {
			const control = controls.nth(i);
			const style = (e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor].join(); };
			await page.evaluate(() => document.activeElement.blur());
			const before = await control.evaluate(style);
			await control.focus();
			await page.waitForTimeout(150);
			if (before === (await control.evaluate(style))) {
				unseen.push(await control.evaluate((e) => e.outerHTML.slice(0, 120)));
			}
		}
		must((await controls.count()) > 8, 'there are too few controls for this test to mean anything');
		same([], unseen, 'controls without a visible focus');
	});
};
