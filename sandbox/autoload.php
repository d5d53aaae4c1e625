<?php
// SPDX-License-Identifier: MIT
// Finds the sandbox's classes: the catalogue's and the back office's.

declare(strict_types=1);

spl_autoload_register(
	static function ( string $name ): void {
		$prefix = 'Stockwire\\Sandbox\\';
		if ( ! str_starts_with( $name, $prefix ) ) {
			return;
		}
		foreach ( array( 'catalogue', 'backoffice' ) as $folder ) {
			$file = __DIR__ . "/$folder/" . substr( $name, strlen( $prefix ) ) . '.php';
			if ( is_file( $file ) ) {
				require $file;
			}
		}
	}
);
