<?php
/**
 * One request to a route of ours, before WordPress decodes anything of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Lane\Request;

/** Reads method, headers and raw body; never a parameter that would make WordPress parse the body. */
final class Call {

	/** Core's SW_MAX_BODY. */
	public const MAX_BODY = 32 * MB_IN_BYTES;

	/**
	 * Wraps WordPress' request.
	 *
	 * @param \WP_REST_Request<array<string, mixed>>|Request $request       As WordPress made it, or as it came to the fast lane.
	 * @param Authorization                                  $authorization The header, wherever it was.
	 */
	public function __construct( private readonly \WP_REST_Request|Request $request, public readonly Authorization $authorization ) {}

	/** Method, in capitals. */
	public function method(): string {
		return strtoupper( $this->request->get_method() );
	}

	/** Path below wp-json. */
	public function path(): string {
		return $this->request->get_route();
	}

	/** The body as it came. */
	public function body(): string {
		return (string) $this->request->get_body();
	}

	/**
	 * A header; '' where it is missing.
	 *
	 * @param string $name Its name.
	 */
	public function header( string $name ): string {
		return trim( (string) $this->request->get_header( $name ) );
	}

	/** Content-Type without its parameters, in lower case. */
	public function media_type(): string {
		return strtolower( trim( explode( ';', $this->header( 'content-type' ) )[0] ) );
	}

	/**
	 * A parameter of the query string. The token is never one of them.
	 *
	 * @param string $name Its name.
	 */
	public function query( string $name ): string {
		$value = $this->request->get_query_params()[ $name ] ?? '';
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * Code of what is wrong with the body's length; null where it came whole.
	 *
	 * PHP drops a body above post_max_size, and some servers drop a chunked one: an empty body is told from a cut one by
	 * Content-Length, so that it never counts as "0 lines, all well".
	 */
	public function length_problem(): ?string {
		$length   = $this->header( 'content-length' );
		$received = strlen( $this->body() );
		if ( $received > self::MAX_BODY || ( ctype_digit( $length ) && (int) $length > self::MAX_BODY ) ) {
			return 'too_large';
		}
		$chunked = '' !== $this->header( 'transfer-encoding' );
		if ( '' === $length || $chunked ) {
			// php-fpm is told a length of 0 for a chunked body that never reached it.
			return 0 === $received ? 'length_required' : self::chunked_problem( $chunked, $received );
		}
		if ( ! ctype_digit( $length ) ) {
			return 'bad_body';
		}
		if ( $received < (int) $length ) {
			return 0 === $received ? self::why_empty( (int) $length ) : 'cut_body';
		}
		return 0 === $received ? 'bad_body' : null;
	}

	/**
	 * A chunked body says no length; PHP stops reading it a little after post_max_size.
	 *
	 * @param bool $chunked  False for a request from inside, which has no length either.
	 * @param int  $received Bytes.
	 */
	private static function chunked_problem( bool $chunked, int $received ): ?string {
		return $chunked && self::over_post_max( $received ) ? 'too_large' : null;
	}

	/**
	 * Why nothing is there of a body that was announced: PHP drops it whole where it may not take it, or cannot keep it.
	 *
	 * @param int $length Bytes.
	 */
	private static function why_empty( int $length ): string {
		if ( self::over_post_max( $length ) ) {
			return 'too_large';
		}
		$folder = (string) ini_get( 'upload_tmp_dir' );
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- perhaps outside open_basedir.
		$room = function_exists( 'disk_free_space' ) ? @disk_free_space( @is_dir( $folder ) ? $folder : sys_get_temp_dir() ) : false;
		return false !== $room && $room < $length ? 'unavailable' : 'cut_body';
	}

	/**
	 * More than PHP takes of a body?
	 *
	 * @param int $bytes Size of the body.
	 */
	private static function over_post_max( int $bytes ): bool {
		$limit = wp_convert_hr_to_bytes( (string) ini_get( 'post_max_size' ) );
		return $limit > 0 && $bytes > $limit;
	}
}
