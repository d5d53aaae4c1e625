<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The fast lane in a network of shops whose wp-content was moved: each push reaches its own shop.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Lane;

use PHPUnit\Framework\TestCase;
use Stockwire\Tests\Support\Network;

final class NetworkTest extends TestCase {

	private Network $network;

	protected function tearDown(): void {
		$this->network->remove();
	}

	/** @dataProvider kinds */
	public function test_each_push_reaches_its_own_shop( bool $subdomains ): void {
		$this->network = new Network( $subdomains );
		$boots         = $this->network->move_content();
		self::assertSame( array( 'ok', 'ok' ), $this->network->run( 'activate' ) );
		self::assertSame( 2, $this->network->run( 'add-site', 'main', 'two' ) );
		$first  = $this->network->run( 'product', 'main', 'SAME-CODE' );
		$second = $this->network->run( 'product', 'two', 'SAME-CODE' );
		$this->network->run( 'link', 'main', 'token-of-the-first' );
		$this->network->run( 'link', 'two', 'token-of-the-second' );
		$this->network->serve( true );

		// Nothing is noted yet: all of WordPress answers, from where push.php had begun.
		self::assertSame( 200, $this->push( 'two', 'token-of-the-second', 5 ) );
		self::assertEquals( array( 1, 5 ), $this->stocks( $first, $second ) );
		self::assertSame( array( 'unproven', '' ), $this->network->run( 'lane', 'two' ) );

		file_put_contents( $boots, '' );
		self::assertSame( 200, $this->push( 'two', 'token-of-the-second', 9 ) );
		self::assertStringNotContainsString( 'POST', (string) file_get_contents( $boots ), 'The lane answered' );
		self::assertEquals( array( 1, 9 ), $this->stocks( $first, $second ) );
		self::assertSame( 403, $this->push( 'two', 'token-of-the-first', 7 ), 'The token of another shop' );
		self::assertEquals( array( 1, 9 ), $this->stocks( $first, $second ) );
		self::assertSame( '', $this->network->run( 'reason', 'two' ) );
		$this->network->run( 'network-option', 'main', '1' );
		self::assertSame( 'stale', $this->network->run( 'reason', 'two' ), 'What is changed for all sites is heard by each' );
		self::assertSame( 200, $this->push( 'two', 'token-of-the-second', 9 ) );
		self::assertStringContainsString( 'POST', (string) file_get_contents( $boots ) );
		self::assertSame( array( 'never', 'never' ), $this->network->run( 'lane', 'main' ) );
		self::assertSame( array( array( 0, 0 ), array( 3, 1 ) ), array( $this->network->run( 'runs', 'main' ), $this->network->run( 'runs', 'two' ) ) );
	}

	/** @return array<string, array{bool}> */
	public static function kinds(): array {
		return array(
			'by folder'    => array( false ),
			'by subdomain' => array( true ),
		);
	}

	/** @return array{mixed, mixed} */
	private function stocks( int $first, int $second ): array {
		return array( $this->network->run( 'stock', 'main', (string) $first ), $this->network->run( 'stock', 'two', (string) $second ) );
	}

	private function push( string $site, string $token, int $quantity ): int {
		return $this->network->push( $site, $token, "[{\"productCode\":\"SAME-CODE\",\"warehouse\":\"test\",\"quantity\":$quantity}]" );
	}
}
