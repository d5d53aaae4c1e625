<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Bodies that are cut, too long, or without a length: told apart by Content-Length, on both routes.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LinkTestCase;

final class BodyLengthTest extends LinkTestCase {

	private const PATHS = array( '/wp-json/smartbill_woocommerce/v1/stocks', '/wp-json/stockwire/v1/stock' );

	public function test_a_body_shorter_than_its_length_is_400_even_if_it_could_be_read(): void {
		foreach ( self::PATHS as $path ) {
			self::assertContains( self::status( Http::raw( self::request( $path, array( 'Content-Length: 50' ), '[]' ) ) ), array( 400 ), $path );
		}
	}

	public function test_an_empty_body_without_a_length_is_411(): void {
		foreach ( self::PATHS as $path ) {
			self::assertSame( 411, self::status( Http::raw( self::request( $path, array( 'Transfer-Encoding: chunked' ), "0\r\n\r\n" ), false ) ), $path );
			self::assertSame( 411, self::status( Http::raw( self::request( $path, array(), '' ), false ) ), $path );
		}
	}

	public function test_a_chunked_body_is_taken_whole(): void {
		foreach ( array( '[]', '{"lines":[]}' ) as $at => $body ) {
			$chunks = '';
			foreach ( str_split( $body ) as $byte ) {
				$chunks .= "1\r\n$byte\r\n";
			}
			self::assertSame( 200, self::status( Http::raw( self::request( self::PATHS[ $at ], array( 'Transfer-Encoding: chunked' ), $chunks . "0\r\n\r\n" ), false ) ), $body );
		}
	}

	public function test_a_body_above_the_cap_is_413(): void {
		foreach ( self::PATHS as $path ) {
			$answer = Http::raw( self::request( $path, array( 'Content-Length: ' . ( 33 * 1024 * 1024 ) ), str_repeat( ' ', 1000 ) ), false );
			self::assertSame( 413, self::status( $answer ), $path );
		}
	}

	public function test_a_length_of_zero_is_an_empty_body(): void {
		foreach ( self::PATHS as $path ) {
			self::assertSame( 400, self::status( Http::raw( self::request( $path, array( 'Content-Length: 0' ), '' ), false ) ), $path );
		}
	}

	/** @param list<string> $headers */
	private static function request( string $path, array $headers, string $body ): string {
		$headers = array( 'Host: ' . Http::host(), Http::bearer(), 'Content-Type: application/json', 'Connection: close', ...$headers );
		return "POST $path HTTP/1.1\r\n" . implode( "\r\n", $headers ) . "\r\n\r\n" . $body;
	}

	private static function status( string $answer ): int {
		return (int) ( explode( ' ', $answer )[1] ?? 0 );
	}
}
