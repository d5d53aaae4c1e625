<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * uninstall.php removes everything of ours and nothing of others. The shop's own state is set aside meanwhile.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Settings;
use Stockwire\Shop\Tables;

final class UninstallTest extends TestCase {

	/** @var array<string, array<string, string>> */
	private array $options = array();

	protected function setUp(): void {
		global $wpdb;
		foreach ( Tables::names( $wpdb->prefix ) as $table ) {
			$wpdb->query( "RENAME TABLE `$table` TO `aside_$table`" );
		}
		foreach ( $wpdb->get_results( "SELECT * FROM {$wpdb->options} WHERE option_name LIKE '%stockwire%'", ARRAY_A ) as $row ) {
			$this->options[ $row['option_name'] ] = $row;
		}
		Tables::create();
	}

	protected function tearDown(): void {
		global $wpdb;
		foreach ( Tables::names( $wpdb->prefix ) as $table ) {
			$wpdb->query( "DROP TABLE IF EXISTS `$table`" );
			$wpdb->query( "RENAME TABLE `aside_$table` TO `$table`" );
		}
		foreach ( $this->options as $row ) {
			$wpdb->replace( $wpdb->options, $row );
		}
		wp_cache_flush();
	}

	public function test_everything_of_ours_goes_and_nothing_else(): void {
		global $wpdb;
		update_option( Settings::OPTION, array( 'enabled' => true ) );
		update_option( 'stockwire_something_later', 'x' );
		set_transient( 'stockwire_probe', 'x', 60 );
		wp_schedule_event( time() + 3600, 'hourly', 'stockwire_test_event' );
		update_option( 'stockwirelike_of_another_plugin', 'stays' );
		$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_runs (source, state, started_at) VALUES ('test', 'done', UTC_TIMESTAMP(6))" );
		$others = $this->rest_of_the_shop();
		$post   = (int) $wpdb->get_var( "SELECT MIN(ID) FROM {$wpdb->posts} WHERE post_type = 'product'" );
		update_post_meta( $post, '_stockwire_follow', 'no' );
		update_post_meta( $post, '_stockwire_buffer', '3' );

		if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
			define( 'WP_UNINSTALL_PLUGIN', 'stockwire/stockwire.php' );
		}
		require dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/uninstall.php';
		wp_cache_flush();

		self::assertSame( array(), $wpdb->get_col( "SHOW TABLES LIKE '{$wpdb->prefix}stockwire\\_%'" ) );
		self::assertSame( array(), $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%stockwire\\_%'" ) );
		self::assertSame( array(), $wpdb->get_col( "SELECT meta_key FROM {$wpdb->postmeta} WHERE meta_key LIKE '%stockwire%'" ) );
		self::assertFalse( wp_next_scheduled( 'stockwire_test_event' ) );
		if ( function_exists( 'as_get_scheduled_actions' ) ) {
			self::assertSame( array(), as_get_scheduled_actions( array( 'group' => 'stockwire', 'status' => 'pending' ), 'ids' ) );
		}
		self::assertSame( 'stays', get_option( 'stockwirelike_of_another_plugin' ) );
		self::assertSame( $others, $this->rest_of_the_shop() );
		delete_option( 'stockwirelike_of_another_plugin' );
	}

	public function test_the_file_does_nothing_when_it_is_called_by_hand(): void {
		$answer = ( new \Stockwire\Tests\Support\Http() )->send( 'GET', '/wp-content/plugins/stockwire/uninstall.php' );
		self::assertSame( '', $answer['body'] );
		global $wpdb;
		self::assertCount( count( \Stockwire\Shop\Tables::names( '' ) ), $wpdb->get_col( "SHOW TABLES LIKE '{$wpdb->prefix}stockwire\\_%'" ) );
	}

	/** @return array<string, string> */
	private function rest_of_the_shop(): array {
		global $wpdb;
		$sums = array();
		foreach ( array( 'posts', 'postmeta', 'wc_product_meta_lookup', 'term_relationships', 'users' ) as $table ) {
			$sums[ $table ] = (string) $wpdb->get_row( "CHECKSUM TABLE {$wpdb->prefix}$table", ARRAY_A )['Checksum'];
		}
		return $sums;
	}
}
