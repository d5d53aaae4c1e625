<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The switch of a product: what a push does with it, and what happens when it follows again.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Follow;

use Stockwire\Shop\Follow\Follow;
use Stockwire\Shop\Follow\ProductPanel;
use Stockwire\Shop\Follow\ProductsList;
use Stockwire\Shop\Follow\Recompute;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Settings;
use Stockwire\Tests\Support\InboxTestCase;
use Stockwire\Tests\Support\LogBook;

final class FollowTest extends InboxTestCase {

	private Recompute $recompute;

	protected function setUp(): void {
		parent::setUp();
		// One of the test's own, whose end of the request the test decides.
		$this->recompute = new Recompute();
		add_action( 'added_post_meta', array( $this->recompute, 'note' ), 10, 4 );
		add_action( 'updated_post_meta', array( $this->recompute, 'note' ), 10, 4 );
		add_action( 'deleted_post_meta', array( $this->recompute, 'note_deleted' ), 10, 3 );
		add_action( 'update_option_' . Settings::OPTION, array( $this->recompute, 'switched' ) );
	}

	protected function tearDown(): void {
		remove_action( 'added_post_meta', array( $this->recompute, 'note' ), 10 );
		remove_action( 'updated_post_meta', array( $this->recompute, 'note' ), 10 );
		remove_action( 'deleted_post_meta', array( $this->recompute, 'note_deleted' ), 10 );
		remove_action( 'update_option_' . Settings::OPTION, array( $this->recompute, 'switched' ) );
		$_POST    = array();
		$_REQUEST = array();
		wp_set_current_user( 0 );
		parent::tearDown();
	}

	private function follows( int $id, bool $follows ): void {
		wp_cache_flush();
		$product = wc_get_product( $id );
		Follow::set_follows( $product, $follows );
		$product->save();
	}

	private function end_of_request(): void {
		$this->recompute->finish();
		wp_cache_flush();
	}

	/** A change in the shop, with its row in the history, which the plugin itself writes at the end of the request. */
	private function changes( string $cause, int $id, int $to ): void {
		global $wpdb;
		$old = (int) get_post_meta( $id, '_stock', true );
		wc_update_product_stock( $id, $to );
		$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_history (holder_id, at, cause, old_quantity, new_quantity) VALUES ($id, UTC_TIMESTAMP(6), '$cause', $old, $to)" );
	}

	private function outcome( string $code, int $quantity ): string {
		return $this->push( array( 'code' => $code, 'quantity' => $quantity ) )->lines()[0]['outcome'];
	}

	public function test_a_product_that_does_not_follow_is_left_alone_and_the_receipt_says_so(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-1" ) );
		$this->follows( $id, false );
		$answer = json_decode( $this->http->stock( self::lines( array( 'code' => "{$this->tag}-1", 'quantity' => 9, 'warehouse' => self::WAREHOUSE ) ) )['body'], true );
		self::assertSame( array( 'opted_out', 'opted_out' ), array( $answer['lines'][0]['outcome'], $answer['lines'][0]['reason'] ) );
		$this->assertStock( 1.0, $id );
	}

	public function test_following_again_it_gets_the_number_that_was_told_meanwhile(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-2" ) );
		self::assertSame( 'updated', $this->outcome( "{$this->tag}-2", 5 ) );
		$this->follows( $id, false );
		$this->end_of_request();
		$this->changes( 'person', $id, 40 );
		self::assertSame( 'opted_out', $this->outcome( "{$this->tag}-2", 3 ) );
		$this->assertStock( 40.0, $id );
		$this->changes( 'order', $id, 39 );
		$this->follows( $id, true );
		$this->end_of_request();
		$this->assertStock( 2.0, $id );
	}

	public function test_following_again_it_keeps_a_number_that_is_newer_than_what_the_back_office_said(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-5" ) );
		$this->outcome( "{$this->tag}-5", 5 );
		$this->follows( $id, false );
		$this->changes( 'person', $id, 2 );
		$this->follows( $id, true );
		$this->end_of_request();
		$this->assertStock( 2.0, $id );
	}

	public function test_one_product_that_is_computed_does_not_stand_for_all(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-9" ) );
		$this->outcome( "{$this->tag}-9", 5 );
		$this->link( array( 'warehouses' => array( self::WAREHOUSE, 'Depozit' ) ) );
		self::assertTrue( \Stockwire\Shop\Jobs\Recompute::due() );
		$product = wc_get_product( $id );
		Follow::set_buffer( $product, '1' );
		$product->save();
		$this->end_of_request();
		$this->assertStock( 4.0, $id );
		self::assertTrue( \Stockwire\Shop\Jobs\Recompute::due() );
		\Stockwire\Shop\Jobs\Recompute::wave_off();
	}

