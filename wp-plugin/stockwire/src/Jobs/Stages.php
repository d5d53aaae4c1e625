<?php
/**
 * Keeps how long the stages of a job take, and counts the workers that failed at it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Message;

/** A run that is no job of ours (an undo, a released one) is carried on without a clock. */
final class Stages {

	/** Milliseconds a line by stage, of the last run that was long enough to tell. */
	public const PACE = 'stockwire_fetch_pace';

	/** Lines of each warehouse in the last fetch: as many are about to come. */
	public const LINES = 'stockwire_fetch_lines';

	/** Fewer lines say nothing about many. */
	private const TELLING = 500;

	/** Whether this worker's try counts still: it does until its first transaction. */
	private bool $counting = false;

	/**
	 * Takes the job.
	 *
	 * @param ?Job $job Null where the run is none.
	 * @param int  $run Its number.
	 */
	public function __construct( private readonly ?Job $job, public readonly int $run ) {}

	/**
	 * Before a worker begins: should it die, the next one knows.
	 *
	 * @return bool False where too many did: the run is given up.
	 */
	public function begin(): bool {
		$row = Run::find( $this->run );
		if ( null !== $row && $row->numbers['tries'] >= Steps::MAX_TRIES ) {
			Runs::fail( $this->run, Message::of( 'given_up', Steps::MAX_TRIES )->and( $row->said ) );
			return false;
		}
		Runs::try_again( $this->run );
		$this->counting = true;
		return true;
	}

	/**
	 * A stage, perhaps a new one.
	 *
	 * @param string $state Of the run now.
	 */
	public function enter( string $state ): void {
		if ( null !== $this->job && ! isset( $this->job->record()['phases'][ $state ] ) ) {
			$this->job->keep( $this->entered( $state ) );
		}
	}

	/**
	 * After a transaction: the worker lives, and perhaps another stage began.
	 *
	 * @param string $state Of the run now.
	 */
	public function passed( string $state ): void {
		$this->enter( $state );
		if ( $this->counting ) {
			Runs::lives( $this->run );
			$this->counting = false;
		}
	}

	/** The run has ended: keeps its pace for the estimate of the next one. */
	public function end(): void {
		$row = Run::find( $this->run );
		if ( null === $row || 'done' !== $row->state ) {
			return;
		}
		Runs::count_zeroed( $this->run );
		$this->name_the_empty();
		if ( null !== $this->job && ! $row->preview && $row->numbers['lines'] >= self::TELLING ) {
			update_option( self::LINES, $this->job->record()['done'] + self::known_lines(), false );
			update_option( self::PACE, self::pace( $this->job->record()['phases'], $row->numbers['lines'] ), false );
		}
	}

	/** A warehouse that sent an empty list beside a full one changed nothing, and the owner is to know. */
	private function name_the_empty(): void {
		$empty = null === $this->job ? array() : array_keys( $this->job->record()['done'], 0, true );
		if ( array() !== $empty ) {
			Runs::remark( $this->run, Message::of( 'empty_beside', implode( ', ', $empty ) ) );
		}
	}

	/**
	 * Lines that are likely to come; null where a warehouse was never read.
	 *
	 * @param list<string> $warehouses To be read.
	 */
	public static function expected( array $warehouses ): ?int {
		$known = self::known_lines();
		return array() === array_diff( $warehouses, array_map( 'strval', array_keys( $known ) ) ) ? (int) array_sum( array_intersect_key( $known, array_flip( $warehouses ) ) ) : null;
	}

	/**
	 * Of each warehouse that was ever read in a run that was long enough.
	 *
	 * @return array<int|string, int>
	 */
	private static function known_lines(): array {
		$known = get_option( self::LINES );
		return is_array( $known ) ? array_map( 'intval', array_filter( $known, 'is_numeric' ) ) : array();
	}

	/**
	 * A stage begins now.
	 *
	 * @param string $state Its name.
	 * @return array<string, array<string, int>> Change of the job's record.
	 */
	private function entered( string $state ): array {
		$phases           = null === $this->job ? array() : $this->job->record()['phases'];
		$phases[ $state ] = (int) ( microtime( true ) * 1000 );
		return array( 'phases' => $phases );
	}

	/**
	 * Milliseconds a line.
	 *
	 * @param array<string, int> $phases When each stage began, in their order; the last is the end.
	 * @param int                $lines  Of the run.
	 * @return array<string, float>
	 */
	private static function pace( array $phases, int $lines ): array {
		$pace  = array();
		$names = array_keys( $phases );
		foreach ( array_slice( $names, 0, -1 ) as $at => $name ) {
			$pace[ $name ] = max( 0, $phases[ $names[ $at + 1 ] ] - $phases[ $name ] ) / $lines;
		}
		return $pace;
	}
}
