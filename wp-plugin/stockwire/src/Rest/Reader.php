<?php
/**
 * What the endpoints that only read have in common: method, reader, pages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Requirements;

/** Each gives its content; who may see it is asked here. */
abstract class Reader implements Endpoint {

	/** Entries of a page, where nobody says otherwise, and at most. */
	private const SIZE = 20;
	private const MOST = 100;

	/**
	 * Takes what is needed.
	 *
	 * @param Gate $gate Checks token or user.
	 */
	public function __construct( private readonly Gate $gate = new Gate() ) {}

	/**
	 * The content, or why not.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply {
		if ( ! Requirements::php_fits() ) {
			return Refusals::reply( 'unavailable', Refusals::V1, Requirements::obstacle() );
		}
		if ( ! in_array( $call->method(), array( 'GET', 'HEAD' ), true ) ) {
			return Refusals::reply( 'method', Refusals::V1, 'This address is read with GET.', 'GET, HEAD' );
		}
		$refusal = $this->gate->refuse_reader( $call );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$content = $this->content( $call );
		return $content instanceof Reply ? $content : self::json( $content );
	}

	/**
	 * What is to be read.
	 *
	 * @param Call $call The request.
	 * @return array<string, mixed>|Reply
	 */
	abstract protected function content( Call $call ): array|Reply;

	/**
	 * An answer that nobody keeps.
	 *
	 * @param array<string, mixed> $content For the body.
	 */
	public static function json( array $content ): Reply {
		return Reply::json( (string) wp_json_encode( $content, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ), array( 'Cache-Control' => 'no-store' ) );
	}

	/**
	 * Page and its size, as they are asked for.
	 *
	 * @param Call $call The request.
	 * @return array{int, int}|Reply
	 */
	protected static function page( Call $call ): array|Reply {
		$page = self::number( $call, 'page', 1, 1000000 );
		$size = self::number( $call, 'per_page', self::SIZE, self::MOST );
		if ( null === $page || null === $size ) {
			return Refusals::reply( 'bad_body', Refusals::V1, 'page and per_page are whole numbers from 1 on; per_page is at most ' . self::MOST . '.' );
		}
		return array( $page, $size );
	}

	/**
	 * A whole number of the query.
	 *
	 * @param Call   $call  The request.
	 * @param string $name  Of the parameter.
	 * @param int    $usual Where it is missing.
	 * @param int    $most  The largest.
	 */
	private static function number( Call $call, string $name, int $usual, int $most ): ?int {
		$text = $call->query( $name );
		if ( '' === $text ) {
			return $usual;
		}
		return ctype_digit( $text ) && strlen( $text ) < 8 && (int) $text >= 1 && (int) $text <= $most ? (int) $text : null;
	}
}
