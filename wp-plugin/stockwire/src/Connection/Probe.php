<?php
/**
 * A question the shop asks itself over HTTP: did the Authorization header arrive, and where was it lost?
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Connection;

use Stockwire\Shop\Lane\Facts;
use Stockwire\Shop\Lane\Keeper;
use Stockwire\Shop\Rest\Authorization;

/**
 * The tokens of the shop are known by digest only, so the probe brings a token of its own, good for a minute. A second header
 * names the probe, so that it is known also where Authorization was lost.
 */
final class Probe {

	public const HEADER = 'X-Stockwire-Probe';

	private const TRANSIENT = 'stockwire_probe';
	private const SECONDS   = 60;

	/**
	 * Made by issue().
	 *
	 * @param string $name   Value of the header.
	 * @param string $bearer The token.
	 * @param string $kept   Name of the transient.
	 */
	private function __construct( public readonly string $name, #[\SensitiveParameter] public readonly string $bearer, private readonly string $kept ) {}

	/**
	 * A new probe; the shop expects it for a minute.
	 *
	 * @param bool $lane For the fast lane, which may be tried while somebody tests the connection.
	 */
	public static function issue( bool $lane = false ): self {
		$probe = new self( bin2hex( random_bytes( 16 ) ), bin2hex( random_bytes( 20 ) ), self::TRANSIENT . ( $lane ? '_lane' : '' ) );
		set_transient(
			$probe->kept,
			array(
				'name'   => hash( 'sha256', $probe->name ),
				'bearer' => $probe->digest(),
			),
			self::SECONDS
		);
		return $probe;
	}

	/** Not expected any more. */
	public function recall(): void {
		delete_transient( $this->kept );
	}

	/** As the module's file would hold it. */
	public function digest(): string {
		return hash( 'sha256', $this->bearer );
	}

	/**
	 * What this request shows, where it is the expected probe; else null.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request  The request.
	 * @param Authorization                          $at_start The header when the plugin was loaded.
	 * @param string                                 $objector Code of the error with which another plugin refused, or ''.
	 * @return ?array<string, mixed>
	 */
	public static function answer( \WP_REST_Request $request, Authorization $at_start, string $objector ): ?array {
		$name = (string) $request->get_header( self::HEADER );
		if ( '' === $name ) {
			return null;
		}
		$expected = self::expected( $name );
		if ( null === $expected ) {
			return null;
		}
		if ( '' !== Keeper::offered() ) {
			Facts::renew( Keeper::offered() );
		}
		$now = Authorization::read();
		return array(
			'stockwire_probe' => true,
			'at_start'        => $at_start->place,
			'now'             => $now->place,
			'whole'           => self::is_whole( $now->or( $at_start ), (string) ( $expected['bearer'] ?? '' ) ),
			'core'            => '' !== (string) $request->get_header( 'authorization' ),
			'method'          => strtoupper( $request->get_method() ),
			'objector'        => $objector,
			'sapi'            => PHP_SAPI,
			'offered'         => Keeper::offered(),
		);
	}

	/**
	 * What is known of an expected probe; null where this is none.
	 *
	 * @param string $name Value of the header.
	 * @return ?array<string, mixed>
	 */
	public static function expected( string $name ): ?array {
		foreach ( array( self::TRANSIENT, self::TRANSIENT . '_lane' ) as $transient ) {
			$expected = get_transient( $transient );
			if ( is_array( $expected ) && hash_equals( (string) ( $expected['name'] ?? '' ), hash( 'sha256', $name ) ) ) {
				return $expected;
			}
		}
		return null;
	}

	/**
	 * Did the token arrive unchanged?
	 *
	 * @param Authorization $header Where it was found.
	 * @param string        $digest What it should be.
	 */
	private static function is_whole( Authorization $header, string $digest ): bool {
		return hash_equals( $digest, hash( 'sha256', preg_replace( '/^Bearer +/i', '', (string) $header->value ) ?? '' ) );
	}
}
