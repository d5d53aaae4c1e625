<?php
/**
 * Turns a code of core's table of answers into a reply, with the headers that belong to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Answer;
use Stockwire\Shop\Requirements;

/** The module and PHP answer alike: status, sentence and type come from the extension's table. */
final class Refusals {

	/** Dialects, as Engine::SMARTBILL and Engine::V1: known here also where the extension is missing. */
	public const SMARTBILL = 0;
	public const V1        = 1;

	/** Seconds after which another try makes sense. */
	private const RETRY = array(
		'unavailable'     => 30,
		'unknown_outcome' => 5,
		'disabled'        => 3600,
		'conflict'        => 2,
	);

	/**
	 * A refusal.
	 *
	 * @param string  $code    Code of the table.
	 * @param int     $dialect SMARTBILL or V1.
	 * @param ?string $detail  Sentence in place of the table's own.
	 * @param string  $allow   Methods, for 405.
	 */
	public static function reply( string $code, int $dialect, ?string $detail = null, string $allow = 'POST' ): Reply {
		if ( ! class_exists( Answer::class, false ) ) {
			return self::without_extension( $dialect, (string) Requirements::obstacle() );
		}
		$status  = Answer::status( $code, $dialect );
		$headers = array();
		if ( 405 === $status ) {
			$headers['Allow'] = $allow;
		}
		if ( 401 === $status ) {
			$headers['WWW-Authenticate'] = 'forbidden' === $code ? 'Bearer realm="Stockwire", error="invalid_token"' : 'Bearer realm="Stockwire"';
		}
		if ( isset( self::RETRY[ $code ] ) && $status >= 409 ) {
			$headers['Retry-After'] = (string) self::RETRY[ $code ];
		}
		return new Reply( $status, Answer::type( $dialect ), Answer::body( $code, $dialect, $detail ), $headers );
	}

	/**
	 * The refusal of who sent too many wrong tokens.
	 *
	 * @param int $dialect SMARTBILL or V1.
	 * @param int $seconds To wait.
	 */
	public static function wait( int $dialect, int $seconds ): Reply {
		return new Reply( Answer::status( 'rate', $dialect ), Answer::type( $dialect ), Answer::body( 'rate', $dialect ), array( 'Retry-After' => (string) $seconds ) );
	}

	/**
	 * The refusal of who is known, but may not decide. The module never gives it, so its table does not have it.
	 */
	public static function not_the_owner(): Reply {
		$problem = array(
			'type'   => 'urn:stockwire:not_allowed',
			'title'  => 'Only the shop owner',
			'status' => 403,
			'detail' => 'This is the shop owner\'s to decide: a user who may manage WooCommerce, with an application password or a nonce.',
			'code'   => 'not_allowed',
		);
		return new Reply( 403, 'application/problem+json', (string) wp_json_encode( $problem, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) );
	}

	/**
	 * The one answer that cannot come from the extension's table: that the extension is missing.
	 *
	 * @param int    $dialect SMARTBILL or V1.
	 * @param string $detail  What to do about it.
	 */
	private static function without_extension( int $dialect, string $detail ): Reply {
		$problem = array(
			'type'   => 'urn:stockwire:unavailable',
			'title'  => 'Shop not available',
			'status' => 503,
			'detail' => $detail,
			'code'   => 'unavailable',
		);
		$type    = self::V1 === $dialect ? 'application/problem+json' : 'application/json; charset=UTF-8';
		$body    = (string) wp_json_encode( self::V1 === $dialect ? $problem : $detail, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		return new Reply( 503, $type, $body, array( 'Retry-After' => (string) self::RETRY['unavailable'] ) );
	}
}
