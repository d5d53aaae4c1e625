// SPDX-License-Identifier: MIT
// The Inbox tab: what no product answers to, what it may mean, and what the owner says of it.
'use strict';

const { execFileSync } = require('child_process');
const path = require('path');
const { LINK, must, same, picture, shop } = require('./support/suite.js');
const { violations, wide, tabTo, follow } = require('./support/look.js');

const INBOX = `${LINK}&tab=inbox`;
const settings = { enabled: true, warehouses: ['Magazin'], tokens: [], brake_percent: 0 };

function inbox(...words) {
	const ini = (process.env.PHP_INI_ARGS || '').split(' ').filter(Boolean);
	return execFileSync('php', [...ini, path.join(__dirname, 'support/inbox.php'), ...words.map(String)], { encoding: 'utf8' }).trim();
}

const row = (page, text) => page.locator('.stockwire-inbox tbody tr', { hasText: text });

async function lists(suite) {
	await suite.test('inbox: each unknown code or name stands once, the newest first', { settings }, async (page) => {
		await page.goto(INBOX);
		same(20, await page.locator('.stockwire-inbox tbody tr').count(), 'entries of the first page');
		must((await row(page, 'INB001').innerText()).includes('Magazin: 12'), 'the last quantity is missing');
		must((await row(page, 'INB001').innerText()).includes('1 time'), 'the times are missing');
		await picture(page, 'inbox');
		await follow(page, () => page.getByRole('link', { name: 'Next page' }).click());
		same(10, await page.locator('.stockwire-inbox tbody tr').count(), 'entries of the second page');
		must(await page.getByText('Page 2 of 2, 30 in all').isVisible(), 'the place is not said');
		same([], await violations(page), 'violations');
	});

	await suite.test('inbox: a part of code or name finds an entry', { settings }, async (page) => {
		await page.goto(INBOX);
		await page.getByLabel('Search code or name').fill('totul NECUNOSCUT');
		await follow(page, () => page.getByRole('button', { name: 'Search', exact: true }).click());
		same(1, await page.locator('.stockwire-inbox tbody tr').count(), 'entries');
		await page.getByLabel('Search code or name').fill('no such thing');
		await follow(page, () => page.getByRole('button', { name: 'Search', exact: true }).click());
		must(await page.getByText('Nothing that waits here has this').isVisible(), 'nothing is said about nothing');
	});

	await suite.test('inbox: codes and names are shown as they are and run nothing', { settings }, async (page) => {
		let asked = false;
		page.on('dialog', (dialog) => { asked = true; dialog.dismiss(); });
		await page.goto(INBOX);
		must(await page.getByText('<script>alert(1)</script>').isVisible(), 'the code is not shown');
		must(await page.getByText('[U+202E]gnilrevo').isVisible(), 'what turns the direction is not named');
		must(await page.getByText('"><img src=x onerror=alert(2)>').isVisible(), 'the name is not shown');
		await page.goto(`${INBOX}&s=%22onfocus%3Dalert(1)+autofocus+x%3D%22&done=%3Cscript%3E&view=%3Cb%3E&paged=-1`);
		await page.locator('#stockwire-s').focus();
		same('"onfocus=alert(1) autofocus x="', await page.locator('#stockwire-s').inputValue(), 'search');
		must(!asked, 'something of a name was carried out');
	});
}

