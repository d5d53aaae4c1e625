<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What an unknown code or name may mean.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Inbox;

use Stockwire\Shop\Inbox\Entries;
use Stockwire\Shop\Inbox\Scan;
use Stockwire\Shop\Inbox\Suggestions;
use Stockwire\Shop\Inbox\Trigrams;
use Stockwire\Tests\Support\InboxTestCase;
use Stockwire\Tests\Support\Push;

final class SuggestionsTest extends InboxTestCase {

	/** @dataProvider loose_codes */
	public function test_a_code_that_differs_in_zeros_blanks_or_hyphens_suggests_its_product( string $sku, string $code ): void {
		$number = (string) wp_rand( 1000000, 9999999 );
		$id     = $this->simple( array( 'sku' => sprintf( $sku, $number ) ) );
		$this->simple( array( 'sku' => sprintf( $sku, '1' . $number ), 'name' => 'Altceva' ) );
		$this->push( array( 'code' => sprintf( $code, $number ) ) );
		self::assertSame( array( "$id code" ), $this->suggested() );
	}

	/** @return array<string, array{string, string}> */
	public static function loose_codes(): array {
		return array(
			'zeros lost by a spreadsheet' => array( '000%s', '%s' ),
			'zeros added'                 => array( '%s', '00%s' ),
			'a hyphen too few'            => array( 'AB-%s', 'AB%s' ),
			'a blank too much'            => array( 'AB%s', 'AB %s' ),
			'dots and case'               => array( 'ab.%s', 'AB/%s' ),
			'a hard blank'                => array( 'AB%s', "AB\u{A0}%s" ),
		);
	}

	public function test_a_code_that_is_a_product_s_gtin_suggests_it(): void {
		$gtin = '594' . wp_rand( 1000000000, 9999999999 );
		$id   = $this->simple( array( 'global_unique_id' => $gtin, 'sku' => "{$this->tag}-G" ) );
		Push::engine( new \Stockwire\Shop\Announcer() )->indexNames( array( $id ) );
		$this->push( array( 'code' => "0$gtin" ) );
		self::assertSame( array( "$id gtin" ), $this->suggested() );
	}

	public function test_a_code_that_is_the_slug_of_the_one_product_without_sku_suggests_it(): void {
		$id = $this->simple( array( 'name' => "Becuri LED, 3+1 {$this->tag}" ) );
		$this->simple( array( 'name' => "Becuri LED, 3+1 {$this->tag}", 'sku' => "{$this->tag}-S" ) );
		$this->push( array( 'code' => sanitize_title( "Becuri LED, 3+1 {$this->tag}" ) ) );
		self::assertSame( "$id slug", $this->suggested()[0] );
	}

	public function test_a_slug_that_two_products_without_sku_have_suggests_none_of_them_as_the_one(): void {
		$this->simple( array( 'name' => "Gemeni albi {$this->tag}" ) );
		$this->simple( array( 'name' => "Gemeni albi {$this->tag}" ) );
		$this->push( array( 'code' => sanitize_title( "Gemeni albi {$this->tag}" ) ) );
		self::assertNotContains( 'slug', array_map( static fn( string $one ): string => explode( ' ', $one )[1], $this->suggested() ) );
	}

	/** @dataProvider near_names */
	public function test_a_name_that_is_nearly_a_product_s_suggests_it_first( string $product, string $sent ): void {
		$id = $this->simple( array( 'name' => "$product {$this->tag}" ) );
		$this->simple( array( 'name' => "Mașină de cusut {$this->tag}" ) );
		$this->push( array( 'name' => "$sent {$this->tag}" ) );
		self::assertSame( "$id name", $this->suggested()[0] );
	}

	/** @return array<string, array{string, string}> */
	public static function near_names(): array {
		return array(
			'a slip of the pen'  => array( 'Cafetieră electrică', 'Cafetiera electirca' ),
			'other order'        => array( 'Tricou bumbac roșu', 'Tricou rosu, bumbac' ),
			'a word more'        => array( 'Șampon cu mentă', 'Șampon cu mentă 250 ml' ),
			'entities and signs' => array( 'Tom &amp; Jerry — jucărie', 'Tom & Jerry jucarie' ),
		);
	}

	public function test_the_name_beside_a_code_suggests_too(): void {
		$id = $this->simple( array( 'name' => "Ventilator tavan {$this->tag}", 'sku' => "{$this->tag}-V" ) );
		$this->push( array( 'code' => 'ZZZ-' . $this->tag . '-9', 'name' => "Ventilator de tavan {$this->tag}" ) );
		self::assertSame( "$id name", $this->suggested()[0] );
	}

