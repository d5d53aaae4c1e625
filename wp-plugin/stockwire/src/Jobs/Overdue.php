<?php
/**
 * Tells when scheduled fetches do not come: a notice in the admin, and one mail.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Screens;
use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/** Where WP-Cron is silent nothing of ours runs either, so whoever opens the admin is the one who finds out. */
final class Overdue {

	/** Of what mails were sent since a fetch worked last: times that were missed, digests of troubles. */
	public const TOLD = 'stockwire_overdue_told';

	/** So many are remembered: two troubles that take turns are told of once each. */
	private const REMEMBERED = 20;

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
		// Behind the page: whoever looks does not wait for a mail server.
		add_action( 'admin_init', array( $this, 'look' ) );
	}

	/** Whoever opens the admin makes the shop look at its schedule, after the page was sent. */
	public function look(): void {
		if ( ! self::scheduled() ) {
			return;
		}
		if ( ! Requirements::php_fits() ) {
			// Once it is back, what it missed is not to look like WP-Cron's fault either.
			Schedule::forget();
			return;
		}
		add_action( 'shutdown', array( $this, 'tell_behind' ) );
	}

	/** Tells, once nobody waits for this request any more where the server can do so. */
	public function tell_behind(): void {
		if ( null === self::sentence() ) {
			return;
		}
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
		}
		$this->tell();
	}

	/** Does somebody who can do something about it look at a shop with a schedule? */
	private static function scheduled(): bool {
		return current_user_can( Menu::CAPABILITY ) && 'off' !== Settings::load()->get( 'schedule' );
	}

	/** Prints the notice, to who can do something about it. */
	public function show(): void {
		if ( ! self::scheduled() || ! Screens::fit() ) {
			return;
		}
		$sentence = self::sentence();
		if ( null !== $sentence ) {
			printf( '<div class="notice notice-warning"><p><strong>%s</strong> %s <a href="%s">%s</a></p></div>', esc_html__( 'Stockwire:', 'stockwire' ), esc_html( $sentence ), esc_url( Menu::tab( 'fetch' ) ), esc_html__( 'Fetch stock', 'stockwire' ) );
		}
	}

	/** What is wrong with the schedule; null where nothing is, or where the extension is missing: then nobody keeps it, and another notice says so. */
	public static function sentence(): ?string {
		if ( ! Requirements::php_fits() ) {
			return null;
		}
		$late = Schedule::overdue();
		if ( $late > 0 ) {
			/* translators: %s: length of time, e.g. "3 hours" */
			return sprintf( __( 'The scheduled fetch is overdue by %s: WP-Cron does not run. Let the server call wp-cron.php each minute; until then fetch by hand.', 'stockwire' ), human_time_diff( 0, $late ) );
		}
		$trouble = Swap::read( Schedule::TROUBLE );
		/* translators: %s: why, as a sentence */
		return null === $trouble || '' === $trouble ? null : sprintf( __( 'The scheduled fetch failed: %s', 'stockwire' ), Message::read( $trouble )->translated() );
	}

	/** One mail for one trouble, whoever looks first. */
	public function tell(): void {
		$sentence = self::sentence();
		$seen     = Swap::read( self::TOLD );
		$about    = Schedule::overdue() > 0 ? 'due' . Schedule::due() : md5( (string) Swap::read( Schedule::TROUBLE ) );
		$told     = null === $seen ? array() : explode( ' ', $seen );
		$next     = implode( ' ', array_slice( array( ...$told, $about ), -self::REMEMBERED ) );
		if ( null === $sentence || in_array( $about, $told, true ) || ! Swap::put( self::TOLD, $seen, $next ) ) {
			return;
		}
		// Whoever looked first may read another language than the owner.
		$switched = switch_to_locale( get_locale() );
		/* translators: %s: name of the shop */
		$subject = sprintf( __( '[%s] Stock was not fetched', 'stockwire' ), wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ) );
		wp_mail( self::address(), $subject, self::sentence() . "\n\n" . Menu::tab( 'fetch' ) . "\n" );
		if ( $switched ) {
			restore_previous_locale();
		}
	}

	/** Whom to tell. */
	public static function address(): string {
		$address = Settings::load()->text( 'notify' );
		return '' === $address ? (string) get_option( 'admin_email' ) : $address;
	}
}
