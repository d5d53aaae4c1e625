<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The connection test: which hop is named for which answer, and the probe through the real web server.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use Stockwire\Shop\Connection\Finding;
use Stockwire\Shop\Connection\Probe;
use Stockwire\Shop\Connection\Sentences;
use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\TokenFile;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LinkTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class ConnectionTest extends LinkTestCase {

	private ?string $htaccess = null;

	protected function tearDown(): void {
		if ( null !== $this->htaccess ) {
			file_put_contents( getenv( 'WP_PATH' ) . '/.htaccess', $this->htaccess );
		}
		parent::tearDown();
	}

	/** @param \Closure(string):string $change */
	private function htaccess( \Closure $change ): void {
		$this->htaccess ??= (string) file_get_contents( getenv( 'WP_PATH' ) . '/.htaccess' );
		file_put_contents( getenv( 'WP_PATH' ) . '/.htaccess', $change( $this->htaccess ) );
	}

	/** @dataProvider answers */
	public function test_the_hop_and_the_cure_for_each_answer( array $answer, string $code, string $hop, string $line ): void {
		$finding = Test::judge( $answer + array( 'status' => 200, 'location' => '', 'challenge' => '', 'body' => '' ) );
		self::assertSame( array( $code, $hop ), array( $finding->code, $finding->hop ) );
		self::assertStringContainsString( $line, $finding->line );
		self::assertNotSame( $code, $finding->sentence(), 'it has no sentence' );
		self::assertStringNotContainsString( '%s', $finding->sentence() );
	}

	/** @return array<string, array{array<string, mixed>, string, string, string}> */
	public static function answers(): array {
		$report = static fn( array $change ): array => array(
			'body' => (string) json_encode( $change + array( 'stockwire_probe' => true, 'at_start' => 'HTTP_AUTHORIZATION', 'now' => 'HTTP_AUTHORIZATION', 'whole' => true, 'core' => true, 'method' => 'POST', 'objector' => '', 'sapi' => 'fpm-fcgi' ) ),
		);
		return array(
			'all is well'                  => array( $report( array() ), 'works', '', '' ),
			'fpm without the header'       => array( $report( array( 'at_start' => '', 'now' => '', 'whole' => false ) ), 'lost', 'apache', 'CGIPassAuth On' ),
			'mod_php without the header'   => array( $report( array( 'at_start' => '', 'now' => '', 'whole' => false, 'sapi' => 'apache2handler' ) ), 'proxy', 'network', '' ),
			'another header than was sent' => array( $report( array( 'whole' => false ) ), 'altered', 'apache', '' ),
			'another method'               => array( $report( array( 'method' => 'GET' ) ), 'method', 'apache', '' ),
			'only from Apache itself'      => array( $report( array( 'at_start' => 'getallheaders', 'now' => 'getallheaders' ) ), 'apache', 'php', 'CGIPassAuth On' ),
			'not where WordPress looks'    => array( $report( array( 'at_start' => 'REDIRECT_REDIRECT_HTTP_AUTHORIZATION', 'now' => 'REDIRECT_REDIRECT_HTTP_AUTHORIZATION', 'core' => false ) ), 'core', 'core', 'CGIPassAuth On' ),
			'taken away by a plugin'       => array( $report( array( 'now' => '' ) ), 'removed', 'plugin', '' ),
			'taken away under mod_php'     => array( $report( array( 'now' => 'getallheaders' ) ), 'removed', 'plugin', '' ),
			'refused by a plugin'          => array( $report( array( 'objector' => 'jwt_error' ) ), 'objected', 'plugin', '' ),
			'a redirect'                   => array( array( 'status' => 301, 'location' => 'https://www.example.test/wp-json/' ), 'redirected', 'network', '' ),
			'a password'                   => array( array( 'status' => 401, 'challenge' => 'Basic realm="x"', 'body' => '<html>' ), 'basic', 'apache', 'Require expr' ),
			'no rewriting'                 => array( array( 'status' => 404, 'body' => '<html>' ), 'not_found', 'apache', 'AllowOverride All' ),
			'a firewall'                   => array( array( 'status' => 406, 'body' => '<html>' ), 'blocked', 'apache', '' ),
			'a broken PHP'                 => array( array( 'status' => 500, 'body' => '<html>' ), 'broken', 'php', '' ),
			'an early plugin'              => array( array( 'status' => 403, 'body' => '{"code":"rest_disabled","message":"no"}' ), 'taken', 'plugin', '' ),
			'the module'                   => array( array( 'status' => 403, 'body' => '"The token is not one of this shop."' ), 'module', 'apache', '' ),
		);
	}

	public function test_every_hop_has_a_name_and_a_state(): void {
		$finding = new Finding( 'lost', 'apache', false );
		self::assertSame( array( 'good', 'bad', 'unknown', 'unknown', 'unknown' ), array_map( array( $finding, 'state_of' ), Finding::HOPS ) );
		$finding = new Finding( 'apache', 'php', true );
		self::assertSame( array( 'good', 'good', 'warning', 'good', 'good' ), array_map( array( $finding, 'state_of' ), Finding::HOPS ) );
		self::assertSame( array( 'Network', 'Apache', 'PHP', 'WordPress', 'Other plugins' ), array_map( array( Sentences::class, 'hop' ), Finding::HOPS ) );
	}

	public function test_a_real_request_through_the_web_server_works(): void {
		$finding = ( new Test() )->run();
		self::assertTrue( $finding->works, $finding->code . ': ' . $finding->detail );
	}

	public function test_it_works_also_while_the_link_is_off_and_another_plugin_answers(): void {
		$this->link( array( 'enabled' => false ) );
		MuPlugin::install( sprintf( MuPlugin::SAME_ROUTE, 10 ) );
		self::assertTrue( ( new Test() )->run()->works );
	}

	public function test_plugins_in_the_way_are_found_and_named(): void {
		MuPlugin::install( MuPlugin::REFUSES_BEARERS );
		$finding = ( new Test() )->run();
		self::assertSame( array( 'objected', 'jwt_auth_invalid_token', true ), array( $finding->code, $finding->detail, $finding->works ) );
		MuPlugin::remove_all();
		MuPlugin::install( "add_action( 'parse_request', function () { if ( isset( \$_SERVER['HTTP_X_STOCKWIRE_PROBE'] ) ) { status_header( 403 ); echo wp_json_encode( array( 'code' => 'closed' ) ); exit; } }, 1 );" );
		$finding = ( new Test() )->run();
		self::assertSame( array( 'taken', 'closed', false ), array( $finding->code, $finding->detail, $finding->works ) );
	}

	public function test_a_shop_that_cannot_reach_itself_says_so(): void {
		$elsewhere = static fn(): string => 'http://127.0.0.1:1/';
		add_filter( 'rest_url', $elsewhere );
		$finding = ( new Test() )->run();
		remove_filter( 'rest_url', $elsewhere );
		self::assertSame( array( 'unreachable', 'network' ), array( $finding->code, $finding->hop ) );
	}

	public function test_the_printed_line_brings_a_lost_header_back(): void {
		$this->htaccess( static fn( string $text ): string => (string) preg_replace( '/^.*HTTP:Authorization.*$/m', '', $text ) );
		$finding = ( new Test() )->run();
		if ( 'works' === $finding->code ) {
			// The module forwards it: then nothing is lost, and there is nothing to cure.
			self::assertStringContainsString( 'stockwire_module', (string) file_get_contents( dirname( (string) getenv( 'WP_PATH' ) ) . '/apache/conf.d/stockwire-1.conf' ) );
			return;
		}
		self::assertSame( array( 'CGIPassAuth On' ), array( $finding->line ) );
		self::assertContains( array( $finding->code, $finding->hop, $finding->works ), array( array( 'lost', 'apache', false ), array( 'apache', 'php', true ) ) );
		$this->htaccess( static fn( string $text ): string => $finding->line . "\n" . preg_replace( '/^.*HTTP:Authorization.*$/m', '', $text ) );
		self::assertSame( 'works', ( new Test() )->run()->code );
	}

	public function test_the_printed_line_exempts_the_address_from_a_password(): void {
		$users = tempnam( sys_get_temp_dir(), 'users' );
		chmod( $users, 0644 );
		$guard = "AuthType Basic\nAuthName Staging\nAuthUserFile $users\nRequire valid-user\n";
		$this->htaccess( static fn( string $text ): string => $guard . $text );
		$finding = ( new Test() )->run();
		self::assertSame( array( 'basic', 'apache', false ), array( $finding->code, $finding->hop, $finding->works ) );
		$this->htaccess( static fn( string $text ): string => $guard . $finding->line . "\n" . $text );
		self::assertTrue( ( new Test() )->run()->works );
		foreach ( array( '/wp-json/wp/v2/types', '/', '/wp-json/stockwire/v1/stock?rest_route=/wp/v2/types', '/wp-json/stockwire/v1/../../../', '/wp-json/stockwire/v1/%2e%2e/%2e%2e/%2e%2e/wp-login.php', '/?/wp-json/stockwire/v1/stock' ) as $other ) {
			self::assertStringContainsString( ' 401 ', Http::raw( "GET $other HTTP/1.1\r\nHost: " . Http::host() . "\r\nConnection: close\r\n\r\n", false ), $other );
		}
		unlink( $users );
	}

	/** @dataProvider broken_rules */
	public function test_what_apache_does_to_the_address_is_told( string $rule, string $code, string $hop ): void {
		$this->htaccess( static fn(): string => $rule );
		$finding = ( new Test() )->run();
		self::assertSame( array( $code, $hop, false ), array( $finding->code, $finding->hop, $finding->works ) );
	}

	/** @return array<string, array{string, string, string}> */
	public static function broken_rules(): array {
		return array(
			'no rewriting' => array( '', 'not_found', 'apache' ),
			'denied'       => array( "Require all denied\n", 'blocked', 'apache' ),
			'redirected'   => array( "RedirectMatch 301 ^/wp-json/(.*) http://www.example.test/$1\n", 'redirected', 'network' ),
			'a fault'      => array( "NoSuchDirective\n", 'broken', 'php' ),
		);
	}

	public function test_nobody_can_ask_with_a_made_up_or_used_probe(): void {
		$path  = '/wp-json/smartbill_woocommerce/v1/stocks';
		$probe = Probe::issue();
		// As Test does: the module lets a probe pass that its file holds.
		( new TokenFile() )->write( array( $probe->digest() ) );
		usleep( 1200000 ); // The module looks at its file once a second; the address may have no guesses left that would make it look sooner.
		foreach ( array( 'made-up', '' ) as $name ) {
			$answer = $this->http->send( 'POST', $path, array( Probe::HEADER . ': ' . $name ), '[]' );
			self::assertSame( 403, $answer['status'] );
		}
		// The probe's own bearer opens nothing.
		self::assertSame( 403, $this->http->send( 'POST', $path, array( 'Authorization: Bearer ' . $probe->bearer ), '[]' )['status'] );
		$answer = $this->http->send( 'POST', $path, array( Probe::HEADER . ': ' . $probe->name, 'Authorization: Bearer ' . $probe->bearer ), '[]' );
		self::assertTrue( json_decode( $answer['body'], true )['whole'] );
		self::assertStringNotContainsString( $probe->bearer, $answer['body'] );
		$probe->recall();
		( new TokenFile() )->write();
		self::assertSame( 403, $this->http->send( 'POST', $path, array( Probe::HEADER . ': ' . $probe->name ), '[]' )['status'] );
	}
}
