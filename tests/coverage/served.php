<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Put before every request that the sandbox' web server serves while PHP's coverage is counted: leaves the lines that ran in a file.
 */

declare(strict_types=1);

( static function (): void {
	\pcov\start();
	// Registered while the others run, so that it comes after what they register meanwhile, and after WordPress' own end.
	$last = static fn() => register_shutdown_function(
		static function (): void {
			\pcov\stop();
			$ran = [];
			foreach (\pcov\collect(\pcov\all) as $file => $lines) {
				if (preg_match('~/plugins/stockwire/(src/.*)$~', $file, $found) === 1) {
					$ran[$found[1]] = array_keys(array_filter($lines, static fn(int $count): bool => $count > 0));
				}
			}
			if ($ran !== []) {
				file_put_contents(ini_get('sys_temp_dir') . '/served-' . getmypid() . '-' . bin2hex(random_bytes(6)), json_encode($ran) . "\n");
			}
		}
	);
	register_shutdown_function(static fn() => register_shutdown_function($last));
} )();
