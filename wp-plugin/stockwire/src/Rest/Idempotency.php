<?php
/**
 * Idempotency-Key: a request that is sent twice is carried out once.
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Journal;

/**
 * The unique key of the table of runs decides who is first. While the first request runs, a row of ours holds the key; when it
 * is done, its run takes the key over, so that the receipt is found by it.
 */
final class Idempotency {

	private const SECONDS = DAY_IN_SECONDS;

	/** A claim this old belongs to a request that died: every run ends by its deadline of 25 s. */
	private const DEAD_AFTER = 120;

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
	 * @param callable():array{Reply, ?int} $work Gives a reply and the number of its run.
	 */
	public function once( callable $work ): Reply {
		if ( strlen( $this->key ) > 255 ) {
			return Refusals::reply( 'bad_body', Refusals::V1, 'The Idempotency-Key is longer than 255 bytes.' );
		}
		$this->forget_the_old();
		$claim = $this->claim();
		if ( null === $claim ) {
			return $this->again();
		}
		$run = null;
		try {
			list( $reply, $run ) = $work();
		} finally {
			$this->settle( $claim, $run );
		}
		return $reply;
	}

	/** Takes the key. Returns the number of the row that holds it, or null where another request was first. */
	private function claim(): ?int {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; a duplicate key is the answer that is asked for.
		$inserted = $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO {$wpdb->prefix}stockwire_runs (source, state, started_at, idempotency_key, body_digest) VALUES ('claim', 'running', UTC_TIMESTAMP(6), %s, UNHEX(%s))", $this->key, bin2hex( $this->digest ) ) );
		return 1 === $inserted ? (int) $wpdb->insert_id : null;
	}

	/** The answer to a repeat. */
	private function again(): Reply {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT id, source, body_digest FROM {$wpdb->prefix}stockwire_runs WHERE idempotency_key = %s", $this->key ), ARRAY_A );
		if ( ! is_array( $row ) || 'claim' === $row['source'] ) {
			// The first one runs, or has just failed and gave the key back.
			return is_array( $row ) && ! hash_equals( (string) $row['body_digest'], $this->digest ) ? Refusals::reply( 'key_reused', Refusals::V1 ) : Refusals::reply( 'conflict', Refusals::V1 );
		}
		if ( ! hash_equals( (string) $row['body_digest'], $this->digest ) ) {
			return Refusals::reply( 'key_reused', Refusals::V1 );
		}
		$receipt = ( new Journal() )->receipt( (int) $row['id'] );
		return null === $receipt ? Refusals::reply( 'not_found', Refusals::V1 ) : Reply::json( $receipt );
	}

	/**
	 * Hands the key to the run, or gives it back where nothing was carried out.
	 *
	 * @param int  $claim Row that holds the key.
	 * @param ?int $run   The run.
	 */
	private function settle( int $claim, ?int $run ): void {
		global $wpdb;
		$runs = $wpdb->prefix . 'stockwire_runs';
		// phpcs:disable WordPress.DB -- our own table.
		$wpdb->query( 'START TRANSACTION' );
		$wpdb->query( $wpdb->prepare( "DELETE FROM `$runs` WHERE id = %d AND source = 'claim'", $claim ) );
		if ( null !== $run ) {
			$wpdb->query( $wpdb->prepare( "UPDATE `$runs` SET idempotency_key = %s, body_digest = UNHEX(%s) WHERE id = %d", $this->key, bin2hex( $this->digest ), $run ) );
		}
		$wpdb->query( 'COMMIT' );
		// phpcs:enable
	}

	/** Frees this key after a day, and after a request that died with it. */
	private function forget_the_old(): void {
		global $wpdb;
		$runs = $wpdb->prefix . 'stockwire_runs';
		// phpcs:disable WordPress.DB -- our own table.
		$wpdb->query( $wpdb->prepare( "DELETE FROM `$runs` WHERE idempotency_key = %s AND source = 'claim' AND started_at < UTC_TIMESTAMP(6) - INTERVAL %d SECOND", $this->key, self::DEAD_AFTER ) );
		$wpdb->query( $wpdb->prepare( "UPDATE `$runs` SET idempotency_key = NULL WHERE idempotency_key = %s AND started_at < UTC_TIMESTAMP(6) - INTERVAL %d SECOND", $this->key, self::SECONDS ) );
		// phpcs:enable
	}
}
