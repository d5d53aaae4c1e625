<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Undo, release and discard over HTTP: the owner's alone.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\InboxTestCase;
use Stockwire\Tests\Support\MuPlugin;
use Stockwire\Tests\Support\OpenApi;

final class OwnerActionsTest extends InboxTestCase {

	/** A user, logged in. */
	private function user( string $role ): int {
		$this->http = $this->as_role( $role );
		return end( $this->users );
	}

	private function nonce(): string {
		return 'X-WP-Nonce: ' . $this->http->send( 'GET', '/wp-admin/admin-ajax.php?action=rest-nonce' )['body'];
	}

	/**
	 * @param list<string> $headers
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	private function act( string $action, int $run, array $headers, string $query = '' ): array {
		$answer = $this->http->send( 'POST', "/wp-json/stockwire/v1/runs/$run/$action$query", array( 'Content-Length: 0', ...$headers ) );
		self::assertSame( '', ( new OpenApi() )->problem( "POST /stockwire/v1/runs/{run}/$action", $answer['status'], $answer['headers']['content-type'], $answer['body'] ) );
		wp_cache_flush();
		return $answer;
	}

	private function pushed(): int {
		$id = $this->simple( array( 'sku' => "{$this->tag}-1" ) );
		return $this->push( array( 'code' => "{$this->tag}-1", 'quantity' => 9 ) )->run;
	}

	private function held(): int {
		$this->link( array( 'brake_percent' => 0, 'brake_products' => 2 ) );
		for ( $i = 0; $i < 5; $i++ ) {
			$this->simple( array( 'sku' => "{$this->tag}-H$i" ) );
			$full[]  = array( 'code' => "{$this->tag}-H$i", 'quantity' => 5 );
			$empty[] = array( 'code' => "{$this->tag}-H$i", 'quantity' => 0 );
		}
		$this->push( ...$full );
		return $this->push( ...$empty )->run;
	}

	public function test_the_owner_takes_a_run_back(): void {
		$run = $this->pushed();
		$this->user( 'shop_manager' );
		$preview = json_decode( $this->act( 'undo', $run, array( $this->nonce() ), '?preview=1' )['body'], true );
		self::assertSame( array( 'undo', $run, true ), array( $preview['source'], $preview['undo_of'], $preview['preview'] ) );
		$this->assertStock( 9.0, $this->posts[0] );
		$undone = json_decode( $this->act( 'undo', $run, array( $this->nonce() ) )['body'], true );
		self::assertSame( array( 'done', false ), array( $undone['state'], $undone['preview'] ) );
		$this->assertStock( 1.0, $this->posts[0] );
	}

	public function test_the_owner_releases_a_held_run_once(): void {
		$run = $this->held();
		$this->user( 'shop_manager' );
		self::assertSame( 'done', json_decode( $this->act( 'release', $run, array( $this->nonce() ) )['body'], true )['state'] );
		$this->assertStock( 0.0, $this->posts[0] );
		$this->assertProblem( 409, 'conflict', $this->act( 'release', $run, array( $this->nonce() ) ) );
	}

	public function test_the_owner_discards_a_held_run_once(): void {
		$run = $this->held();
		$this->user( 'shop_manager' );
		self::assertSame( 'discarded', json_decode( $this->act( 'discard', $run, array( $this->nonce() ) )['body'], true )['state'] );
		$this->assertStock( 5.0, $this->posts[0] );
		$this->assertProblem( 409, 'conflict', $this->act( 'discard', $run, array( $this->nonce() ) ) );
	}

	public function test_an_application_password_will_do(): void {
		MuPlugin::install( "add_filter( 'wp_is_application_passwords_available', '__return_true' );" );
		add_filter( 'wp_is_application_passwords_available', '__return_true' );
		$run             = $this->pushed();
		$id              = $this->user( 'shop_manager' );
		$this->http      = new Http();
		list( $password ) = \WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'tests' ) );
		remove_filter( 'wp_is_application_passwords_available', '__return_true' );
		self::assertSame( 200, $this->act( 'undo', $run, array( 'Authorization: Basic ' . base64_encode( get_userdata( $id )->user_login . ":$password" ) ) )['status'] );
		$this->assertStock( 1.0, $this->posts[0] );
	}

	/** @dataProvider actions */
	public function test_a_token_does_not_decide( string $action ): void {
		$run = 'undo' === $action ? $this->pushed() : $this->held();
		$this->assertProblem( 403, 'not_allowed', $this->act( $action, $run, array( Http::bearer() ) ) );
		$this->assertProblem( 401, 'unauthorized', $this->act( $action, $run, array() ) );
		$this->assertProblem( 401, 'forbidden', $this->act( $action, $run, array( 'Authorization: Bearer wrong' ) ) );
		$this->assertStock( 'undo' === $action ? 9.0 : 5.0, $this->posts[0] );
	}

	/** @dataProvider actions */
	public function test_a_cookie_without_its_nonce_does_not_decide( string $action ): void {
		$run = 'undo' === $action ? $this->pushed() : $this->held();
		$this->user( 'shop_manager' );
		foreach ( array( array(), array( 'X-WP-Nonce: 0123456789' ), array( 'Origin: https://evil.example' ) ) as $headers ) {
			self::assertContains( $this->act( $action, $run, $headers )['status'], array( 401, 403 ) );
		}
		$this->assertStock( 'undo' === $action ? 9.0 : 5.0, $this->posts[0] );
	}

	/** @dataProvider actions */
	public function test_a_user_who_may_not_manage_the_shop_does_not_decide( string $action ): void {
		$run = 'undo' === $action ? $this->pushed() : $this->held();
		$this->user( 'subscriber' );
		$this->assertProblem( 403, 'not_allowed', $this->act( $action, $run, array( $this->nonce() ) ) );
		$this->assertStock( 'undo' === $action ? 9.0 : 5.0, $this->posts[0] );
	}

	/** @return list<array{string}> */
	public static function actions(): array {
		return array( array( 'undo' ), array( 'release' ), array( 'discard' ) );
	}

	public function test_a_run_that_is_not_there_and_an_action_that_is_none_are_404(): void {
		$this->user( 'shop_manager' );
		$nonce = $this->nonce();
		foreach ( array( '999999999', '99999999999999999999', '0' ) as $run ) {
			$this->assertProblem( 404, 'not_found', $this->http->send( 'POST', "/wp-json/stockwire/v1/runs/$run/undo", array( 'Content-Length: 0', $nonce ) ) );
		}
		foreach ( array( 'runs/1/nonsense', 'runs/x/undo', 'runs/1/undo/more', 'owner', 'runs/1' ) as $path ) {
			$this->assertProblem( 404, 'not_found', $this->http->send( 'POST', "/wp-json/stockwire/v1/$path", array( 'Content-Length: 0', $nonce ) ) );
		}
	}
}
