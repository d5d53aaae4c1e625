<?php
/**
 * GET stockwire/v1/status: is the link on, can it write, what came last.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Plugin;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/** For monitoring, and for a back office that wants to know before it sends. */
final class Status implements Endpoint {

	/**
	 * Takes what is needed.
	 *
	 * @param Gate $gate Checks token or user.
	 */
	public function __construct( private readonly Gate $gate = new Gate() ) {}

	/**
	 * The state of the link.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply {
		if ( ! Requirements::php_fits() ) {
			return Refusals::reply( 'unavailable', Refusals::V1, Requirements::obstacle() );
		}
		if ( ! in_array( $call->method(), array( 'GET', 'HEAD' ), true ) ) {
			return Refusals::reply( 'method', Refusals::V1, 'The status is read with GET.', 'GET, HEAD' );
		}
		$refusal = $this->gate->refuse_reader( $call );
		return $refusal ?? Reply::json( (string) wp_json_encode( self::state(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ), array( 'Cache-Control' => 'no-store' ) );
	}

	/**
	 * What is said.
	 *
	 * @return array<string, mixed>
	 */
	public static function state(): array {
		$settings = Settings::load();
		$problems = array_filter( array_column( Requirements::all(), 'problem', 'id' ) );
		$manage   = 'yes' === get_option( 'woocommerce_manage_stock' );
		return array(
			'enabled'      => $settings->enabled(),
			'shadow'       => $settings->shadow(),
			'ready'        => $settings->writes() && $manage && array() === $problems,
			'warehouses'   => $settings->warehouses(),
			'manage_stock' => $manage,
			'problems'     => (object) $problems,
			'versions'     => array(
				'plugin'      => Plugin::VERSION,
				'extension'   => (string) phpversion( 'stockwire' ),
				'woocommerce' => Plugin::woocommerce_version(),
			),
			'last_run'     => self::last_run(),
		);
	}

	/**
	 * The newest run; null before the first.
	 *
	 * @return ?array<string, mixed>
	 */
	private static function last_run(): ?array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		$row = $wpdb->get_row( "SELECT id, source, state, preview, started_at, finished_at, line_count, counts FROM {$wpdb->prefix}stockwire_runs ORDER BY id DESC LIMIT 1", ARRAY_A );
		if ( ! is_array( $row ) ) {
			return null;
		}
		$counts = json_decode( (string) $row['counts'], true );
		return array(
			'run'         => (int) $row['id'],
			'source'      => $row['source'],
			'state'       => $row['state'],
			'preview'     => '1' === (string) $row['preview'],
			'started_at'  => self::iso( $row['started_at'] ),
			'finished_at' => self::iso( $row['finished_at'] ),
			'line_count'  => (int) $row['line_count'],
			'counts'      => (object) ( is_array( $counts ) ? $counts : array() ),
		);
	}

	/**
	 * A time of our tables in RFC 3339.
	 *
	 * @param ?string $time UTC.
	 */
	private static function iso( ?string $time ): ?string {
		return null === $time ? null : str_replace( ' ', 'T', $time ) . 'Z';
	}
}
