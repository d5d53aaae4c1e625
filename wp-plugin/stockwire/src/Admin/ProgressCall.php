<?php
/**
 * Answers the page that asks how far a run is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Progress;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;

/** Capability and nonce, then numbers. */
final class ProgressCall {

	public const ACTION = 'stockwire_progress';

	/** Seconds without a sign of life after which whoever looks wakes a worker. */
	private const SILENCE = 5;

	/** Hooks in. */
	public function register(): void {
		add_action( 'wp_ajax_' . self::ACTION, array( $this, 'answer' ) );
	}

	/**
	 * Where to ask.
	 *
	 * @param int $run Number of the run.
	 */
	public static function url( int $run ): string {
		$arguments = array(
			'action'   => self::ACTION,
			'run'      => $run,
			'_wpnonce' => wp_create_nonce( self::ACTION ),
		);
		return add_query_arg( $arguments, admin_url( 'admin-ajax.php' ) );
	}

	/** Answers with JSON. */
	public function answer(): void {
		if ( ! current_user_can( Menu::CAPABILITY ) || false === check_ajax_referer( self::ACTION, false, false ) ) {
			wp_send_json_error( null, 403 );
		}
		// phpcs:ignore WordPress.Security.NonceVerification -- checked above.
		$run = Run::find( isset( $_GET['run'] ) && is_numeric( $_GET['run'] ) ? (int) $_GET['run'] : 0 );
		if ( null === $run ) {
			wp_send_json_error( null, 404 );
		}
		// Somebody waits and nobody works: where WP-Cron is silent, this is what carries the run on.
		if ( $run->unfinished() && 0 === $run->numbers['wait'] && $run->numbers['age'] >= self::SILENCE && ! Lease::held() ) {
			Steps::go( $run->id );
		}
		wp_send_json_success( Progress::of( $run ) );
	}
}
