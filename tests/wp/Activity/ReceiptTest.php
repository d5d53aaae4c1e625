<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Receipts as JSON and as a file: held, discarded and tried runs told truly, and no formula for a spreadsheet.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Activity\Csv;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Tests\Support\ActivityTestCase;
use Stockwire\Tests\Support\Http;

final class ReceiptTest extends ActivityTestCase {

	public function test_the_receipt_of_a_held_run_lists_what_waits(): void {
		$this->article( 1 );
		$this->article( 2 );
		$run     = $this->push( array( 1 => 0, 2 => 0, 'none' => 1 ), array( 'brake_products' => 1, 'brake_percent' => 0 ) )->run;
		$receipt = $this->receipt( $run );
		self::assertSame( array( 'run', 'applied', 'counts', 'lines' ), array_keys( $receipt ) );
		self::assertFalse( $receipt['applied'] );
		self::assertSame( array( 'held', 'held', 'unmatched' ), array_column( $receipt['lines'], 'outcome' ) );
		self::assertSame( array( 1, 2, 3 ), array_column( $receipt['lines'], 'line' ) );
		self::assertSame( array( 'brake', 5, 0 ), array( $receipt['lines'][0]['reason'], $receipt['lines'][0]['old'], $receipt['lines'][0]['new'] ) );
		self::assertSame( 2, $receipt['counts']['held'] );
	}

	public function test_a_released_run_is_applied_and_a_discarded_one_never_was(): void {
		$this->article( 1 );
		$this->article( 2 );
		$released = $this->held( 1, 2 );
		self::assertTrue( ( new Verdict() )->release( $released ) );
		$receipt = $this->receipt( $released );
		self::assertTrue( $receipt['applied'] );
		self::assertSame( array( 'updated', 'updated' ), array_column( $receipt['lines'], 'outcome' ) );
		$this->push( array( 1 => 5, 2 => 5 ) );
		$discarded = $this->held( 1, 2 );
		self::assertTrue( ( new Verdict() )->discard( $discarded ) );
		$receipt = $this->receipt( $discarded );
		self::assertSame( array( false, array(), array() ), array( $receipt['applied'], $receipt['lines'], (array) $receipt['counts'] ) );
	}

	public function test_a_run_of_shadow_mode_was_not_applied(): void {
		$id      = $this->article( 1 );
		$run     = $this->push( array( 1 => 7 ), array( 'shadow' => true ) )->run;
		$receipt = $this->receipt( $run );
		self::assertSame( array( false, 'updated', 7 ), array( $receipt['applied'], $receipt['lines'][0]['outcome'], $receipt['lines'][0]['new'] ) );
		self::assertSame( 5.0, $this->stock( $id ) );
	}

	/** @dataProvider cells */
	public function test_no_cell_is_a_formula_and_numbers_stay_numbers( string $text, string $cell ): void {
		self::assertSame( $cell, Csv::cell( $text ) );
	}

	/** @return array<string, array{string, string}> */
	public static function cells(): array {
		return array(
			'a formula'        => array( '=1+1', "'=1+1" ),
			'a call'           => array( '@SUM(A1)', "'@SUM(A1)" ),
			'plus'             => array( '+cmd|x', "'+cmd|x" ),
			'minus'            => array( '-2+3', "'-2+3" ),
			'a tab'            => array( "\t=1", "'\t=1" ),
			'a carriage'       => array( "\r=1", "'\r=1" ),
			'a line feed'      => array( "\n=1", "'\n=1" ),
			'two signs'        => array( '--1', "'--1" ),
			'a number'         => array( '-5', '-5' ),
			'a fraction'       => array( '-12.5', '-12.5' ),
			'a signed number'  => array( '+7', '+7' ),
			'not yet a number' => array( '-5.', "'-5." ),
			'a number, a feed' => array( "-5\n", "'-5\n" ),
			'plain'            => array( 'Șurub', 'Șurub' ),
			'inside'           => array( 'a=1', 'a=1' ),
			'nothing'          => array( '', '' ),
		);
	}

	public function test_the_file_has_every_line_with_its_words_and_a_mark_for_spreadsheets(): void {
		$this->article( 1 );
		$quantities = array( '=HYPERLINK("http://example.org")' => 1, '"quoted", with; separators' => '2.5', 1 => '-3' );
		$rows       = $this->file( $this->push( $quantities )->run );
		self::assertSame( array( 'Line', 'Code', 'Name', 'Warehouse', 'Quantity', 'Outcome', 'Reason', 'Product', 'Old number', 'New number' ), $rows[0] );
		self::assertSame( '\'=HYPERLINK("http://example.org")', $rows[1][1] );
		self::assertSame( array( '"quoted", with; separators', '2.5', 'No product found' ), array( $rows[2][1], $rows[2][4], $rows[2][5] ) );
		self::assertSame( array( '-3', 'Updated', '5', '-3' ), array( $rows[3][4], $rows[3][5], $rows[3][8], $rows[3][9] ) );
	}

	public function test_a_language_with_a_decimal_comma_gets_semicolons_and_commas(): void {
		global $wp_locale;
		$english                                   = $wp_locale->number_format;
		$wp_locale->number_format['decimal_point'] = ',';
		try {
			$this->article( 1, 1.5 );
			$rows = $this->file( $this->push( array( 1 => '-2.25', 'a,b;c' => '1.5', '-1,5+cmd' => 1 ) )->run, ';' );
		} finally {
			$wp_locale->number_format = $english;
		}
		self::assertCount( 10, $rows[0] );
		self::assertSame( array( '-2,25', '-2' ), array( $rows[1][4], $rows[1][9] ) );
		self::assertSame( array( 'a,b;c', '1,5' ), array( $rows[2][1], $rows[2][4] ) );
		self::assertSame( "'-1,5+cmd", $rows[3][1] );
	}

	public function test_the_file_of_a_long_run_has_every_line_once(): void {
		$quantities = array();
		foreach ( range( 1, 1001 ) as $n ) {
			$quantities[ "{$this->tag}x$n" ] = $n;
		}
		$rows = $this->file( $this->push( $quantities )->run );
		self::assertCount( 1002, $rows );
		self::assertSame( array_map( 'strval', range( 1, 1001 ) ), array_column( array_slice( $rows, 1 ), 0 ) );
	}

	public function test_the_file_of_a_held_run_has_what_waits(): void {
		$this->article( 1 );
		$this->article( 2 );
		$rows = $this->file( $this->held( 1, 2 ) );
		self::assertSame( array( 'Waiting', '5', '0' ), array( $rows[2][5], $rows[2][8], $rows[2][9] ) );
	}

	/** @return list<list<string>> */
	private function file( int $id, string $separator = ',' ): array {
		$run = ( new Runs() )->find( $id );
		self::assertNotNull( $run );
		$path = (string) tempnam( sys_get_temp_dir(), 'receipt' );
		try {
			( new Csv() )->send( $run, $path );
			$file = fopen( $path, 'rb' );
			self::assertSame( "\xEF\xBB\xBF", fread( $file, 3 ) );
			$rows = array();
			while ( is_array( $row = fgetcsv( $file, null, $separator, '"', '' ) ) ) {
				$rows[] = $row;
			}
			fclose( $file );
			return $rows;
		} finally {
			unlink( $path );
		}
	}

	/** @return array<string, mixed> */
	private function receipt( int $run ): array {
		$answer = $this->http->send( 'GET', "/wp-json/stockwire/v1/receipts/$run", array( Http::bearer() ) );
		self::assertSame( 200, $answer['status'], $answer['body'] );
		return json_decode( $answer['body'], true );
	}
}
