// SPDX-License-Identifier: MIT
// The Activity tab: runs, receipts, undo, held runs, histories; and the Coverage tab.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { LINK, must, same, shop, picture } = require('./support/suite.js');
const { violations, wide, tabTo, stockFields, openVariation, save, follow } = require('./support/look.js');

const ACTIVITY = `${LINK}&tab=activity`;
const settings = { enabled: true, warehouses: ['Magazin'], tokens: [] };

/** Runs the script that makes a history inside the shop. */
function history(...words) {
	const ini = (process.env.PHP_INI_ARGS || '').split(' ').filter(Boolean);
	return execFileSync('php', [...ini, path.join(__dirname, 'support/activity.php'), ...words.map(String)], { encoding: 'utf8' }).trim();
}

/** Texts of the first column. */
async function rows(page) {
	return (await page.locator('.stockwire-list tbody tr td.column-primary').allInnerTexts()).map((text) => text.split('\n')[0].trim());
}

/** Clicks what downloads, and returns the file's text. */
async function download(page, locator) {
	const [file] = await Promise.all([page.waitForEvent('download'), locator.click()]);
	return { name: file.suggestedFilename(), text: fs.readFileSync(await file.path(), 'utf8') };
}

async function lists(suite, state) {
	const { runs } = state;
	const run = (name) => `Push #${runs[name]}`;

	await suite.test('activity: runs are listed newest first, with what became of their lines', { settings }, async (page) => {
		await page.goto(ACTIVITY);
		same([run('many'), run('held'), run('plain'), run('mixed')], await rows(page), 'runs');
		must((await page.locator('tr', { hasText: run('plain') }).innerText()).includes('Updated: 2'), 'the counts are missing');
		await picture(page, 'activity');
	});

	await suite.test('activity: runs are filtered by state, outcome, source and day', { settings }, async (page) => {
		await page.goto(ACTIVITY);
		await page.getByLabel('State').selectOption('held');
		await follow(page, () => page.getByRole('button', { name: 'Filter' }).click());
		same([run('held')], await rows(page), 'held runs');
		await follow(page, () => page.getByRole('link', { name: 'Show all' }).click());
		await page.getByLabel('With lines').selectOption('ambiguous');
		await page.getByLabel('Source').selectOption('v1');
		await follow(page, () => page.getByRole('button', { name: 'Filter' }).click());
		same([run('mixed')], await rows(page), 'runs with ambiguous lines');
		await page.goto(`${ACTIVITY}&from=2020-01-01&to=2020-01-02`);
		must((await page.locator('.stockwire-list').innerText()).includes('No run fits.'), 'a day without runs shows some');
		await page.goto(`${ACTIVITY}&from=nonsense&state=nonsense&source=%27&outcome=%3Cb%3E`);
		same(4, (await rows(page)).length, 'runs where the choices are nonsense');
	});

	await suite.test('activity: a code or a name finds its lines in all runs', { settings }, async (page) => {
		await page.goto(ACTIVITY);
		await page.getByLabel('Code or product').fill('ACT-2');
		await follow(page, () => page.getByRole('button', { name: 'Search' }).click());
		same(['#' + runs.plain, '#' + runs.mixed], await page.locator('td.column-run').allInnerTexts(), 'runs of a code');
		await page.getByLabel('Code or product').fill('ACT-NONE');
		await follow(page, () => page.getByRole('button', { name: 'Search' }).click());
		same(['#' + runs.mixed], await page.locator('td.column-run').allInnerTexts(), 'runs of an unknown code');
		await picture(page, 'activity-search');
		same([], await violations(page), 'violations');
	});
}

