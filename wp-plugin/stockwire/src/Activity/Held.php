<?php
/**
 * Tells the owner that a run waits for a word: a hook for other plugins, and a mail.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

use Stockwire\Shop\Admin\Activity\Sentences;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Announce\Log;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Shop\Settings;

/** Once a run, however many workers see it. The notice in the admin stands beside it, and needs nobody to tell it. */
final class Held {

	/** Fires once for a run that is held. */
	public const HOOK = 'stockwire_run_held';

	/** The option that says "told", by run. */
	private const TOLD = 'stockwire_held_';

	/**
	 * Takes what reads.
	 *
	 * @param Runs $runs Knows the runs.
	 */
	public function __construct( private readonly Runs $runs = new Runs() ) {}

	/** Registers the hook. */
	public function register(): void {
		add_action( Steps::ENDED, array( $this, 'tell' ) );
		add_action( Sweep::SWEPT, array( $this, 'tell_all' ) );
	}

	/**
	 * Tells of a run, unless that was done or it is not held any more.
	 *
	 * @param int $run Its number.
	 */
	public function tell( int $run ): void {
		$held = $this->runs->find( $run );
		if ( null === $held || ! $held->held() || ! self::claim( $run ) ) {
			return;
		}
		self::fire( $held );
		try {
			$this->mail( $held );
		} catch ( \Throwable $fault ) {
			Log::failure( 'The mail about a held run was not sent', $fault );
		}
	}

	/**
	 * Tells other plugins. Whatever one of them throws, the owner is written to, and others' work in this request goes on.
	 *
	 * @param Run $held The run.
	 */
	private static function fire( Run $held ): void {
		$facts = array(
			'source'  => $held->source,
			'lines'   => $held->lines,
			'changed' => $held->changed(),
			'zeroed'  => $held->zeroed(),
		);
		try {
			/**
			 * A run would have taken so many products to zero that it waits for the owner's word. Nothing was written.
			 *
			 * @param int                  $run   Its number.
			 * @param array<string, mixed> $facts source, lines, changed, zeroed.
			 */
			do_action( self::HOOK, $held->id, $facts ); // phpcs:ignore WordPress.NamingConventions -- a constant with our prefix.
		} catch ( \Throwable $fault ) {
			Log::failure( 'A listener of ' . self::HOOK . ' failed', $fault );
		}
	}

	/** Those of which nobody told, as when the worker died: with each sweep. */
	public function tell_all(): void {
		foreach ( $this->runs->held_without( self::TOLD ) as $run ) {
			$this->tell( $run->id );
		}
	}

	/**
	 * Whether this worker is the one that tells: add_option() overwrites, where it should lose.
	 *
	 * @param int $run Its number.
	 */
	private static function claim( int $run ): bool {
		global $wpdb;
		$name = self::TOLD . $run;
		$made = $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')", $name, (string) time() ) ); // phpcs:ignore WordPress.DB -- one of two workers must lose.
		wp_cache_delete( $name, 'options' );
		wp_cache_delete( 'notoptions', 'options' );
		return 1 === $made;
	}

	/**
	 * The word was given.
	 *
	 * @param int $run Its number.
	 */
	public static function forget( int $run ): void {
		delete_option( self::TOLD . $run );
	}

	/**
	 * Writes to the owner, in the language of the site.
	 *
	 * @param Run $run The run.
	 */
	private function mail( Run $run ): void {
		$to = Settings::load()->get( 'notify' );
		$to = is_string( $to ) && is_email( $to ) ? $to : get_option( 'admin_email' );
		if ( ! is_string( $to ) || ! is_email( $to ) ) {
			return;
		}
		$switched = switch_to_locale( get_locale() );
		/* translators: %s: name of the shop */
		$subject = sprintf( __( '[%s] Stock is waiting for your word', 'stockwire' ), wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ) );
		$text    = Sentences::held( $run ) . "\n\n"
			. __( 'Nothing was changed. Look at it, then release or discard it here:', 'stockwire' ) . "\n"
			. Menu::tab( 'activity', array( 'run' => (string) $run->id ) ) . "\n";
		wp_mail( $to, $subject, $text );
		if ( $switched ) {
			restore_previous_locale();
		}
	}
}
