<?php
/**
 * Sets the shop's numbers anew from the levels that are known, after another choice of warehouses or another buffer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/**
 * Notes that numbers in the shop rest on an older choice, until they were computed or the owner waved it off. The choice that
 * they rest on is kept: who goes back to it has nothing to compute.
 */
final class Recompute {

	public const SOURCE = 'recompute';

	/** The choice that the numbers rest on; there only while another one is set. */
	public const OPTION = 'stockwire_recompute';

	/** The choice that the last look was at: "run|choice". */
	public const SEEN = 'stockwire_recompute_seen';

	/** The choice that the last computation began with: "run|choice". */
	public const BEGUN = 'stockwire_recompute_begun';

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'update_option_' . Settings::OPTION, array( $this, 'compare' ), 10, 2 );
		add_action( Steps::ENDED, array( $this, 'ended' ) );
	}

	/**
	 * After the settings were saved.
	 *
	 * @param mixed $before Old ones.
	 * @param mixed $after  New ones.
	 */
	public function compare( mixed $before, mixed $after ): void {
		$before = self::choice( Settings::sanitise( $before ) );
		$after  = self::choice( Settings::sanitise( $after ) );
		$rests  = self::rests_on();
		if ( null === $rests && $before !== $after && self::levels_known() ) {
			update_option( self::OPTION, $before, false );
		} elseif ( $rests === $after ) {
			delete_option( self::OPTION );
		}
	}

	/** Whether the shop's numbers rest on another choice than the one that is set. */
	public static function due(): bool {
		return null !== self::rests_on();
	}

	/** The owner wants the numbers to stay until the back office sends new ones. */
	public static function wave_off(): void {
		delete_option( self::OPTION );
	}

	/**
	 * A run has ended. Where the choice was changed since it began, some of the numbers may rest on either: no choice is theirs. One of
	 * some products, as after another buffer, says nothing of the others.
	 *
	 * @param int $run Its number.
	 */
	public function ended( int $run ): void {
		$row   = Run::find( $run );
		$begun = (string) Swap::read( self::BEGUN );
		if ( null === $row || self::SOURCE !== $row->source || 'done' !== $row->state || $row->preview || (int) $begun !== $run ) {
			return;
		}
		if ( $run . '|' . self::choice_now() === $begun ) {
			delete_option( self::OPTION );
		} else {
			update_option( self::OPTION, '', false );
		}
	}

	/**
	 * Begins.
	 *
	 * @param bool  $preview Decide only; in shadow mode always.
	 * @param Fetch $fetch   Opens the run.
	 * @return int Number of the run.
	 * @throws Trouble Where it cannot begin.
	 */
	public static function start( bool $preview, Fetch $fetch = new Fetch() ): int {
		$obstacle = Requirements::why();
		if ( null === $obstacle && array() === Settings::load()->warehouses() ) {
			$obstacle = Message::of( 'no_warehouse' );
		}
		if ( null !== $obstacle ) {
			throw new Trouble( $obstacle ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is shown.
		}
		$preview = $preview || Settings::load()->shadow();
		// Before a worker may end it.
		$note = static fn( int $run ) => Swap::set( $preview ? self::SEEN : self::BEGUN, $run . '|' . self::choice_now() );
		return $fetch->open( self::SOURCE, $preview, array(), $note );
	}

	/** Whether what would be applied now is what was looked at last: the same choice, and nothing was applied since. */
	public static function seen(): bool {
		$seen = (string) Swap::read( self::SEEN );
		$look = Run::find( (int) $seen );
		return null !== $look && $look->preview && 'done' === $look->state && $look->id . '|' . self::choice_now() === $seen && (int) Swap::read( self::BEGUN ) < $look->id;
	}

	/** The choice that is kept. */
	private static function rests_on(): ?string {
		$choice = get_option( self::OPTION );
		return is_string( $choice ) ? $choice : null;
	}

	/** The choice that is set. */
	private static function choice_now(): string {
		return self::choice( Settings::sanitise( get_option( Settings::OPTION ) ) );
	}

	/**
	 * What numbers rest on.
	 *
	 * @param array<string, mixed> $settings Clean ones.
	 */
	private static function choice( array $settings ): string {
		$warehouses = array_map( static fn( string $name ): string => mb_strtolower( $name, 'UTF-8' ), $settings['warehouses'] );
		sort( $warehouses );
		return (string) wp_json_encode( array( $warehouses, $settings['buffer'] ) );
	}

	/** A shop that has never heard of a level has nothing to compute. */
	private static function levels_known(): bool {
		global $wpdb;
		return null !== $wpdb->get_var( "SELECT 1 FROM {$wpdb->prefix}stockwire_levels LIMIT 1" ); // phpcs:ignore WordPress.DB -- our own table.
	}
}
