<?php
/**
 * Loads Stockwire\Shop\A\B from src/A/B.php. The extension owns the namespace Stockwire itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

spl_autoload_register(
	static function ( string $name ): void {
		if ( str_starts_with( $name, 'Stockwire\\Shop\\' ) ) {
			$path = __DIR__ . '/' . strtr( substr( $name, 15 ), '\\', '/' ) . '.php';
			if ( is_file( $path ) ) {
				require_once $path;
			}
		}
	}
);
