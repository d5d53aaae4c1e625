<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Finding runs and lines: by source, state, outcome and day, by code and product.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Activity\Day;
use Stockwire\Shop\Activity\RunFilter;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Activity\Search;
use Stockwire\Tests\Support\ActivityTestCase;

final class RunsTest extends ActivityTestCase {

	public function test_runs_are_filtered_by_source_state_and_outcome(): void {
		$this->article( 1 );
		$source  = strtolower( substr( $this->tag, -10 ) );
		$updated = $this->push( array( 1 => 7 ), array( 'source' => $source ) )->run;
		$unknown = $this->push( array( 'none' => 7 ), array( 'source' => $source ) )->run;
		self::assertSame( array( $unknown, $updated ), $this->found( new RunFilter( $source ) ) );
		self::assertSame( array( $updated ), $this->found( new RunFilter( $source, '', 'updated' ) ) );
		self::assertSame( array( $unknown ), $this->found( new RunFilter( $source, 'done', 'unmatched' ) ) );
		self::assertSame( array(), $this->found( new RunFilter( $source, 'held' ) ) );
		self::assertContains( $source, ( new Runs() )->sources() );
	}

	public function test_a_look_at_an_undo_is_in_no_list_but_that_of_undos(): void {
		$this->article( 1 );
		$run  = $this->push( array( 1 => 7 ) )->run;
		$look = ( new \Stockwire\Shop\Activity\Verdict() )->undo( $run, true );
		$undo = ( new \Stockwire\Shop\Activity\Verdict() )->undo( $run );
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		foreach ( array( '' => false, 'undo' => true ) as $source => $shown ) {
			$_GET = array_filter( array( 'source' => $source ) );
			ob_start();
			( new \Stockwire\Shop\Admin\Activity\RunsView() )->render();
			$page = (string) ob_get_clean();
			$_GET = array();
			self::assertStringContainsString( "run=$undo\"", $page );
			self::assertSame( $shown, str_contains( $page, "run=$look\"" ), $source );
		}
	}

	/** @dataProvider nonsense */
	public function test_nonsense_finds_nothing_and_breaks_nothing( RunFilter $filter ): void {
		global $wpdb;
		$this->article( 1 );
		$this->push( array( 1 => 7 ) );
		self::assertSame( array(), $this->found( $filter ) );
		self::assertSame( '', $wpdb->last_error );
	}

	/** @return array<string, array{RunFilter}> */
	public static function nonsense(): array {
		return array(
			'a quote'             => array( new RunFilter( "x' OR '1'='1" ) ),
			'a wildcard'          => array( new RunFilter( '', '', '%' ) ),
			'a joker'             => array( new RunFilter( '', '', 'update_' ) ),
			'a quote in outcomes' => array( new RunFilter( '', '', '":" OR 1=1 -- ' ) ),
		);
	}

	public function test_days_are_those_of_the_shop_and_their_ends_are_exact(): void {
		global $wpdb;
		$zone = get_option( 'timezone_string' );
		update_option( 'timezone_string', 'Europe/Bucharest' );
		try {
			$this->article( 1 );
			$run   = $this->push( array( 1 => 7 ) )->run;
			$dated = function ( string $utc ) use ( $wpdb, $run ): void {
				$wpdb->update( "{$wpdb->prefix}stockwire_runs", array( 'started_at' => $utc ), array( 'id' => $run ) );
			};
			$on = fn( string $day ): bool => in_array( $run, $this->found( new RunFilter( '', '', '', $day, $day ) ), true );
			$dated( '2026-01-14 22:00:00' );
			self::assertTrue( $on( '2026-01-15' ) );
			self::assertFalse( $on( '2026-01-14' ) );
			$dated( '2026-01-15 21:59:59.999999' );
			self::assertTrue( $on( '2026-01-15' ) );
			$dated( '2026-01-15 22:00:00' );
			self::assertFalse( $on( '2026-01-15' ) );
			// The clock goes forward, the clock goes back.
			self::assertSame( array( '2026-03-28 22:00:00', '2026-03-29 21:00:00' ), array( Day::begin( '2026-03-29' ), Day::end( '2026-03-29' ) ) );
			self::assertSame( array( '2026-10-24 21:00:00', '2026-10-25 22:00:00' ), array( Day::begin( '2026-10-25' ), Day::end( '2026-10-25' ) ) );
		} finally {
			update_option( 'timezone_string', $zone );
		}
	}

	public function test_what_is_no_day_of_the_calendar_is_none(): void {
		foreach ( array( '', 'today', '2026-02-30', '2026-13-01', '26-01-01', '2026-01-01 00:00:00', "2026-01-01\n", '0000-00-00' ) as $text ) {
			self::assertNull( Day::begin( $text ), $text );
		}
	}

