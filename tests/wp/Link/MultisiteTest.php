<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Networks of shops, by folder and by subdomain: each shop has its own tables, link and numbers.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use PHPUnit\Framework\TestCase;
use Stockwire\Tests\Support\Network;

final class MultisiteTest extends TestCase {

	private const OURS = array( 'stockwire_history', 'stockwire_levels', 'stockwire_lines', 'stockwire_links', 'stockwire_names', 'stockwire_runs', 'stockwire_staged', 'stockwire_unmatched' );

	private Network $network;

	protected function tearDown(): void {
		$this->network->remove();
	}

	/** @dataProvider kinds */
	public function test_each_shop_of_a_network_has_its_own_link( bool $subdomains ): void {
		$this->network = new Network( $subdomains );
		self::assertSame( array( 'ok', 'ok' ), $this->network->run( 'activate' ) );
		self::assertSame( self::OURS, $this->network->tables() );

		self::assertSame( 2, $this->network->run( 'add-site', 'main', 'two' ) );
		$of_two = array_map( static fn( string $table ): string => "2_$table", self::OURS );
		self::assertSame( array( ...$of_two, ...self::OURS ), $this->network->tables() );

		$first  = $this->network->run( 'product', 'main', 'SAME-CODE' );
		$second = $this->network->run( 'product', 'two', 'SAME-CODE' );
		list( $blog, $obstacle ) = $this->network->run( 'link', 'main', 'token-of-the-first' );
		self::assertSame( array( 1, null ), array( $blog, $obstacle ) );
		list( $blog, $obstacle, $lines ) = $this->network->run( 'link', 'two', 'token-of-the-second' );
		self::assertSame( array( 2, null ), array( $blog, $obstacle ) );
		$path = $subdomains ? 'two.localhost /' : 'localhost /two/';
		self::assertSame( array( 'localhost / ' . hash( 'sha256', 'token-of-the-first' ), $path . ' ' . hash( 'sha256', 'token-of-the-second' ) ), $lines );

		$this->network->serve();
		self::assertSame( 403, $this->push( 'two', 'token-of-the-first' ) );
		self::assertSame( 200, $this->push( 'two', 'token-of-the-second' ) );
		self::assertEquals( array( 1, 9 ), array( $this->network->run( 'stock', 'main', (string) $first ), $this->network->run( 'stock', 'two', (string) $second ) ) );
		self::assertSame( array( array( 0, 0 ), array( 1, 1 ) ), array( $this->network->run( 'runs', 'main' ), $this->network->run( 'runs', 'two' ) ) );

		$both = $this->network->run( 'tokens' );
		self::assertSame( array( array(), false, false ), $this->network->run( 'deactivate' ), 'Nothing of ours refuses anybody, or comes round, any more' );
		self::assertSame( array( 'ok', 'ok' ), $this->network->run( 'activate' ) );
		self::assertSame( $both, $this->network->run( 'tokens' ) );

		self::assertTrue( $this->network->run( 'delete-site', 'main', '2' ) );
		self::assertSame( self::OURS, $this->network->tables() );
		self::assertSame( 3, $this->network->run( 'add-site', 'main', 'three' ) );
		self::assertSame( array(), $this->network->run( 'uninstall' ) );
		self::assertSame( array(), $this->network->tables() );
	}

	public function test_what_one_shop_changes_in_another_is_worked_off_there(): void {
		$this->network = new Network( false );
		$this->network->run( 'activate' );
		$this->network->run( 'add-site', 'main', 'two' );
		$this->network->run( 'product', 'main', 'SAME-CODE' );
		$id = $this->network->run( 'product', 'two', 'SAME-CODE' );
		$this->network->run( 'link', 'main', 'token-of-the-first' );
		$this->network->run( 'link', 'two', 'token-of-the-second' );
		$this->network->serve();
		self::assertSame( 200, $this->push( 'two', 'token-of-the-second' ) );

		$this->network->run( 'rename-elsewhere', 'main', '2', (string) $id );
		self::assertSame( 200, $this->network->push( 'two', 'token-of-the-second', '[{"productName":"Alt nume","warehouse":"test","quantity":8}]' ) );
		self::assertEquals( 8, $this->network->run( 'stock', 'two', (string) $id ) );

		$this->network->run( 'sell-elsewhere', 'main', '2', (string) $id );
		self::assertSame( 'instock', $this->network->run( 'status', 'two', (string) $id ) );

		self::assertSame( 200, $this->push( 'two', 'token-of-the-second' ) );
		$this->network->run( 'keep-elsewhere', 'main', '2', (string) $id, '2' );
		self::assertEquals( 7, $this->network->run( 'stock', 'two', (string) $id ) );

		// On the first shop alone from now on.
		$this->network->run( 'deactivate' );
		$this->network->run( 'activate-here' );
		$this->network->run( 'keep-elsewhere', 'main', '2', (string) $id, '3' );
		self::assertEquals( 7, $this->network->run( 'stock', 'two', (string) $id ) );
	}

	public function test_a_time_that_was_planned_before_the_plugin_was_off_is_nobody_s_fault(): void {
		$this->network = new Network( false );
		$this->network->run( 'activate' );
		$this->network->run( 'add-site', 'main', 'two' );
		$this->network->run( 'fetch-was-due' );
		self::assertSame( array( '1h|1000000000', '1h|1000000000' ), $this->network->run( 'fetch-due' ), 'It stays while the plugin is on' );
		$this->network->run( 'deactivate' );
		self::assertSame( array( false, false ), $this->network->run( 'fetch-due' ) );

		// As where its folder was away: no plugin hears of that.
		$this->network->run( 'fetch-was-due' );
		$this->network->run( 'activate' );
		self::assertSame( array( false, false ), $this->network->run( 'fetch-due' ) );

		$this->network->run( 'deactivate' );
		$this->network->run( 'fetch-was-due' );
		$this->network->run( 'activate-here' );
		self::assertSame( array( false, '1h|1000000000' ), $this->network->run( 'fetch-due' ), 'The other shop is not meant' );
	}

	/** @return array<string, array{bool}> */
	public static function kinds(): array {
		return array(
			'by folder'    => array( false ),
			'by subdomain' => array( true ),
		);
	}

	private function push( string $site, string $token ): int {
		return $this->network->push( $site, $token, '[{"productCode":"SAME-CODE","warehouse":"test","quantity":9}]' );
	}
}
