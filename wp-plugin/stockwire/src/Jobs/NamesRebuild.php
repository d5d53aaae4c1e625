<?php
/**
 * Makes all name keys anew when what they are made of has changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Engine;
use Stockwire\Names;
use Stockwire\Shop\Announce\Log;

/**
 * Keys depend on our own rules, on the site's locale and on WordPress' sanitize_title(). Old keys stay until they are
 * replaced: a shop in the middle of it knows its products by nearly all of them.
 */
final class NamesRebuild {

	/** What the keys in the table were made by. Autoloaded: it is compared in every request. */
	public const OPTION = 'stockwire_names_version';

	/** In its place while the keys are of more than one kind. */
	private const DUE = 'due';

	/** How far a rebuild has come: "target|last product". */
	public const PROGRESS = 'stockwire_names_progress';

	/** Seconds that the first request may wait. */
	private const FIRST_STEP = 5.0;

	/**
	 * Takes what makes an engine.
	 *
	 * @param \Closure():Engine    $engine   Called when there is work only.
	 * @param int                  $products How many at a time.
	 * @param ?\Closure():?\mysqli $second   Makes a connection that takes half of the work; it is closed afterwards.
	 */
	public function __construct( private readonly \Closure $engine, private readonly int $products = 500, private readonly ?\Closure $second = null ) {}

	/** Registers the hook. */
	public function register(): void {
		add_action( 'init', array( $this, 'begin' ), 30 );
	}

	/**
	 * The first request after the activation: a shop of usual size has its keys before its first push. What takes
	 * longer goes on in the background, and so does everything after a mere change of version.
	 */
	public function begin(): void {
		if ( ! self::complete() && self::due() && false === get_option( self::PROGRESS ) ) {
			$this->step( self::FIRST_STEP );
		}
	}

	/** What keys are made by now. */
	public static function version(): string {
		global $wp_version;
		$rules = defined( Names::class . '::VERSION' ) ? constant( Names::class . '::VERSION' ) : 0;
		return "$rules/" . get_locale() . "/$wp_version";
	}

	/** Whether keys are to be made anew. */
	public static function due(): bool {
		return class_exists( Names::class, false ) && get_option( self::OPTION ) !== self::version();
	}

	/** Whether there ever were keys of the whole catalogue. */
	public static function complete(): bool {
		return is_string( get_option( self::OPTION ) );
	}

	/** Begins again with the first product, as after a change that touches many. A worker in its last step hears of it by the mark. */
	public static function restart(): void {
		Swap::set( self::PROGRESS, wp_generate_uuid4() . '|0' );
		// A request that lasted knows the version as it was when it began.
		if ( null !== Swap::read( self::OPTION ) ) {
			Swap::set( self::OPTION, self::DUE );
		}
	}

	/**
	 * A part of the work: in the background, at activation, or before the first push.
	 *
	 * @param float $seconds How long at most.
	 * @return bool True when the keys are complete.
	 */
	public function step( float $seconds ): bool {
		if ( ! self::due() ) {
			return class_exists( Names::class, false );
		}
		$start  = hrtime( true );
		$second = null;
		try {
			$engine = ( $this->engine )();
			$second = null === $this->second ? null : ( $this->second )();
			do {
				$seen                   = (string) get_option( self::PROGRESS, '' );
				list( $target, $after ) = explode( '|', $seen . '|0' );

				$after = self::version() === $target ? (int) $after : 0;
				if ( self::complete() && self::DUE !== get_option( self::OPTION ) ) {
					// From the first key on the table is of two kinds, also where the language is changed back before the end.
					update_option( self::OPTION, self::DUE, true );
				}
				$last = $engine->rebuildNames( $after, $this->products, $second );
				if ( 0 === $last ) {
					return self::finish( $seen );
				}
				$ours = $this->advance( $seen, self::version() . "|$last" );
			} while ( $ours && ( hrtime( true ) - $start ) / 1e9 < $seconds );
		} catch ( \Throwable $fault ) {
			Log::failure( 'Making the name keys was put off', $fault );
		} finally {
			$second?->close();
		}
		return false;
	}

	/**
	 * All keys are made, unless somebody began again meanwhile.
	 *
	 * @param string $seen The mark of the last step.
	 */
	private static function finish( string $seen ): bool {
		update_option( self::OPTION, self::version(), true );
		// Without a mark another worker has done the same last step.
		if ( ( '' !== $seen && Swap::take( self::PROGRESS, $seen ) ) || null === Swap::read( self::PROGRESS ) ) {
			return true;
		}
		update_option( self::OPTION, self::DUE, true );
		return false;
	}

	/**
	 * Moves the mark on, unless another worker has moved it meanwhile: then that one goes on alone.
	 *
	 * @param string $seen What it was.
	 * @param string $next What it is to be.
	 */
	private function advance( string $seen, string $next ): bool {
		global $wpdb;
		if ( '' === $seen ) {
			return add_option( self::PROGRESS, $next, '', false );
		}
		// phpcs:ignore WordPress.DB -- compare-and-swap, which update_option() cannot do.
		$moved = $wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s", $next, self::PROGRESS, $seen ) );
		wp_cache_delete( self::PROGRESS, 'options' );
		return 1 === $moved;
	}
}
