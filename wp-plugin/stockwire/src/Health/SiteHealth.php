<?php
/**
 * Our checks in WordPress' Site Health.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Health;

use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/**
 * Direct tests for what is known at once, an asynchronous one for the connection.
 *
 * @phpstan-import-type Check from Checks
 */
final class SiteHealth {

	/** Hooks in. */
	public function register(): void {
		add_filter( 'site_status_tests', array( $this, 'add_tests' ) );
		add_action( 'wp_ajax_health-check-stockwire-connection', array( $this, 'answer_connection' ) );
	}

	/**
	 * Adds our tests.
	 *
	 * @param array<string, mixed> $tests Those of others.
	 * @return array<string, mixed>
	 */
	public function add_tests( array $tests ): array {
		foreach ( Checks::all() as $check ) {
			$tests['direct'][ 'stockwire_' . $check['id'] ] = array(
				'label' => $check['label'],
				'test'  => fn(): array => $this->result( $check ),
			);
		}
		if ( Requirements::php_fits() && Settings::load()->enabled() ) {
			$tests['async']['stockwire_connection'] = array(
				'label'             => __( 'Connection of the back office', 'stockwire' ),
				'test'              => 'stockwire-connection',
				'async_direct_test' => array( $this, 'connection' ),
			);
		}
		return $tests;
	}

	/** The connection test, as Site Health's page asks for it. */
	public function answer_connection(): void {
		check_ajax_referer( 'health-check-site-status' );
		if ( ! current_user_can( 'view_site_health_checks' ) ) {
			wp_send_json_error( null, 403 );
		}
		wp_send_json_success( $this->connection() );
	}

	/**
	 * The connection test's result.
	 *
	 * @return array<string, mixed>
	 */
	public function connection(): array {
		$finding = ( new Test() )->run();
		$finding->keep();
		return $this->result(
			array(
				'id'    => 'connection',
				'label' => __( 'Connection of the back office', 'stockwire' ),
				'kind'  => $finding->works ? 'good' : 'bad',
				'text'  => trim( $finding->sentence() . ' ' . $finding->line ),
			)
		);
	}

	/**
	 * A check as Site Health wants it.
	 *
	 * @param array $check The check.
	 * @phpstan-param Check $check
	 * @return array<string, mixed>
	 */
	private function result( array $check ): array {
		return array(
			/* translators: %s: name of a check */
			'label'       => sprintf( __( 'Stockwire: %s', 'stockwire' ), $check['label'] ),
			'status'      => array(
				'bad'     => 'critical',
				'warning' => 'recommended',
			)[ $check['kind'] ] ?? 'good',
			'badge'       => array(
				'label' => __( 'Stockwire', 'stockwire' ),
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( $check['text'] ) . '</p>',
			'actions'     => sprintf( '<p><a href="%s">%s</a></p>', esc_url( Menu::url() ), esc_html__( 'Open the Link page', 'stockwire' ) ),
			'test'        => 'stockwire_' . $check['id'],
		);
	}
}
