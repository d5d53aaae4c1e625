<?php
/**
 * Idempotency-Key: a request that is sent twice is carried out once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Journal;

/**
 * The key stands on the run's own row, and a unique index decides who is first: the engine writes it when the run begins.
 */
final class Idempotency {

	/** A run still "running" after this long has died: every run ends by its deadline of 25 s. */
	private const DEAD_AFTER = 120;

	/** The status of a run that the index refused. */
	private const CONFLICT = 409;

	/** Digest of the body, binary. */
	private readonly string $digest;

	/**
	 * A key and what came with it.
	 *
	 * @param string $key  The header.
	 * @param string $body The body.
	 */
	public function __construct( private readonly string $key, string $body ) {
		$this->digest = hash( 'sha256', $body, true );
	}

	/**
	 * Carries out the work, or answers as the first time.
	 *
	 * @param \Closure(array<string, string>):Reply $work Takes what the engine writes on the run's row.
	 */
	public function reply( \Closure $work ): Reply {
		if ( strlen( $this->key ) > 255 ) {
			return Refusals::reply( 'bad_body', Refusals::V1, 'The Idempotency-Key is longer than 255 bytes.' );
		}
		$this->free();
		$known = $this->known();
		if ( null !== $known ) {
			return $known;
		}
		$reply = $work(
			array(
				'idempotency_key' => $this->key,
				'body_digest'     => $this->digest,
			)
		);
		// Another request may have been first by a hair: then the index refused this run, and theirs is the answer. Any other
		// failure is told as it is: a connection that was lost must not look like a push that is still at work.
		return self::CONFLICT === $reply->status ? $this->known() ?? $reply : $reply;
	}

	/** The answer to a repeat; null where the key is free. */
	private function known(): ?Reply {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT id, state, HEX(body_digest) AS digest FROM {$wpdb->prefix}stockwire_runs WHERE idempotency_key = %s AND state <> 'failed'", $this->key ), ARRAY_A );
		if ( ! is_array( $row ) ) {
			return null;
		}
		if ( ! hash_equals( strtolower( (string) $row['digest'] ), bin2hex( $this->digest ) ) ) {
			return Refusals::reply( 'key_reused', Refusals::V1 );
		}
		$receipt = 'running' === $row['state'] ? null : ( new Journal() )->receipt( (int) $row['id'] );
		return null === $receipt ? Refusals::reply( 'conflict', Refusals::V1 ) : Reply::json( $receipt );
	}

	/** Frees the key after a day, and of a run that failed or died: that one may be sent again. */
	private function free(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET idempotency_key = NULL WHERE idempotency_key = %s AND (state = 'failed' OR started_at < UTC_TIMESTAMP(6) - INTERVAL IF(state = 'running', %d, %d) SECOND)", $this->key, self::DEAD_AFTER, DAY_IN_SECONDS ) );
	}
}
