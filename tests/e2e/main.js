// SPDX-License-Identifier: MIT
// Runs every test file in turn, prints each case, and ends with `N passed, N failed`.
'use strict';

const { Suite } = require('./support/suite.js');

const files = ['link-page.js', 'tokens.js', 'connection.js', 'fetch.js', 'settings.js', 'access.js', 'languages.js', 'activity.js', 'inbox.js', 'product.js'];

(async () => {
	const suite = await Suite.start(process.argv[2] || '');
	try {
		for (const file of files) {
			console.log(`\n${file}`);
			await require(`./${file}`)(suite);
		}
	} finally {
		await suite.stop();
	}
	console.log(`\n${suite.passed} passed, ${suite.failed} failed`);
	process.exit(suite.failed === 0 && suite.passed > 0 ? 0 : 1);
})().catch((error) => {
	console.log(error);
	console.log('0 passed, 1 failed');
	process.exit(1);
});
