<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * SmartBill's route through the real web server: every status, and who answers when.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LinkTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class SmartBillRouteTest extends LinkTestCase {

	private const PATH = '/wp-json/smartbill_woocommerce/v1/stocks';

	public function test_a_push_sets_the_stock_and_says_so_line_by_line(): void {
		$code    = 'R1-' . uniqid();
		$product = $this->product( $code );
		$answer  = $this->http->smartbill( '{"products":[{"productName":"","productCode":"' . $code . '","warehouse":"TEST","quantity":12,"measuringUnit":"buc"},{"productName":"Nu exista","warehouse":"Test","quantity":"3"}]}' );
		self::assertSame( 200, $answer['status'], $answer['body'] );
		self::assertSame( '12.000000', $this->stock_of( $product ) );
		$lines = explode( "\n", trim( $answer['body'] ) );
		self::assertCount( 2, $lines );
		self::assertStringContainsString( $code, json_decode( $lines[0] ) );
		self::assertStringContainsString( 'updated', json_decode( $lines[0] ) );
		self::assertStringContainsString( 'unmatched', json_decode( $lines[1] ) );
		wp_delete_post( $product, true );
	}

	public function test_an_empty_list_is_the_connection_test_and_succeeds(): void {
		foreach ( array( '[]', '{"products":[]}', " \xEF\xBB\xBF"[0] . '[ ]' ) as $body ) {
			$this->assertSentence( 200, $this->http->smartbill( $body ) );
		}
	}

	public function test_the_token_arrives_in_another_letter_case(): void {
		$answer = $this->http->send( 'POST', self::PATH, array( 'Authorization: bearer ' . strtoupper( (string) getenv( 'TOKEN' ) ) ), '[]' );
		self::assertSame( 200, $answer['status'], $answer['body'] );
	}

	public function test_the_content_type_does_not_matter(): void {
		foreach ( array( 'text/plain', 'application/x-www-form-urlencoded', '' ) as $type ) {
			self::assertSame( 200, $this->http->send( 'POST', self::PATH, array( Http::bearer(), "Content-Type: $type" ), '[]' )['status'], $type );
		}
	}

	/** @dataProvider wrong_tokens */
	public function test_a_wrong_token_is_refused_with_403( array $headers, string $query = '' ): void {
		$this->assertSentence( 403, $this->http->send( 'POST', self::PATH . $query, $headers, '[]' ) );
	}

	/** @return array<string, array{0: list<string>, 1?: string}> */
	public static function wrong_tokens(): array {
		return array(
			'none'              => array( array() ),
			'wrong'             => array( array( 'Authorization: Bearer wrong-but-long-enough' ) ),
			'empty'             => array( array( 'Authorization: Bearer ' ) ),
			'basic'             => array( array( 'Authorization: Basic ' . base64_encode( 'admin:' . getenv( 'TOKEN' ) ) ) ),
			'tab'               => array( array( "Authorization: Bearer\t" . getenv( 'TOKEN' ) ) ),
			'two'               => array( array( 'Authorization: Bearer ' . getenv( 'TOKEN' ) . ', Bearer x' ) ),
			'too long'          => array( array( 'Authorization: Bearer ' . str_repeat( 'a', 7000 ) ) ),
			'in the query only' => array( array(), '?token=' . getenv( 'TOKEN' ) . '&access_token=' . getenv( 'TOKEN' ) . '&authorization=Bearer%20' . getenv( 'TOKEN' ) ),
		);
	}

	public function test_no_configured_token_means_closed(): void {
		$this->link( array( 'tokens' => array() ) );
		foreach ( array( array(), array( Http::bearer() ), array( 'Authorization: Bearer ' ) ) as $headers ) {
			$this->assertSentence( 403, $this->http->send( 'POST', self::PATH, $headers, '[]' ) );
		}
	}

	public function test_an_expired_token_is_refused(): void {
		$digest = hash( 'sha256', (string) getenv( 'TOKEN' ) );
		$this->link(
			array(
				'tokens' => array(
					array(
						'digest'  => $digest,
						'created' => 1,
						'expires' => time() - 5,
					),
				),
			)
		);
		$this->assertSentence( 403, $this->http->smartbill( '[]' ) );
	}

	public function test_both_tokens_of_a_rotation_are_accepted(): void {
		$record = static fn( string $token, int $expires ): array => array(
			'digest'  => hash( 'sha256', $token ),
			'label'   => '',
			'created' => 1,
			'expires' => $expires,
		);
		$this->link( array( 'tokens' => array( $record( 'the-new-token-of-the-shop', 0 ), $record( (string) getenv( 'TOKEN' ), time() + 3600 ) ) ) );
		// The module looks at its file once a second.
		usleep( 1200000 );
		self::assertSame( 200, $this->http->smartbill( '[]' )['status'] );
		self::assertSame( 200, $this->http->send( 'POST', self::PATH, array( 'Authorization: Bearer the-new-token-of-the-shop' ), '[]' )['status'] );
	}

	/** @dataProvider other_methods */
	public function test_another_method_is_405_with_allow( string $method ): void {
		$answer = $this->http->send( $method, self::PATH, array( Http::bearer() ), 'PUT' === $method ? '[]' : null );
		self::assertSame( 405, $answer['status'], $answer['body'] );
		self::assertSame( 'POST', $answer['headers']['allow'] );
		self::assertSame( 'HEAD' === $method, '' === $answer['body'] );
	}

	/** @return array<string, array{string}> */
	public static function other_methods(): array {
		return array(
			'GET'    => array( 'GET' ),
			'HEAD'   => array( 'HEAD' ),
			'PUT'    => array( 'PUT' ),
			'DELETE' => array( 'DELETE' ),
		);
	}

	/** @dataProvider unreadable_bodies */
	public function test_an_unreadable_body_is_400( string $body ): void {
		$this->assertSentence( 400, $this->http->smartbill( $body ) );
	}

	/** @return array<string, array{string}> */
	public static function unreadable_bodies(): array {
		return array(
			'empty'         => array( '' ),
			'blanks'        => array( "  \n " ),
			'cut'           => array( '{"products":[{"productCode":"A"' ),
			'comma'         => array( '[1,]' ),
			'two documents' => array( '[] []' ),
			'latin-1'       => array( "[{\"productName\":\"caf\xE9\"}]" ),
			'a number'      => array( '5' ),
			'null'          => array( 'null' ),
		);
	}

	public function test_the_link_switched_off_is_400(): void {
		$this->link( array( 'enabled' => false ) );
		$this->assertSentence( 400, $this->http->smartbill( '[]' ) );
		// The module knows tokens, not the switch: it may have refused a wrong one before.
		$wrong = $this->http->send( 'POST', self::PATH, array( 'Authorization: Bearer x' ), '[]' );
		$this->assertSentence( 403 === $wrong['status'] ? 403 : 400, $wrong );
	}

	/** @dataProvider load_orders */
	public function test_while_the_link_is_on_we_answer_before_a_plugin_with_the_same_route( int $priority ): void {
		MuPlugin::install( sprintf( MuPlugin::SAME_ROUTE, $priority ) );
		$answer = $this->http->smartbill( '[]' );
		self::assertSame( 200, $answer['status'] );
		self::assertStringNotContainsString( 'the other plugin', $answer['body'] );
		$this->assertSentence( 403, $this->http->send( 'POST', self::PATH, array(), '[]' ) );
	}

	/** @dataProvider load_orders */
	public function test_while_the_link_is_off_the_other_plugin_answers( int $priority ): void {
		MuPlugin::install( sprintf( MuPlugin::SAME_ROUTE, $priority ) );
		$this->link( array( 'enabled' => false ) );
		$answer = $this->http->smartbill( '[]' );
		self::assertSame( 200, $answer['status'] );
		self::assertSame( '"the other plugin"', $answer['body'] );
	}

	/** @return array<string, array{int}> */
	public static function load_orders(): array {
		return array(
			'registered before us' => array( -1000 ),
			'registered after us'  => array( 1000 ),
		);
	}

	/** @dataProvider hostile_plugins */
	public function test_a_plugin_that_guards_the_api_cannot_refuse_a_right_token( string $code ): void {
		MuPlugin::install( $code );
		$product = $this->product( 'HOST-' . uniqid() );
		$answer  = $this->http->smartbill( (string) wp_json_encode( array( array( 'productCode' => wc_get_product( $product )->get_sku(), 'warehouse' => 'Test', 'quantity' => 9 ) ) ) );
		self::assertSame( 200, $answer['status'], $answer['body'] );
		self::assertSame( '9.000000', $this->stock_of( $product ) );
		// Nor does our route become an open door.
		$this->assertSentence( 403, $this->http->send( 'POST', self::PATH, array( 'Authorization: Bearer not-the-right-one' ), '[]' ) );
		// And the other plugin keeps its say on every other route.
		self::assertGreaterThanOrEqual( 401, $this->http->send( 'GET', '/wp-json/wp/v2/users/me', array( Http::bearer() ) )['status'] );
		wp_delete_post( $product, true );
	}

	/** @return array<string, array{string}> */
	public static function hostile_plugins(): array {
		return array(
			'refuses every bearer'    => array( MuPlugin::REFUSES_BEARERS ),
			'refuses every guest'     => array( MuPlugin::REFUSES_GUESTS ),
			'answers every dispatch'  => array( MuPlugin::TAKES_DISPATCH ),
			'takes the header away'   => array( MuPlugin::REMOVES_HEADER ),
			'all of them'             => array( MuPlugin::REFUSES_BEARERS . MuPlugin::REFUSES_GUESTS . MuPlugin::TAKES_DISPATCH . MuPlugin::REMOVES_HEADER ),
		);
	}

	public function test_the_index_shows_the_route_while_the_link_is_on(): void {
		$index = json_decode( $this->http->send( 'GET', '/wp-json/' )['body'], true );
		self::assertArrayHasKey( '/smartbill_woocommerce/v1/stocks', $index['routes'] );
		self::assertArrayHasKey( '/stockwire/v1/stock', $index['routes'] );
		$this->link( array( 'enabled' => false ) );
		$index = json_decode( $this->http->send( 'GET', '/wp-json/' )['body'], true );
		self::assertArrayNotHasKey( '/smartbill_woocommerce/v1/stocks', $index['routes'] );
	}

	public function test_plain_permalinks_reach_the_route_too(): void {
		$answer = $this->http->send( 'POST', '/index.php?rest_route=/smartbill_woocommerce/v1/stocks', array( Http::bearer() ), '[]' );
		self::assertSame( 200, $answer['status'], $answer['body'] );
	}

	public function test_an_envelope_or_jsonp_does_not_hide_the_status(): void {
		foreach ( array( '?_envelope=1', '?_method=POST', '?_jsonp=alert' ) as $query ) {
			$answer = $this->http->send( 'POST', self::PATH . $query, array( 'Authorization: Bearer wrong-but-long-enough' ), '[]' );
			$this->assertSentence( 403, $answer );
			self::assertSame( 'application/json; charset=UTF-8', $answer['headers']['content-type'] );
		}
	}

	public function test_an_error_inside_is_503_and_not_a_page_with_200(): void {
		MuPlugin::install( "add_filter( 'option_woocommerce_manage_stock', function ( \$value ) { if ( did_action( 'rest_api_init' ) ) { throw new Error( 'broken' ); } return \$value; } );" );
		$answer = $this->http->smartbill( '[{"productCode":"x","warehouse":"Test","quantity":1}]' );
		$this->assertSentence( 503, $answer );
		self::assertArrayHasKey( 'retry-after', $answer['headers'] );
		self::assertStringNotContainsString( 'broken', $answer['body'] );
	}
}
