<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Translated shops: products that translate one another share a code, and are one candidate.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Shop\Announcer;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Shop;

final class TranslationsTest extends TestCase {

	private Shop $shop;

	private int $original;

	private int $translation;

	protected function setUp(): void {
		$this->shop        = new Shop( 'translated' . wp_rand() );
		$this->original    = $this->shop->simple( 'original', array( 'stock' => 5.0 ) );
		$this->translation = $this->shop->simple( 'translation', array( 'stock' => 5.0 ) );
		// WooCommerce itself refuses a second product with one SKU; translation plugins write it past that check.
		global $wpdb;
		$wpdb->update( $wpdb->prefix . 'wc_product_meta_lookup', array( 'sku' => $this->shop->sku( 'original' ) ), array( 'product_id' => $this->translation ) );
	}

	protected function tearDown(): void {
		remove_all_filters( 'wpml_object_id' );
		remove_all_filters( 'wpml_default_language' );
		remove_all_filters( 'stockwire_original_products' );
		$this->shop->remove();
	}

	private function push(): Receipt {
		return Push::engine( new Announcer() )->receive( Push::body( $this->shop, array( 'original' => '3' ) ), Engine::V1 );
	}

	public function test_without_a_translation_plugin_two_products_with_one_code_are_ambiguous(): void {
		$this->assertSame( array( 'ambiguous' => 1 ), $this->push()->counts );
	}

	public function test_wpml_s_original_is_the_one_candidate(): void {
		add_filter( 'wpml_default_language', static fn() => 'ro' );
		add_filter(
			'wpml_object_id',
			function ( $id, string $type, bool $fall_back, string $language ) {
				$this->assertSame( array( 'product', true, 'ro' ), array( $type, $fall_back, $language ) );
				return $id === $this->translation ? $this->original : $id;
			},
			10,
			4
		);
		$receipt = $this->push();
		$this->assertSame( array( 'updated' => 1 ), $receipt->counts );
		$this->assertSame( $this->original, $receipt->lines()[0]['product'] );
	}

	public function test_another_translation_plugin_tells_by_our_own_filter(): void {
		add_filter( 'stockwire_original_products', fn( array $originals, array $asked ) => in_array( $this->translation, $asked, true ) ? array( $this->translation => $this->original ) : $originals, 10, 2 );
		$this->assertSame( $this->original, $this->push()->lines()[0]['product'] );
	}

	public function test_a_filter_that_returns_nonsense_changes_nothing(): void {
		add_filter( 'stockwire_original_products', static fn() => 'nonsense' );
		$this->assertSame( array( 'ambiguous' => 1 ), $this->push()->counts );
	}
}
