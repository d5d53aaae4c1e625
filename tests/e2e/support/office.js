// SPDX-License-Identifier: MIT
// The simulated back office as the tests use it: what it is to do wrong, what it was asked, and the shop's side of it.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const env = process.env;

/** Runs a command of office.php inside the shop. */
function office(...words) {
	const ini = (env.PHP_INI_ARGS || '').split(' ').filter(Boolean);
	return execFileSync('php', [...ini, path.join(__dirname, 'office.php'), ...words.map(String)], { encoding: 'utf8' }).trim();
}

/** What it does with the next calls; without a wish all is well. */
function wish(what) {
	if (what) {
		fs.writeFileSync(env.BACKOFFICE_CONTROL, JSON.stringify(what), { mode: 0o666 });
	} else {
		fs.rmSync(env.BACKOFFICE_CONTROL, { force: true });
	}
}

/** How often it was asked so far. */
function calls() {
	return fs.readFileSync(env.BACKOFFICE_LOG, 'utf8').split('\n').filter(Boolean).length;
}

/** Runs of the fetch, oldest first. */
function runs() {
	return JSON.parse(office('runs'));
}

module.exports = { office, wish, calls, runs };
