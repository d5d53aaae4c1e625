<?php
/**
 * Who else registered SmartBill's route: its own plugin stays installed in real shops, since it issues the invoices.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

/** Looks at the handlers that WordPress knows. */
final class RouteOwners {

	/**
	 * Does another plugin answer this route?
	 *
	 * @param \WP_REST_Server $server The server.
	 */
	public static function somebody_else( \WP_REST_Server $server ): bool {
		return array() !== self::others( $server );
	}

	/**
	 * Plugins (their folder's or file's name) that registered the route beside us.
	 *
	 * @param \WP_REST_Server $server The server.
	 * @return list<string>
	 */
	public static function others( \WP_REST_Server $server ): array {
		$names = array();
		foreach ( $server->get_routes()[ Routes::SMARTBILL ] ?? array() as $handler ) {
			$file = is_array( $handler ) && isset( $handler['callback'] ) ? self::file_of( $handler['callback'] ) : null;
			if ( null !== $file && ! str_starts_with( $file, wp_normalize_path( dirname( __DIR__, 2 ) ) . '/' ) ) {
				$names[] = self::plugin_of( $file );
			}
		}
		return array_values( array_unique( $names ) );
	}

	/**
	 * File that a callback comes from.
	 *
	 * @param mixed $callback As it was registered.
	 */
	private static function file_of( mixed $callback ): ?string {
		if ( ! is_callable( $callback ) ) {
			return null;
		}
		$file = ( new \ReflectionFunction( \Closure::fromCallable( $callback ) ) )->getFileName();
		return is_string( $file ) ? wp_normalize_path( $file ) : '';
	}

	/**
	 * Name an owner knows the plugin by.
	 *
	 * @param string $file Path.
	 */
	private static function plugin_of( string $file ): string {
		foreach ( array( WPMU_PLUGIN_DIR, WP_PLUGIN_DIR ) as $folder ) {
			$folder = wp_normalize_path( $folder ) . '/';
			if ( str_starts_with( $file, $folder ) ) {
				return explode( '/', substr( $file, strlen( $folder ) ) )[0];
			}
		}
		return basename( $file );
	}
}
