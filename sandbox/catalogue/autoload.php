<?php
// SPDX-License-Identifier: MIT
// Finds the catalogue's classes in this folder.

declare(strict_types=1);

spl_autoload_register(
	static function ( string $name ): void {
		$prefix = 'Stockwire\\Sandbox\\';
		if ( str_starts_with( $name, $prefix ) && is_file( __DIR__ . '/' . substr( $name, strlen( $prefix ) ) . '.php' ) ) {
			require __DIR__ . '/' . substr( $name, strlen( $prefix ) ) . '.php';
		}
	}
);
