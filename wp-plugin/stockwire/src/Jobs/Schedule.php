<?php
/**
 * Fetches by the clock: off, every 15 minutes … daily at an hour of the shop's day.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Announce\Log;
use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/**
 * The sweep asks each minute whether a fetch is due. When is kept in the option `stockwire_fetch_due` as "choice|time"; whoever
 * moves it on begins the fetch, so two schedulers that tick at once begin one. What was missed is not made up for.
 */
final class Schedule {

	public const DUE = 'stockwire_fetch_due';

	/** Why the last scheduled fetch could not begin. */
	public const TROUBLE = 'stockwire_fetch_trouble';

	/**
	 * Takes what fetches.
	 *
	 * @param Fetch $fetch Begins fetches.
	 */
	public function __construct( private readonly Fetch $fetch = new Fetch() ) {}

	/** Registers the hooks. */
	public function register(): void {
		add_action( Sweep::SWEPT, array( $this, 'tick' ), 5 );
		add_action( Steps::ENDED, array( $this, 'ended' ) );
	}

	/**
	 * A run has ended: a fetch that works again takes back what was complained of. One of a single product proves nothing.
	 *
	 * @param int $run Its number.
	 */
	public function ended( int $run ): void {
		$row = Run::find( $run );
		if ( null === $row || ! in_array( $row->source, Fetch::SOURCES, true ) || ( 'fetch' === $row->source && ! Job::is_of( $run ) ) ) {
			return;
		}
		if ( 'done' === $row->state ) {
			Swap::drop( self::TROUBLE );
			Swap::drop( Overdue::TOLD );
		} elseif ( 'failed' === $row->state && 'schedule' === $row->source ) {
			$this->complain( $row->said );
		}
	}

	/**
	 * Begins a fetch where one is due.
	 *
	 * @return int Number of its run; 0 where none began.
	 */
	public function tick(): int {
		$settings = Settings::load();
		if ( 'off' === $settings->get( 'schedule' ) ) {
			return 0;
		}
		$now    = Swap::now();
		$seen   = Swap::read( self::DUE );
		$choice = self::choice( $settings );
		$due    = self::time( $seen, $choice );
		$after  = self::next( $settings, $now );
		$next   = $choice . '|' . $after;
		// Later than the next one from now: the clock was set back, and that time would come as much too late.
		if ( null === $due || $due > $after ) {
			Swap::put( self::DUE, $seen, $next );
			return 0;
		}
		if ( $now < $due || ! Swap::put( self::DUE, $seen, $next ) || ! $settings->enabled() || Runs::held( Fetch::SOURCES ) ) {
			// Switched off by the owner, who needs no mail of that; or a fetch waits for a word, which the next one would wait for, too.
			return 0;
		}
		return $this->begin();
	}

	/**
	 * When the next one is due: Unix time, or null where none is planned.
	 */
	public static function due(): ?int {
		$settings = Settings::load();
		return 'off' === $settings->get( 'schedule' ) ? null : self::time( Swap::read( self::DUE ), self::choice( $settings ) );
	}

	/** Plans anew, as after another choice: the first one follows when its time comes, not at once. */
	public static function plan(): void {
		$settings = Settings::load();
		if ( 'off' === $settings->get( 'schedule' ) ) {
			Swap::drop( self::DUE );
			Swap::drop( self::TROUBLE );
		} elseif ( null === self::due() ) {
			Swap::set( self::DUE, self::choice( $settings ) . '|' . self::next( $settings, Swap::now() ) );
		}
	}

	/** The plugin goes off, or comes back: what was planned before is planned anew, neither overdue nor fetched at once. */
	public static function forget(): void {
		Swap::drop( self::DUE );
	}

	/** Seconds by which the next one has been missed, where that is more than a late visitor explains; else 0. */
	public static function overdue(): int {
		$due  = self::due();
		$late = null === $due ? 0 : Swap::now() - $due;
		return $late > min( HOUR_IN_SECONDS, 2 * self::interval( Settings::load() ) ) ? $late : 0;
	}

	/**
	 * The first time after now.
	 *
	 * @param Settings           $settings The choice.
	 * @param int                $now      Unix time.
	 * @param \DateTimeZone|null $zone     Of the shop.
	 */
	public static function next( Settings $settings, int $now, ?\DateTimeZone $zone = null ): int {
		if ( 'daily' !== $settings->get( 'schedule' ) ) {
			return $now + self::interval( $settings );
		}
		$here = ( new \DateTimeImmutable( '@' . $now ) )->setTimezone( $zone ?? wp_timezone() );
		$hour = (int) $settings->get( 'schedule_hour' );
		$at   = $here->setTime( $hour, 0 );
		// By the calendar, not by 86,400 seconds: a day may have 23 or 25 hours.
		return ( $at->getTimestamp() > $now ? $at : $here->modify( '+1 day' )->setTime( $hour, 0 ) )->getTimestamp();
	}

	/** Begins; what keeps it from that is noted for the owner. */
	private function begin(): int {
		try {
			return $this->fetch->start( 'schedule' );
		} catch ( Trouble $trouble ) {
			// One that takes longer than the interval is none to complain of; one that waits for a cure is.
			if ( true !== Job::load()?->under_way() || null !== Requirements::why() ) {
				$this->complain( $trouble->said );
			}
		} catch ( \Throwable $fault ) {
			Log::failure( 'The scheduled fetch could not begin', $fault );
			$this->complain( Message::of_fault( $fault ) );
		}
		return 0;
	}

	/**
	 * For the notice, and once by mail.
	 *
	 * @param Message $why What happened.
	 */
	private function complain( Message $why ): void {
		Swap::set( self::TROUBLE, $why->kept() );
		( new Overdue() )->tell();
	}

	/**
	 * Seconds between two.
	 *
	 * @param Settings $settings The choice.
	 */
	private static function interval( Settings $settings ): int {
		return Settings::SCHEDULES[ $settings->text( 'schedule' ) ] ?? 0;
	}

	/**
	 * What the due time was made for.
	 *
	 * @param Settings $settings The choice.
	 */
	private static function choice( Settings $settings ): string {
		$choice = $settings->text( 'schedule' );
		return 'daily' === $choice ? $choice . $settings->text( 'schedule_hour' ) . wp_timezone_string() : $choice;
	}

	/**
	 * The time in the option.
	 *
	 * @param ?string $text   Of the option.
	 * @param string  $choice That it must have been made for.
	 */
	private static function time( ?string $text, string $choice ): ?int {
		return null !== $text && str_starts_with( $text, "$choice|" ) ? (int) substr( $text, strlen( $choice ) + 1 ) : null;
	}
}
