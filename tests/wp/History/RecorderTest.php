<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Changes that others make are written down with who it was; ours and those that are none are not.
 */

declare(strict_types=1);

namespace Stockwire\Tests\History;

use Stockwire\Shop\History\Recorder;
use Stockwire\Tests\Support\ActivityTestCase;

final class RecorderTest extends ActivityTestCase {

	protected function tearDown(): void {
		unset( $GLOBALS['current_screen'] );
		parent::tearDown();
	}

	public function test_an_order_takes_stock_and_gives_it_back(): void {
		$id    = $this->article( 1, 9 );
		$order = $this->order( $id, 2 );
		$order->update_status( 'processing' );
		$order->update_status( 'cancelled' );
		$rows = $this->written( $id );
		self::assertSame( array( array( 'order', (string) $order->get_id(), '9.000000', '7.000000' ), array( 'order', (string) $order->get_id(), '7.000000', '9.000000' ) ), array_slice( $rows, 1 ) );
	}

	public function test_each_line_of_an_order_is_its_own_change(): void {
		$one   = $this->article( 1, 9 );
		$two   = $this->article( 2, 9 );
		$order = $this->order( $one, 2 );
		$order->add_product( wc_get_product( $two ), 3 );
		$order->save();
		$order->update_status( 'processing' );
		self::assertSame( array( 'order', (string) $order->get_id(), '9.000000', '7.000000' ), $this->written( $one )[1] );
		self::assertSame( array( 'order', (string) $order->get_id(), '9.000000', '6.000000' ), $this->written( $two )[1] );
	}

	public function test_an_order_takes_what_it_takes_whatever_is_pushed_meanwhile(): void {
		$id     = $this->article( 1, 9 );
		$order  = $this->order( $id, 2 );
		$pushed = 50;
		$push   = static function () use ( $id, &$pushed ): void {
			$GLOBALS['wpdb']->query( "UPDATE {$GLOBALS['wpdb']->postmeta} SET meta_value = '$pushed' WHERE post_id = $id AND meta_key = '_stock'" );
		};
		add_action( 'woocommerce_product_before_set_stock', $push, 5 );
		$order->update_status( 'processing' );
		$pushed = 70;
		$order->update_status( 'cancelled' );
		remove_action( 'woocommerce_product_before_set_stock', $push, 5 );
		self::assertSame( array( array( '50.000000', '48.000000' ), array( '70.000000', '72.000000' ) ), array_map( static fn( array $row ): array => array_slice( $row, 2 ), array_slice( $this->written( $id ), 1 ) ) );
	}

	public function test_an_order_that_a_push_makes_up_for_is_a_change_all_the_same(): void {
		$id    = $this->article( 1, 9 );
		$order = $this->order( $id, 2 );
		$push  = static fn() => $GLOBALS['wpdb']->query( "UPDATE {$GLOBALS['wpdb']->postmeta} SET meta_value = '11' WHERE post_id = $id AND meta_key = '_stock'" );
		add_action( 'woocommerce_product_before_set_stock', $push, 5 );
		$order->update_status( 'processing' );
		remove_action( 'woocommerce_product_before_set_stock', $push, 5 );
		self::assertSame( array( 'order', (string) $order->get_id(), '11.000000', '9.000000' ), $this->written( $id )[1] );
	}

	public function test_what_an_order_took_is_known_to_others_before_the_request_ends(): void {
		$id    = $this->article( 1, 9 );
		$order = $this->order( $id, 2 );
		$this->recorder->flush();
		$before = count( $this->history( $id ) );
		$order->update_status( 'processing' );
		self::assertCount( $before + 1, $this->history( $id ) );
		$order->update_status( 'cancelled' );
		self::assertCount( $before + 2, $this->history( $id ) );
	}

