<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * docs/openapi.yaml is well made, names every route that is served, and says what the answers are.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Shop\Rest\Routes;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\InboxTestCase;
use Stockwire\Tests\Support\OpenApi;

final class OpenApiTest extends InboxTestCase {

	private OpenApi $api;

	protected function setUp(): void {
		parent::setUp();
		$this->api = new OpenApi();
	}

	public function test_the_file_is_well_made(): void {
		$document = $this->api->document;
		self::assertMatchesRegularExpression( '/^3\.1\.\d+$/', $document->openapi );
		self::assertSame( \Stockwire\Shop\Plugin::VERSION, $document->info->version );
		self::assertNotSame( '', $document->info->title . $document->info->license->name );
		foreach ( $this->api->references() as $reference ) {
			self::assertStringStartsWith( '#/components/', $reference );
			$this->api->resolve( (object) array( '$ref' => $reference ) );
		}
		$ids = array();
		foreach ( $this->api->operations() as $name => $operation ) {
			$ids[] = $operation->operationId;
			self::assertNotSame( '', $operation->summary, $name );
			self::assertNotSame( array(), (array) $operation->responses, $name );
			foreach ( (array) $operation->responses as $status => $response ) {
				self::assertMatchesRegularExpression( '/^[1-5][0-9]{2}$/', (string) $status );
				self::assertNotSame( '', $this->api->resolve( $response )->description, "$name $status" );
			}
			foreach ( $operation->security ?? array() as $scheme ) {
				self::assertSame( array(), array_diff( array_keys( (array) $scheme ), array_keys( (array) $document->components->securitySchemes ) ), $name );
			}
			$this->assertParameters( $name, $operation );
		}
		self::assertSame( $ids, array_unique( $ids ) );
	}

	private function assertParameters( string $name, \stdClass $operation ): void {
		$in_path = array();
		foreach ( $operation->parameters ?? array() as $parameter ) {
			$parameter = $this->api->resolve( $parameter );
			self::assertContains( $parameter->in, array( 'path', 'query', 'header' ), $name );
			self::assertInstanceOf( \stdClass::class, $parameter->schema, $name );
			if ( 'path' === $parameter->in ) {
				self::assertTrue( $parameter->required, $name );
				$in_path[] = $parameter->name;
			}
		}
		preg_match_all( '/\{(\w+)\}/', $name, $found );
		self::assertSame( $found[1], $in_path, $name );
	}

	public function test_every_component_is_used(): void {
		$used = $this->api->references();
		foreach ( array( 'schemas', 'responses', 'parameters' ) as $kind ) {
			foreach ( array_keys( (array) $this->api->document->components->$kind ) as $name ) {
				self::assertContains( "#/components/$kind/$name", $used );
			}
		}
	}

	public function test_the_file_names_every_route_that_is_served_and_no_other(): void {
		$served = array();
		foreach ( rest_get_server()->get_routes() as $route => $handlers ) {
			if ( ! str_starts_with( $route, Routes::BASE . '/' ) && Routes::SMARTBILL !== $route ) {
				continue;
			}
			foreach ( $handlers as $handler ) {
				foreach ( array_keys( $handler['methods'] ) as $method ) {
					$served[] = "$method " . preg_replace( '/\(\?P<(\w+)>[^)]*\)/', '{$1}', $route );
				}
			}
		}
		$served = array_values( array_unique( $served ) );
		$named  = array_keys( $this->api->operations() );
		sort( $served );
		sort( $named );
		self::assertSame( $named, $served );
	}

	public function test_real_answers_are_as_described(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-1" ) );
		$this->simple( array( 'sku' => "{$this->tag}-2", 'manage_stock' => false ) );
		$twins = array( $this->simple( array( 'name' => "Gemeni {$this->tag}" ) ), $this->simple( array( 'name' => "Gemeni {$this->tag}" ) ) );
		\Stockwire\Tests\Support\Push::engine( new \Stockwire\Shop\Announcer() )->indexNames( $twins );
		$lines   = self::lines(
			array( 'code' => "{$this->tag}-1", 'quantity' => 2.5, 'warehouse' => self::WAREHOUSE ),
			array( 'code' => "{$this->tag}-2", 'quantity' => 1, 'warehouse' => self::WAREHOUSE ),
			array( 'code' => "{$this->tag}-3", 'quantity' => '0.25', 'warehouse' => self::WAREHOUSE ),
			array( 'name' => "Gemeni {$this->tag}", 'quantity' => 1, 'warehouse' => self::WAREHOUSE ),
			array( 'code' => "{$this->tag}-1", 'quantity' => 1, 'warehouse' => 'Altul' ),
			array( 'quantity' => null ),
			array( 'no object' )
		);
		$receipt = $this->fits( 200, 'POST', '/stockwire/v1/stock', $lines );
		self::assertSame( 7, array_sum( $receipt['counts'] ) );
		$run = $receipt['run'];
		$this->fits( 200, 'POST', '/stockwire/v1/stock', $lines, '?preview=1' );
		$this->fits( 200, 'POST', '/stockwire/v1/stock', '[]' );
		$this->fits( 200, 'GET', '/stockwire/v1/receipts/{run}', null, '', $run );
		$this->fits( 200, 'GET', '/stockwire/v1/status' );
		self::assertSame( $run, $this->fits( 200, 'GET', '/stockwire/v1/runs', null, '?per_page=2&source=v1' )['runs'][0]['run'] );
		self::assertSame( "{$this->tag}-3", $this->fits( 200, 'GET', '/stockwire/v1/unmatched', null, "?search={$this->tag}-3" )['unmatched'][0]['code'] );
		self::assertContains( $id, array_column( $this->fits( 200, 'GET', '/stockwire/v1/coverage', null, '?filter=fresh&per_page=100' )['products'], 'product' ) );
		$this->fits( 200, 'GET', '/stockwire/v1/coverage', null, '?filter=never' );
		$smartbill = (string) wp_json_encode( array( array( 'productCode' => "{$this->tag}-1", 'quantity' => 4, 'warehouse' => self::WAREHOUSE ), array( 'productCode' => 'x', 'quantity' => 'x' ) ) );
		$this->fits( 200, 'POST', '/smartbill_woocommerce/v1/stocks', $smartbill );
		$this->fits( 200, 'POST', '/smartbill_woocommerce/v1/stocks', '[]' );
	}