	public function test_a_code_finds_lines_that_found_a_product_and_lines_that_found_none(): void {
		$this->article( 1 );
		$first  = $this->push( array( 1 => 7, "{$this->tag}-none" => 1 ) )->run;
		$second = $this->push( array( 1 => 7 ) )->run;
		self::assertSame( array( "$second/1", "$first/1" ), $this->finds( $this->code( 1 ) ) );
		self::assertSame( array( "$first/2" ), $this->finds( "{$this->tag}-none" ) );
		self::assertSame( array( "$first/1" ), array_map( static fn( array $line ): string => "$line[run_id]/$line[line]", ( new Search( $this->code( 1 ) ) )->page( 1, 1 ) ) );
	}

	public function test_a_name_a_part_of_it_and_a_number_find_the_product(): void {
		$id  = $this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		foreach ( array( "Articol {$this->tag} 1", $this->tag, (string) $id, "#$id" ) as $text ) {
			self::assertSame( array( "$run/1" ), $this->finds( $text ), $text );
		}
		self::assertSame( array(), $this->finds( "{$this->tag}-other" ) );
	}

	public function test_the_back_office_s_own_name_finds_lines_that_found_a_product_by_their_code(): void {
		$this->article( 1 );
		$line = array( 'code' => $this->code( 1 ), 'name' => "Denumirea din contabilitate {$this->tag}x", 'quantity' => 7, 'warehouse' => self::WAREHOUSE );
		$run  = \Stockwire\Tests\Support\Push::engine( new \Stockwire\Shop\Announcer() )->receive( self::lines( $line ), \Stockwire\Engine::V1 )->run;
		foreach ( array( $line['name'], "contabilitate {$this->tag}x" ) as $text ) {
			self::assertSame( array( "$run/1" ), $this->finds( $text ), $text );
		}
		self::assertSame( array( "$run/1" ), $this->finds( $this->code( 1 ) ), 'once, not by two ways' );
	}

	public function test_a_name_of_many_products_says_that_only_some_are_searched(): void {
		foreach ( range( 1, Search::PRODUCTS ) as $n ) {
			$this->keep( wp_insert_post( array( 'post_type' => 'product', 'post_status' => 'publish', 'post_title' => "Multe {$this->tag} $n" ) ) );
		}
		self::assertFalse( ( new Search( "Multe {$this->tag}" ) )->cut() );
		$this->keep( wp_insert_post( array( 'post_type' => 'product', 'post_status' => 'publish', 'post_title' => "Multe {$this->tag} +1" ) ) );
		self::assertTrue( ( new Search( "Multe {$this->tag}" ) )->cut() );
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		ob_start();
		( new \Stockwire\Shop\Admin\Activity\SearchView( "Multe {$this->tag}" ) )->render();
		self::assertStringContainsString( 'only the newest 50 of them are searched', (string) ob_get_clean() );
	}

	public function test_a_product_whose_stock_is_not_managed_is_found_too(): void {
		$this->article( 1, 0, false );
		$run = $this->push( array( 1 => 7 ) )->run;
		self::assertSame( array( "$run/1" ), $this->finds( "Articol {$this->tag} 1" ) );
	}

	public function test_a_search_is_text_and_no_statement(): void {
		global $wpdb;
		$this->article( 1 );
		$run = $this->push( array( 1 => 7, 'none' => 1 ) )->run;
		foreach ( array( "x' OR 1=1 -- ", '%%%', '___', '\\', '`', str_repeat( 'x', 200 ), '%d %s' ) as $text ) {
			self::assertSame( array(), preg_grep( "~^$run/~", $this->finds( $text ) ), $text );
			self::assertSame( '', $wpdb->last_error );
		}
	}

	public function test_a_search_reads_by_indexes(): void {
		global $wpdb;
		$lines = "{$wpdb->prefix}stockwire_lines";
		$this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		// Of a handful of lines no index is read.
		$many = implode( ',', array_map( static fn( int $line ): string => "($run, $line, 'x', '', '', 'updated', '', " . ( 900000000 + $line ) . ')', range( 1001, 1500 ) ) );
		$wpdb->query( "INSERT INTO $lines (run_id, line, code, name, warehouse, outcome, reason, holder_id) VALUES $many" );
		$wpdb->query( "ANALYZE TABLE $lines" );
		self::assertNotSame( array(), $this->finds( $this->code( 1 ) ) );
		$plan = $wpdb->get_results( "EXPLAIN {$wpdb->last_query}" );
		$wpdb->query( "DELETE FROM $lines WHERE run_id = $run AND line > 1000" );
		$parts = array_filter( $plan, static fn( object $row ): bool => str_contains( (string) $row->table, 'stockwire_lines' ) );
		self::assertSame( array( 'holder', 'PRIMARY', 'holder' ), array_column( $parts, 'key' ) );
	}

	/** @return list<int> */
	private function found( RunFilter $filter ): array {
		return array_map( static fn( $run ): int => $run->id, ( new Runs() )->page( $filter, 100, 0 ) );
	}

	/** @return list<string> "run/line" */
	private function finds( string $text ): array {
		return array_map( static fn( array $line ): string => "$line[run_id]/$line[line]", ( new Search( $text ) )->page( 20, 0 ) );
	}
}
