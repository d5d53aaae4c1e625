<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Bodies that cannot be read, through the real web server on both routes: refused as a whole, nothing is changed.
 * The numbers are those of the table of bad inputs.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Tests\Support\LinkTestCase;

final class BadBodiesTest extends LinkTestCase {

	/** @dataProvider unreadable */
	public function test_an_unreadable_body_is_refused_on_both_routes_and_changes_nothing( string $body, int $status = 400 ): void {
		$product = $this->product( 'AB' );
		$this->assertProblem( $status, 422 === $status ? 'shape' : 'bad_body', $this->http->stock( $body ) );
		$this->assertSentence( 400, $this->http->smartbill( str_replace( array( '"code"', '"lines"' ), array( '"productCode"', '"products"' ), $body ) ) );
		self::assertEquals( 1, $this->stock_of( $product ) );
		wp_delete_post( $product, true );
	}

	/** @return array<string, array{0: string, 1?: int}> */
	public static function unreadable(): array {
		$good  = '{"code":"AB","warehouse":"Test","quantity":9}';
		$wrap  = static fn( string $element ): array => array( '{"lines":[' . $element . ']}' );
		$named = static fn( string $code ): array => $wrap( '{"code":"' . $code . '","warehouse":"Test","quantity":9}' );
		return array(
			'1 empty'                        => array( '' ),
			'1 blanks only'                  => array( " \n\t " ),
			'2 cut'                          => array( '{"lines":[' . $good ),
			'2 trailing comma'               => $wrap( $good . ',' ),
			'2 single quotes'                => array( "{'lines':[]}" ),
			'2 a comment'                    => array( '{"lines":[' . $good . '/* x */]}' ),
			'3 garbage after the end'        => array( '{"lines":[' . $good . ']} x' ),
			'3 two documents'                => array( '{"lines":[' . $good . ']}{"lines":[]}' ),
			'3 NUL after the end'            => array( '{"lines":[' . $good . "]}\0" ),
			'4 control byte between tokens'  => $wrap( "\x01" . $good ),
			'4 control byte inside a string' => $named( "A\x02B" ),
			'4 newline inside a string'      => $named( "A\nB" ),
			'5 escaped NUL'                  => $named( 'AB\u0000CD' ),
			'5 raw NUL'                      => $named( "AB\0CD" ),
			'5 escaped NUL in a key'         => $wrap( '{"code\u0000":"AB","warehouse":"Test","quantity":9}' ),
			'6 no hexadecimal digits'        => $named( '\u00GG' ),
			'6 lone high surrogate'          => $named( 'A\ud83c' ),
			'6 lone low surrogate'           => $named( '\udf63A' ),
			'6 unknown escape'               => $named( '\x41' ),
			'7 FF FE'                        => $named( "\xFF\xFE" ),
			'7 overlong'                     => $named( "\xC0\xAF" ),
			'7 encoded surrogate'            => $named( "\xED\xA0\x80" ),
			'7 cut sequence'                 => $named( "A\xC4" ),
			'7 Latin-1'                      => $named( "caf\xE9" ),
			'7 UTF-16'                       => array( (string) mb_convert_encoding( '{"lines":[]}', 'UTF-16' ) ),
			'9 duplicate key'                => $wrap( '{"code":"AB","code":"AB","warehouse":"Test","quantity":9}' ),
			'11 depth 9'                     => $wrap( '{"code":"AB","x":' . str_repeat( '[', 7 ) . str_repeat( ']', 7 ) . '}' ),
			'12 null'                        => array( 'null', 422 ),
			'12 a string'                    => array( '"abc"', 422 ),
			'12 a number'                    => array( '5', 422 ),
			'16 NaN'                         => $wrap( '{"code":"AB","warehouse":"Test","quantity":NaN}' ),
			'16 Infinity'                    => $wrap( '{"code":"AB","warehouse":"Test","quantity":-Infinity}' ),
			'16 hexadecimal'                 => $wrap( '{"code":"AB","warehouse":"Test","quantity":0x10}' ),
			'16 plus sign'                   => $wrap( '{"code":"AB","warehouse":"Test","quantity":+1}' ),
			'16 no digit before the point'   => $wrap( '{"code":"AB","warehouse":"Test","quantity":.5}' ),
			'16 no digit after the point'    => $wrap( '{"code":"AB","warehouse":"Test","quantity":1.}' ),
			'16 leading zero'                => $wrap( '{"code":"AB","warehouse":"Test","quantity":01}' ),
			'16 no exponent'                 => $wrap( '{"code":"AB","warehouse":"Test","quantity":1e}' ),
			'16 a sum'                       => $wrap( '{"code":"AB","warehouse":"Test","quantity":1-2}' ),
		);
	}

	public function test_a_syntax_error_names_its_byte(): void {
		self::assertMatchesRegularExpression( '/byte \d+/', $this->http->stock( '{"lines":[{"code":"AB" "x"}]}' )['body'] );
		self::assertMatchesRegularExpression( '/byte \d+/', $this->http->smartbill( '[1,]' )['body'] );
	}

	public function test_8_a_byte_order_mark_is_accepted(): void {
		self::assertSame( 200, $this->http->stock( "\xEF\xBB\xBF" . '{"lines":[]}' )['status'] );
		self::assertSame( 200, $this->http->smartbill( "\xEF\xBB\xBF[]" )['status'] );
	}

	public function test_11_depth_8_is_accepted(): void {
		self::assertSame( 200, $this->http->stock( '{"lines":[{"code":"none","warehouse":"Test","quantity":1,"x":' . str_repeat( '[', 5 ) . str_repeat( ']', 5 ) . '}]}' )['status'] );
	}

	public function test_13_more_lines_than_the_cap_are_413_and_the_cap_is_not(): void {
		$line = '{"code":"none","warehouse":"Test","quantity":1}';
		$this->assertProblem( 413, 'too_large', $this->http->stock( '{"lines":[' . rtrim( str_repeat( $line . ',', 100001 ), ',' ) . ']}' ) );
		$this->assertSentence( 413, $this->http->smartbill( '[' . rtrim( str_repeat( '{},', 100001 ), ',' ) . ']' ) );
	}
}
