<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A second connection is like WordPress' own, or there is none.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Database;

final class DatabaseTest extends TestCase {

	private \wpdb $own;

	protected function setUp(): void {
		$this->own = $GLOBALS['wpdb'];
	}

	protected function tearDown(): void {
		$GLOBALS['wpdb'] = $this->own;
	}

	public function test_another_connection_is_one_of_its_own_to_the_same_database(): void {
		$second = Database::another();
		self::assertInstanceOf( \mysqli::class, $second );
		$ask = static fn( \mysqli $connection ): array => $connection->query( 'SELECT DATABASE(), @@socket, @@character_set_client, @@collation_connection' )->fetch_row();
		self::assertSame( $ask( Database::connection() ), $ask( $second ) );
		self::assertNotSame( Database::connection()->thread_id, $second->thread_id );
		$second->close();
	}

	public function test_a_drop_in_that_chooses_among_servers_has_no_other(): void {
		$GLOBALS['wpdb'] = new class( $this->own ) extends \wpdb {
			public function __construct( \wpdb $own ) {
				$this->dbh = $own->__get( 'dbh' );
			}
		};
		self::assertInstanceOf( \mysqli::class, Database::connection() );
		self::assertNull( Database::another() );
	}

	/** @return iterable<string, array{0: string, 1: string}> */
	public static function what_does_not_connect(): iterable {
		yield 'password' => array( 'dbpassword', 'wrong' );
		yield 'database' => array( 'dbname', 'stockwire_nowhere' );
		yield 'address' => array( 'dbhost', 'localhost:/nowhere/mysqld.sock' );
		yield 'no address' => array( 'dbhost', ':::' );
	}

	/** @dataProvider what_does_not_connect */
	public function test_where_it_cannot_be_had_nothing_is_said( string $property, string $value ): void {
		$other = clone $this->own;
		$other->__set( $property, $value );
		$GLOBALS['wpdb'] = $other;
		foreach ( array( MYSQLI_REPORT_OFF, MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT ) as $report ) {
			mysqli_report( $report );
			self::assertNull( Database::another() );
		}
		mysqli_report( MYSQLI_REPORT_OFF );
	}

	public function test_another_database_is_no_other(): void {
		$other = clone $this->own;
		$other->__set( 'dbname', 'information_schema' );
		$GLOBALS['wpdb'] = $other;
		self::assertNull( Database::another() );
	}
}
