<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A test over HTTP: the link is on, and everything is put back afterwards.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Settings;

abstract class LinkTestCase extends TestCase {

	protected const WAREHOUSE = 'Test';

	protected Http $http;

	/** @var list<int> */
	protected array $users = array();

	private mixed $settings;

	protected function setUp(): void {
		$this->http     = new Http();
		// The tests before this one sent wrong tokens from the same address.
		global $wpdb;
		$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE '%\_stockwire\_wrong\_%'" );
		wp_cache_flush();
		$this->settings = get_option( Settings::OPTION );
		$this->link();
	}

	protected function tearDown(): void {
		MuPlugin::remove_all();
		require_once ABSPATH . 'wp-admin/includes/user.php';
		array_map( 'wp_delete_user', $this->users );
		update_option( Settings::OPTION, $this->settings );
		wp_cache_flush();
	}

	/** Somebody of the test's own who is logged in. */
	protected function as_role( string $role ): Http {
		$name          = 'test' . uniqid();
		$this->users[] = wp_insert_user( array( 'user_login' => $name, 'user_pass' => 'secret-for-a-test', 'role' => $role ) );
		$http          = new Http();
		$http->log_in( $name, 'secret-for-a-test' );
		return $http;
	}

	/** @param array<string, mixed> $change */
	protected function link( array $change = array() ): void {
		update_option(
			Settings::OPTION,
			$change + array(
				'enabled'    => true,
				'warehouses' => array( self::WAREHOUSE ),
				'tokens'     => array(
					array(
						'digest'  => hash( 'sha256', strtolower( (string) getenv( 'TOKEN' ) ) ),
						'label'   => 'tests',
						'created' => time(),
						'expires' => 0,
					),
				),
			)
		);
	}

	/** A product with stock 1 and a code of its own. */
	protected function product( string $code ): int {
		$product = new \WC_Product_Simple();
		$product->set_name( "Produs $code" );
		$product->set_sku( $code );
		$product->set_regular_price( '10' );
		$product->set_manage_stock( true );
		$product->set_stock_quantity( 1 );
		return $product->save();
	}

	/** What the database says, past every cache. */
	protected function stock_of( int $product ): ?string {
		global $wpdb;
		return $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = '_stock'", $product ) );
	}

	/** Waits for what the background does. */
	protected static function within( float $seconds, callable $holds ): bool {
		$end = microtime( true ) + $seconds;
		do {
			wp_cache_flush();
			if ( $holds() ) {
				return true;
			}
			usleep( 100000 );
		} while ( microtime( true ) < $end );
		return false;
	}

	/** @param array<string, mixed> $line */
	protected static function lines( array ...$line ): string {
		return (string) wp_json_encode( array( 'lines' => $line ) );
	}

	/** @param array{status: int, headers: array<string, string>, body: string} $answer */
	protected function assertProblem( int $status, string $code, array $answer ): void {
		$problem = json_decode( $answer['body'], true );
		self::assertSame( $status, $answer['status'], $answer['body'] );
		self::assertSame( 'application/problem+json', $answer['headers']['content-type'] );
		self::assertSame( $code, $problem['code'] ?? null, $answer['body'] );
		self::assertSame( $status, $problem['status'] );
		self::assertNotSame( '', $problem['detail'] );
	}

	/** @param array{status: int, headers: array<string, string>, body: string} $answer */
	protected function assertSentence( int $status, array $answer ): void {
		self::assertSame( $status, $answer['status'], $answer['body'] );
		self::assertIsString( json_decode( $answer['body'] ), $answer['body'] );
	}
}
