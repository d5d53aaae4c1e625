<?php
/**
 * Knows which lines of the journal are announced, and sees to it that no two workers announce the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/**
 * A worker takes lines by a single UPDATE that only finds lines nobody holds, and writes its own token on them. What a
 * worker that died held is free again after a while. Times are the database's: web nodes may disagree about theirs.
 */
final class Journal {

	/** Seconds after which a worker is taken for dead; more than any batch takes. */
	private const LEASE = 300;

	/** Workers that may die at a line before it is given up. */
	private const TRIES = 5;

	/** A claim is this letter, how often the line was claimed, and the worker's own part. */
	private const MARK = 't';

	/** Whether anything was ever to be had. */
	private bool $claimed = false;

	/**
	 * Takes lines of a run that changed a holder and are not announced. What others died with comes behind the rest, a line at
	 * a time: one of them may have been what they died of, and the others are to be told but once more.
	 *
	 * @param int $run   The run.
	 * @param int $limit How many at most.
	 */
	public function claim( int $run, int $limit ): ?Claim {
		$claim = $this->take( $run, 'claimed_at IS NULL', 'line', $limit );
		while ( null === $claim ) {
			$claim = $this->take( $run, 'claimed_at < UTC_TIMESTAMP(6) - INTERVAL ' . self::LEASE . ' SECOND', 'claimed_at, line', 1 );
			if ( null === $claim ) {
				return null;
			}
			if ( self::tries( $claim ) > self::TRIES ) {
				Log::given_up( (int) ( $claim->lines[0]['holder_id'] ?? 0 ), $run, self::TRIES );
				$this->finish( $claim );
				$claim = null;
			}
		}
		$this->claimed = true;
		return $claim;
	}

	/** Whether this one ever had a line to announce. */
	public function has_claimed(): bool {
		return $this->claimed;
	}

	/**
	 * How often the line of a claim was claimed.
	 *
	 * @param Claim $claim Of one line.
	 */
	private static function tries( Claim $claim ): int {
		return (int) substr( $claim->lines[0]['claim'] ?? '', strlen( self::MARK ), 1 );
	}

	/**
	 * Takes lines by one statement.
	 *
	 * @param int    $run   The run.
	 * @param string $which A condition of ours.
	 * @param string $order Columns.
	 * @param int    $limit How many at most.
	 */
	private function take( int $run, string $which, string $order, int $limit ): ?Claim {
		global $wpdb;
		$token = bin2hex( random_bytes( 7 ) );
		$mark  = self::MARK;
		// phpcs:disable WordPress.DB -- our own table, by placeholders; a queue must not be read from a cache.
		$taken = $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}stockwire_lines SET claim = CONCAT('$mark', IF(claim LIKE '$mark%%', LEAST(9, SUBSTRING(claim, 2, 1) + 1), 1), %s), claimed_at = UTC_TIMESTAMP(6)
				WHERE run_id = %d AND changed = 1 AND announced_at IS NULL AND ($which)
				ORDER BY $order LIMIT %d",
				$token,
				$run,
				$limit
			)
		);
		if ( ! is_int( $taken ) || 0 === $taken ) {
			return null;
		}
		$lines = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT line, holder_id, old_quantity, new_quantity, old_status, new_status, claim FROM {$wpdb->prefix}stockwire_lines
				WHERE run_id = %d AND changed = 1 AND announced_at IS NULL AND SUBSTRING(claim, 3) = %s ORDER BY line",
				$run,
				$token
			),
			ARRAY_A
		);
		// phpcs:enable
		return new Claim( $run, $token, is_array( $lines ) ? array_values( $lines ) : array() );
	}

	/**
	 * Lines that were announced.
	 *
	 * @param Claim $claim Who holds them.
	 */
	public function finish( Claim $claim ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table, by placeholders.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_lines SET announced_at = UTC_TIMESTAMP(6) WHERE run_id = %d AND changed = 1 AND announced_at IS NULL AND SUBSTRING(claim, 3) = %s", $claim->run, $claim->token ) );
	}

	/**
	 * Marks a run as announced when no line of it is left.
	 *
	 * @param int $run The run.
	 * @return bool False where something is left, even when another worker has it.
	 */
	public function close( int $run ): bool {
		global $wpdb;
		// phpcs:disable WordPress.DB -- our own tables, by placeholders.
		$left = $wpdb->get_var( $wpdb->prepare( "SELECT 1 FROM {$wpdb->prefix}stockwire_lines WHERE changed = 1 AND announced_at IS NULL AND run_id = %d LIMIT 1", $run ) );
		if ( null !== $left ) {
			return false;
		}
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET announced_at = UTC_TIMESTAMP(6) WHERE id = %d AND announced_at IS NULL", $run ) );
		// phpcs:enable
		return true;
	}

	/**
	 * Runs with lines that nobody announces. A run that still goes on is announced by its own request.
	 *
	 * @return list<int>
	 */
	public function unfinished(): array {
		global $wpdb;
		// phpcs:disable WordPress.DB -- our own tables, by placeholders; a queue must not be read from a cache.
		$runs = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT DISTINCT l.run_id FROM {$wpdb->prefix}stockwire_lines l JOIN {$wpdb->prefix}stockwire_runs r ON r.id = l.run_id
				WHERE l.changed = 1 AND l.announced_at IS NULL AND (l.claimed_at IS NULL OR l.claimed_at < UTC_TIMESTAMP(6) - INTERVAL %d SECOND)
				AND (r.state <> 'running' OR r.started_at < UTC_TIMESTAMP(6) - INTERVAL %d SECOND) ORDER BY l.run_id LIMIT 100",
				self::LEASE,
				self::LEASE
			)
		);
		// phpcs:enable
		return array_values( array_map( 'intval', $runs ) );
	}
}
