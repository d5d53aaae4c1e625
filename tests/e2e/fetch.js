// SPDX-License-Identifier: MIT
// The Fetch page: account, warehouses, the button with its bar, the schedule.
'use strict';

const fs = require('fs');
const path = require('path');
const { LINK, must, same, shop, answer, picture } = require('./support/suite.js');
const { violations, wide, tabTo } = require('./support/look.js');
const { office, wish, calls, runs } = require('./support/office.js');

const env = process.env;
const FETCH = `${LINK}&tab=fetch`;
const DEFAULT = 'https://ws.smartbill.ro/SBORO/api';
const settings = { enabled: true, warehouses: ['Magazin', 'Depozit'], tokens: [], brake_percent: 0 };

/** A shop that may fetch. */
function ready() {
	wish(null);
	office('reset');
	office('account');
}

/** Presses the button and waits for the end. */
function fetchStock(page, button = 'Fetch stock') {
	return fetched(page, () => page.getByRole('button', { name: button, exact: true }).click());
}

/** Does what begins a fetch, and waits for its end. */
async function fetched(page, act) {
	const before = runs().length;
	await act();
	for (let i = 0; i < 100 && runs().length === before; i++) {
		await page.waitForTimeout(100);
	}
	must(runs().length > before, 'no fetch began');
	await ended(page);
}

/** Waits until the newest run has ended and the page says so. */
function ended(page) {
	return page.locator(`.stockwire-result a[href*="run=${runs().at(-1).id}"]`).waitFor({ timeout: 60000 });
}

async function fillAccount(page, values) {
	for (const [name, value] of Object.entries(values)) {
		await page.locator(`#fetch_${name}`).fill(value);
	}
	await page.getByRole('button', { name: 'Save account' }).click();
}

