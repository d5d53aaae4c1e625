// SPDX-License-Identifier: MIT
// One browser, one shop: each case gets a page that is logged in, and a link in a known state.
'use strict';

const { execFileSync } = require('child_process');
const path = require('path');
const { chromium } = require('playwright-core');

const env = process.env;

/** Runs a PHP script inside the shop. */
function shop(...words) {
	const ini = (env.PHP_INI_ARGS || '').split(' ').filter(Boolean);
	return execFileSync('php', [...ini, path.join(__dirname, 'shop.php'), ...words], { encoding: 'utf8' }).trim();
}

class Suite {
	constructor(browser, only) {
		this.browser = browser;
		this.only = only;
		this.passed = 0;
		this.failed = 0;
		this.before = shop('read');
		// WordPress' visual editor comes when the page has long been loaded, moves what stands below it and takes the focus.
		shop('editor', 'false');
	}

	static async start(only) {
		const browser = await chromium.launch({ executablePath: env.CHROMIUM, args: ['--no-sandbox'] });
		const suite = new Suite(browser, only);
		suite.state = await suite.logIn();
		return suite;
	}

	async stop() {
		shop('write', this.before);
		shop('editor', 'true');
		await this.browser.close();
	}

	async logIn() {
		const page = await this.browser.newPage();
		await page.goto(`${env.SITE_URL}/wp-login.php`);
		await page.fill('#user_login', env.ADMIN_USER);
		await page.fill('#user_pass', env.ADMIN_PASSWORD);
		await page.click('#wp-submit');
		await page.waitForURL(/wp-admin/);
		const state = await page.context().storageState();
		await page.context().close();
		return state;
	}

	/** One case. options: width, settings (of the link before it), permissions, javaScript. */
	async test(name, options, work) {
		if (!name.includes(this.only)) {
			return;
		}
		shop('write', JSON.stringify(options.settings || { enabled: true, warehouses: ['Magazin'], tokens: [] }));
		const context = await this.browser.newContext({
			storageState: this.state,
			viewport: { width: options.width || 1280, height: 900 },
			permissions: options.permissions || [],
			javaScriptEnabled: options.javaScript !== false,
		});
		const page = await context.newPage();
		const errors = [];
		page.on('pageerror', (error) => errors.push(error));
		page.setDefaultTimeout(20000);
		try {
			await work(page);
			if (errors.length > 0) {
				throw errors[0];
			}
			this.passed++;
			console.log(`  ok ${name}`);
		} catch (error) {
			this.failed++;
			await page.screenshot({ path: `${env.OUT}/failed-${this.failed}.png`, fullPage: true }).catch(() => {});
			console.log(`  not ok ${name}\n${String(error.stack || error).replace(/^/gm, '      ')}`);
		} finally {
			await context.close();
		}
	}
}

const LINK = `${env.SITE_URL}/wp-admin/admin.php?page=stockwire`;

/** Fails with a sentence. */
function must(condition, sentence) {
	if (!condition) {
		throw new Error(sentence);
	}
}

function same(expected, actual, what) {
	must(JSON.stringify(expected) === JSON.stringify(actual), `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/** Sends an empty list to SmartBill's address, as its "test connection" does. */
async function pushStatus(token) {
	const answer = await fetch(`${env.SITE_URL}/wp-json/smartbill_woocommerce/v1/stocks`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}` },
		body: '[]',
	});
	return answer.status;
}

/** Does what asks the person a question, and answers it ('accept' or 'dismiss'); fails where no question comes. */
async function answer(page, how, act) {
	const asked = page.waitForEvent('dialog').then((dialog) => dialog[how]());
	await Promise.all([asked, act()]);
}

/** Waits until what can be clicked stands still: a click whose button goes up where the box no longer is ticks nothing. */
function settled(page) {
	return page.waitForFunction(() => {
		const places = [...document.querySelectorAll('a, button, input, select, textarea')].map((e) => Object.values(e.getBoundingClientRect().toJSON()).join());
		const now = [window.scrollX, window.scrollY, ...places].join(';');
		const still = window.stockwirePlaces === now;
		window.stockwirePlaces = now;
		return still;
	}, null, { polling: 200 });
}

/** Makes a picture a person can look at. The whole page in one picture is another window for a moment, so all of it moves. */
async function picture(page, name) {
	await page.screenshot({ path: `${env.OUT}/${name}.png`, fullPage: true });
	await settled(page);
}

module.exports = { Suite, LINK, shop, must, same, pushStatus, answer, picture, settled };
