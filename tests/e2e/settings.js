// SPDX-License-Identifier: MIT
// The Settings page: shadow mode and going live, brake, buffer, recomputing.
'use strict';

const { LINK, must, same, shop, answer, picture } = require('./support/suite.js');
const { violations, wide, tabTo } = require('./support/look.js');
const { office, wish, runs } = require('./support/office.js');

const SETTINGS = `${LINK}&tab=settings`;
const FETCH = `${LINK}&tab=fetch`;
const settings = { enabled: true, warehouses: ['Magazin', 'Depozit'], tokens: [], brake_percent: 0 };

/** Presses a button that begins a run, and waits until the page says how it ended. */
async function runBy(page, button) {
	await page.getByRole('button', { name: button, exact: true }).click();
	await page.locator(`.stockwire-result a[href*="run=${runs().at(-1).id}"]`).waitFor({ timeout: 60000 });
}

function ready() {
	wish(null);
	office('reset');
	office('account');
}

async function limits(suite) {
	await suite.test('settings: brake, buffer, retention and address are saved', { settings }, async (page) => {
		ready();
		await page.goto(SETTINGS);
		await page.getByLabel('Safety buffer').fill('2');
		await page.getByLabel('Brake, in percent').fill('25');
		await page.getByLabel('Brake, in products').fill('40');
		await page.getByLabel('Keep receipts, in days').fill('30');
		await page.getByLabel('E-mail for notices').fill('stoc@shop.example');
		await page.getByRole('button', { name: 'Save settings' }).click();
		await page.getByText('Settings saved.').waitFor();
		const saved = JSON.parse(shop('read'));
		same([2, 25, 40, 30, 'stoc@shop.example'], [saved.buffer, saved.brake_percent, saved.brake_products, saved.retention, saved.notify], 'settings');
		same([true, ['Magazin', 'Depozit']], [saved.enabled, saved.warehouses], 'settings of other pages');
		await picture(page, 'settings');
		same([], await violations(page), 'violations');
	});

	for (const [label, value, sentence] of [['Safety buffer', '1.5', 'Safety buffer: it has to be a whole number'], ['Brake, in percent', '101', 'Brake, in percent: it has to be'], ['E-mail for notices', 'nobody', 'E-mail for notices: this is no e-mail']]) {
		await suite.test(`settings: ${label} of ${value} saves nothing and says why`, { settings }, async (page) => {
			await page.goto(SETTINGS);
			// Past the browser's own check, as an old browser would come.
			await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
			await page.getByLabel('Keep receipts, in days').fill('7');
			await page.getByLabel(label).evaluate((field, text) => { field.type = 'text'; field.value = text; }, value);
			await page.getByRole('button', { name: 'Save settings' }).click();
			await page.getByRole('alert').getByText(sentence).waitFor();
			same(90, JSON.parse(shop('read')).retention, 'retention');
			same(value, await page.getByLabel(label).evaluate((field) => field.getAttribute('value')), 'what was typed');
		});
	}
}

async function shadow(suite) {
	await suite.test('settings: shadow mode says what would change, until the shop goes live', { settings }, async (page) => {
		ready();
		const [code, other] = JSON.parse(office('some', 2));
		await page.goto(FETCH);
		await runBy(page, 'Fetch stock');
		const right = office('stock', code);
		await page.goto(SETTINGS);
		await page.getByRole('button', { name: 'Switch shadow mode on' }).click();
		await page.getByText('Nothing has come since').waitFor();
		office('stock', code, '4444');
		office('stock', other, '3333');
		await page.goto(FETCH);
		await page.getByText('a fetch only shows what would change').waitFor();
		await runBy(page, 'Fetch stock');
		await runBy(page, 'Fetch stock');
		same('4444', office('stock', code), 'stock in shadow mode');
		await page.goto(SETTINGS);
		const said = await page.locator('.stockwire-tally').innerText();
		must(/^2 would change, 0 to zero, \d+ unmatched$/.test(said), `it says: ${said}`);
		must((await page.locator('.wrap.stockwire').innerText()).includes('From 2 pushes and fetches'), 'it does not say from what');
		await picture(page, 'settings-shadow');
		same([], await violations(page), 'violations');
		await answer(page, 'accept', () => page.getByRole('button', { name: 'Go live' }).click());
		await page.getByText('The shop is live.').waitFor();
		await picture(page, 'settings-live');
		same([], await violations(page), 'violations');
		await runBy(page, 'Fetch stock');
		same(right, office('stock', code), 'stock of the live shop');
	});

	await suite.test('settings: going live is asked once more', { settings: { ...settings, shadow: true } }, async (page) => {
		await page.goto(SETTINGS);
		await answer(page, 'dismiss', () => page.getByRole('button', { name: 'Go live' }).click());
		same(true, JSON.parse(shop('read')).shadow, 'shadow mode');
	});
}