async function receipts(suite, state) {
	const { runs, products } = state;
	const receipt = (name) => `${ACTIVITY}&run=${runs[name]}`;

	await suite.test('activity: a receipt says outcome, reason and cure of every line', { settings }, async (page) => {
		await page.goto(receipt('mixed'));
		same(8, (await rows(page)).length, 'lines');
		const cure = (text) => page.locator('tr', { hasText: text }).locator('.stockwire-cure');
		same('Inbox', await cure('ACT-NONE').getByRole('link').innerText(), 'cure of an unmatched line');
		same(2, await cure('ACT-TWIN').getByRole('link').count(), 'products that a code may mean');
		must((await cure('ACT-OFF').innerText()).includes('Switch on "Manage stock?"'), 'the cure of a product without stock is missing');
		must((await page.locator('tr', { hasText: 'ACT-1' }).innerText()).includes('becomes'), 'the change is missing for screen readers');
		await picture(page, 'activity-receipt');
		await follow(page, () => page.getByRole('link', { name: /^Updated/ }).click());
		same(2, (await rows(page)).length, 'updated lines');
		same([], await violations(page), 'violations');
	});

	await suite.test('activity: names are shown as they are and run nothing', { settings }, async (page) => {
		let asked = false;
		page.on('dialog', (dialog) => { asked = true; dialog.dismiss(); });
		await page.goto(receipt('mixed'));
		await page.locator('td', { hasText: '<script>alert(1)</script> & "ghilimele"' }).waitFor();
		await page.goto(`${ACTIVITY}&s=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22onfocus%3Dalert(1)+x%3D%22`);
		await page.locator('#stockwire-s').focus();
		await page.goto(`${ACTIVITY}&run=999999999&done=%3Cscript%3E`);
		must(!asked, 'something of a name was carried out');
	});

	await suite.test('activity: long receipts have pages', { settings }, async (page) => {
		await page.goto(receipt('many'));
		same(50, (await rows(page)).length, 'lines on the first page');
		await follow(page, () => page.locator('.tablenav.top .next-page').click());
		same('ACT-M51', (await rows(page))[0], 'first line of the second page');
		same([], await violations(page), 'violations');
	});

	await suite.test('activity: a receipt is downloaded for spreadsheets', { settings }, async (page) => {
		await page.goto(receipt('mixed'));
		const { name, text } = await download(page, page.getByRole('link', { name: 'Download as CSV' }));
		same(`stockwire-run-${runs.mixed}.csv`, name, 'name of the file');
		same(9, text.trim().split('\r\n').length, 'rows');
		must(text.startsWith('\uFEFFLine,Code'), 'the mark or the titles are missing');
		must(text.includes('ACT-1,'), 'a line is missing');
	});

	await suite.test('activity: an undo is shown first, then done, and says what it left alone', { settings }, async (page) => {
		await page.goto(receipt('plain'));
		await page.getByRole('button', { name: 'Undo…' }).click();
		await page.getByRole('heading', { name: `Take run #${runs.plain} back?` }).waitFor();
		same('11', history('stock', products.p2), 'stock after the preview');
		must((await page.locator('tr', { hasText: 'ACT-5' }).innerText()).includes('left alone'), 'what was changed since is not left alone');
		await picture(page, 'activity-undo');
		same([], await violations(page), 'violations');
		await page.getByRole('button', { name: 'Undo now' }).click();
		await page.getByText('The run was taken back').waitFor();
		same(['5', '1'], [history('stock', products.p2), history('stock', products.p5)], 'stock after the undo');
		await picture(page, 'activity-undone');
	});
}

async function held(suite, state) {
	const { runs, products } = state;

	await suite.test('activity: a held run waits on every page of the shop, with both answers', { settings }, async (page) => {
		for (const where of ['edit.php?post_type=product', 'index.php', 'admin.php?page=stockwire']) {
			await page.goto(`${process.env.SITE_URL}/wp-admin/${where}`);
			same(1, await page.locator('.stockwire-held').count(), `notices on ${where}`);
		}
		must((await page.locator('.stockwire-held').innerText()).includes('Of these to zero or below: 4.'), 'the number is missing');
		await picture(page, 'held-notice');
		same([], await violations(page, '.stockwire-held'), 'violations');
		await page.goto(`${process.env.SITE_URL}/wp-admin/options-general.php`);
		same(0, await page.locator('.stockwire-held').count(), 'notices on a page that is not the shop\'s');
	});

	await suite.test('activity: the receipt of a held run shows what would change', { settings }, async (page) => {
		await page.goto(`${ACTIVITY}&run=${runs.held}`);
		same(4, (await rows(page)).length, 'waiting lines');
		must(/becomes\s+0/.test((await page.locator('td.column-change').first().textContent())), 'the would-be number is missing');
		await picture(page, 'activity-held');
		same([], await violations(page), 'violations');
	});

	await suite.test('activity: a held run is discarded in one click, another released', { settings }, async (page) => {
		await page.goto(`${process.env.SITE_URL}/wp-admin/index.php`);
		await page.locator('.stockwire-held').getByRole('button', { name: 'Discard' }).click();
		await page.getByText('The run was discarded.').waitFor();
		same('5', history('stock', products.p6), 'stock after discarding');
		const another = history('held');
		await page.goto(`${process.env.SITE_URL}/wp-admin/index.php`);
		await page.locator('.stockwire-held').getByRole('button', { name: 'Release' }).click();
		await page.getByText('The run was released.').waitFor();
		must(page.url().includes(`run=${another}`), 'another run is shown');
		same('0', history('stock', products.p6), 'stock after releasing');
		same(0, await page.locator('.stockwire-held').count(), 'notices afterwards');
	});
}