async function account(suite) {
	const good = { url: env.BACKOFFICE_URL, company: env.BACKOFFICE_COMPANY, user: env.BACKOFFICE_USER, token: env.BACKOFFICE_TOKEN };

	await suite.test('fetch: an account is saved and never shown again', { settings }, async (page) => {
		wish(null);
		office('reset');
		await page.goto(FETCH);
		must(await page.getByRole('button', { name: 'Fetch stock', exact: true }).isDisabled(), 'without an account it can be pressed');
		await picture(page, 'fetch-empty');
		same([], await violations(page), 'violations');
		await fillAccount(page, good);
		await page.getByText('Account saved.').waitFor();
		const html = await page.content();
		must(!html.includes(env.BACKOFFICE_TOKEN) && !html.includes(env.BACKOFFICE_USER), 'the page shows the account');
		must(!office('option', 'stockwire_account').includes(env.BACKOFFICE_TOKEN), 'the token is kept in plain text');
		same(env.BACKOFFICE_URL, await page.locator('#fetch_url').inputValue(), 'address');
		must(await page.getByRole('button', { name: 'Fetch stock', exact: true }).isEnabled(), 'with an account it cannot be pressed');
	});

	const bad = {
		'javascript:': ['javascript:alert(1)', 'https://'],
		'file:': ['file:///etc/passwd', 'https://'],
		'http:': ['http://ws.smartbill.ro/SBORO/api', 'https://'],
		'an account in it': ['https://a:b@ws.smartbill.ro/api', 'without a name'],
		'this machine by name': ['https://localhost/api', 'of the machine itself'],
		'this machine by number': [env.BACKOFFICE_URL, 'of the machine itself'],
		'this machine in one number': ['https://2130706433/api', 'of the machine itself'],
		'a private network': ['https://192.168.1.10/api', 'of the machine itself'],
		'the metadata service': ['https://169.254.169.254/latest', 'of the machine itself'],
	};
	for (const [name, [url, sentence]] of Object.entries(bad)) {
		await suite.test(`fetch: ${name} is refused as an address; nothing is saved or called`, { settings }, async (page) => {
			office('reset');
			const strict = strictShop();
			const before = calls();
			try {
				await page.goto(FETCH);
				await fillAccount(page, { ...good, url });
				const alert = page.getByRole('alert');
				await alert.waitFor();
				const said = await alert.innerText();
				must(said.includes('Address of the back office') && said.includes(sentence) && said.includes('Nothing was saved.'), `it says: ${said}`);
				same(['null', before], [office('option', 'stockwire_account'), calls()], 'account and calls');
				same(DEFAULT, JSON.parse(shop('read')).fetch_url, 'address');
				same(url, await page.locator('#fetch_url').inputValue(), 'what was typed');
				same('', await page.locator('#fetch_token').inputValue(), 'the token');
			} finally {
				fs.rmSync(strict);
			}
		});
	}

	await suite.test('fetch: another address wants the account again', { settings }, async (page) => {
		ready();
		await page.goto(FETCH);
		await fillAccount(page, { url: 'https://ws.smartbill.ro/SBORO/api' });
		await page.getByRole('alert').getByText('User:').waitFor();
		same(env.BACKOFFICE_URL, JSON.parse(shop('read')).fetch_url, 'address');
	});

	await suite.test('fetch: an account is forgotten once that was confirmed', { settings }, async (page) => {
		ready();
		office('set', 'stockwire_warehouses', 'Magazin');
		await page.goto(FETCH);
		await picture(page, 'fetch-account');
		await answer(page, 'dismiss', () => page.getByRole('button', { name: 'Forget the account' }).click());
		must(office('option', 'stockwire_account') !== 'null', 'it was forgotten without a yes');
		await answer(page, 'accept', () => page.getByRole('button', { name: 'Forget the account' }).click());
		await page.getByText('Account forgotten.').waitFor();
		same(['null', 'null'], [office('option', 'stockwire_account'), office('option', 'stockwire_warehouses')], 'account and list of warehouses');
		same(0, await page.getByRole('button', { name: 'Forget the account' }).count(), 'buttons to forget it again');
		must(await page.getByRole('button', { name: 'Fetch stock', exact: true }).isDisabled(), 'without an account it can be pressed');
		same([], await violations(page), 'violations');
	});

	await suite.test('fetch: an account that the key does not open any more is asked for again', { settings }, async (page) => {
		ready();
		office('set', 'stockwire_account', 'v1:bm90IHNlYWxlZCB3aXRoIHRoaXMga2V5LCBidXQgbG9uZyBlbm91Z2ggdG8gYmUgdHJpZWQ=');
		await page.goto(FETCH);
		await page.getByText('cannot be read any more').waitFor();
		same([], await violations(page), 'violations');
		await fillAccount(page, good);
		await page.getByText('Account saved.').waitFor();
	});
}

/** Another plugin that takes the sandbox's leave to call its own machine away. */
function strictShop() {
	const folder = path.join(env.WP_PATH, 'wp-content/mu-plugins');
	fs.mkdirSync(folder, { recursive: true });
	const file = path.join(folder, `strict-${Date.now()}.php`);
	fs.writeFileSync(file, "<?php putenv( 'STOCKWIRE_ALLOW_PRIVATE' );\n");
	return file;
}

