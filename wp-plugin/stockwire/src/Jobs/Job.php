<?php
/**
 * The one piece of background work that is under way: a fetch, or a recomputation.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/**
 * What a successor needs to know when the worker dies, in the option `stockwire_job`. It is written by compare-and-swap: two
 * starts at once make one job, and a worker that slept until another had ended its run writes nothing over the next one.
 *
 * @phpstan-type Record array{run: int, source: string, preview: bool, actor: int, warehouses: list<string>, done: array<string, int>,
 *               reading: string, phases: array<string, int>, since: int}
 */
final class Job {

	public const OPTION = 'stockwire_job';

	/** Seconds that opening a run may take before its starter is taken for dead. */
	private const OPENING = 60;

	private const BLANK = array(
		'run'        => 0,
		'source'     => '',
		'preview'    => false,
		'actor'      => 0,
		'warehouses' => array(),
		'done'       => array(),
		'reading'    => '',
		'phases'     => array(),
		'since'      => 0,
	);

	/**
	 * Made by load() and claim().
	 *
	 * @phpstan-param Record $record
	 * @param array  $record What is kept.
	 * @param string $seen   How the option has it; a plugin of another version may have written more or less.
	 */
	private function __construct( private array $record, private string $seen = '' ) {}

	/** The job, past every cache; null where there never was one. */
	public static function load(): ?self {
		$seen   = (string) Swap::read( self::OPTION );
		$record = json_decode( $seen, true );
		return is_array( $record ) ? new self( array_intersect_key( $record, self::BLANK ) + self::BLANK, $seen ) : null;
	}

	/**
	 * Takes the place of the job before, when that is over.
	 *
	 * @param string       $source     fetch, schedule, recompute.
	 * @param bool         $preview    Nothing is to be written.
	 * @param list<string> $warehouses To be read.
	 * @return ?self Null where one is under way, or another was faster.
	 */
	public static function claim( string $source, bool $preview, array $warehouses ): ?self {
		$seen = Swap::read( self::OPTION );
		if ( self::load()?->under_way() ?? false ) {
			return null;
		}
		$actor = get_current_user_id();
		$since = Swap::now();
		$mine  = new self( compact( 'source', 'preview', 'actor', 'warehouses', 'since' ) + self::BLANK );
		return $mine->write( $seen ) ? $mine : null;
	}

	/** Whether its run is still to be worked at, or just being opened. */
	public function under_way(): bool {
		if ( 0 === $this->record['run'] ) {
			return abs( Swap::now() - $this->record['since'] ) < self::OPENING;
		}
		return Run::find( $this->record['run'] )?->unfinished() ?? false;
	}

	/**
	 * Its record.
	 *
	 * @phpstan-return Record
	 */
	public function record(): array {
		return $this->record;
	}

	/**
	 * Changes and keeps it.
	 *
	 * @param array<string, mixed> $changes By name.
	 * @throws Stopped Where another has written it since.
	 */
	public function keep( array $changes ): void {
		$this->record = $changes + $this->record;
		if ( ! $this->write( $this->seen ) ) {
			throw new Stopped();
		}
	}

	/**
	 * Whether a run is the whole of the last job: not one about a product or two that somebody waited for.
	 *
	 * @param int $run Its number.
	 */
	public static function is_of( int $run ): bool {
		return $run > 0 && self::last_run() === $run;
	}

	/** The last job's run, whether that has ended or not; 0 where there was none. */
	public static function last_run(): int {
		return self::load()?->record()['run'] ?? 0;
	}

	/** Nobody works at it: the place is free, unless another has it. */
	public function drop(): void {
		Swap::take( self::OPTION, $this->seen );
	}

	/** Lines of the warehouses that were read whole. */
	public function lines_read(): int {
		return array_sum( $this->record['done'] );
	}

	/**
	 * Writes it. Unique by its time and number, so that a swap never mistakes one job for another.
	 *
	 * @param ?string $seen What is there; null for nothing.
	 * @return bool False where something else is.
	 */
	private function write( ?string $seen ): bool {
		$this->seen = (string) wp_json_encode( $this->record );
		return $this->seen === $seen || Swap::put( self::OPTION, $seen, $this->seen );
	}
}
