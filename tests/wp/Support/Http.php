<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Speaks HTTP to the sandbox's web server: as a back office does, as a browser does, or byte by byte.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class Http {

	/** @var array<string, string> */
	private array $cookies = array();

	/** The loopback address that requests come from: the module counts wrong tokens by it. */
	public string $from = '127.0.0.1';

	/**
	 * @param list<string> $headers
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	public function send( string $method, string $path, array $headers = array(), ?string $body = null ): array {
		$curl = curl_init( self::url( $path ) );
		$got  = array();
		if ( array() !== $this->cookies ) {
			$headers[] = 'Cookie: ' . implode( '; ', array_map( static fn( $k, $v ) => "$k=$v", array_keys( $this->cookies ), $this->cookies ) );
		}
		curl_setopt_array(
			$curl,
			array(
				CURLOPT_CUSTOMREQUEST  => $method,
				CURLOPT_NOBODY         => 'HEAD' === $method,
				CURLOPT_HTTPHEADER     => array( 'Expect:', ...$headers ),
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_TIMEOUT        => 60,
				CURLOPT_INTERFACE      => $this->from,
				CURLOPT_HEADERFUNCTION => function ( $curl, string $line ) use ( &$got ): int {
					$parts = explode( ':', $line, 2 );
					if ( 2 === count( $parts ) ) {
						$got[ strtolower( trim( $parts[0] ) ) ] = trim( $parts[1] );
						$this->keep_cookie( trim( $parts[0] ), trim( $parts[1] ) );
					}
					return strlen( $line );
				},
			)
		);
		if ( null !== $body ) {
			curl_setopt( $curl, CURLOPT_POSTFIELDS, $body );
		}
		$text   = curl_exec( $curl );
		$status = (int) curl_getinfo( $curl, CURLINFO_RESPONSE_CODE );
		$error  = curl_error( $curl );
		curl_close( $curl );
		if ( ! is_string( $text ) ) {
			throw new \RuntimeException( "$method $path: $error" );
		}
		return array(
			'status'  => $status,
			'headers' => $got,
			'body'    => $text,
		);
	}

	/**
	 * A push as SmartBill sends it.
	 *
	 * @param list<string> $headers
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	public function smartbill( string $body, array $headers = array() ): array {
		return $this->send( 'POST', '/wp-json/smartbill_woocommerce/v1/stocks', array( self::bearer(), 'Content-Type: application/json', ...$headers ), $body );
	}

	/**
	 * A push in our own dialect.
	 *
	 * @param list<string> $headers
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	public function stock( string $body, array $headers = array(), string $query = '' ): array {
		return $this->send( 'POST', '/wp-json/stockwire/v1/stock' . $query, array( self::bearer(), 'Content-Type: application/json', ...$headers ), $body );
	}

	/**
	 * A form of the admin.
	 *
	 * @param array<string, mixed> $fields
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	public function post_form( string $path, array $fields ): array {
		return $this->send( 'POST', $path, array( 'Content-Type: application/x-www-form-urlencoded' ), http_build_query( $fields ) );
	}

	public function log_in( string $user, string $password ): void {
		$this->cookies['wordpress_test_cookie'] = 'WP%20Cookie%20check';
		$answer                                 = $this->post_form(
			'/wp-login.php',
			array(
				'log'        => $user,
				'pwd'        => $password,
				'testcookie' => '1',
			)
		);
		if ( 302 !== $answer['status'] ) {
			throw new \RuntimeException( "could not log in as $user: status {$answer['status']}" );
		}
	}

	/** What is sent, as it is; the answer up to the end of the connection. */
	public static function raw( string $bytes, bool $half_close = true ): string {
		$site   = parse_url( self::url( '/' ) );
		$socket = stream_socket_client( "tcp://{$site['host']}:{$site['port']}", $code, $error, 10 );
		if ( false === $socket ) {
			throw new \RuntimeException( $error );
		}
		stream_set_timeout( $socket, 30 );
		fwrite( $socket, $bytes );
		if ( $half_close ) {
			stream_socket_shutdown( $socket, STREAM_SHUT_WR );
		}
		$answer = (string) stream_get_contents( $socket );
		fclose( $socket );
		return $answer;
	}

	public static function url( string $path ): string {
		return getenv( 'SITE_URL' ) . $path;
	}

	public static function host(): string {
		return (string) preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
	}

	public static function bearer(): string {
		return 'Authorization: Bearer ' . getenv( 'TOKEN' );
	}

	private function keep_cookie( string $name, string $value ): void {
		if ( 0 === strcasecmp( $name, 'Set-Cookie' ) ) {
			list( $key, $text )    = explode( '=', explode( ';', $value )[0], 2 );
			$this->cookies[ $key ] = $text;
		}
	}
}
