<?php
/**
 * How alike two names are: the share of three-letter pieces that they have in common.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

/** Names come folded: lower case, no accents, words apart by one blank. */
final class Trigrams {

	/** Names whose numbers differ are seldom the same thing. */
	private const OTHER_NUMBERS = 0.75;

	/**
	 * Texts folded, many at a time: the tables behind this are built once a call.
	 *
	 * @param list<string> $texts As they are stored.
	 * @return list<string>
	 */
	public static function fold( array $texts ): array {
		$lines  = str_replace( array( "\r", "\n" ), ' ', $texts );
		$text   = remove_accents( mb_strtolower( html_entity_decode( implode( "\n", $lines ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ), 'UTF-8' ) );
		$text   = preg_replace( '/[^\p{L}\p{N}\n]+/u', ' ', $text );
		$folded = array_map( 'trim', explode( "\n", (string) $text ) );
		if ( count( $folded ) === count( $texts ) ) {
			return $folded;
		}
		// One of them is no UTF-8, or hides a line break in an entity.
		return 1 === count( $texts ) ? array( trim( str_replace( "\n", ' ', (string) $text ) ) ) : array_map( static fn( string $one ): string => self::fold( array( $one ) )[0], $texts );
	}

	/**
	 * From 0 (nothing in common) to 1 (the same).
	 *
	 * @param string $one   Folded.
	 * @param string $other Folded.
	 */
	public static function similarity( string $one, string $other ): float {
		$first  = self::pieces( $one );
		$second = self::pieces( $other );
		$all    = count( $first + $second );
		if ( 0 === $all ) {
			return 0.0;
		}
		$score = count( array_intersect_key( $first, $second ) ) / $all;
		return self::numbers( $one ) === self::numbers( $other ) ? $score : $score * self::OTHER_NUMBERS;
	}

	/**
	 * Pieces of each word, with its ends marked by blanks.
	 *
	 * @param string $text Folded.
	 * @return array<string, true>
	 */
	private static function pieces( string $text ): array {
		$pieces = array();
		foreach ( array_filter( explode( ' ', $text ), static fn( string $word ): bool => '' !== $word ) as $word ) {
			$letters = mb_str_split( "  $word ", 1, 'UTF-8' );
			for ( $at = 2, $end = count( $letters ); $at < $end; $at++ ) {
				$pieces[ $letters[ $at - 2 ] . $letters[ $at - 1 ] . $letters[ $at ] ] = true;
			}
		}
		return $pieces;
	}

	/**
	 * Its numbers in order.
	 *
	 * @param string $text Folded.
	 */
	private static function numbers( string $text ): string {
		preg_match_all( '/[0-9]+/', $text, $found );
		return implode( ' ', $found[0] );
	}
}
