<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Importers and old plugins spell "Manage stock?" in ways of their own; WooCommerce reads some of them as yes.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Rows;
use Stockwire\Tests\Support\Shop;

final class ManageStockWordsTest extends TestCase {

	private const WORDS = array( 'yes', 'YES', 'Yes', '1', 'true', 'TRUE', 'on', 'yes ', '0', 'no', 'parent', '' );

	/** @var list<Shop> */
	private array $shops = array();

	protected function tearDown(): void {
		foreach ( $this->shops as $shop ) {
			$shop->remove();
		}
	}

	public function test_what_woocommerce_takes_for_yes_is_written_as_woocommerce_writes_it(): void {
		list( $theirs, $ours ) = array( $this->shop( 'msa' ), $this->shop( 'msb' ) );
		$quantities            = array();
		foreach ( self::WORDS as $at => $word ) {
			$quantities[ "p$at" ] = (string) ( $at % 3 * 4 );
		}
		Push::by_woocommerce( $theirs, $quantities );
		$receipt = Push::by_us( $ours, $quantities );
		self::assertSame( array(), Rows::differences( ( new Rows( $theirs ) )->read(), ( new Rows( $ours ) )->read() ) );
		if ( null !== $receipt ) {
			self::assertSame( array( 'updated' => 6, 'not_managed' => 6 ), $receipt->counts );
			self::assertSame( array( 'unchanged' => 6, 'not_managed' => 6 ), Push::by_us( $ours, $quantities )->counts );
		}
	}

	private function shop( string $tag ): Shop {
		global $wpdb;
		$shop = new Shop( $tag . substr( md5( uniqid() ), 0, 6 ) );
		foreach ( self::WORDS as $at => $word ) {
			$shop->simple( "p$at", array( 'stock' => 5 ) );
		}
		$shop->settle();
		foreach ( self::WORDS as $at => $word ) {
			$wpdb->update( $wpdb->postmeta, array( 'meta_value' => $word ), array( 'post_id' => $shop->ids[ "p$at" ], 'meta_key' => '_manage_stock' ) ); // phpcs:ignore WordPress.DB
		}
		wp_cache_flush();
		$this->shops[] = $shop;
		return $shop;
	}
}
