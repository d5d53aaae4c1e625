<?php
// SPDX-License-Identifier: MIT
// Sends pushes as a back office would, each from an address of its own so that one case's wrong tokens stay its own.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Pusher {
	public const SMARTBILL = '/wp-json/smartbill_woocommerce/v1/stocks';
	public const V1        = '/wp-json/stockwire/v1/stock';

	/** Tokens that the file of digests holds; upper case, since digests are of the lower case. */
	public const TOKEN     = 'KNOWN-token-1';
	public const SECOND    = 'known-token-2';
	public const SUBFOLDER = 'token-of-the-subfolder';
	public const ALIAS     = 'token-behind-the-alias';

	private static int $address = 0;

	public function __construct( private Server $server, private string $host = 'guard.test' ) {}

	/** The file of digests that the cases rely on. */
	public static function file(): string {
		$lines = array(
			'# host path digest',
			'',
			self::line( 'guard.test', '/', self::TOKEN ),
			"\t" . self::line( 'Guard.Test', '/', self::SECOND ) . " \r",
			self::line( 'guard.test', '/shop/', self::SUBFOLDER ),
			self::line( 'guard.test', '/alias', self::ALIAS ),
		);
		foreach ( array( 'small.test', 'limited.test', 'rate.test', 'norate.test', 'errors.test', 'denied.test', 'rewritten.test', 'fallback-guard.test', 'dropped.test', 'given.test' ) as $host ) {
			$lines[] = self::line( $host, '/', self::TOKEN );
		}
		foreach ( array( 'lane', 'lane-off', 'lane-inherited-off', 'lane-denied', 'lane-index', 'lane-text', 'lane-location', 'lane-limit' ) as $host ) {
			$lines[] = self::line( "$host.test", '/', self::TOKEN ) . ' fast';
		}
		$lines[] = self::line( 'lane.test', '/', self::SECOND );
		$lines[] = self::line( 'lane.test', '/shop/', self::SUBFOLDER ) . "  fast \r";
		return implode( "\n", $lines ) . "\n";
	}

	public static function line( string $host, string $path, string $token ): string {
		return "$host $path " . hash( 'sha256', strtolower( $token ) );
	}

	/** An address that nobody used before. */
	public static function address(): string {
		++self::$address;
		return sprintf( '10.%d.%d.%d', self::$address >> 16 & 255, self::$address >> 8 & 255, self::$address & 255 );
	}

	/** @param array<string,string> $headers */
	public function send( string $target, ?string $token = self::TOKEN, array $headers = array(), ?string $body = '[]', string $method = 'POST' ): Answer {
		$headers += array( 'X-Client' => self::address() );
		if ( null !== $token ) {
			$headers += array( 'Authorization' => "Bearer $token" );
		}
		return $this->server->ask( $this->host, $target, $headers, $body, $method );
	}

	/**
	 * A push with a wrong token, sent again while PHP is asked about it (once a second, five times at most).
	 *
	 * @param array<string,string> $headers
	 */
	public function wrong( string $target, array $headers = array(), ?string $body = '[]', string $token = 'wrong' ): Answer {
		$headers += array( 'X-Client' => self::address() );
		for ( $i = 0; $i < 6; $i++ ) {
			$answer = $this->send( $target, $token, $headers, $body );
			if ( ! $answer->isPhp() ) {
				break;
			}
		}
		return $answer;
	}
}
