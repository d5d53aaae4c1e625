<?php
// SPDX-License-Identifier: MIT
// Our own set-based write with PHP in the place of C: the same statements, the same decisions for what this benchmark sends. No hooks.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

/**
 * Lines by code, one warehouse, products with all their rows: what is left out (names, links, brake, collisions, order of lines,
 * retries, exact decimals, hidden products' prices) makes it faster than a whole engine in PHP would be.
 */
final class SetBased implements Peer {
	private const CHUNK = 500;

	private string $body = '';

	public function prepare( array $lines, bool $by_name ): void {
		$this->body = Lines::body( $lines, $by_name );
	}

	public function run( array $lines, bool $by_name ): array {
		global $wpdb;
		$read = $this->read( $this->body );
		$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_runs (source, state, started_at, line_count) VALUES ('php', 'running', UTC_TIMESTAMP(6), " . count( $read ) . ')' );
		$run    = (int) $wpdb->insert_id;
		$counts = array( 'updated' => 0, 'lines' => count( $read ) );
		foreach ( array_chunk( $read, self::CHUNK, true ) as $chunk ) {
			$family = new Family( $wpdb, $chunk );
			$wpdb->query( 'SET TRANSACTION ISOLATION LEVEL READ COMMITTED' );
			$wpdb->query( 'START TRANSACTION' );
			$family->lock();
			$planned = $family->plan();
			( new Writing( $wpdb, $family, $run ) )->write( $planned );
			$wpdb->query( 'COMMIT' );
			$counts['updated'] += count( $planned );
		}
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'done', finished_at = UTC_TIMESTAMP(6) WHERE id = $run" );
		return array( 'answer' => strlen( (string) wp_json_encode( array( 'run' => $run, 'counts' => $counts, 'lines' => array_values( $read ) ) ) ) );
	}

	public function warm(): int {
		return 20;
	}

	/**
	 * The body, each line looked at as the engine does.
	 *
	 * @return array<string, array{line: int, name: string, warehouse: string, quantity: int|float}> by code
	 */
	private function read( string $body ): array {
		$lines = array();
		foreach ( json_decode( $body, true, 8, JSON_THROW_ON_ERROR )['lines'] as $i => $line ) {
			$code      = $line['code'] ?? '';
			$name      = $line['name'] ?? '';
			$warehouse = $line['warehouse'] ?? '';
			$quantity  = $line['quantity'] ?? null;
			if ( ! is_string( $code ) || ! is_string( $name ) || ! is_string( $warehouse ) || ! ( is_int( $quantity ) || is_float( $quantity ) ) ) {
				continue;
			}
			$code = trim( $code );
			if ( '' === $code || mb_strlen( $code ) > 100 || mb_strlen( $name ) > 1000 || mb_strlen( $warehouse ) > 100 || abs( $quantity ) > 999999999 ) {
				continue;
			}
			$lines[ $code ] = array( 'line' => $i, 'name' => trim( $name ), 'warehouse' => mb_strtolower( trim( $warehouse ) ), 'quantity' => $quantity );
		}
		return $lines;
	}
}
