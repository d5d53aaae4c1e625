// SPDX-License-Identifier: MIT
// What makes a page usable by everybody: axe-core's rules, a phone's width, the keyboard.
'use strict';

const fs = require('fs');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on our page. WordPress moves the notices of others into it; they are theirs to mend. */
async function violations(page) {
	await page.evaluate(axe);
	const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };
	const result = await page.evaluate((run) => window.axe.run({ include: ['.wrap.stockwire'], exclude: [['.notice:not(.inline)'], ['.woocommerce-message']] }, run), rules);
	return result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`);
}

/** Everything of ours that stands beyond the right edge. */
function tooWide(page) {
	return page.evaluate(() => {
		const found = [...document.querySelectorAll('.wrap.stockwire *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.screen-reader-text, thead'));
		return found.map((e) => e.outerHTML.slice(0, 120));
	});
}

/** Presses Tab until the element has the focus; fails when the page has no more. */
async function tabTo(page, selector) {
	for (let i = 0; i < 200; i++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
			return;
		}
	}
	throw new Error(`Tab never reached ${selector}`);
}

module.exports = { violations, tooWide, tabTo };
