<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Lines that are odd or wrong, on both routes: each gets its outcome, and only what is right changes a number.
 * The numbers are those of the table of bad inputs.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Tests\Support\LinkTestCase;

final class BadLinesTest extends LinkTestCase {

	private string $code;

	/** @var list<int> */
	private array $products = array();

	protected function setUp(): void {
		parent::setUp();
		$this->code = 'BL' . strtoupper( uniqid() );
		$this->add( $this->code );
	}

	protected function tearDown(): void {
		global $wpdb;
		foreach ( $this->products as $product ) {
			wp_delete_post( $product, true );
			$wpdb->delete( $wpdb->prefix . 'stockwire_levels', array( 'holder_id' => $product ) );
		}
		parent::tearDown();
	}

	/** @dataProvider quantities */
	public function test_quantities( string $quantity, string $outcome, int $stock ): void {
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( $outcome ), $this->outcomes( $route, array( '{"code":"' . $this->code . '","warehouse":"Test"' . $quantity . '}' ) ), $route );
			self::assertEquals( $stock, $this->stock_of( $this->products[0] ), $route );
			$outcome = 'updated' === $outcome ? 'unchanged' : $outcome;
		}
	}

	/** @return array<string, array{string, string, int}> */
	public static function quantities(): array {
		$rows = array(
			'10 in capitals'               => array( ',"QUANTITY":9', 'invalid', 1 ),
			'14 absent'                    => array( '', 'invalid', 1 ),
			'15 exact int'                 => array( ',"quantity":999999999', 'updated', 999999999 ),
			'15 negative limit'            => array( ',"quantity":-999999999', 'updated', -999999999 ),
			'17 minus zero'                => array( ',"quantity":-0', 'updated', 0 ),
			'17 minus zero point zero'     => array( ',"quantity":-0.0', 'updated', 0 ),
			'18 1e2'                       => array( ',"quantity":1e2', 'updated', 100 ),
			'18 2.0'                       => array( ',"quantity":2.0', 'updated', 2 ),
			'18 cut by the shop'           => array( ',"quantity":2.5', 'updated', 2 ),
			'19 "7"'                       => array( ',"quantity":"7"', 'updated', 7 ),
			'19 "12.5"'                    => array( ',"quantity":"12.5"', 'updated', 12 ),
			'21 -5'                        => array( ',"quantity":-5', 'updated', -5 ),
		);
		foreach ( array( '14' => array( 'null', 'true', '[]', '{}', '""' ), '15' => array( '1e308', '1e309', '-1e309', str_repeat( '9', 400 ), '2147483648', '9007199254740993', '1000000000' ), '18' => array( '2.0000001', '1e-400' ), '20' => array( '"12,5"', '" 7 "', '"1e3"', '"7abc"', '"٣"', '"0x7"' ) ) as $number => $values ) {
			foreach ( $values as $value ) {
				$rows[ "$number " . substr( $value, 0, 20 ) ] = array( ',"quantity":' . $value, 'invalid', 1 );
			}
		}
		return $rows;
	}

	/** @dataProvider codes */
	public function test_codes( string $code, string $outcome ): void {
		$code = str_replace( 'CODE', $this->code, $code );
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( $outcome ), $this->outcomes( $route, array( '{"code":' . $code . ',"warehouse":"Test","quantity":9}' ) ), $route );
			self::assertEquals( in_array( $outcome, array( 'updated', 'unchanged' ), true ) ? 9 : 1, $this->stock_of( $this->products[0] ), $route );
			$outcome = 'updated' === $outcome ? 'unchanged' : $outcome;
		}
	}

	/** @return array<string, array{string, string}> */
	public static function codes(): array {
		return array(
			'13 100 kB'             => array( '"' . str_repeat( 'x', 100001 ) . '"', 'invalid' ),
			'23 blank, no name'     => array( '"  "', 'invalid' ),
			'23 empty, no name'     => array( '""', 'invalid' ),
			'24 blanks at the ends' => array( '" CODE\t "', 'updated' ),
			'24 NBSP at the ends'   => array( "\"\u{A0}CODE\u{A0}\"", 'updated' ),
			'25 leading zeros'      => array( '"00CODE"', 'unmatched' ),
			'27 101 characters'     => array( '"' . str_repeat( 'ă', 101 ) . '"', 'invalid' ),
			'27 100 characters'     => array( '"' . str_repeat( 'ă', 100 ) . '"', 'unmatched' ),
			'28 quote'              => array( '"CODE\' OR 1=1 -- "', 'unmatched' ),
			'28 per cent'           => array( '"%"', 'unmatched' ),
			'28 underscores'        => array( '"' . str_repeat( '_', 15 ) . '"', 'unmatched' ),
			'28 backslash'          => array( '"CODE\\\\"', 'unmatched' ),
			'28 backtick'           => array( '"`CODE`"', 'unmatched' ),
			'a number'              => array( '5', 'invalid' ),
		);
	}

	public function test_25_codes_that_php_would_call_equal_are_different(): void {
		$first  = $this->add( '1e3' . $this->code );
		$second = $this->add( '1000' . $this->code );
		self::assertSame( array( 'updated' ), $this->outcomes( 'v1', array( self::line( "1e3$this->code", 5 ) ) ) );
		self::assertEquals( array( 5, 1 ), array( $this->stock_of( $first ), $this->stock_of( $second ) ) );
	}

	public function test_26_one_hit_in_another_case_is_taken_and_exact_bytes_go_first(): void {
		self::assertSame( array( 'updated' ), $this->outcomes( 'v1', array( self::line( strtolower( $this->code ), 5 ) ) ) );
		self::assertEquals( 5, $this->stock_of( $this->products[0] ) );
		$lower = $this->spelled( strtolower( $this->code ) );
		foreach ( array( 'v1' => 6, 'smartbill' => 7 ) as $route => $quantity ) {
			self::assertSame( array( 'updated', 'updated' ), $this->outcomes( $route, array( self::line( $this->code, $quantity ), self::line( strtolower( $this->code ), 10 * $quantity ) ) ) );
			self::assertEquals( array( $quantity, 10 * $quantity ), array( $this->stock_of( $this->products[0] ), $this->stock_of( $lower ) ) );
			self::assertSame( array( 'ambiguous' ), $this->outcomes( $route, array( self::line( ucfirst( strtolower( $this->code ) ), 1 ) ) ) );
		}
	}

	public function test_26_neither_an_accent_nor_an_emoji_is_folded_though_the_database_calls_them_equal(): void {
		global $wpdb;
		$accent = $this->add( "Á$this->code" );
		$emoji  = $this->add( "{$this->code}🍺" );
		$plain  = "A$this->code";
		self::assertSame( '1', $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}wc_product_meta_lookup WHERE sku = %s", $plain ) ), 'This collation calls them equal' );
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( 'unmatched', 'unmatched' ), $this->outcomes( $route, array( self::line( $plain, 5 ), self::line( "{$this->code}🍣", 5 ) ) ) );
		}
		self::assertEquals( array( 1, 1 ), array( $this->stock_of( $accent ), $this->stock_of( $emoji ) ) );
		self::assertSame( array( 'updated', 'updated' ), $this->outcomes( 'v1', array( self::line( "á$this->code", 5 ), self::line( "{$this->code}🍺", 6 ) ) ) );
	}

	public function test_29_two_products_with_one_code_are_ambiguous_and_the_trash_does_not_count(): void {
		global $wpdb;
		$twin = $this->add( $this->code . '-TWIN' );
		$wpdb->update( $wpdb->prefix . 'wc_product_meta_lookup', array( 'sku' => $this->code ), array( 'product_id' => $twin ) );
		$wpdb->update( $wpdb->postmeta, array( 'meta_value' => $this->code ), array( 'post_id' => $twin, 'meta_key' => '_sku' ) );
		wp_cache_flush();
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( 'ambiguous' ), $this->outcomes( $route, array( self::line( $this->code, 5 ) ) ) );
		}
		self::assertEquals( array( 1, 1 ), array( $this->stock_of( $this->products[0] ), $this->stock_of( $twin ) ) );
		wp_trash_post( $twin );
		self::assertSame( array( 'updated' ), $this->outcomes( 'v1', array( self::line( $this->code, 5 ) ) ) );
		$wpdb->insert( $wpdb->prefix . 'wc_product_meta_lookup', array( 'product_id' => 999999999, 'sku' => $this->code ) );
		self::assertSame( array( 'updated' ), $this->outcomes( 'v1', array( self::line( $this->code, 6 ) ) ) );
		$wpdb->delete( $wpdb->prefix . 'wc_product_meta_lookup', array( 'product_id' => 999999999 ) );
	}

	public function test_30_of_two_lines_for_one_code_the_last_wins(): void {
		foreach ( array( 'v1' => 7, 'smartbill' => 8 ) as $route => $last ) {
			self::assertSame( array( 'superseded', 'updated' ), $this->outcomes( $route, array( self::line( $this->code, 5 ), self::line( $this->code, $last ) ) ) );
			self::assertEquals( $last, $this->stock_of( $this->products[0] ) );
		}
	}

	public function test_31_two_codes_that_reach_one_holder_collide(): void {
		$parent           = new \WC_Product_Variable();
		$attribute        = new \WC_Product_Attribute();
		$parent->set_name( "Parinte $this->code" );
		$attribute->set_name( 'Size' );
		$attribute->set_options( array( 'S', 'M' ) );
		$attribute->set_variation( true );
		$parent->set_attributes( array( $attribute ) );
		$parent->set_manage_stock( true );
		$parent->set_stock_quantity( 1 );
		$holder           = $parent->save();
		$this->products[] = $holder;
		foreach ( array( 'S', 'M' ) as $size ) {
			$variation = new \WC_Product_Variation();
			$variation->set_parent_id( $holder );
			$variation->set_attributes( array( 'size' => $size ) );
			$variation->set_sku( "$this->code-$size" );
			$variation->set_manage_stock( false );
			$this->products[] = $variation->save();
		}
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( 'collision', 'collision' ), $this->outcomes( $route, array( self::line( "$this->code-S", 5 ), self::line( "$this->code-M", 6 ) ) ) );
		}
		self::assertEquals( 1, $this->stock_of( $holder ) );
		self::assertSame( array( 'updated' ), $this->outcomes( 'v1', array( self::line( "$this->code-S", 5 ) ) ) );
		self::assertEquals( 5, $this->stock_of( $holder ) );
	}

	/** @dataProvider names */
	public function test_names( string $in_shop, string $sent, string $outcome ): void {
		$product = $this->named( str_replace( 'X', $this->code, $in_shop ) );
		$json    = (string) json_encode( str_replace( 'X', $this->code, $sent ) );
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( $outcome ), $this->outcomes( $route, array( '{"code":" ","name":' . $json . ',"warehouse":"Test","quantity":9}' ) ), $route );
			self::assertEquals( in_array( $outcome, array( 'updated', 'unchanged' ), true ) ? 9 : 1, $this->stock_of( $product ), $route );
			$outcome = 'updated' === $outcome ? 'unchanged' : $outcome;
		}
	}

	/** @return array<string, array{string, string, string}> */
	public static function names(): array {
		return array(
			'22 by name'                      => array( 'Produs X', 'Produs X', 'updated' ),
			'32 composed and decomposed'      => array( 'Cană X', "Cana\u{306} X", 'updated' ),
			'32 cedilla and comma'            => array( 'Coș X', "Co\u{15F} X", 'updated' ),
			'32 entity'                       => array( 'A & B X', 'A &amp; B X', 'updated' ),
			'32 curly quotes'                 => array( 'Tub 1" X', "Tub 1\u{201D} X", 'updated' ),
			'32 tags'                         => array( 'Produs X', '<b>Produs</b> X', 'updated' ),
			'33 5,000 characters'             => array( 'Produs X', str_repeat( 'n', 5000 ), 'invalid' ),
			'33 bidi override alone'          => array( 'Produs X', "\u{202E}\u{200B}", 'unmatched' ),
			'44 comma and none'               => array( 'Cablu X 1,5 mm', 'Cablu X 15 mm', 'unmatched' ),
			'44 sizes'                        => array( 'Șurub X 3,5x40', 'Șurub X 35x40', 'unmatched' ),
			'44 similar, equal digits'        => array( 'Cablu X 1,5 mm', 'Cablu - X (1,5 mm)', 'updated' ),
		);
	}

	public function test_33_a_name_that_two_products_carry_is_ambiguous(): void {
		$ids = array( $this->named( "Dublu $this->code" ), $this->named( "Dublu $this->code" ) );
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( 'ambiguous' ), $this->outcomes( $route, array( '{"name":"dublu ' . $this->code . '","warehouse":"Test","quantity":9}' ) ) );
		}
		$receipt = json_decode( $this->http->stock( '{"lines":[{"name":"Dublu ' . $this->code . '","warehouse":"Test","quantity":9}]}' )['body'], true );
		self::assertEqualsCanonicalizing( $ids, $receipt['lines'][0]['candidates'] );
	}

	public function test_34_what_keeps_no_stock_is_not_managed(): void {
		$product = wc_get_product( $this->products[0] );
		$product->set_manage_stock( false );
		$product->save();
		foreach ( array( 'v1', 'smartbill' ) as $route ) {
			self::assertSame( array( 'not_managed' ), $this->outcomes( $route, array( self::line( $this->code, 9 ) ) ) );
		}
		$product->set_manage_stock( true );
		$product->set_stock_quantity( 1 );
		$product->save();
		update_option( 'woocommerce_manage_stock', 'no' );
		try {
			foreach ( array( 'v1', 'smartbill' ) as $route ) {
				self::assertSame( array( 'not_managed' ), $this->outcomes( $route, array( self::line( $this->code, 9 ) ) ) );
			}
		} finally {
			update_option( 'woocommerce_manage_stock', 'yes' );
		}
		self::assertEquals( 1, $this->stock_of( $this->products[0] ) );
	}

	/** @dataProvider kinds_without_stock */
	public function test_34_kinds_that_keep_no_stock_are_not_managed( string $class, string $reason ): void {
		$product = new $class();
		$product->set_name( "Fel $this->code" );
		$product->set_sku( "$this->code-K" );
		$id               = $product->save();
		$this->products[] = $id;
		if ( $product instanceof \WC_Product_Variable ) {
			$this->variation_of( $product );
		}
		$rows   = $this->stock_rows( $id );
		$answer = $this->http->stock( '{"lines":[' . self::line( "$this->code-K", 9 ) . ']}' );
		$line   = json_decode( $answer['body'], true )['lines'][0];
		self::assertSame( array( 'not_managed', $reason, $id ), array( $line['outcome'], $line['reason'], $line['product'] ) );
		self::assertSame( array( 'not_managed' ), $this->outcomes( 'smartbill', array( self::line( "$this->code-K", 9 ) ) ) );
		self::assertSame( $rows, $this->stock_rows( $id ) );
	}

	/** @return array<string, array{class-string<\WC_Product>, string}> */
	public static function kinds_without_stock(): array {
		return array(
			'grouped'            => array( \WC_Product_Grouped::class, 'grouped' ),
			'external'           => array( \WC_Product_External::class, 'external' ),
			'kept by variations' => array( \WC_Product_Variable::class, 'kept_by_variations' ),
		);
	}

	private function variation_of( \WC_Product_Variable $parent ): void {
		$attribute = new \WC_Product_Attribute();
		$attribute->set_name( 'Size' );
		$attribute->set_options( array( 'S' ) );
		$attribute->set_variation( true );
		$parent->set_attributes( array( $attribute ) );
		$parent->save();
		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $parent->get_id() );
		$variation->set_attributes( array( 'size' => 'S' ) );
		$variation->set_sku( "$this->code-S" );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 3 );
		$this->products[] = $variation->save();
	}

	/** @return list<list<string|null>> what the tables say of a product's stock */
	private function stock_rows( int $id ): array {
		global $wpdb;
		return array_merge(
			$wpdb->get_results( $wpdb->prepare( "SELECT meta_key, meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key IN ('_stock', '_stock_status', '_manage_stock') ORDER BY meta_id", $id ), ARRAY_N ),
			$wpdb->get_results( $wpdb->prepare( "SELECT stock_quantity, stock_status FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = %d", $id ), ARRAY_N )
		);
	}

	/** A product with a code that differs from another's in case only, which WooCommerce's own objects refuse. */
	private function spelled( string $code ): int {
		global $wpdb;
		$id = $this->add( "$code-OTHER" );
		$wpdb->update( $wpdb->prefix . 'wc_product_meta_lookup', array( 'sku' => $code ), array( 'product_id' => $id ) );
		$wpdb->update( $wpdb->postmeta, array( 'meta_value' => $code ), array( 'post_id' => $id, 'meta_key' => '_sku' ) );
		wp_cache_flush();
		return $id;
	}

	private function add( string $code ): int {
		$this->products[] = $this->product( $code );
		return end( $this->products );
	}

	private function named( string $name ): int {
		$product = wc_get_product( $this->add( 'N' . uniqid() ) );
		$product->set_name( $name );
		$product->save();
		// The plugin does this at the end of the request that saved the product; here the request goes on.
		( new \Stockwire\Shop\EngineFactory() )->engine( 'names' )->indexNames( array( $product->get_id() ) );
		return $product->get_id();
	}

	private static function line( string $code, int $quantity ): string {
		return '{"code":"' . $code . '","warehouse":"Test","quantity":' . $quantity . '}';
	}

	/**
	 * @param list<string> $lines in JSON, with the keys of v1
	 * @return list<string>
	 */
	private function outcomes( string $route, array $lines ): array {
		if ( 'v1' === $route ) {
			$answer = $this->http->stock( '{"lines":[' . implode( ',', $lines ) . ']}' );
			self::assertSame( 200, $answer['status'], $answer['body'] );
			return array_column( json_decode( $answer['body'], true )['lines'], 'outcome' );
		}
		$answer = $this->http->smartbill( '[' . str_replace( array( '"code"', '"name"' ), array( '"productCode"', '"productName"' ), implode( ',', $lines ) ) . ']' );
		self::assertSame( 200, $answer['status'], $answer['body'] );
		$outcomes = array();
		foreach ( explode( "\n", trim( $answer['body'] ) ) as $line ) {
			self::assertSame( 1, preg_match( '/: ([a-z_]+)[,.] /', (string) json_decode( $line ), $found ), $line );
			$outcomes[] = $found[1];
		}
		return $outcomes;
	}
}
