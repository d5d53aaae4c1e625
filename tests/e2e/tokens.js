// SPDX-License-Identifier: MIT
// Tokens: shown once, two at a time, revoked on purpose only.
'use strict';

const { LINK, must, same, shop, pushStatus, answer, picture } = require('./support/suite.js');

const fresh = (page) => page.getByLabel('New token', { exact: true });

async function generate(page, label) {
	await page.goto(LINK);
	await page.locator('#stockwire-label-generate').fill(label);
	await page.getByRole('button', { name: 'Generate a token' }).click();
	await fresh(page).waitFor();
	return fresh(page).inputValue();
}

module.exports = async (suite) => {
	await suite.test('a generated token is shown once, works, and only its digest is kept', {}, async (page) => {
		const token = await generate(page, 'SmartBill');
		must(/^[a-z2-7]{40}$/.test(token), `an odd token: ${token.length} characters`);
		await picture(page, 'token-fresh');
		same(200, await pushStatus(token), 'status of a push with it');
		must(!shop('read').includes(token), 'the token itself was stored');
		await page.reload();
		same(0, await fresh(page).count(), 'new tokens shown after a reload');
		must(!(await page.content()).includes(token), 'the token is still on the page');
		same(1, JSON.parse(shop('read')).tokens.length, 'tokens after a reload');
		must(/from (127\.0\.0\.1|::1)/.test(await page.locator('.stockwire-tokens').innerText()), 'its last use is not shown');
	});

	await suite.test('two tokens live side by side until the old one is revoked', {}, async (page) => {
		const old = await generate(page, 'Old');
		const next = await generate(page, 'New');
		same([200, 200], [await pushStatus(old), await pushStatus(next)], 'pushes with both');
		await page.goto(LINK);
		same(0, await page.getByRole('button', { name: 'Generate a token' }).count(), 'ways to a third token');
		await picture(page, 'token-rotation');
		await answer(page, 'dismiss', () => page.getByRole('button', { name: 'Revoke: Old' }).click());
		same(200, await pushStatus(old), 'after the question was answered with no');
		await answer(page, 'accept', () => page.getByRole('button', { name: 'Revoke: Old' }).click());
		await page.getByText('Token revoked.').waitFor();
		same([403, 200], [await pushStatus(old), await pushStatus(next)], 'pushes with both');
	});

	await suite.test('the token in use can be given an end', {}, async (page) => {
		await generate(page, 'Old');
		await page.goto(LINK);
		await page.locator('#stockwire-grace-generate').selectOption('7');
		await page.getByRole('button', { name: 'Generate a token' }).click();
		await fresh(page).waitFor();
		const [, old] = JSON.parse(shop('read')).tokens;
		const days = (old.expires - Date.now() / 1000) / 86400;
		must(days > 6.9 && days < 7.1, `it ends in ${days} days`);
	});

	await suite.test('a token of the back office is taken, and never shown again', {}, async (page) => {
		const token = 'SB-0123456789-abcdef|XYZ';
		await page.goto(LINK);
		await page.locator('#stockwire-paste').fill(token);
		await page.locator('#stockwire-label-paste').fill('Pasted');
		await page.getByRole('button', { name: 'Save this token' }).click();
		await page.getByText('Token saved.').waitFor();
		must(!(await page.content()).includes(token), 'the token is on the page');
		must(!shop('read').includes(token), 'the token itself was stored');
		same([200, 200], [await pushStatus(token), await pushStatus(token.toLowerCase())], 'pushes in both cases');
	});

	await suite.test('a token that is too short or has blanks is refused with a sentence', {}, async (page) => {
		for (const token of ['short', 'with a blank in its middle', 'cu-diacritice-ăîșțâ-0123', 'a-comma,in-the-middle-01']) {
			await page.goto(LINK);
			await page.locator('#stockwire-paste').evaluate((field) => field.removeAttribute('minlength'));
			await page.locator('#stockwire-paste').fill(token);
			await page.getByRole('button', { name: 'Save this token' }).click();
			await page.getByRole('alert').getByText('no usable token').waitFor();
		}
		same([], JSON.parse(shop('read')).tokens, 'tokens');
	});
};