	public function test_variations_are_suggested_and_a_parent_that_keeps_no_stock_is_not(): void {
		list( $parent, $variations ) = $this->variable( array( 'S', 'M' ) );
		$this->push( array( 'name' => "Tricou {$this->tag} - L" ) );
		$ids = array_map( static fn( string $one ): int => (int) $one, $this->suggested() );
		self::assertNotContains( $parent, $ids );
		self::assertSame( array(), array_diff( $variations, $ids ) );
	}

	public function test_what_is_in_the_trash_or_keeps_no_stock_is_not_suggested(): void {
		wp_trash_post( $this->simple( array( 'sku' => "{$this->tag}-77" ) ) );
		$external = new \WC_Product_External();
		$external->set_props( array( 'name' => "Extern {$this->tag}", 'sku' => "{$this->tag}.77" ) );
		$this->posts[] = $external->save();
		$this->push( array( 'code' => "{$this->tag} 77" ) );
		self::assertSame( array(), $this->suggested() );
	}

	public function test_a_former_sku_in_another_spelling_suggests_its_product(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-OLD" ) );
		$this->push( array( 'code' => "{$this->tag}-OLD" ) );
		$product = wc_get_product( $id );
		$product->set_sku( "{$this->tag}-NEW" );
		$product->save();
		$this->push( array( 'code' => "{$this->tag} OLD" ) );
		self::assertSame( "$id former", $this->suggested()[0] );
	}

	public function test_translations_are_suggested_once_as_their_original(): void {
		$original    = $this->simple( array( 'name' => "Ceainic {$this->tag}" ) );
		$translation = $this->simple( array( 'name' => "Ceainice {$this->tag}" ) );
		add_filter( 'stockwire_original_products', static fn( array $known ): array => array( $translation => $original ) + $known );
		try {
			$this->push( array( 'name' => "Ceainicul {$this->tag}" ) );
			self::assertSame( array( "$original name" ), $this->suggested() );
		} finally {
			remove_all_filters( 'stockwire_original_products' );
		}
	}

	public function test_a_page_of_entries_reads_the_catalogue_once(): void {
		global $wpdb;
		for ( $i = 0; $i < 20; $i++ ) {
			$lines[] = array( 'name' => "Necunoscut $i {$this->tag}" );
		}
		$this->push( ...$lines );
		$entries = ( new Entries() )->page( '', 1 )['entries'];
		self::assertCount( 20, $entries );
		$before = $wpdb->num_queries;
		$scan   = new Scan( $entries );
		$scan->run();
		// A statement for each 4,000 products.
		self::assertLessThan( 5, $wpdb->num_queries - $before );
		self::assertTrue( $scan->complete() );
		self::assertSame( array(), ( new Suggestions() )->of( array() ) );
	}

	public function test_a_pass_in_small_pieces_finds_the_same_and_one_without_time_says_that_it_is_not_complete(): void {
		for ( $i = 0; $i < 7; $i++ ) {
			$ids[] = $this->simple( array( 'sku' => "{$this->tag}-P$i", 'name' => "Altul $i" ) );
			$this->push( array( 'code' => "{$this->tag} P$i" ) );
		}
		$entries = $this->waiting();
		$whole   = new Scan( $entries );
		$pieces  = new Scan( $entries, 60.0, 3 );
		$found   = $pieces->run();
		self::assertEquals( $whole->run(), $found );
		self::assertSame( $ids, array_map( static fn( $entry ): int => $found[ $entry->id() ][0]->product, array_reverse( $entries ) ) );
		$cut = new Scan( $entries, 0.0, 3 );
		$cut->run();
		self::assertSame( array( true, true, false ), array( $whole->complete(), $pieces->complete(), $cut->complete() ) );
	}

	public function test_likeness_is_1_for_the_same_and_less_where_numbers_differ(): void {
		self::assertSame( 1.0, Trigrams::similarity( 'cablu 15 mm', 'cablu 15 mm' ) );
		self::assertSame( 0.0, Trigrams::similarity( 'abc', 'xyz' ) );
		self::assertSame( 0.0, Trigrams::similarity( '', '' ) );
		self::assertLessThan( Trigrams::similarity( 'cablu ab mm', 'cablu ac mm' ), Trigrams::similarity( 'cablu 15 mm', 'cablu 16 mm' ) );
		self::assertSame( array( 'cafea de dimineata', 'tom jerry', '', '茶' ), Trigrams::fold( array( "Cafea\nde  dimineață!", 'Tom &amp; Jerry', '---', '茶' ) ) );
	}
}