async function histories(suite, state) {
	const { products, runs, order } = state;

	await suite.test('activity: timeline, the product\'s page says who changed its stock', { settings }, async (page) => {
		await page.goto(`${process.env.SITE_URL}/wp-admin/post.php?post=${products.p1}&action=edit`);
		const box = page.locator('#stockwire-history');
		const text = await box.innerText();
		must(text.includes(`Order #${order}`) && text.includes(`Push #${runs.mixed}`), `somebody is missing in: ${text}`);
		await box.scrollIntoViewIfNeeded();
		await picture(page, 'timeline-box');
		same([], await violations(page, '#stockwire-history'), 'violations');
		const [opened] = await Promise.all([page.context().waitForEvent('page'), (async () => {
			await box.getByLabel('Stock on a day').fill(shop('today'));
			await box.getByRole('button', { name: 'Show', exact: true }).click();
		})()]);
		await opened.getByText(/At the end of .*: 5\./).waitFor();
	});

	await suite.test('activity: timeline, the whole history has a page, and answers for any day', { settings }, async (page) => {
		await page.goto(`${ACTIVITY}&product=${products.p1}&on=2020-01-01`);
		await page.getByText('This is what the first known change afterwards found.').waitFor();
		must((await rows(page)).length >= 3, 'changes are missing');
		must((await page.locator('.stockwire-levels').innerText()).includes('Magazin'), 'the warehouse is missing');
		await picture(page, 'timeline');
		same([], await violations(page), 'violations');
		await page.goto(`${ACTIVITY}&product=${products.variable}`);
		same(2, await page.locator('.stockwire-variations a').count(), 'variations');
	});

	await suite.test('activity: timeline, each variation has its own in its panel', { settings }, async (page) => {
		await stockFields(page, products.variable);
		const variation = await openVariation(page, products.variationS);
		const panel = variation.locator('.stockwire-panel');
		await panel.getByText('Stock history').click();
		await panel.getByText(`Push #${runs.mixed}`).waitFor();
		await picture(page, 'timeline-variation');
		same([], await violations(page, '.stockwire-panel'), 'violations');
	});

	await suite.test('activity: timeline, a person who changes a number is named', { settings }, async (page) => {
		await stockFields(page, products.p3);
		await page.locator('[name=_stock]').fill('21');
		await save(page);
		const first = page.locator('#stockwire-history table').last().locator('tbody tr').first();
		const text = await first.innerText();
		must(text.includes(process.env.ADMIN_USER) && text.includes('21'), `the person or the number is missing in: ${text}`);
	});

	await suite.test('activity: coverage says how much was ever confirmed, the never confirmed first', { settings }, async (page) => {
		await page.goto(`${LINK}&tab=coverage`);
		must(/confirmed by the back office: \d+ of \d+/.test(await page.locator('.stockwire-lead').innerText()), 'the sentence is missing');
		same('never', await page.locator('td.column-confirmed').first().innerText(), 'the first product');
		await picture(page, 'coverage');
		same([], await violations(page), 'violations');
		await page.getByLabel('Order').selectOption('newest');
		await follow(page, () => page.getByRole('button', { name: 'Filter' }).click());
		must((await page.locator('td.column-confirmed').first().innerText()).endsWith('ago'), 'the newest is not first');
		await page.goto(`${LINK}&tab=coverage`);
		must((await page.getByRole('link', { name: 'Fetch stock' }).getAttribute('href')).includes('tab=fetch'), 'the fetch is not one click away');
	});
}