	public function test_a_refund_belongs_to_its_order(): void {
		if ( ! function_exists( 'wc_create_refund' ) ) {
			self::markTestSkipped( 'the stand-in has no refunds' );
		}
		$id    = $this->article( 1, 9 );
		$order = $this->order( $id, 2 );
		$order->calculate_totals();
		$order->update_status( 'processing' );
		$order = wc_get_order( $order->get_id() );
		$item  = current( $order->get_items() );
		wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '10', 'line_items' => array( $item->get_id() => array( 'qty' => 1, 'refund_total' => '10' ) ), 'restock_items' => true ) );
		self::assertSame( array( 'order', (string) $order->get_id(), '7.000000', '8.000000' ), $this->written( $id )[2] );
		wc_update_product_stock( $id, 3 );
		self::assertSame( 'other', $this->written( $id )[3][0] );
	}

	public function test_the_way_of_a_refund_belongs_to_its_order(): void {
		$id    = $this->article( 1, 9 );
		$order = $this->order( $id, 2 );
		apply_filters( 'woocommerce_can_restock_refunded_items', true, $order, array() );
		wc_update_product_stock( $id, 1, 'increase' );
		do_action( 'woocommerce_order_refunded', $order->get_id(), 1 );
		wc_update_product_stock( $id, 3 );
		self::assertSame( array( 'order', 'other' ), array_column( array_slice( $this->written( $id ), 1 ), 0 ) );
	}

	public function test_a_line_that_is_changed_by_hand_belongs_to_its_order(): void {
		$id    = $this->article( 1, 9 );
		$order = $this->order( $id, 2 );
		apply_filters( 'woocommerce_prevent_adjust_line_item_product_stock', false, current( $order->get_items() ), 1 );
		wc_update_product_stock( $id, 1, 'decrease' );
		wc_update_product_stock( $id, 3 );
		self::assertSame( array( 'order', 'other' ), array_column( array_slice( $this->written( $id ), 1 ), 0 ) );
	}

	public function test_a_person_in_the_admin_is_named_and_a_customer_is_not(): void {
		$id = $this->article( 1, 9 );
		wp_set_current_user( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
		wc_update_product_stock( $id, 8 );
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		set_current_screen( 'edit-product' );
		wc_update_product_stock( $id, 7 );
		$product = wc_get_product( $id );
		$product->set_stock_quantity( 6 );
		$product->save();
		$this->recorder->flush();
		$rows = array_slice( $this->history( $id ), 1 );
		self::assertSame( array( 'other', 'person', 'person' ), array_column( $rows, 'cause' ) );
		self::assertSame( array( '0', (string) get_current_user_id(), (string) get_current_user_id() ), array_column( $rows, 'actor' ) );
		self::assertSame( array( '7.000000', '6.000000' ), array( $rows[2]->old_quantity, $rows[2]->new_quantity ) );
	}

	public function test_another_plugin_is_named_by_its_folder(): void {
		$id     = $this->article( 1, 9 );
		$folder = WP_PLUGIN_DIR . '/aa-test-' . strtolower( $this->tag );
		mkdir( $folder );
		file_put_contents( "$folder/do.php", '<?php wc_update_product_stock( $id, 4 );' );
		try {
			require "$folder/do.php";
		} finally {
			unlink( "$folder/do.php" );
			rmdir( $folder );
		}
		$this->recorder->flush();
		self::assertSame( basename( $folder ), $this->history( $id )[1]->detail );
	}

	public function test_our_own_runs_stand_in_the_journal_and_not_here(): void {
		$id = $this->article( 1, 9 );
		$this->push( array( 1 => 7 ) );
		self::assertSame( 7.0, $this->stock( $id ) );
		self::assertCount( 1, $this->written( $id ) );
	}

	public function test_what_a_listener_changes_while_we_announce_is_its_own(): void {
		$told   = $this->article( 1, 9 );
		$shared = $this->article( 2, 9 );
		$listen = static function ( \WC_Product $product ) use ( $told, $shared ): void {
			if ( $product->get_id() === $told ) {
				wc_update_product_stock( $shared, 7 );
			}
		};
		add_action( 'woocommerce_product_set_stock', $listen );
		$this->push( array( 1 => 7 ) );
		remove_action( 'woocommerce_product_set_stock', $listen );
		self::assertCount( 1, $this->written( $told ) );
		self::assertSame( array( 'other', null, '9.000000', '7.000000' ), $this->written( $shared )[1] );
	}

	public function test_what_stays_as_it_was_is_no_change(): void {
		$id = $this->article( 1, 9 );
		wc_update_product_stock( $id, 9 );
		$product = wc_get_product( $id );
		$product->set_name( 'Another name' );
		$product->save();
		self::assertCount( 1, $this->written( $id ) );
	}

	public function test_stock_that_is_not_managed_any_more_has_no_number(): void {
		$id      = $this->article( 1, 9 );
		$product = wc_get_product( $id );
		$product->set_manage_stock( false );
		$product->set_stock_quantity( null );
		$product->save();
		$rows = $this->written( $id );
		self::assertSame( array( 'other', null, '9.000000', null ), end( $rows ) );
	}

	public function test_a_request_that_changes_no_stock_pays_nothing(): void {
		global $wpdb;
		$this->recorder->flush();
		$before = $wpdb->num_queries;
		$this->recorder->flush();
		( new Recorder() )->flush();
		self::assertSame( $before, $wpdb->num_queries );
	}

	public function test_many_changes_are_written_together(): void {
		global $wpdb;
		$id = $this->article( 1, 1000 );
		$this->recorder->flush();
		$product = wc_get_product( $id );
		$inserts = 0;
		$count   = static function ( string $sql ) use ( &$inserts ): string {
			$inserts += (int) str_starts_with( $sql, 'INSERT INTO ' . $GLOBALS['wpdb']->prefix . 'stockwire_history' );
			return $sql;
		};
		add_filter( 'query', $count );
		foreach ( range( 1, 450 ) as $n ) {
			do_action( 'woocommerce_product_before_set_stock', $product );
			$product->set_stock_quantity( $n );
			do_action( 'woocommerce_product_set_stock', $product );
		}
		$this->recorder->flush();
		remove_filter( 'query', $count );
		self::assertSame( 3, $inserts );
		self::assertCount( 451, $this->history( $id ) );
	}

	public function test_a_change_is_dated_by_when_it_was_not_by_when_it_was_written(): void {
		global $wpdb;
		$id = $this->article( 1, 9 );
		wc_update_product_stock( $id, 8 );
		$wpdb->query( 'DO SLEEP(0.2)' );
		$now = $wpdb->get_var( 'SELECT UTC_TIMESTAMP(6) - INTERVAL 100000 MICROSECOND' );
		$this->recorder->flush();
		self::assertLessThan( $now, $this->history( $id )[1]->at );
	}

	public function test_a_variation_and_a_parent_that_keeps_the_number_each_have_their_own(): void {
		$parent = new \WC_Product_Variable();
		$parent->set_name( "Variabil {$this->tag}" );
		$parent->set_manage_stock( true );
		$parent->set_stock_quantity( 20 );
		$parent_id = $this->keep( $parent->save() );
		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $parent_id );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 4 );
		$own = $this->keep( $variation->save() );
		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $parent_id );
		$shared = $this->keep( $variation->save() );
		wc_update_product_stock( $own, 3 );
		wc_update_product_stock( $shared, 19 );
		self::assertSame( array( 'other', null, '4.000000', '3.000000' ), $this->written( $own )[1] );
		self::assertSame( array( 'other', null, '20.000000', '19.000000' ), $this->written( $parent_id )[1] );
		self::assertSame( array(), $this->written( $shared ) );
	}

	/** @return list<array{string, ?string, ?string, ?string}> cause, reference, old, new */
	private function written( int $holder ): array {
		$this->recorder->flush();
		return array_map( static fn( object $row ): array => array( $row->cause, $row->reference, $row->old_quantity, $row->new_quantity ), $this->history( $holder ) );
	}

	private function order( int $product, int $pieces ): \WC_Order {
		$order = wc_create_order();
		$order->add_product( wc_get_product( $product ), $pieces );
		$order->save();
		$this->keep( $order->get_id() );
		return $order;
	}
}