	public function test_real_refusals_are_as_described(): void {
		foreach ( array_keys( $this->api->operations() ) as $operation ) {
			list( $method, $path ) = explode( ' ', $operation );
			if ( str_ends_with( $path, '/announce' ) ) {
				$this->fits( 403, $method, $path, 'time=1&run=1&signature=x' );
				continue;
			}
			$smartbill = str_starts_with( $path, '/smartbill' );
			$this->fits( $smartbill ? 403 : 401, $method, $path, 'POST' === $method ? '[]' : null, '', 1, array( 'Authorization: Bearer nobody-s-token' ) );
			$answer = $this->http->send( 'PUT', '/wp-json' . str_replace( '{run}', '1', $path ), array( Http::bearer(), 'Content-Length: 0' ) );
			self::assertSame( '', $this->api->problem( $operation, $answer['status'], $answer['headers']['content-type'], $answer['body'] ) );
			self::assertSame( 405, $answer['status'] );
		}
		foreach ( array( '{"lines":[' => 400, '{}' => 422, '' => 411 ) as $body => $status ) {
			$this->fits( $status, 'POST', '/stockwire/v1/stock', (string) $body );
			$this->fits( 422 === $status ? 400 : $status, 'POST', '/smartbill_woocommerce/v1/stocks', (string) $body );
		}
		$this->fits( 415, 'POST', '/stockwire/v1/stock', '[]', '', 1, array( Http::bearer(), 'Content-Type: text/plain' ) );
		$this->fits( 404, 'GET', '/stockwire/v1/receipts/{run}', null, '', 999999999 );
		foreach ( array( 'runs', 'unmatched', 'coverage' ) as $list ) {
			$this->fits( 400, 'GET', "/stockwire/v1/$list", null, '?per_page=101' );
			$this->fits( 400, 'GET', "/stockwire/v1/$list", null, '?page=0' );
		}
		$this->fits( 400, 'GET', '/stockwire/v1/coverage', null, '?filter=nonsense' );
		$this->link( array( 'enabled' => false ) );
		$this->fits( 503, 'POST', '/stockwire/v1/stock', '[]' );
	}

	public function test_an_answer_that_is_not_as_described_would_be_seen(): void {
		$good = '{"run":1,"applied":true,"counts":{"updated":1},"lines":[{"line":1,"code":"a","name":"","warehouse":"","outcome":"updated","reason":"set","message":"","product":1,"old":null,"new":2}]}';
		self::assertSame( '', $this->api->problem( 'POST /stockwire/v1/stock', 200, 'application/json', $good ) );
		foreach ( array( '"updated","reason"' => '"done","reason"', '"old":null' => '"old":"1"', '"applied":true,' => '', '"run":1' => '"more":1,"run":1', '{"updated":1}' => '{"odd":1}' ) as $from => $to ) {
			self::assertNotSame( '', $this->api->problem( 'POST /stockwire/v1/stock', 200, 'application/json', str_replace( $from, $to, $good ) ), $to );
		}
		self::assertNotSame( '', $this->api->problem( 'POST /stockwire/v1/stock', 418, 'application/json', $good ) );
		self::assertNotSame( '', $this->api->problem( 'POST /stockwire/v1/stock', 200, 'text/html', $good ) );
		self::assertNotSame( '', $this->api->problem( 'GET /stockwire/v1/runs', 200, 'application/json', '{"runs":[],"total":0,"page":1}' ) );
	}

	/**
	 * @param ?list<string> $headers null: with the shop's token
	 * @return mixed the body
	 */
	private function fits( int $status, string $method, string $path, ?string $body = null, string $query = '', int $run = 1, ?array $headers = null ): mixed {
		$form      = str_ends_with( $path, '/announce' ) ? 'Content-Type: application/x-www-form-urlencoded' : 'Content-Type: application/json';
		$headers ??= array( Http::bearer(), ...( null === $body ? array() : array( $form ) ) );
		if ( 'POST' === $method && ! preg_grep( '/^Content-Type/', $headers ) ) {
			$headers[] = $form;
		}
		$answer = $this->http->send( $method, '/wp-json' . str_replace( '{run}', (string) $run, $path ) . $query, $headers, '' === $body ? null : $body );
		self::assertSame( '', $this->api->problem( "$method $path", $answer['status'], $answer['headers']['content-type'] ?? '', $answer['body'] ) );
		self::assertSame( $status, $answer['status'], $answer['body'] );
		return json_decode( $answer['body'], true );
	}
}