	public function test_another_buffer_does_not_bring_back_what_was_sold(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-6" ) );
		$this->outcome( "{$this->tag}-6", 10 );
		$this->changes( 'order', $id, 6 );
		$product = wc_get_product( $id );
		Follow::set_buffer( $product, '1' );
		$product->save();
		$this->end_of_request();
		$this->assertStock( 5.0, $id );
	}

	/** @dataProvider times_in_which_nothing_is_written */
	public function test_what_was_changed_while_nothing_was_written_is_computed_once_it_may_be( array $settings ): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-2S" ) );
		$this->outcome( "{$this->tag}-2S", 5 );
		$this->link( $settings );
		$product = wc_get_product( $id );
		Follow::set_buffer( $product, '2' );
		$product->save();
		$this->end_of_request();
		$this->assertStock( 5.0, $id );
		$this->link();
		$this->end_of_request();
		$this->assertStock( 3.0, $id );
		self::assertFalse( get_option( Recompute::WAITING ) );
	}

	/** @return array<string, array{array<string, mixed>}> */
	public static function times_in_which_nothing_is_written(): array {
		return array(
			'shadow mode'     => array( array( 'shadow' => true ) ),
			'the link is off' => array( array( 'enabled' => false ) ),
			'no warehouse'    => array( array( 'warehouses' => array() ) ),
		);
	}

	public function test_what_waits_is_forgotten_only_once_it_is_computed(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-2K" ) );
		$this->outcome( "{$this->tag}-2K", 5 );
		$this->link( array( 'shadow' => true, 'buffer' => 2 ) );
		$this->recompute->note( 0, $id, Follow::BUFFER, '' );
		$this->end_of_request();
		$this->link( array( 'buffer' => 2 ) );
		// Asked whenever an engine is made: whoever is killed here must leave the list behind.
		$kept = array();
		$look = static function ( mixed $value ) use ( &$kept, $id ): mixed {
			$kept[] = in_array( $id, (array) json_decode( (string) Swap::read( Recompute::WAITING ) ), true );
			return $value;
		};
		add_filter( 'pre_option_woocommerce_hide_out_of_stock_items', $look );
		$this->end_of_request();
		remove_filter( 'pre_option_woocommerce_hide_out_of_stock_items', $look );
		$this->assertStock( 3.0, $id );
		self::assertSame( array( true ), array_unique( $kept ) );
		self::assertNull( Swap::read( Recompute::WAITING ) );
	}

	public function test_what_begins_to_wait_while_the_list_is_computed_goes_on_waiting(): void {
		$id    = $this->simple( array( 'sku' => "{$this->tag}-2L" ) );
		$other = $this->simple();
		$this->outcome( "{$this->tag}-2L", 5 );
		// Another product, and the same one, which was changed again.
		foreach ( array( array( $id, $other ), array( $id ) ) as $next ) {
			Swap::set( Recompute::WAITING, "[$id]" );
			$this->recompute->switched();
			$add = static function ( mixed $value ) use ( $next ): mixed {
				Swap::set( Recompute::WAITING, (string) wp_json_encode( $next ) );
				return $value;
			};
			add_filter( 'pre_option_woocommerce_hide_out_of_stock_items', $add );
			$this->end_of_request();
			remove_filter( 'pre_option_woocommerce_hide_out_of_stock_items', $add );
			self::assertSame( $next, json_decode( (string) Swap::read( Recompute::WAITING ) ) );
		}
		Swap::drop( Recompute::WAITING );
	}

	public function test_what_waits_is_kept_once_however_often_it_is_changed(): void {
		$id = $this->simple();
		$this->link( array( 'shadow' => true ) );
		foreach ( array( false, true, false ) as $follows ) {
			$this->follows( $id, $follows );
			$this->recompute->note( 0, $id, Follow::BUFFER, '1' );
			$this->end_of_request();
		}
		self::assertSame( array( $id ), json_decode( get_option( Recompute::WAITING ) ) );
		delete_option( Recompute::WAITING );
	}

	/** @dataProvider databases_that_keep_nothing */
	public function test_where_the_database_takes_no_note_of_what_waits_the_request_ends_and_the_log_says_so( string $instead, int $most ): void {
		global $wpdb;
		$id = $this->simple();
		$this->link( array( 'shadow' => true ) );
		$this->recompute->note( 0, $id, Follow::BUFFER, '1' );
		$tries  = 0;
		$refuse = static function ( string $query ) use ( &$tries, $instead ): string {
			if ( 1 !== preg_match( '/^(INSERT|UPDATE)\b.*' . Recompute::WAITING . '/s', $query ) ) {
				return $query;
			}
			return ++$tries > 1000 ? throw new \LogicException( 'It goes on for ever.' ) : $instead;
		};
		LogBook::read();
		$shown = $wpdb->suppress_errors();
		add_filter( 'query', $refuse );
		try {
			$this->end_of_request();
		} finally {
			remove_filter( 'query', $refuse );
			$wpdb->suppress_errors( $shown );
		}
		self::assertGreaterThan( 0, $tries );
		self::assertLessThanOrEqual( $most, $tries );
		self::assertStringContainsString( (string) $id, implode( "\n", LogBook::read() ) );
	}

	/** @return array<string, array{string, int}> what a write becomes, and how often it is worth another try */
	public static function databases_that_keep_nothing(): array {
		return array(
			'others are faster, always' => array( 'DO 0', 100 ),
			'every write is refused'    => array( 'UPDATE a_table_that_is_gone SET x = 1', 1 ),
		);
	}

	public function test_a_product_that_the_back_office_never_spoke_of_keeps_its_number(): void {
		global $wpdb;
		$id = $this->simple();
		$this->follows( $id, false );
		$this->end_of_request();
		$runs = $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" );
		$this->follows( $id, true );
		$this->end_of_request();
		$this->assertStock( 1.0, $id );
		self::assertSame( $runs, $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" ) );
	}

	public function test_a_buffer_of_its_own_is_kept_back_at_once_and_given_back(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-3" ) );
		$this->outcome( "{$this->tag}-3", 10 );
		foreach ( array( '3' => 7.0, '0' => 10.0, '' => 8.0 ) as $buffer => $expected ) {
			$this->link( array( 'buffer' => '' === (string) $buffer ? 2 : 0 ) );
			$product = wc_get_product( $id );
			self::assertTrue( Follow::set_buffer( $product, (string) $buffer ) );
			$product->save();
			$this->end_of_request();
			$this->assertStock( $expected, $id );
		}
	}

	/** @dataProvider wrong_buffers */
	public function test_a_buffer_that_is_no_whole_number_is_not_taken( string $typed ): void {
		$product = new \WC_Product_Simple();
		Follow::set_buffer( $product, '4' );
		self::assertFalse( Follow::set_buffer( $product, $typed ) );
		self::assertSame( '4', Follow::buffer( $product ) );
	}

	/** @return list<array{string}> */
	public static function wrong_buffers(): array {
		return array( array( '-1' ), array( '1.5' ), array( '1e3' ), array( '1000000' ), array( 'abc' ), array( '٣' ), array( "1'" ) );
	}

	public function test_a_parent_that_does_not_follow_leaves_its_variations_out_and_brings_them_back(): void {
		list( $parent, list( $variation ) ) = $this->variable( array( 'S' ) );
		$product = wc_get_product( $variation );
		$product->set_sku( "{$this->tag}-V" );
		$product->save();
		$this->outcome( "{$this->tag}-V", 6 );
		$this->follows( $parent, false );
		self::assertSame( 'opted_out', $this->outcome( "{$this->tag}-V", 9 ) );
		$this->assertStock( 6.0, $variation );
		$this->follows( $parent, true );
		$this->end_of_request();
		$this->assertStock( 9.0, $variation );
	}

	public function test_while_the_link_is_off_or_in_shadow_mode_nothing_is_computed(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-4" ) );
		$this->outcome( "{$this->tag}-4", 5 );
		foreach ( array( array( 'enabled' => false ), array( 'shadow' => true ) ) as $setting ) {
			$this->follows( $id, false );
			wc_update_product_stock( $id, 40 );
			$this->link( $setting );
			$this->follows( $id, true );
			$this->end_of_request();
			$this->assertStock( 40.0, $id );
			$this->link();
		}
	}

	public function test_the_product_s_form_saves_switch_and_buffer(): void {
		$product = wc_get_product( $this->simple() );
		$_POST   = array( 'stockwire_shown' => '1', 'stockwire_buffer' => '3' );
		( new ProductPanel() )->save( $product );
		self::assertSame( array( false, '3' ), array( Follow::follows( $product ), Follow::buffer( $product ) ) );
		$_POST = array( 'stockwire_shown' => '1', 'stockwire_follow' => 'yes', 'stockwire_buffer' => '' );
		( new ProductPanel() )->save( $product );
		self::assertSame( array( true, '' ), array( Follow::follows( $product ), Follow::buffer( $product ) ) );
	}

	public function test_a_form_that_did_not_show_the_switch_does_not_switch_a_product_off(): void {
		$product = wc_get_product( $this->simple() );
		$_POST   = array( '_sku' => 'x', 'stockwire_buffer' => '3' );
		( new ProductPanel() )->save( $product );
		self::assertSame( array( true, '' ), array( Follow::follows( $product ), Follow::buffer( $product ) ) );
	}

	public function test_each_variation_takes_its_own_place_in_the_form(): void {
		list( , $ids ) = $this->variable( array( 'S', 'M' ) );
		$_POST         = array( 'stockwire_shown' => array( '1', '1' ), 'stockwire_follow' => array( 1 => 'yes' ), 'stockwire_buffer' => array( '4', 'x' ) );
		$follows       = array();
		foreach ( $ids as $at => $id ) {
			$variation = wc_get_product( $id );
			( new ProductPanel() )->save_variation( $variation, $at );
			$follows[] = array( Follow::follows( $variation ), Follow::buffer( $variation ) );
		}
		self::assertSame( array( array( false, '4' ), array( true, '' ) ), $follows );
	}

	public function test_odd_fields_break_nothing(): void {
		$product = wc_get_product( $this->simple() );
		foreach ( array( array( 'stockwire_shown' => array( 'x' ) ), array( 'stockwire_shown' => '1', 'stockwire_follow' => array( 'yes' ), 'stockwire_buffer' => array( '5' ) ) ) as $fields ) {
			$_POST = $fields;
			( new ProductPanel() )->save( $product );
			( new ProductPanel() )->save_variation( $product, 0 );
			self::assertSame( '', Follow::buffer( $product ) );
		}
	}

	public function test_quick_and_bulk_edit_change_what_is_chosen_and_nothing_else(): void {
		wp_set_current_user( (int) get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
		$id = $this->simple();
		foreach ( array( 'no' => false, '' => false, 'nonsense' => false, 'yes' => true ) as $choice => $expected ) {
			$_REQUEST = array( 'stockwire_follow_change' => $choice );
			( new ProductsList() )->save( wc_get_product( $id ) );
			wp_cache_flush();
			self::assertSame( $expected, Follow::follows( wc_get_product( $id ) ), "choice $choice" );
		}
	}

	public function test_who_may_not_edit_a_product_switches_nothing(): void {
		$id       = $this->simple();
		$_REQUEST = array( 'stockwire_follow_change' => 'no' );
		( new ProductsList() )->save( wc_get_product( $id ) );
		list( $parent, $variations ) = $this->variable( array( 'S' ) );
		( new ProductPanel() )->act_on_variations( 'stockwire_unfollow', '', $parent, $variations );
		wp_cache_flush();
		self::assertTrue( Follow::follows( wc_get_product( $id ) ) );
		self::assertTrue( Follow::follows( wc_get_product( $variations[0] ) ) );
	}

	public function test_the_bulk_actions_of_variations_switch_those_of_their_parent_only(): void {
		wp_set_current_user( (int) get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
		list( $parent, $own ) = $this->variable( array( 'S', 'M' ) );
		list( , $foreign )    = $this->variable( array( 'S' ) );
		( new ProductPanel() )->act_on_variations( 'stockwire_unfollow', '', $parent, array( ...$own, ...$foreign ) );
		wp_cache_flush();
		self::assertSame( array( false, false, true ), array_map( static fn( int $id ): bool => Follow::follows( wc_get_product( $id ) ), array( ...$own, ...$foreign ) ) );
		( new ProductPanel() )->act_on_variations( 'stockwire_follow', '', $parent, $own );
		( new ProductPanel() )->act_on_variations( 'variable_stock', '', $parent, $own );
		wp_cache_flush();
		self::assertTrue( Follow::follows( wc_get_product( $own[0] ) ) );
	}

	public function test_what_is_as_usual_is_not_stored(): void {
		global $wpdb;
		$id = $this->simple();
		$this->follows( $id, false );
		$this->follows( $id, true );
		self::assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->postmeta} WHERE post_id = $id AND meta_key LIKE '\\_stockwire%'" ) );
	}
}
