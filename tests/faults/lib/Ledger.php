<?php
// SPDX-License-Identifier: MIT
// Every change of a stock number, in the order in which the database made it: a trigger writes it down under the row's own lock.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Ledger {
	private const TABLE = 'faults_ledger';

	/** @var array<int, int> holder => pieces that orders took */
	private array $taken = array();

	/** @var array<int, int> holder => pieces that orders gave back */
	private array $restored = array();

	/** @var array<int, int> holder => how often somebody else wrote a number of his own */
	private array $others = array();

	/** @var array<int, ?string> holder => its number when the row began */
	private array $first = array();

	private int $run = 0;

	public function __construct( private readonly World $world ) {
		$table = self::TABLE;
		$db    = $world->db();
		$db->query( "CREATE TABLE IF NOT EXISTS $table (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, holder BIGINT UNSIGNED NOT NULL, old VARCHAR(40) NULL, new VARCHAR(40) NULL, KEY holder (holder)) ENGINE=InnoDB" );
		foreach ( array( 'UPDATE', 'INSERT', 'DELETE' ) as $event ) {
			$old = 'INSERT' === $event ? 'NULL' : 'OLD.meta_value';
			$new = 'DELETE' === $event ? 'NULL' : 'NEW.meta_value';
			$row = 'DELETE' === $event ? 'OLD' : 'NEW';
			$db->query( "DROP TRIGGER IF EXISTS faults_$event" );
			$db->query( "CREATE TRIGGER faults_$event AFTER $event ON wp_postmeta FOR EACH ROW
				IF $row.meta_key = '_stock' AND NOT ($old <=> $new) THEN INSERT INTO $table (holder, old, new) VALUES ($row.post_id, $old, $new); END IF" );
		}
	}

	/** From here on. */
	public function begin(): void {
		$this->world->db()->query( 'TRUNCATE ' . self::TABLE );
		$this->run      = (int) $this->world->db()->query( 'SELECT COALESCE(MAX(id), 0) FROM wp_stockwire_runs' )->fetch_row()[0];
		$this->first    = $this->numbers();
		$this->taken    = array();
		$this->restored = array();
		$this->others   = array();
	}

	/** The last run before. */
	public function run(): int {
		return $this->run;
	}

	/** @param list<int> $holders of which an order took a piece each */
	public function ordered( array $holders, int $pieces = 1 ): void {
		foreach ( $holders as $holder ) {
			$this->taken[ $holder ] = ( $this->taken[ $holder ] ?? 0 ) + $pieces;
		}
	}

	/** @param list<int> $holders of which an order that was cancelled gave a piece each back */
	public function cancelled( array $holders ): void {
		foreach ( $holders as $holder ) {
			$this->restored[ $holder ] = ( $this->restored[ $holder ] ?? 0 ) + 1;
		}
	}

	/** Somebody wrote a number by hand. */
	public function overwritten( int $holder ): void {
		$this->others[ $holder ] = ( $this->others[ $holder ] ?? 0 ) + 1;
	}

	/** @return list<int> holders whose number changed */
	public function holders(): array {
		return array_map( 'intval', array_column( $this->world->db()->query( 'SELECT DISTINCT holder FROM ' . self::TABLE . ' ORDER BY holder' )->fetch_all(), 0 ) );
	}

	/** How many changes were written down. */
	public function count(): int {
		return (int) $this->world->db()->query( 'SELECT COUNT(*) FROM ' . self::TABLE )->fetch_row()[0];
	}

	/**
	 * Each change follows from the one before, and each is either a line of the journal or a piece that an order took or gave
	 * back; nothing is missing and nothing is there twice.
	 *
	 * @return list<string>
	 */
	public function broken(): array {
		$rows = $this->world->db()->query( 'SELECT holder, old, new FROM ' . self::TABLE . ' ORDER BY id' )->fetch_all();
		return array( ...( $this->world->clustered() ? $this->loose_ends( $rows ) : $this->gaps( $rows ) ), ...$this->unexplained( $rows ) );
	}

	/** @return array<int, ?string> holder => what the database says */
	private function numbers(): array {
		return array_column( $this->world->db()->query( "SELECT post_id, meta_value FROM wp_postmeta WHERE meta_key = '_stock'" )->fetch_all(), 1, 0 );
	}

	/**
	 * @param list<array{string, ?string, ?string}> $rows
	 * @return list<string>
	 */
	private function gaps( array $rows ): array {
		$broken = array();
		$last   = $this->first;
		foreach ( $rows as list( $holder, $old, $new ) ) {
			if ( array_key_exists( $holder, $last ) && $last[ $holder ] !== $old ) {
				$broken[] = "$holder went from $old although it had {$last[$holder]}";
			}
			$last[ $holder ] = $new;
		}
		$now = $this->numbers();
		foreach ( $last as $holder => $number ) {
			if ( ( $now[ $holder ] ?? null ) !== $number ) {
				$broken[] = "$holder has " . ( $now[ $holder ] ?? 'none' ) . ", its last change was to $number";
			}
		}
		return $broken;
	}

	/**
	 * The same where the rows have no order: a holder comes to each number as often as it leaves it, but for the one that it began
	 * with, and the one that it has now.
	 *
	 * @param list<array{string, ?string, ?string}> $rows
	 * @return list<string>
	 */
	private function loose_ends( array $rows ): array {
		$broken = array();
		$now    = $this->numbers();
		foreach ( $this->first as $holder => $number ) {
			$end   = (string) ( $now[ $holder ] ?? '' );
			$times = array( (string) $number => 1 );
			foreach ( array_filter( $rows, static fn( array $row ): bool => (int) $row[0] === $holder ) as list( , $old, $new ) ) {
				$times[ (string) $old ] = ( $times[ (string) $old ] ?? 0 ) - 1;
				$times[ (string) $new ] = ( $times[ (string) $new ] ?? 0 ) + 1;
			}
			$times[ $end ] = ( $times[ $end ] ?? 0 ) - 1;
			if ( array() !== array_filter( $times ) ) {
				$broken[] = "$holder went from $number to $end, and its changes are not the way there: " . json_encode( array_filter( $times ) );
			}
		}
		return $broken;
	}

	/**
	 * @param list<array{string, ?string, ?string}> $rows
	 * @return list<string>
	 */
	private function unexplained( array $rows ): array {
		$journal = array();
		$lines   = $this->world->db()->query( "SELECT l.holder_id, l.old_quantity + 0, l.new_quantity + 0, COUNT(*) FROM wp_stockwire_lines l JOIN wp_stockwire_runs r ON r.id = l.run_id
			WHERE l.run_id > {$this->run} AND l.changed = 1 AND r.preview = 0 AND NOT (l.old_quantity <=> l.new_quantity) GROUP BY 1, 2, 3" );
		foreach ( $lines->fetch_all() as list( $holder, $old, $new, $times ) ) {
			$journal[ self::key( (int) $holder, $old, $new ) ] = (int) $times;
		}
		$broken   = array();
		$taken    = $this->taken;
		$restored = $this->restored;
		$others   = $this->others;
		foreach ( $rows as list( $holder, $old, $new ) ) {
			$key = self::key( (int) $holder, $old, $new );
			if ( ( $journal[ $key ] ?? 0 ) > 0 ) {
				--$journal[ $key ];
			} elseif ( ( $taken[ (int) $holder ] ?? 0 ) > 0 && 1e-6 > abs( (float) $old - (float) $new - 1 ) ) {
				--$taken[ (int) $holder ];
			} elseif ( ( $restored[ (int) $holder ] ?? 0 ) > 0 && 1e-6 > abs( (float) $new - (float) $old - 1 ) ) {
				--$restored[ (int) $holder ];
			} elseif ( ( $others[ (int) $holder ] ?? 0 ) > 0 ) {
				--$others[ (int) $holder ];
			} elseif ( (float) $old !== (float) $new ) {
				$broken[] = "nobody explains $key";
			}
		}
		foreach ( array_filter( $journal ) as $key => $times ) {
			$broken[] = "the journal says $key $times times more than it was done";
		}
		foreach ( array_filter( $taken ) as $holder => $pieces ) {
			$broken[] = "$pieces pieces of $holder were ordered and not taken";
		}
		foreach ( array_filter( $restored ) as $holder => $pieces ) {
			$broken[] = "$pieces pieces of $holder were cancelled and not given back";
		}
		return $broken;
	}

	private static function key( int $holder, ?string $old, ?string $new ): string {
		return $holder . ': ' . ( null === $old ? 'none' : (float) $old ) . ' → ' . ( null === $new ? 'none' : (float) $new );
	}
}