async function recompute(suite) {
	await suite.test('settings: another choice of warehouses is computed, after a look at it', { settings }, async (page) => {
		ready();
		const [code] = JSON.parse(office('some', 1));
		await page.goto(FETCH);
		await runBy(page, 'Fetch stock');
		const both = Number(office('stock', code));
		await page.goto(FETCH);
		await page.getByLabel('Depozit', { exact: true }).uncheck();
		await page.getByRole('button', { name: 'Save warehouses' }).click();
		await page.getByText('still shows the numbers of the choice before').waitFor();
		await page.getByRole('link', { name: 'Recompute the stock' }).click();
		await picture(page, 'settings-recompute');
		same([], await violations(page), 'violations');
		same(0, await page.getByRole('button', { name: 'Recompute now' }).count(), 'a way past the preview');
		await runBy(page, 'See what would change');
		must(/[1-9]\d* would change/.test(await page.locator('.stockwire-result').innerText()), 'it does not say what would change');
		same(both, Number(office('stock', code)), 'stock after a look');
		await runBy(page, 'Recompute now');
		const one = Number(office('stock', code));
		must(one < both, `${one} of one warehouse, ${both} of both`);
		same(0, await page.getByText('still shows the numbers').count(), 'the notice is still there');
		await page.goto(FETCH);
		await page.getByLabel('Depozit', { exact: true }).waitFor({ state: 'detached' });
		office('set', 'stockwire_recompute', 'x');
		await page.goto(SETTINGS);
		await page.getByRole('button', { name: 'Leave the numbers as they are' }).click();
		await page.getByText('The numbers stay').waitFor();
		same('null', office('option', 'stockwire_recompute'), 'what is kept');
	});

	await suite.test('settings: a choice that was made on the Link page is computed, too', { settings }, async (page) => {
		ready();
		await page.goto(FETCH);
		await runBy(page, 'Fetch stock');
		await page.goto(LINK);
		await page.getByLabel('Depozit', { exact: true }).uncheck();
		await page.getByRole('button', { name: 'Save changes' }).click();
		await page.getByText('still shows the numbers of the choice before').waitFor();
		same([], await violations(page), 'violations');
		await page.getByLabel('Depozit', { exact: true }).check();
		await page.getByRole('button', { name: 'Save changes' }).click();
		await page.getByText('Settings saved.').waitFor();
		same(0, await page.getByText('still shows the numbers').count(), 'the notice on the way back');
	});

	await suite.test('settings: a buffer is computed the same way', { settings }, async (page) => {
		ready();
		const [code] = JSON.parse(office('some', 1));
		await page.goto(FETCH);
		await runBy(page, 'Fetch stock');
		const all = Number(office('stock', code));
		await page.goto(SETTINGS);
		await page.getByLabel('Safety buffer').fill('3');
		await page.getByRole('button', { name: 'Save settings' }).click();
		await runBy(page, 'See what would change');
		await page.getByLabel('Safety buffer').fill('100');
		await page.getByRole('button', { name: 'Save settings' }).click();
		await page.getByText('Settings saved.').waitFor();
		same(0, await page.getByRole('button', { name: 'Recompute now' }).count(), 'a way past the preview of this buffer');
		await page.getByLabel('Safety buffer').fill('3');
		await page.getByRole('button', { name: 'Save settings' }).click();
		await page.getByText('Settings saved.').waitFor();
		await runBy(page, 'Recompute now');
		same(all - 3, Number(office('stock', code)), 'stock');
		await page.getByLabel('Safety buffer').fill('0');
		await page.getByRole('button', { name: 'Save settings' }).click();
		await runBy(page, 'See what would change');
		await runBy(page, 'Recompute now');
		same(all, Number(office('stock', code)), 'stock');
	});
}

async function access(suite) {
	await suite.test('settings: nothing is wider than a phone', { settings: { ...settings, shadow: true }, width: 360 }, async (page) => {
		ready();
		await page.goto(SETTINGS);
		same([], await wide(page), 'elements beyond the right edge');
		same([], await violations(page), 'violations');
		await picture(page, 'phone-settings');
	});

	await suite.test('settings: everything can be done with the keyboard alone', { settings }, async (page) => {
		ready();
		await page.goto(SETTINGS);
		const wanted = { buffer: 5, brake_percent: 40, brake_products: 12, retention: 45, notify: 'tasta@shop.example' };
		for (const [name, value] of Object.entries(wanted)) {
			await tabTo(page, `#stockwire-${name}`);
			await page.keyboard.press('Control+A');
			await page.keyboard.type(String(value));
		}
		await tabTo(page, '#stockwire_save_limits');
		await page.keyboard.press('Enter');
		await page.getByText('Settings saved.').waitFor();
		const saved = JSON.parse(shop('read'));
		same(wanted, Object.fromEntries(Object.keys(wanted).map((name) => [name, saved[name]])), 'settings');
		for (const [action, sentence] of [['recompute_preview', '.stockwire-result a'], ['shadow', 'text=Shadow mode is on: from now on'], ['live', 'text=The shop is live.']]) {
			await tabTo(page, `form:has([value="${action}"]) button`);
			const asked = 'live' === action ? page.waitForEvent('dialog').then((dialog) => dialog.accept()) : null;
			await Promise.all([asked, page.keyboard.press('Enter')]);
			await page.locator(sentence).first().waitFor({ timeout: 60000 });
		}
		same(false, JSON.parse(shop('read')).shadow, 'shadow mode');
		must(runs().at(-1).preview === '1', 'the last recomputation was not a look');
		await tabTo(page, 'form:has([value="fetch"]) button');
	});
}

module.exports = async (suite) => {
	await limits(suite);
	await shadow(suite);
	await recompute(suite);
	await access(suite);
	wish(null);
	office('reset');
};
