// SPDX-License-Identifier: MIT
// The Link page: settings, addresses, what is said about the shop.
'use strict';

const { LINK, must, same, shop, picture } = require('./support/suite.js');

module.exports = async (suite) => {
	await suite.test('stands below WooCommerce in the menu', {}, async (page) => {
		await page.goto(`${process.env.SITE_URL}/wp-admin/`);
		const link = page.locator('#toplevel_page_woocommerce a[href="admin.php?page=stockwire"]');
		same(1, await link.count(), 'menu entries');
		await page.goto(LINK);
		same('Stockwire', await page.locator('.wrap h1').innerText(), 'heading');
		await picture(page, 'link-empty');
	});

	await suite.test('saves the switch, the warehouses and GTIN', { settings: {} }, async (page) => {
		await page.goto(LINK);
		await page.getByLabel('Yes, set the stock of the shop').check();
		await page.locator('#stockwire-more').fill('Depozit Central\n  Magazin Iași \ndepozit central\n');
		await page.getByLabel('Also find products by GTIN').check();
		await page.getByRole('button', { name: 'Save changes' }).click();
		await page.getByText('Settings saved.').waitFor();
		const saved = JSON.parse(shop('read'));
		same([true, true, ['Depozit Central', 'Magazin Iași']], [saved.enabled, saved.gtin, saved.warehouses], 'settings');
		must(await page.getByLabel('Magazin Iași').isChecked(), 'the warehouse is not shown as followed');
		await picture(page, 'link-saved');
	});

	await suite.test('a warehouse is left by clearing its box', { settings: { enabled: true, warehouses: ['A', 'B'], tokens: [] } }, async (page) => {
		await page.goto(LINK);
		await page.getByLabel('A', { exact: true }).uncheck();
		await page.getByRole('button', { name: 'Save changes' }).click();
		await page.getByText('Settings saved.').waitFor();
		same(['B'], JSON.parse(shop('read')).warehouses, 'warehouses');
	});

	await suite.test('a name that is too long saves nothing and says why', {}, async (page) => {
		await page.goto(LINK);
		await page.locator('#stockwire-more').fill('x'.repeat(101));
		await page.getByRole('button', { name: 'Save changes' }).click();
		await page.getByRole('alert').getByText('longer than 100 characters').waitFor();
		same(['Magazin'], JSON.parse(shop('read')).warehouses, 'warehouses');
	});

	await suite.test('a name with HTML in it is shown as text', {}, async (page) => {
		shop('write', JSON.stringify({ enabled: true, warehouses: ['<img src=x onerror=alert(1)>"\''], tokens: [] }));
		let opened = false;
		page.on('dialog', (dialog) => { opened = true; dialog.dismiss(); });
		await page.goto(LINK);
		must(await page.getByText('<img src=x onerror=alert(1)>').isVisible(), 'the name is not shown');
		must(!opened, 'the name ran as a script');
	});

	await suite.test('the copy button copies the address and says so', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
		await page.goto(LINK);
		await page.getByRole('button', { name: 'Copy: Address: For SmartBill' }).click();
		await page.getByRole('status').getByText('Copied').waitFor();
		same(`${process.env.SITE_URL}/wp-json/smartbill_woocommerce/v1/stocks`, await page.evaluate(() => navigator.clipboard.readText()), 'clipboard');
	});

	await suite.test('the copy button works in a shop without HTTPS', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
		await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
		await page.goto(LINK);
		await page.getByRole('button', { name: 'Copy: Address: For other systems' }).click();
		await page.getByRole('status').getByText('Copied').waitFor();
		same(`${process.env.SITE_URL}/wp-json/stockwire/v1/stock`, await page.evaluate(() => navigator.clipboard.readText()), 'clipboard');
	});
};
