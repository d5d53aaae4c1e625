// SPDX-License-Identifier: MIT
// The product's own page and the list of products: who follows the back office, and what is kept back.
'use strict';

const { execFileSync } = require('child_process');
const path = require('path');
const { must, same, picture } = require('./support/suite.js');
const { violations, wide, tabTo, stockFields, openVariation, tick, save, follow } = require('./support/look.js');

const ADMIN = `${process.env.SITE_URL}/wp-admin`;
const settings = { enabled: true, warehouses: ['Magazin'], tokens: [], brake_percent: 0 };

function inbox(...words) {
	const ini = (process.env.PHP_INI_ARGS || '').split(' ').filter(Boolean);
	return execFileSync('php', [...ini, path.join(__dirname, 'support/inbox.php'), ...words.map(String)], { encoding: 'utf8' }).trim();
}

const push = (code, quantity) => JSON.parse(inbox('push', JSON.stringify([{ code, quantity, warehouse: 'Magazin' }]))).lines[0];

const open = stockFields;

/** Takes one of the actions for all variations: WooCommerce does it at once, the stand-in with the form. */
async function actOnVariations(page, action) {
	const tab = page.locator('.variations_options a');
	if (!(await tab.count())) {
		await page.locator('#field_to_edit').selectOption(action);
		await save(page);
		return;
	}
	await tab.click();
	await page.locator('.woocommerce_variation h3').first().waitFor();
	const done = page.waitForResponse((answer) => (answer.request().postData() || '').includes('woocommerce_bulk_edit_variations'));
	await page.locator('#field_to_edit').selectOption(action);
	await done;
	await page.waitForLoadState('networkidle');
}

async function panels(suite, made) {
	await suite.test('product: a product leaves the link and comes back, with the number that is known', { settings }, async (page) => {
		push('INB-001', 8);
		await open(page, made.kettle);
		must(await page.locator('#stockwire_follow').isChecked(), 'a product does not follow to begin with');
		await picture(page, 'product-inventory');
		same([], await violations(page, '.stockwire-follow'), 'violations');
		await tick(page.locator('#stockwire_follow'), false);
		await save(page);
		same('no', inbox('meta', made.kettle, '_stockwire_follow'), 'the switch');
		same('opted_out', push('INB-001', 3).outcome, 'outcome of a push');
		await open(page, made.kettle);
		must(!(await page.locator('#stockwire_follow').isChecked()), 'the switch is not shown as it is');
		await tick(page.locator('#stockwire_follow'), true);
		await page.locator('#stockwire_follow_buffer').fill('2');
		await save(page);
		// What was said meanwhile is what is known: 3, less the buffer.
		same(['', '2', '1'], [inbox('meta', made.kettle, '_stockwire_follow'), inbox('meta', made.kettle, '_stockwire_buffer'), inbox('stock', made.kettle)], 'switch, buffer and stock');
	});

	await suite.test('product: a variation leaves the link by itself', { settings }, async (page) => {
		push('INB-TS', 9);
		await open(page, made.shirt);
		const panel = await openVariation(page, made.shirtS);
		await picture(page, 'product-variation');
		await tick(panel.getByLabel('Follow the back office'), false);
		await panel.getByLabel('Safety buffer').fill('1');
		if (await page.locator('.save-variation-changes').count()) {
			await Promise.all([page.waitForResponse((answer) => answer.url().includes('admin-ajax')), page.locator('.save-variation-changes').click()]);
			await page.waitForLoadState('networkidle');
		} else {
			await save(page);
		}
		same(['no', '1'], [inbox('meta', made.shirtS, '_stockwire_follow'), inbox('meta', made.shirtS, '_stockwire_buffer')], 'switch and buffer');
		same(['opted_out', 'updated'], [push('INB-TS', 3).outcome, push('INB-TM', 3).outcome], 'outcomes');
	});

	await suite.test('product: all variations leave the link and come back by a bulk action', { settings }, async (page) => {
		const switches = () => [inbox('meta', made.shirtS, '_stockwire_follow'), inbox('meta', made.shirtM, '_stockwire_follow')];
		await open(page, made.shirt);
		await actOnVariations(page, 'stockwire_unfollow');
		same(['no', 'no'], switches(), 'the switches');
		same(['opted_out', 'opted_out'], [push('INB-TS', 7).outcome, push('INB-TM', 7).outcome], 'outcomes');
		await open(page, made.shirt);
		await openVariation(page, made.shirtM);
		await picture(page, 'product-variations-bulk');
		await actOnVariations(page, 'stockwire_follow');
		same(['', ''], switches(), 'the switches');
		same('updated', push('INB-TM', 6).outcome, 'outcome of a push');
	});

	await suite.test('product: a former SKU is told of once, and kept in sight', { settings }, async (page) => {
		push('INB-002', 4);
		await open(page, made.lamp);
		await page.locator('[name=_sku]').fill('INB-002-NEW');
		await save(page);
		await page.getByText('The back office knows this product as INB-002; it will go on matching INB-002.').waitFor();
		await picture(page, 'product-former');
		await open(page, made.lamp);
		same(0, await page.getByText('it will go on matching').count(), 'notices the second time');
		must(await page.locator('.stockwire-known', { hasText: 'INB-002' }).isVisible(), 'the former code is not in sight');
		same('former_code', push('INB-002', 11).reason, 'reason of a push');
	});

	await suite.test('product: the fields fit a phone, and the keyboard reaches them', { settings, width: 360 }, async (page) => {
		await open(page, made.kettle);
		same([], await wide(page, '.stockwire-follow'), 'elements beyond the right edge');
		await picture(page, 'product-phone');
		await page.locator('[name=_sku]').focus();
		await tabTo(page, '#stockwire_follow');
		await page.keyboard.press('Space');
		must(!(await page.locator('#stockwire_follow').isChecked()), 'the keyboard does not switch');
		await page.keyboard.press('Tab');
		same('stockwire_follow_buffer', await page.evaluate(() => document.activeElement.id), 'the next field');
	});
}