async function button(suite) {
	await suite.test('fetch: the button sets the shop to the books and says what changed', { settings }, async (page) => {
		ready();
		const [first, second] = JSON.parse(office('some', 2));
		await page.goto(FETCH);
		await fetchStock(page);
		const right = office('stock', first);
		office('stock', first, '99999');
		office('stock', second, '88888');
		await fetchStock(page);
		same(right, office('stock', first), 'stock');
		const said = await page.locator('.stockwire-result').innerText();
		must(said.includes(' changed: 2,'), `it says: ${said}`);
		const receipt = await page.getByRole('link', { name: 'Receipt' }).getAttribute('href');
		must(receipt.includes(`tab=activity&run=${runs().at(-1).id}`), receipt);
		await picture(page, 'fetch-done');
		same([], await violations(page), 'violations');
	});

	await suite.test('fetch: a preview writes nothing', { settings }, async (page) => {
		ready();
		const [code] = JSON.parse(office('some', 1));
		const before = office('stock', code);
		office('stock', code, '77777');
		await page.goto(FETCH);
		await fetchStock(page, 'Preview');
		must((await page.locator('.stockwire-result').innerText()).includes('1 would change'), 'it does not say what would change');
		same('77777', office('stock', code), 'stock');
		office('stock', code, before);
	});

	await suite.test('fetch: the bar moves, and goes on when the page was left', { settings }, async (page) => {
		ready();
		wish({ lines: 30000, delay: 2 });
		await page.goto(FETCH);
		await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
		const bar = page.locator('progress');
		await bar.waitFor();
		same(null, await bar.getAttribute('value'), 'a value while nobody knows how much is coming');
		await page.getByText('Reading Magazin').first().waitFor();
		await picture(page, 'fetch-reading');
		same([], await violations(page), 'violations');
		await page.goto('about:blank');
		await page.goto(FETCH);
		const seen = new Set();
		let moved = 0;
		while ((await bar.count()) > 0) {
			const now = await page.evaluate(() => {
				const b = document.querySelector('progress');
				return b ? [b.max, b.value, document.querySelector('[data-stockwire=text]').textContent] : null;
			}).catch(() => null);
			if (now && !seen.has(now.join())) {
				must(now[1] <= now[0], `the bar is beyond its end: ${now}`);
				seen.add(now.join());
				if (now[0] > 1 && now[1] > 0) {
					moved++;
					await picture(page, 'fetch-running');
				}
			}
			await page.waitForTimeout(100);
		}
		await ended(page);
		must(seen.size >= 4 && moved > 0, `the bar moved ${moved} times only: ${[...seen]}`);
		must((await page.locator('.stockwire-result').innerText()).includes('Lines: 60,000,'), 'not all lines were read');
	});

	await suite.test('fetch: while it reads, the time left is told by the last fetch', { settings }, async (page) => {
		ready();
		wish({ lines: 30000 });
		await page.goto(FETCH);
		await fetchStock(page);
		wish({ lines: 30000, delay: 3 });
		await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
		await page.getByText(/^Reading .*About .* left\.$/).first().waitFor();
		await picture(page, 'fetch-reading-left');
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.getByText('Cancelled.').first().waitFor();
	});

	await suite.test('fetch: cancel ends it and changes nothing', { settings }, async (page) => {
		ready();
		const [code] = JSON.parse(office('some', 1));
		const before = office('stock', code);
		office('stock', code, '66666');
		wish({ delay: 4 });
		await page.goto(FETCH);
		await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.getByText('Cancelled.').first().waitFor();
		same('cancelled', runs().at(-1).state, 'state');
		await page.waitForTimeout(5000);
		same('66666', office('stock', code), 'stock');
		office('stock', code, before);
		wish(null);
		await page.goto(FETCH);
		await fetchStock(page);
		same('done', runs().at(-1).state, 'state of the next one');
	});

	await suite.test('fetch: without JavaScript it works, too', { settings, javaScript: false }, async (page) => {
		ready();
		wish({ delay: 1 });
		await page.goto(FETCH);
		await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
		await page.getByRole('link', { name: 'Load the page again' }).waitFor();
		for (let i = 0; i < 60 && (await page.getByRole('link', { name: 'Receipt' }).count()) === 0; i++) {
			await page.waitForTimeout(500);
			await page.getByRole('link', { name: 'Load the page again' }).click().catch(() => page.goto(FETCH));
		}
		must(await page.getByRole('link', { name: 'Receipt' }).isVisible(), 'it never ended');
	});
}

async function failures(suite) {
	const wrong = {
		unauthorized: 'refuses the account',
		empty: 'An empty list is not taken for',
		html: 'no stock list',
		truncated: 'broke off in the middle',
		redirect: 'on to another address',
	};
	for (const [fault, sentence] of Object.entries(wrong)) {
		await suite.test(`fetch: a back office that fails (${fault}) is told of, and no stock changes`, { settings }, async (page) => {
			ready();
			const [code] = JSON.parse(office('some', 1));
			const before = office('stock', code);
			office('stock', code, '55555');
			wish({ fault });
			await page.goto(FETCH);
			await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
			// Some failures are worth another try a little later: the page says so meanwhile.
			await page.getByText(sentence).first().waitFor({ timeout: 60000 });
			same('55555', office('stock', code), 'stock');
			office('stock', code, before);
			wish(null);
			office('reset');
		});
	}

	await suite.test('fetch: too many calls are waited for, and the page says how long', { settings }, async (page) => {
		ready();
		wish({ fault: 'rate', seconds: 1800 });
		await page.goto(FETCH);
		await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
		await page.getByText('The next try follows in 30').first().waitFor({ timeout: 60000 });
		await picture(page, 'fetch-waiting');
		same([], await violations(page), 'violations');
		wish(null);
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.getByText('Cancelled.').first().waitFor();
	});
}

