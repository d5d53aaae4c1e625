<?php
/**
 * Carries out the forms of the Settings page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Settings;

/** The capability and the nonce were checked before. */
final class SettingsActions {

	/** Largest value of each number. */
	public const LIMITS = array(
		'buffer'         => 999999,
		'brake_percent'  => 100,
		'brake_products' => 999999,
		'retention'      => 3650,
	);

	/**
	 * Carries out one action.
	 *
	 * @param string $action Its name.
	 */
	public function handle( string $action ): ActionResult {
		return match ( $action ) {
			'limits'            => $this->limits(),
			'shadow'            => $this->shadow( true ),
			'live'              => $this->shadow( false ),
			'recompute'         => $this->recompute( false ),
			'recompute_preview' => $this->recompute( true ),
			'recompute_wave'    => $this->wave_off(),
			default             => ActionResult::error( __( 'This form is not known. Load the page again.', 'stockwire' ) ),
		};
	}

	/** Numbers and an address: all of them or nothing is saved. */
	private function limits(): ActionResult {
		$changes = array();
		foreach ( self::LIMITS as $name => $most ) {
			$value = Posted::number( $name );
			if ( null === $value || $value < 0 || $value > $most ) {
				/* translators: 1: name of a field, 2: largest number */
				return ActionResult::error( sprintf( __( '%1$s: it has to be a whole number from 0 to %2$s. Nothing was saved.', 'stockwire' ), LimitsSection::label( $name ), number_format_i18n( $most ) ) );
			}
			$changes[ $name ] = $value;
		}
		$notify = trim( Posted::raw( 'notify' ) );
		if ( '' !== $notify && ( strlen( $notify ) > 200 || false === is_email( $notify ) ) ) {
			/* translators: %s: name of a field */
			return ActionResult::error( sprintf( __( '%s: this is no e-mail address. Nothing was saved.', 'stockwire' ), LimitsSection::label( 'notify' ) ) );
		}
		Settings::load()->with( array( 'notify' => $notify ) + $changes )->save();
		return ActionResult::done( 'saved' );
	}

	/**
	 * Shadow mode.
	 *
	 * @param bool $on On or off.
	 */
	private function shadow( bool $on ): ActionResult {
		Settings::load()->with( array( 'shadow' => $on ) )->save();
		return ActionResult::done( $on ? 'shadow' : 'live' );
	}

	/**
	 * The shop's numbers anew.
	 *
	 * @param bool $preview Only show what would change.
	 */
	private function recompute( bool $preview ): ActionResult {
		if ( ! $preview && ! Recompute::seen() ) {
			return ActionResult::error( __( 'The choice was changed since the last look, or nobody looked yet. See first what would change.', 'stockwire' ) );
		}
		Recompute::start( $preview );
		return ActionResult::done( 'started' );
	}

	/** They stay as they are. */
	private function wave_off(): ActionResult {
		Recompute::wave_off();
		return ActionResult::done( 'waved' );
	}
}
