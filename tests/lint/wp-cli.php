<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * As much of wp-cli as the plugin calls. Read by PHPStan, never run.
 */

class WP_CLI {

	/**
	 * @param callable             $callable
	 * @param array<string, mixed> $args
	 */
	public static function add_command( string $name, $callable, array $args = array() ): bool {
	}

	public static function halt( int $return_code ): never {
	}
}