async function links(suite, made) {
	await suite.test('inbox: a suggestion is linked with one click, and what waits is applied', { settings }, async (page) => {
		await page.goto(INBOX);
		const entry = row(page, 'INB001');
		must((await entry.innerText()).includes('Same SKU but for zeros, blanks or hyphens'), 'the reason is missing');
		await follow(page, () => entry.getByRole('button', { name: 'Link INB001 to Ceainic emailat albastru' }).click());
		await page.getByText('Linked, from now on and for the quantities that were waiting.').waitFor();
		must((await page.locator('.stockwire .notice-success').innerText()).includes('Shop: 5 → 12.'), 'the change is not said');
		same('12', inbox('stock', made.kettle), 'stock');
		same(0, await row(page, 'INB001').count(), 'the entry');
		await picture(page, 'inbox-linked');
		same([], await violations(page), 'violations');
		const receipt = JSON.parse(inbox('push', JSON.stringify([{ code: 'INB001', quantity: 4, warehouse: 'Magazin' }])));
		same('linked', receipt.lines[0].reason, 'reason of the next push');
	});

	await suite.test('inbox: a product is typed by its SKU, and a wrong one links nothing', { settings }, async (page) => {
		await page.goto(INBOX);
		await row(page, 'Cu totul necunoscut').getByLabel('Its ID or SKU').fill('no-such-sku');
		await follow(page, () => row(page, 'Cu totul necunoscut').getByRole('button', { name: 'to the chosen product' }).click());
		await page.getByRole('alert').getByText('No single product has this ID or SKU.').waitFor();
		await row(page, 'Cu totul necunoscut').getByLabel('Its ID or SKU').fill(String(made.shirt));
		await follow(page, () => row(page, 'Cu totul necunoscut').getByRole('button', { name: 'to the chosen product' }).click());
		await page.getByRole('alert').getByText('Tricou inbox keeps no stock of its own.').waitFor();
		await row(page, 'Cu totul necunoscut').getByLabel('Its ID or SKU').fill('inb-tm');
		await follow(page, () => row(page, 'Cu totul necunoscut').getByRole('button', { name: 'to the chosen product' }).click());
		same('3', inbox('stock', made.shirtM), 'stock of the variation');
	});

	await suite.test('inbox: it works without scripts', { settings, javaScript: false }, async (page) => {
		await page.goto(INBOX);
		await row(page, 'ALT-9').getByRole('button', { name: 'Link ALT-9 to Lampă de birou' }).click();
		await page.getByText('Linked, from now on').waitFor();
		same('7', inbox('stock', made.lamp), 'stock');
	});

	if ('real' === inbox('real')) {
		await suite.test('inbox: WooCommerce\'s own search finds a product', { settings }, async (page) => {
			// What waited is older than the number that the kettle was told above, and would not replace it.
			inbox('push', JSON.stringify([{ code: 'MULT-25', quantity: 25, warehouse: 'Magazin' }]));
			await page.goto(`${INBOX}&s=MULT-25`);
			const entry = row(page, 'MULT-25');
			await entry.locator('.select2-selection').click();
			await page.locator('.select2-search__field').fill('Ceainic emailat');
			await page.locator('.select2-results__option', { hasText: 'Ceainic emailat albastru' }).click();
			await picture(page, 'inbox-search');
			await follow(page, () => entry.getByRole('button', { name: 'to the chosen product' }).click());
			same('25', inbox('stock', made.kettle), 'stock');
		});
	}

	await suite.test('inbox: a link is taken back', { settings }, async (page) => {
		await page.goto(INBOX);
		await follow(page, () => page.getByRole('link', { name: 'Linked' }).click());
		must((await page.locator('.stockwire-rows tbody tr', { hasText: 'INB001' }).innerText()).includes('Ceainic emailat albastru'), 'the product is missing');
		await picture(page, 'inbox-links');
		same([], await violations(page), 'violations');
		await follow(page, () => page.getByRole('button', { name: 'Unlink: INB001' }).click());
		await page.getByText('Link removed.').waitFor();
		must(!inbox('links').includes('INB001'), 'the link is still there');
	});

	await suite.test('inbox: what is ignored stays away until it is not ignored any more', { settings }, async (page) => {
		await page.goto(`${INBOX}&s=MULT-01`);
		await follow(page, () => page.getByRole('button', { name: 'Ignore MULT-01' }).click());
		await page.getByText('Ignored. It will not come back').waitFor();
		inbox('push', JSON.stringify([{ code: 'MULT-01', quantity: 4, warehouse: 'Magazin' }]));
		await page.goto(`${INBOX}&s=MULT-01`);
		same(0, await page.locator('.stockwire-inbox').count(), 'lists');
		await follow(page, () => page.getByRole('link', { name: 'Ignored' }).click());
		await picture(page, 'inbox-ignored');
		same([], await violations(page), 'violations');
		await follow(page, () => page.getByRole('button', { name: 'Stop ignoring: MULT-01' }).click());
		inbox('push', JSON.stringify([{ code: 'MULT-01', quantity: 4, warehouse: 'Magazin' }]));
		await page.goto(`${INBOX}&s=MULT-01`);
		same(1, await page.locator('.stockwire-inbox tbody tr').count(), 'entries');
	});
}

async function access(suite, made) {
	for (const view of ['waiting', 'linked', 'ignored']) {
		await suite.test(`inbox: ${view} fits a phone, and axe finds nothing`, { settings, width: 360 }, async (page) => {
			await page.goto(`${INBOX}&view=${view}`);
			await page.locator('.stockwire-inbox summary').first().click({ timeout: 1000 }).catch(() => {});
			await picture(page, `inbox-phone-${view}`);
			same([], await wide(page), 'elements beyond the right edge');
			same([], await violations(page), 'violations');
		});
	}

	await suite.test('inbox: search, link and ignore can be done with the keyboard alone', { settings }, async (page) => {
		await page.goto(INBOX);
		await tabTo(page, '#stockwire-s');
		await page.keyboard.type('MULT-02');
		await follow(page, () => page.keyboard.press('Enter'));
		// WooCommerce's search field is put in place after the page is there.
		await page.waitForLoadState('networkidle');
		await tabTo(page, 'input[name=typed]');
		await page.keyboard.type('INB-TS');
		same('INB-TS', await page.locator('input[name=typed]').inputValue(), 'what was typed');
		await follow(page, () => page.keyboard.press('Enter'));
		await page.getByText('Linked, from now on').waitFor();
		same('2', inbox('stock', made.shirtS), 'stock');
		await page.goto(`${INBOX}&s=MULT-03`);
		// Else the key may be pressed while the focus moves.
		await page.waitForLoadState('networkidle');
		await tabTo(page, '.stockwire-ignore button');
		await follow(page, () => page.keyboard.press('Space'));
		await page.getByText('Ignored. It will not come back').waitFor();
	});

	await suite.test('inbox: it speaks Romanian to a Romanian owner', { settings }, async (page) => {
		shop('locale', 'ro_RO');
		try {
			await page.goto(INBOX);
			await picture(page, 'inbox-romanian');
			const text = await page.locator('.wrap.stockwire').innerText();
			for (const word of ['Waiting', 'Ignore', 'Which product', 'Last quantity', 'Choose a product', 'time']) {
				must(!text.split('\n').some((line) => line.trim() === word), `${word} is not translated`);
			}
			must(text.includes('Ce produs este?') && text.includes('Ultima cantitate'), 'Romanian is missing');
		} finally {
			shop('locale', '');
		}
	});
}

module.exports = async (suite) => {
	inbox('remove');
	const made = JSON.parse(inbox('make'));
	try {
		for (const part of [lists, links, access]) {
			await part(suite, made);
		}
	} finally {
		inbox('remove');
	}
};
