<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The inbox: each unknown code or name once, and gone when a product carries it.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Inbox;

use Stockwire\Shop\Inbox\Entries;
use Stockwire\Shop\Inbox\Entry;
use Stockwire\Tests\Support\InboxTestCase;

final class EntriesTest extends InboxTestCase {

	public function test_an_unknown_code_is_one_entry_with_its_times_and_last_quantity_by_warehouse(): void {
		$this->link( array( 'warehouses' => array( self::WAREHOUSE, 'Depozit' ) ) );
		$this->push( array( 'code' => "{$this->tag}-A", 'name' => 'Vechi', 'quantity' => 3 ) );
		$this->push( array( 'code' => "{$this->tag}-A", 'name' => 'Cablu', 'quantity' => '4.5' ), array( 'code' => "{$this->tag}-A", 'name' => 'Cablu', 'warehouse' => 'Depozit', 'quantity' => 9 ) );
		$entry = $this->entry();
		self::assertSame( array( Entry::CODE, "{$this->tag}-A", 'Cablu', 3 ), array( $entry->kind, $entry->code, $entry->name, $entry->times ) );
		$waiting = array_column( $entry->waiting, 'quantity', 'warehouse' );
		ksort( $waiting );
		self::assertSame( array( 'Depozit' => '9.000000', self::WAREHOUSE => '4.500000' ), $waiting );
	}

	public function test_an_unknown_name_is_an_entry_and_a_known_product_is_none(): void {
		$this->simple( array( 'sku' => "{$this->tag}-B" ) );
		$this->push( array( 'name' => "Nimeni {$this->tag}" ), array( 'code' => "{$this->tag}-B" ) );
		self::assertSame( array( Entry::NAME, "Nimeni {$this->tag}" ), array( $this->entry()->kind, $this->entry()->text() ) );
	}

	public function test_an_unknown_gtin_is_an_entry_that_keeps_its_digits(): void {
		$this->link( array( 'gtin' => true ) );
		$this->push( array( 'gtin' => '5941234567899' ) );
		self::assertSame( array( Entry::GTIN, '5941234567899' ), array( $this->entry()->kind, $this->entry()->code ) );
	}

	public function test_codes_that_differ_in_case_or_accent_are_entries_of_their_own(): void {
		$this->push( array( 'code' => "{$this->tag}a" ), array( 'code' => "{$this->tag}A" ), array( 'code' => "{$this->tag}á" ) );
		self::assertCount( 3, $this->waiting() );
	}

	public function test_a_sku_that_is_entered_later_takes_the_entry_away(): void {
		$this->push( array( 'code' => "{$this->tag}-C" ) );
		$this->entry();
		$this->simple( array( 'sku' => strtolower( "{$this->tag}-C" ) ) );
		self::assertSame( array(), $this->waiting() );
	}

	public function test_a_name_that_a_product_gets_later_takes_the_entry_away(): void {
		$this->push( array( 'name' => "Lampă {$this->tag}" ) );
		$id = $this->simple( array( 'name' => "LAMPĂ  {$this->tag}" ) );
		\Stockwire\Tests\Support\Push::engine( new \Stockwire\Shop\Announcer() )->indexNames( array( $id ) );
		self::assertSame( array(), $this->waiting() );
	}

	public function test_a_product_in_the_trash_takes_nothing_away(): void {
		$this->push( array( 'code' => "{$this->tag}-D" ) );
		wp_trash_post( $this->simple( array( 'sku' => "{$this->tag}-D" ) ) );
		self::assertCount( 1, $this->waiting() );
	}

	public function test_a_page_is_filled_again_after_entries_vanished_from_it(): void {
		for ( $i = 0; $i < 30; $i++ ) {
			$lines[] = array( 'code' => sprintf( '%s-%02d', $this->tag, $i ) );
		}
		$this->push( ...$lines );
		foreach ( array( 3, 17, 29 ) as $i ) {
			$this->simple( array( 'sku' => sprintf( '%s-%02d', $this->tag, $i ) ) );
		}
		$first  = ( new Entries() )->page( '', 1 );
		$second = ( new Entries() )->page( '', 2 );
		self::assertSame( array( 20, 7, 27 ), array( count( $first['entries'] ), count( $second['entries'] ), $second['total'] ) );
		self::assertCount( 27, array_unique( array_map( static fn( Entry $entry ): string => $entry->id(), array( ...$first['entries'], ...$second['entries'] ) ) ) );
	}

	public function test_what_vanished_from_a_page_is_not_shown_on_it(): void {
		$lines = array();
		for ( $i = 0; $i < 12; $i++ ) {
			$lines[] = array( 'code' => "{$this->tag}-G$i" );
		}
		$this->push( ...$lines );
		for ( $i = 0; $i < 12; $i++ ) {
			$this->simple( array( 'sku' => "{$this->tag}-G$i" ) );
		}
		$gone = static fn( Entry $entry ): bool => null === ( new Entries() )->find( $entry->kind, $entry->hash );
		self::assertSame( array(), array_filter( ( new Entries( size: 1 ) )->page( '', 1 )['entries'], $gone ) );
	}

	public function test_behind_the_last_page_is_the_last_page(): void {
		$this->push( array( 'code' => "{$this->tag}-L1" ), array( 'code' => "{$this->tag}-L2" ), array( 'code' => "{$this->tag}-L3" ) );
		self::assertCount( 1, ( new Entries( size: 2 ) )->page( '', 7 )['entries'] );
		self::assertCount( 0, ( new Entries( size: 2 ) )->page( 'nothing has this', 7 )['entries'] );
	}

	public function test_search_finds_parts_of_code_and_name_in_any_case_and_takes_wildcards_for_letters(): void {
		$this->push( array( 'code' => "{$this->tag}-X%1", 'name' => 'Șurub' ), array( 'code' => "{$this->tag}-Y1", 'name' => 'Piuliță' ) );
		foreach ( array( 'x%1' => 1, 'surub' => 1, 'PIULI' => 1, '%' => 1, '_' => 0, strtolower( $this->tag ) => 2, "' OR 1=1 -- " => 0 ) as $search => $count ) {
			self::assertCount( $count, $this->waiting( $search ), $search );
		}
	}

	public function test_one_entry_is_found_by_its_id_and_nonsense_is_none(): void {
		$this->push( array( 'code' => "{$this->tag}-E" ) );
		$id = $this->entry()->id();
		self::assertSame( "{$this->tag}-E", ( new Entries() )->find( ...Entry::parse( $id ) )?->code );
		foreach ( array( '', '0-', '2-' . str_repeat( 'a', 32 ), '0-' . str_repeat( 'A', 32 ), "$id\n", "$id' OR 1" ) as $nonsense ) {
			self::assertNull( Entry::parse( $nonsense ), $nonsense );
		}
	}
}