async function choices(suite) {
	await suite.test('fetch: the warehouses are those of the back office', { settings: { ...settings, warehouses: [] } }, async (page) => {
		ready();
		await page.goto(FETCH);
		await page.getByRole('button', { name: 'Read the list from the back office' }).click();
		await page.getByText('These are the warehouses').waitFor();
		await page.getByLabel('Depozit', { exact: true }).check();
		await page.getByRole('button', { name: 'Save warehouses' }).click();
		await page.getByText('Warehouses saved.').waitFor();
		same(['Depozit'], JSON.parse(shop('read')).warehouses, 'warehouses');
		must(!(await page.getByLabel('Magazin', { exact: true }).isChecked()), 'the other one is followed, too');
	});

	await suite.test('fetch: the schedule is kept and says when', { settings }, async (page) => {
		ready();
		await page.goto(FETCH);
		await page.getByLabel('Fetch', { exact: true }).selectOption('daily');
		await page.getByLabel('if daily, at').selectOption('6');
		await page.getByRole('button', { name: 'Save schedule' }).click();
		await page.getByText('Schedule saved.').waitFor();
		// Further down than the notice: the page may still be on its way.
		await page.getByText(/Next fetch: .*6:00/).waitFor();
		const saved = JSON.parse(shop('read'));
		same(['daily', 6], [saved.schedule, saved.schedule_hour], 'schedule');
		await picture(page, 'fetch-schedule');
	});

	await suite.test('fetch: an overdue schedule is told of, on other pages, too', { settings: { ...settings, schedule: '1h' } }, async (page) => {
		ready();
		office('set', 'stockwire_fetch_due', `1h|${Math.floor(Date.now() / 1000) - 90000}`);
		await page.goto(`${env.SITE_URL}/wp-admin/index.php`);
		await page.getByText('The scheduled fetch is overdue by 1 day').waitFor();
		await page.locator('.notice-warning').getByRole('link', { name: 'Fetch stock' }).click();
		await page.getByRole('heading', { name: 'Schedule' }).waitFor();
	});

	await suite.test('fetch: nothing is wider than a phone', { settings, width: 360 }, async (page) => {
		ready();
		wish({ fault: 'rate', seconds: 1800 });
		await page.goto(FETCH);
		same([], await wide(page), 'elements beyond the right edge');
		await picture(page, 'phone-fetch');
		await page.getByRole('button', { name: 'Fetch stock', exact: true }).click();
		await page.locator('progress').waitFor();
		same([], await wide(page), 'elements beyond the right edge');
		same([], await violations(page), 'violations');
		await picture(page, 'phone-fetch-running');
		office('reset');
		wish(null);
	});

	await suite.test('fetch: everything can be done with the keyboard alone', { settings }, async (page) => {
		wish(null);
		office('reset');
		await page.goto(FETCH);
		const fields = { url: env.BACKOFFICE_URL, company: env.BACKOFFICE_COMPANY, user: env.BACKOFFICE_USER, token: env.BACKOFFICE_TOKEN };
		for (const [name, value] of Object.entries(fields)) {
			await tabTo(page, `#fetch_${name}`);
			await page.keyboard.press('Control+A');
			await page.keyboard.type(value);
		}
		await page.keyboard.press('Enter');
		await page.getByText('Account saved.').waitFor();
		await tabTo(page, '.stockwire-buttons .button-primary');
		await fetched(page, () => page.keyboard.press('Enter'));
		same('done', runs().at(-1).state, 'state');
	});
}

module.exports = async (suite) => {
	await account(suite);
	await button(suite);
	await failures(suite);
	await choices(suite);
	wish(null);
	office('reset');
};
