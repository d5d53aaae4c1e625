// SPDX-License-Identifier: MIT
// What every page has to pass: axe-core's rules, a phone's width, the keyboard alone.
'use strict';

const fs = require('fs');
const { must, settled } = require('./suite.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** What axe finds inside of ours; WooCommerce's own search field and others' notices are theirs to mend. */
async function violations(page, include = '.wrap.stockwire') {
	await page.evaluate(axe);
	const exclude = [['.notice:not(.inline):not(.stockwire-held)'], ['.woocommerce-message'], ['.select2-container']];
	const result = await page.evaluate(([where, except, rules]) => window.axe.run({ include: [where], exclude: except }, { runOnly: rules }), [include, exclude, RULES]);
	return result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`);
}

/** Everything of ours that stands beyond a phone's right edge. */
function wide(page, inside = '.wrap.stockwire') {
	return page.evaluate((where) => {
		const found = [...document.querySelectorAll(`${where} *`)].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.screen-reader-text, .select2-hidden-accessible, thead'));
		return found.map((e) => e.outerHTML.slice(0, 120));
	}, inside);
}

/** Presses Tab until the element has the focus; fails when the page has no more. */
async function tabTo(page, selector) {
	for (let i = 0; i < 300; i++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
			return;
		}
	}
	throw new Error(`Tab never reached ${selector}`);
}

/** Shows a product's stock fields; WooCommerce hides them behind a tab that its script has to be ready for, the stand-in does not. */
async function stockFields(page, id) {
	await page.goto(`${process.env.SITE_URL}/wp-admin/post.php?post=${id}&action=edit`);
	const tab = page.locator('.inventory_options a');
	if (await tab.count()) {
		await page.waitForFunction(() => window.jQuery && document.readyState === 'complete');
		const field = page.locator('[name=_sku]');
		for (let i = 0; i < 20 && !(await field.isVisible()); i++) {
			await tab.click();
			await page.waitForTimeout(250);
		}
	}
	await settled(page);
}

/** Shows the fields of a variation, on a page that stockFields() has opened. */
async function openVariation(page, id) {
	const tab = page.locator('.variations_options a');
	if (await tab.count()) {
		await tab.click();
		await page.locator('.woocommerce_variation h3').first().waitFor();
	}
	const panel = page.locator('.woocommerce_variation', { has: page.locator(`[name^=variable_post_id][value="${id}"]`) });
	if (await tab.count()) {
		await panel.locator('h3').click();
	}
	return panel;
}

/** Ticks or unticks a box by the keyboard: where the page still moves, a click goes beside it. */
async function tick(box, wanted) {
	if ((await box.isChecked()) !== wanted) {
		await box.press('Space');
	}
	must((await box.isChecked()) === wanted, `the box cannot be ${wanted ? '' : 'un'}ticked`);
}

/** Saves a product's page. */
function save(page) {
	return follow(page, () => page.locator('#publish').click());
}

/** Does what leads to another page, and waits until that is there. */
function follow(page, act) {
	return Promise.all([page.waitForEvent('load'), act()]);
}

module.exports = { violations, wide, tabTo, stockFields, openVariation, tick, save, follow };