async function list(suite, made) {
	const LIST = `${ADMIN}/edit.php?post_type=product&s=Ceainic+emailat`;
	const row = (page) => page.locator(`#post-${made.kettle}`);

	await suite.test('product: quick edit takes a product out of the link, the list says so and is filtered by it', { settings }, async (page) => {
		await page.goto(LIST);
		await row(page).hover();
		await row(page).locator('.editinline').click();
		const form = page.locator('tr.inline-editor');
		await form.locator('[name=stockwire_follow_change]').selectOption('no');
		await picture(page, 'product-quick-edit');
		await form.locator('.save').click();
		await row(page).getByText('Does not follow the back office').waitFor();
		same('no', inbox('meta', made.kettle, '_stockwire_follow'), 'the switch');
		for (const [choice, count] of [['no', 1], ['yes', 0], ['', 1]]) {
			await page.goto(`${LIST}&stockwire_follow=${choice}`);
			same(count, await row(page).count(), `products where the filter is "${choice}"`);
		}
		await page.locator('#stockwire-filter').selectOption('no');
		await follow(page, () => page.locator('#post-query-submit').click());
		same('no', await page.locator('#stockwire-filter').inputValue(), 'the filter');
	});

	await suite.test('product: bulk edit takes many out of the link and brings only the chosen ones back', { settings }, async (page) => {
		const all = [made.kettle, made.lamp, made.shirt];
		const edit = async (ids, choice, name) => {
			await page.goto(`${ADMIN}/edit.php?post_type=product&orderby=date&order=desc`);
			for (const id of ids) {
				await page.locator(`#cb-select-${id}`).check();
			}
			await page.locator('#bulk-action-selector-top').selectOption('edit');
			await page.locator('#doaction').click();
			await page.locator('#bulk-edit [name=stockwire_follow_change]').selectOption(choice);
			await picture(page, name);
			await follow(page, () => page.locator('#bulk_edit').click());
		};
		const switches = () => all.map((id) => inbox('meta', id, '_stockwire_follow'));
		await edit(all, 'no', 'product-bulk-edit');
		same(['no', 'no', 'no'], switches(), 'the switches of three');
		await edit([made.kettle, made.shirt], 'yes', 'product-bulk-edit-back');
		same(['', 'no', ''], switches(), 'the switches of two');
		await edit([made.lamp], '', 'product-bulk-edit-nothing');
		same(['', 'no', ''], switches(), 'the switches after no change');
		await edit([made.lamp], 'yes', 'product-bulk-edit-last');
		same(['', '', ''], switches(), 'all of them');
	});
}

module.exports = async (suite) => {
	inbox('remove');
	const made = JSON.parse(inbox('make'));
	try {
		await panels(suite, made);
		await list(suite, made);
	} finally {
		inbox('remove');
	}
};
