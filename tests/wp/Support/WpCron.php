<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * WP-Cron's table, so that an event is due when a test wants it, and nothing else is.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class WpCron {

	/** What the shop's own request asks for, or the server's clock. */
	public const ADDRESS = '/wp-cron.php';

	/** @var array<int, array<string, array<string, mixed>>> as the shop had it */
	private readonly array $events;

	public function __construct() {
		wp_cache_flush();
		// Left by a request that was ended: nobody else would run anything for a minute.
		delete_transient( 'doing_cron' );
		$this->events = _get_cron_array();
		$this->only( null );
	}

	/** Makes an event due, or none: all others come tomorrow. */
	public function only( ?string $due ): void {
		$moved = array();
		foreach ( $this->events as $hooks ) {
			foreach ( $hooks as $hook => $of ) {
				$at                    = $hook === $due ? time() - 1 : time() + DAY_IN_SECONDS;
				$moved[ $at ][ $hook ] = $of + ( $moved[ $at ][ $hook ] ?? array() );
			}
		}
		ksort( $moved );
		_set_cron_array( $moved );
	}

	/** When an event will come next; at the end of time where it will not. */
	public static function next( string $hook ): int {
		wp_cache_flush();
		$times = array_keys( array_filter( _get_cron_array(), static fn( array $hooks ): bool => isset( $hooks[ $hook ] ) ) );
		return $times ? (int) min( $times ) : PHP_INT_MAX;
	}

	public function put_back(): void {
		wp_cache_flush();
		_set_cron_array( $this->events );
	}
}
