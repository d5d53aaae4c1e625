<?php
/**
 * One worker at a time: a lease in the database.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/**
 * A row of the options table, "token|until", moved by single statements that only one of several processes can win. The clock
 * is the database's, as web nodes disagree about theirs; no GET_LOCK, which a Galera cluster does not share.
 */
final class Lease {

	public const OPTION = 'stockwire_lease';

	/** Seconds after which a holder that does not renew it is taken for dead. */
	private const SECONDS = 60;

	/**
	 * Made by take().
	 *
	 * @param string $token Whose it is.
	 */
	private function __construct( private readonly string $token ) {}

	/** Takes the lease; null where somebody else has it. */
	public static function take(): ?self {
		global $wpdb;
		$lease = new self( bin2hex( random_bytes( 8 ) ) );
		// A clock that was set back must not make a dead holder's lease last for hours: no honest one ends that late.
		// phpcs:disable WordPress.DB -- compare-and-swap, which update_option() cannot do.
		$taken = $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->options} SET option_value = CONCAT(%s, '|', UNIX_TIMESTAMP(NOW(6)) + %d) WHERE option_name = %s
				AND CAST(SUBSTRING_INDEX(option_value, '|', -1) AS DECIMAL(20,6)) NOT BETWEEN UNIX_TIMESTAMP(NOW(6)) AND UNIX_TIMESTAMP(NOW(6)) + %d",
				$lease->token,
				self::seconds(),
				self::OPTION,
				2 * self::seconds()
			)
		);
		if ( 0 === $taken ) {
			$sql   = "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, CONCAT(%s, '|', UNIX_TIMESTAMP(NOW(6)) + %d), 'no')";
			$taken = $wpdb->query( $wpdb->prepare( $sql, self::OPTION, $lease->token, self::seconds() ) );
		}
		// phpcs:enable
		return 1 === $taken ? $lease : null;
	}

	/** Lasts from now on anew. False where another has taken it over: then nothing may be done any more. */
	public function renew(): bool {
		return $this->write( self::seconds() );
	}

	/** Gives it back. */
	public function release(): void {
		$this->write( -1 );
	}

	/** Whether somebody works. */
	public static function held(): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- must be read afresh.
		return null !== $wpdb->get_var( $wpdb->prepare( "SELECT 1 FROM {$wpdb->options} WHERE option_name = %s AND CAST(SUBSTRING_INDEX(option_value, '|', -1) AS DECIMAL(20,6)) BETWEEN UNIX_TIMESTAMP(NOW(6)) AND UNIX_TIMESTAMP(NOW(6)) + %d", self::OPTION, 2 * self::seconds() ) );
	}

	/**
	 * Moves the end of our own lease.
	 *
	 * @param int $seconds From now.
	 */
	private function write( int $seconds ): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- as above.
		return 1 === $wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->options} SET option_value = CONCAT(%s, '|', UNIX_TIMESTAMP(NOW(6)) + %d) WHERE option_name = %s AND option_value LIKE %s", $this->token, $seconds, self::OPTION, $this->token . '|%' ) );
	}

	/** How long it lasts. */
	public static function seconds(): int {
		/**
		 * Seconds after which a worker that gives no sign is taken for dead.
		 *
		 * @param int $seconds More than a database's or listener's longest pause.
		 */
		return max( 1, (int) apply_filters( 'stockwire_lease_seconds', self::SECONDS ) );
	}
}
