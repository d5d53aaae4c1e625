<?php
/**
 * Somebody may have changed what other plugins do: what was noted for the fast lane is believed no more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

/**
 * A fingerprint knows the options and files that WordPress and WooCommerce go by. Whether another plugin filters quantities may stand in an
 * option or a table of its own, which nobody can list. So whatever a manager of the shop does counts: the push after it goes the ordinary way.
 */
final class Doubt {

	/** When it was raised last: seconds since 1970. */
	public const OPTION = 'stockwire_lane_doubt';

	/** Options that change by themselves, all the time. */
	private const NOISE = '/^(?:_transient_|_site_transient_|cron$|action_scheduler_|stockwire_)/';

	/** Calls and pages that change nothing, only what the fingerprint knows, or what the background would change without them. */
	private const HARMLESS = '/^(?:heartbeat$|health-check-|as_async_request_queue_runner$|stockwire)/';

	/** By these a link shows that somebody meant it. */
	private const NONCES = array( '_wpnonce', '_ajax_nonce', 'security', 'nonce' );

	/** Routes of content, which many programs write all day. */
	private const CONTENT = '#^/(?:wp/|wc/|wc-|stockwire/)#';

	/** Has an option changed within this request? */
	private bool $changed = false;

	/** Is it one of the whole network? */
	private bool $of_network = false;

	/** Looks on. */
	public function register(): void {
		foreach ( array( 'added_option', 'updated_option', 'deleted_option' ) as $hook ) {
			add_action( $hook, array( $this, 'look' ) );
		}
		foreach ( array( 'add_site_option', 'update_site_option', 'delete_site_option' ) as $hook ) {
			add_action( $hook, array( $this, 'look_at_network' ) );
		}
		add_action( 'shutdown', array( $this, 'after_request' ), 910 );
	}

	/**
	 * An option has changed.
	 *
	 * @param mixed $name Of the option.
	 */
	public function look( mixed $name ): void {
		$this->changed = $this->changed || self::counts( $name );
	}

	/**
	 * An option of the whole network has changed.
	 *
	 * @param mixed $name Of the option.
	 */
	public function look_at_network( mixed $name ): void {
		$this->look( $name );
		$this->of_network = $this->of_network || ( is_multisite() && self::counts( $name ) );
	}

	/** The request is over, and what it changed stands in the database. */
	public function after_request(): void {
		if ( ! self::by_hand( $this->changed ) ) {
			return;
		}
		$of_network = is_multisite() && ( $this->of_network || is_network_admin() );
		// The lane may be another site's.
		if ( $of_network || false !== get_option( Facts::OPTION ) ) {
			self::raise( $of_network );
		}
	}

	/**
	 * What was noted before now is believed no more.
	 *
	 * @param bool $of_network By no site.
	 */
	public static function raise( bool $of_network = false ): void {
		$now = sprintf( '%.6F', microtime( true ) );
		if ( $of_network ) {
			update_site_option( self::OPTION, $now );
			return;
		}
		update_option( self::OPTION, $now, false );
	}

	/**
	 * When it was raised last; 0.0: never.
	 *
	 * @param Options $options As the database has them.
	 */
	public static function raised( Options $options ): float {
		$network = is_multisite() ? get_site_option( self::OPTION ) : 0;
		return max( self::number( $options->value( self::OPTION ) ), self::number( $network ) );
	}

	/**
	 * Is this request something that somebody who manages the shop does to it?
	 *
	 * @param bool $changed Whether an option has changed.
	 */
	private static function by_hand( bool $changed ): bool {
		if ( defined( 'WP_CLI' ) && constant( 'WP_CLI' ) ) {
			return $changed && ! wp_doing_cron();
		}
		if ( 0 === did_action( 'init' ) || wp_doing_cron() || ! ( current_user_can( 'manage_woocommerce' ) || current_user_can( 'manage_options' ) ) ) {
			return false;
		}
		// phpcs:disable WordPress.Security -- nothing is done with them.
		$method = $_SERVER['REQUEST_METHOD'] ?? 'GET';
		if ( in_array( $method, array( 'GET', 'HEAD', 'OPTIONS' ), true ) && array() === array_intersect_key( array_flip( self::NONCES ), $_GET ) ) {
			return false;
		}
		$named = array( $_REQUEST['action'] ?? '', $_GET['page'] ?? '' );
		// phpcs:enable
		if ( array() !== preg_grep( self::HARMLESS, array_filter( $named, 'is_string' ) ) ) {
			return false;
		}
		return $changed || 1 !== preg_match( self::CONTENT, self::route() );
	}

	/**
	 * Does an option change only when somebody or something changes the shop?
	 *
	 * @param mixed $name Of the option.
	 */
	private static function counts( mixed $name ): bool {
		return is_string( $name ) && 1 !== preg_match( self::NOISE, $name );
	}

	/** Of the REST API; '' where the request is another. */
	private static function route(): string {
		global $wp;
		$route = $wp instanceof \WP ? $wp->query_vars['rest_route'] ?? '' : '';
		return is_string( $route ) ? $route : '';
	}

	/**
	 * A stored time.
	 *
	 * @param mixed $value As stored.
	 */
	private static function number( mixed $value ): float {
		return is_numeric( $value ) ? (float) $value : 0.0;
	}
}
