<?php
/**
 * Who or what changes stock in this request.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\History;

/** Asked only when stock changes; it costs no query. */
final class Cause {

	/** Frames that are looked at: whoever calls WooCommerce stands near. */
	private const FRAMES = 60;

	/**
	 * What is known.
	 *
	 * @param string $cause     order, person or other.
	 * @param int    $reference Number of the order; 0: none.
	 * @param int    $actor     The person; 0: none.
	 * @param string $detail    Another plugin, or the way in.
	 */
	public function __construct(
		public readonly string $cause,
		public readonly int $reference,
		public readonly int $actor,
		public readonly string $detail,
	) {}

	/** Of the change that is made right now. */
	public static function now(): self {
		$actor  = self::actor();
		$plugin = self::plugin();
		return new self( $actor > 0 ? 'person' : 'other', 0, $actor, '' !== $plugin ? $plugin : self::way() );
	}

	/**
	 * The same, now that the order is known.
	 *
	 * @param int $order Its number.
	 */
	public function of_order( int $order ): self {
		return new self( 'order', $order, $this->actor, '' );
	}

	/** A person of the shop at work; a customer who orders is none. */
	private static function actor(): int {
		if ( wp_doing_cron() || ! ( is_admin() || self::rest() || self::cli() ) || ! current_user_can( 'edit_products' ) ) {
			return 0;
		}
		return get_current_user_id();
	}

	/** The way in, where no plugin and no person was found. */
	private static function way(): string {
		return match ( true ) {
			self::cli()     => 'WP-CLI',
			wp_doing_cron() => 'WP-Cron',
			self::rest()    => 'REST',
			default         => '',
		};
	}

	/** Is this a call of WordPress' REST interface? */
	private static function rest(): bool {
		return defined( 'REST_REQUEST' ) && REST_REQUEST;
	}

	/** Is this a command? */
	private static function cli(): bool {
		return defined( 'WP_CLI' ) && WP_CLI;
	}

	/** Folder of the plugin that changes stock, as far as the stack tells: not WooCommerce, which always stands in it, and not us. */
	private static function plugin(): string {
		$root = wp_normalize_path( WP_PLUGIN_DIR ) . '/';
		$self = dirname( __DIR__, 2 ) . '/';
		// phpcs:ignore WordPress.PHP.DevelopmentFunctions -- the only way to know, and cheap without arguments.
		foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS, self::FRAMES ) as $frame ) {
			$file = wp_normalize_path( $frame['file'] ?? '' );
			if ( ! str_starts_with( $file, $root ) || str_starts_with( $file, wp_normalize_path( $self ) ) ) {
				continue;
			}
			$name = explode( '/', substr( $file, strlen( $root ) ) )[0];
			if ( 'woocommerce' !== $name && 'stockwire' !== $name ) {
				return mb_strcut( $name, 0, 100, 'UTF-8' );
			}
		}
		return '';
	}
}
