<?php
/**
 * The address at which the shop wakes itself: POST stockwire/v1/announce.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Activity\Held;
use Stockwire\Shop\Lane\Keeper;

/** 202 for a signature of our own, 403 for everybody else. The work is done after the answer. */
final class AnnounceRoute {

	/** Asked first: whoever carries the run on answers true. */
	public const WOKEN = 'stockwire_woken';

	/** Seconds; under every usual limit of a request. */
	private const BUDGET = 20.0;

	/**
	 * Of the end of a request: right behind WordPress, which sends the answer at 1, and before all who do then what they put
	 * off till then. WooCommerce sends webhooks, syncs parents and deletes transients at 10.
	 */
	public const PRIORITY = 2;

	/** The run that the request was sent for. */
	private int $run = 0;

	/**
	 * Takes the worker.
	 *
	 * @param Worker $worker Announces.
	 */
	public function __construct( private readonly Worker $worker = new Worker() ) {}

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'declare_route' ) );
	}

	/** Declares the route. */
	public function declare_route(): void {
		list( $vendor, $version, $route ) = explode( '/', Wake::ROUTE );
		register_rest_route(
			"$vendor/$version",
			"/$route",
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'accept' ),
				'permission_callback' => array( $this, 'allow' ),
				'show_in_index'       => false,
			)
		);
	}

	/**
	 * Whether the request is our own.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function allow( \WP_REST_Request $request ): bool|\WP_Error {
		$time      = $request->get_param( 'time' );
		$run       = $request->get_param( 'run' );
		$signature = $request->get_param( 'signature' );
		if ( is_numeric( $time ) && is_numeric( $run ) && is_string( $signature ) && Signature::fits( (int) $time, (int) $run, $signature ) ) {
			return true;
		}
		return new \WP_Error( 'stockwire_forbidden', 'Only the shop itself may ask for this.', array( 'status' => 403 ) );
	}

	/**
	 * Answers, and sees to it that the work begins when the answer is out.
	 *
	 * @param ?\WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function accept( ?\WP_REST_Request $request = null ): \WP_REST_Response {
		$this->run = (int) $request?->get_param( 'run' );
		ignore_user_abort( true );
		add_action( 'shutdown', array( $this, 'work' ), self::PRIORITY );
		return new \WP_REST_Response( null, 202 );
	}

	/** Announces; what is left wakes the next request. */
	public function work(): void {
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
		} elseif ( function_exists( 'litespeed_finish_request' ) ) {
			litespeed_finish_request();
		}
		Keeper::woken();
		/**
		 * A run that is not finished is carried on; its changes are announced with each step.
		 *
		 * @param bool $done Whether somebody did.
		 * @param int  $run  Its number.
		 */
		if ( true === apply_filters( self::WOKEN, false, $this->run ) ) { // phpcs:ignore WordPress.NamingConventions -- a constant with our prefix.
			return;
		}
		$left = $this->worker->work( self::BUDGET );
		if ( $left > 0 ) {
			Wake::send( $left );
		}
		// Of a push that is held. The last of all, since a mail server may take its time.
		( new Held() )->tell( $this->run );
	}
}
