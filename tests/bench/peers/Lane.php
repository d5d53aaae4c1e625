<?php
// SPDX-License-Identifier: MIT
// Stockwire over HTTP by the fast lane, which answers before anybody is told; how long that takes is measured beside it.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

use Stockwire\Shop\Lane\Facts;

final class Lane extends Rest {
	/** Seconds: above a minute, the sweep's own rhythm where a wake-up was lost. */
	public const PATIENCE = 90.0;

	public function prepare( array $lines, bool $by_name ): void {
		parent::prepare( $lines, $by_name );
		if ( ! Facts::read()->open() ) {
			// Settings were saved since: the next push goes the ordinary way and opens it, and Apache reads the token file once a second.
			( new Http() )->send( 'POST', $this->url(), array( 'Authorization: Bearer ' . getenv( 'TOKEN' ) ), '{"lines":[]}' );
			usleep( 1200000 );
			wp_cache_flush();
		}
		self::check();
	}

	/** A closed lane hands over to the REST route, and that would be another figure. Looking is not part of the push: before and after. */
	private static function check(): void {
		if ( ! Facts::read()->open() ) {
			throw new \RuntimeException( 'the fast lane is closed: ' . Facts::read()->reason() );
		}
	}

	/**
	 * Waits until the background has told everybody; the next measurement would have it for company. -1 where that took too long.
	 *
	 * @return array<string, float>
	 */
	public function after(): array {
		global $wpdb;
		self::check();
		$start = hrtime( true );
		do {
			usleep( 20000 );
			$left    = (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_lines WHERE changed = 1 AND announced_at IS NULL" );
			$seconds = ( hrtime( true ) - $start ) / 1e9;
		} while ( $left > 0 && $seconds < self::PATIENCE );
		return array( 'told_s' => $left > 0 ? -1.0 : $seconds );
	}

	protected function url(): string {
		return home_url( '/wp-json/stockwire/v1/stock' );
	}
}
