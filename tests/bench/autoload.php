<?php
// SPDX-License-Identifier: MIT
// Finds the benchmark's classes: ways to push in peers/, the rest in lib/.

declare(strict_types=1);

spl_autoload_register(
	static function ( string $name ): void {
		$prefix = 'Stockwire\\Tests\\Bench\\';
		foreach ( str_starts_with( $name, $prefix ) ? array( 'peers', 'lib' ) : array() as $folder ) {
			$file = __DIR__ . "/$folder/" . substr( $name, strlen( $prefix ) ) . '.php';
			if ( is_file( $file ) ) {
				require $file;
			}
		}
	}
);
