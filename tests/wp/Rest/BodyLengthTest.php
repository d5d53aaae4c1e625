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
			self::assertContains( self::code_of( Http::raw( self::request( $path, array( 'Content-Length: 50' ), '[]' ) ) ), array( 400 ), $path );
		}
	}

	public function test_an_empty_body_without_a_length_is_refused_and_never_a_success(): void {
		foreach ( self::PATHS as $path ) {
			// Behind php-fpm it arrives as a length of 0: 400. Inside Apache as none: 411.
			foreach ( array( array( array( 'Transfer-Encoding: chunked' ), "0\r\n\r\n" ), array( array(), '' ) ) as list( $headers, $body ) ) {
				self::assertContains( self::code_of( Http::raw( self::request( $path, $headers, $body ), false ) ), array( 411, 400 ), $path );
			}
		}
	}

	public function test_a_chunked_body_above_post_max_size_is_taken_whole_or_refused(): void {
		$size = wp_convert_hr_to_bytes( (string) ini_get( 'post_max_size' ) ) + 100000;
		foreach ( array( '[{"productName":"Nu exista","warehouse":"Test","quantity":1}]', '{"lines":[{"name":"Nu exista","warehouse":"Test","quantity":1}]}' ) as $at => $body ) {
			$body   = str_pad( $body, $size, ' ', STR_PAD_LEFT );
			$answer = $this->http->send( 'POST', self::PATHS[ $at ], array( Http::bearer(), 'Content-Type: application/json', 'Transfer-Encoding: chunked' ), $body );
			self::assertContains( $answer['status'], array( 200, 411, 413 ), $answer['body'] );
			self::assertTrue( 200 !== $answer['status'] || str_contains( $answer['body'], 'unmatched' ), $answer['body'] );
		}
	}

	public function test_a_chunked_body_is_taken_whole(): void {
		foreach ( array( '[]', '{"lines":[]}' ) as $at => $body ) {
			$chunks = '';
			foreach ( str_split( $body ) as $byte ) {
				$chunks .= "1\r\n$byte\r\n";
			}
			self::assertSame( 200, self::code_of( Http::raw( self::request( self::PATHS[ $at ], array( 'Transfer-Encoding: chunked' ), $chunks . "0\r\n\r\n" ), false ) ), $body );
		}
	}

	public function test_a_body_above_the_cap_is_413(): void {
		foreach ( self::PATHS as $path ) {
			$answer = $this->http->send( 'POST', $path, array( Http::bearer(), 'Content-Type: application/json' ), str_repeat( ' ', 33 * 1024 * 1024 ) );
			self::assertSame( 413, $answer['status'], $path );
		}
	}

	public function test_a_length_of_zero_is_an_empty_body(): void {
		foreach ( self::PATHS as $path ) {
			self::assertSame( 400, self::code_of( Http::raw( self::request( $path, array( 'Content-Length: 0' ), '' ), false ) ), $path );
		}
	}

	/** @param list<string> $headers */
	private static function request( string $path, array $headers, string $body ): string {
		$headers = array( 'Host: ' . Http::host(), Http::bearer(), 'Content-Type: application/json', 'Connection: close', ...$headers );
		return "POST $path HTTP/1.1\r\n" . implode( "\r\n", $headers ) . "\r\n\r\n" . $body;
	}

	private static function code_of( string $answer ): int {
		return (int) ( explode( ' ', $answer )[1] ?? 0 );
	}
}
