<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What the engine is told about the shop: rounding, status rule, options, time.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Rounding;
use Stockwire\Shop\StatusRule;

final class ShopFactsTest extends TestCase {

	/** @var array<string, mixed> */
	private array $options = array();

	protected function tearDown(): void {
		remove_all_filters( 'woocommerce_stock_amount' );
		add_filter( 'woocommerce_stock_amount', 'intval' );
		foreach ( $this->options as $name => $value ) {
			update_option( $name, $value );
		}
	}

	public function test_rounding_is_cutting_by_default(): void {
		self::assertSame( Rounding::TRUNCATE, Rounding::kind() );
	}

	public function test_rounding_is_nothing_where_floats_are_let_through(): void {
		remove_filter( 'woocommerce_stock_amount', 'intval' );
		self::assertSame( Rounding::IDENTITY, Rounding::kind() );
		add_filter( 'woocommerce_stock_amount', 'floatval' );
		self::assertSame( Rounding::IDENTITY, Rounding::kind() );
	}

	public function test_anything_else_is_asked_for_every_number(): void {
		remove_filter( 'woocommerce_stock_amount', 'intval' );
		add_filter( 'woocommerce_stock_amount', static fn( $n ) => round( (float) $n, 1 ) );
		self::assertSame( Rounding::CALLBACK, Rounding::kind() );
		$config = ( new EngineFactory() )->config();
		self::assertSame( '2.3', $config['round']( '2.26' ) );
		self::assertSame( '-0.5', $config['round']( '-0.46' ) );
		self::assertSame( '0', $config['round']( '-0.01' ) );
		self::assertSame( '123456789', $config['round']( '123456789.000001' ) );
	}

	public function test_a_filter_that_acts_on_some_numbers_only_is_not_taken_for_nothing(): void {
		remove_filter( 'woocommerce_stock_amount', 'intval' );
		add_filter( 'woocommerce_stock_amount', static fn( $n ) => 13.0 === (float) $n ? 12 : $n );
		self::assertSame( Rounding::CALLBACK, Rounding::kind() );
	}

	public function test_a_comma_locale_changes_no_number(): void {
		$before = setlocale( LC_NUMERIC, '0' );
		setlocale( LC_NUMERIC, 'ro_RO.UTF-8', 'de_DE.UTF-8', 'fr_FR.UTF-8' );
		self::assertSame( '12.5', Rounding::decimal( 12.5 ) );
		setlocale( LC_NUMERIC, (string) $before );
	}

	public function test_the_status_rule_is_that_of_this_woocommerce(): void {
		remove_filter( 'woocommerce_stock_amount', 'intval' );
		add_filter( 'woocommerce_stock_amount', 'floatval' );
		$this->option( 'woocommerce_notify_no_stock_amount', '2' );
		$product = new \WC_Product_Simple();
		$product->set_manage_stock( true );
		$product->set_stock_quantity( 2.5 );
		$product->validate_props();
		self::assertSame( 'outofstock' === $product->get_stock_status( 'edit' ), StatusRule::truncates() );
	}

	public function test_the_options_of_the_shop_reach_the_engine(): void {
		$this->option( 'woocommerce_manage_stock', 'no' );
		$this->option( 'woocommerce_hide_out_of_stock_items', 'yes' );
		$this->option( 'woocommerce_notify_no_stock_amount', '-3' );
		$this->option( 'timezone_string', '' );
		$this->option( 'gmt_offset', '5.5' );
		$config = ( new EngineFactory() )->config();
		self::assertSame( array( false, true, '3', 19800 ), array( $config['manage_stock'], $config['hide_out_of_stock'], $config['no_stock_amount'], $config['utc_offset'] ) );
	}

	public function test_options_are_read_through_their_filters(): void {
		$filter = static fn(): string => 'no';
		add_filter( 'option_woocommerce_manage_stock', $filter );
		self::assertFalse( ( new EngineFactory() )->config()['manage_stock'] );
		remove_filter( 'option_woocommerce_manage_stock', $filter );
	}

	public function test_the_run_ends_before_php_does(): void {
		set_time_limit( 10 );
		self::assertSame( 7000, ( new EngineFactory() )->config()['deadline'] );
		set_time_limit( 0 );
		self::assertSame( 25000, ( new EngineFactory() )->config()['deadline'] );
	}

	private function option( string $name, string $value ): void {
		$this->options[ $name ] = get_option( $name );
		update_option( $name, $value );
	}
}
