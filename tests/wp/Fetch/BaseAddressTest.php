<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Which addresses a shop lets itself be pointed at.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Fetch\BaseAddress;

final class BaseAddressTest extends TestCase {

	private string $leave = '';

	protected function setUp(): void {
		$this->leave = (string) getenv( 'STOCKWIRE_ALLOW_PRIVATE', true );
		putenv( 'STOCKWIRE_ALLOW_PRIVATE' );
	}

	protected function tearDown(): void {
		putenv( "STOCKWIRE_ALLOW_PRIVATE={$this->leave}" );
	}

	/** @return iterable<string, array{0: string}> */
	public static function good(): iterable {
		foreach ( array( 'https://ws.smartbill.ro/SBORO/api', 'https://ws.smartbill.ro', 'HTTPS://WS.SmartBill.ro/api', 'https://office.example:8443/api', 'https://8.8.8.8/api', 'https://[2606:4700::1111]/api', 'https://100.63.255.255', 'https://172.32.0.1', 'https://1.example.com', 'https://xn--mgbh0fb.example' ) as $url ) {
			yield $url => array( $url );
		}
	}

	/** @dataProvider good */
	public function test_a_public_address_is_taken( string $url ): void {
		self::assertNull( BaseAddress::problem( $url ) );
	}

	/** @return iterable<string, array{0: string}> */
	public static function bad(): iterable {
		$schemes = array( '', 'javascript:alert(1)', 'file:///etc/passwd', 'http://ws.smartbill.ro/api', 'ftp://ws.smartbill.ro', 'ws.smartbill.ro/api', '//ws.smartbill.ro', 'gopher://x', 'data:text/html,x', 'https:ws.smartbill.ro', 'https:///api', 'https://' );
		$parts   = array( 'https://user:pass@ws.smartbill.ro', 'https://user@ws.smartbill.ro', 'https://ws.smartbill.ro/?a=b', 'https://ws.smartbill.ro/#x', 'https://ws.smartbill.ro\\@evil.example', "https://ws.smartbill.ro/\nHost: x", 'https://ws.smartbill.ro /', 'https://ws.smartbill.ro:99999', 'https://' . str_repeat( 'a', 500 ) . '.example', 'https://ｗｓ.example', 'https://１２７.0.0.1' );
		$own     = array( 'https://localhost', 'https://LOCALHOST./api', 'https://shop.localhost', 'https://printer', 'https://nas.local', 'https://erp.internal', 'https://metadata.google.internal', 'https://metadata', home_url( '', 'https' ) );
		$four    = array( '127.0.0.1', '127.1', '127.0.0.1.', '2130706433', '0x7f.0.0.1', '0x7f000001', '0177.0.0.1', '0', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '%31%32%37.0.0.1' );
		$six     = array( '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:8.8.8.8]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[2001:db8::1]', '[2002:7f00:1::]', '[64:ff9b::7f00:1]', '[::127.0.0.1]', '[fe80::1%25eth0]' );
		foreach ( array( ...$schemes, ...$parts, ...$own, ...array_map( static fn( string $host ): string => "https://$host/api", array( ...$four, ...$six ) ) ) as $url ) {
			yield substr( $url, 0, 60 ) => array( $url );
		}
	}

	/** @dataProvider bad */
	public function test_anything_else_is_refused_by_a_sentence_that_names_the_field( string $url ): void {
		self::assertStringStartsWith( 'Address of the back office: ', (string) BaseAddress::problem( $url ) );
	}

	public function test_a_sandbox_may_call_its_own_machine_but_never_without_tls(): void {
		putenv( 'STOCKWIRE_ALLOW_PRIVATE=1' );
		self::assertNull( BaseAddress::problem( 'https://127.0.0.1:8443/api' ) );
		self::assertNotNull( BaseAddress::problem( 'http://127.0.0.1:8443/api' ) );
		self::assertNotNull( BaseAddress::problem( 'javascript:alert(1)' ) );
	}
}