async function coverage(suite, state) {
	const COVERAGE = `${LINK}&tab=coverage`;
	const confirmed = (page) => page.locator('td.column-confirmed').allInnerTexts();

	await suite.test('activity: coverage is narrowed by when a product was confirmed, and leads to its history', { settings }, async (page) => {
		await page.goto(COVERAGE);
		await page.getByLabel('Confirmed', { exact: true }).selectOption('fresh');
		await follow(page, () => page.getByRole('button', { name: 'Filter' }).click());
		const fresh = await confirmed(page);
		must(fresh.length > 0 && fresh.every((text) => text.endsWith('ago')), `fresh ones: ${fresh}`);
		await picture(page, 'coverage-fresh');
		same([], await violations(page), 'violations');
		await follow(page, () => page.locator('td.column-confirmed a').first().click());
		await page.getByRole('heading', { name: /^Stock history of/ }).waitFor();
		await page.goto(`${COVERAGE}&age=never`);
		must((await confirmed(page)).every((text) => text === 'never'), 'a confirmed one among those that never were');
		await page.goto(`${COVERAGE}&age=old`);
		must((await page.locator('.stockwire-list').innerText()).includes('No product fits.'), 'old ones in a fresh shop');
		await page.goto(`${COVERAGE}&age=%27nonsense&order=%3Cb%3E`);
		must((await confirmed(page)).length > 1, 'nonsense is a filter');
	});

	await suite.test('activity: coverage can be used with the keyboard alone', { settings }, async (page) => {
		await page.goto(COVERAGE);
		await tabTo(page, '#stockwire-age');
		await page.keyboard.press('W');
		await tabTo(page, '.stockwire-filter button');
		await follow(page, () => page.keyboard.press('Enter'));
		must(page.url().includes('age=fresh'), page.url());
		await page.goto(COVERAGE);
		await tabTo(page, '.stockwire .button-primary');
		await follow(page, () => page.keyboard.press('Enter'));
		must(page.url().includes('tab=fetch'), 'the fetch cannot be reached');
	});

	await suite.test('activity: a look at an undo is not among the runs', { settings }, async (page) => {
		await page.goto(`${ACTIVITY}&run=${state.runs.plain}`);
		await follow(page, () => page.getByRole('button', { name: /^Undo…/ }).click());
		const look = new URL(page.url()).searchParams.get('run');
		await page.goto(ACTIVITY);
		same(0, await page.locator(`a.row-title[href*="run=${look}"]`).count(), 'rows of the look');
		await page.goto(`${ACTIVITY}&source=undo`);
		same(1, await page.locator(`a.row-title[href*="run=${look}"]`).count(), 'rows of the look among undos');
	});
}

async function access(suite, state) {
	const pages = {
		runs: ACTIVITY,
		receipt: `${ACTIVITY}&run=${state.runs.mixed}`,
		timeline: `${ACTIVITY}&product=${state.products.p1}`,
		coverage: `${LINK}&tab=coverage`,
	};
	for (const [name, address] of Object.entries(pages)) {
		await suite.test(`activity: ${name} fits a phone, and axe finds nothing`, { settings, width: 360 }, async (page) => {
			await page.goto(address);
			await picture(page, `activity-phone-${name}`);
			same([], await wide(page), 'elements beyond the right edge');
			same([], await violations(page), 'violations');
		});
	}

	await suite.test('activity: the pages speak Romanian to a Romanian owner', { settings }, async (page) => {
		shop('locale', 'ro_RO');
		try {
			await page.goto(pages.receipt);
			const receipt = await page.locator('.wrap.stockwire').innerText();
			for (const word of ['Începută', 'Niciun produs găsit', 'Descarcă în format CSV', 'Stocul a fost setat.']) {
				must(receipt.includes(word), `${word} is missing`);
			}
			must(!/Started|No product found|Download|The stock was set/.test(receipt), 'something is not translated');
			await picture(page, 'activity-romanian');
			await page.goto(pages.timeline);
			must((await page.locator('.wrap.stockwire').innerText()).includes('Istoricul stocului'), 'the history is not translated');
		} finally {
			shop('locale', '');
		}
	});

	await suite.test('activity: filter, receipt and undo can be done with the keyboard alone', { settings }, async (page) => {
		await page.goto(ACTIVITY);
		await tabTo(page, '#stockwire-outcome');
		await page.keyboard.press('U');
		await tabTo(page, '.stockwire-filter[aria-label] button');
		await follow(page, () => page.keyboard.press('Enter'));
		await tabTo(page, 'a.row-title');
		await follow(page, () => page.keyboard.press('Enter'));
		await tabTo(page, '.stockwire-buttons button');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: /back\?$/ }).waitFor();
	});
}

module.exports = async (suite) => {
	history('remove');
	const state = JSON.parse(history('make'));
	try {
		for (const part of [lists, receipts, held, histories, coverage, access]) {
			await part(suite, state);
		}
	} finally {
		history('remove');
	}
};
