<?php
/**
 * What a connection test found: does it work, which hop is to blame, which line cures it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Connection;

/** Kept as codes, put into words only when shown, so that each reader gets them in his own language. */
final class Finding {

	public const HOPS = array( 'network', 'apache', 'php', 'core', 'plugin' );

	private const TRANSIENT = 'stockwire_connection_test';

	/**
	 * A finding.
	 *
	 * @param string $code   See Sentences.
	 * @param string $hop    Hop that lost or stopped the request, '' where none did.
	 * @param bool   $works  True where a back office gets through.
	 * @param string $detail What the sentence names: an error, an address, a plugin.
	 * @param string $line   The one line that cures it, '' where there is none.
	 * @param int    $at     Unix time of the test.
	 */
	public function __construct(
		public readonly string $code,
		public readonly string $hop,
		public readonly bool $works,
		public readonly string $detail = '',
		public readonly string $line = '',
		public readonly int $at = 0,
	) {}

	/** In words. */
	public function sentence(): string {
		return Sentences::of( $this->code, $this->detail );
	}

	/**
	 * State of a hop: good, bad (here it was lost), unknown (not reached).
	 *
	 * @param string $hop One of HOPS.
	 */
	public function state_of( string $hop ): string {
		$broken = array_search( $this->hop, self::HOPS, true );
		$place  = array_search( $hop, self::HOPS, true );
		if ( false === $broken || $place < $broken ) {
			return 'good';
		}
		if ( $place > $broken ) {
			return $this->works ? 'good' : 'unknown';
		}
		return $this->works ? 'warning' : 'bad';
	}

	/** Remembers this finding for a day. */
	public function keep(): void {
		set_transient(
			self::TRANSIENT,
			array(
				'code'   => $this->code,
				'hop'    => $this->hop,
				'works'  => $this->works,
				'detail' => $this->detail,
				'line'   => $this->line,
				'at'     => time(),
			),
			DAY_IN_SECONDS
		);
	}

	/** The last finding of the day. */
	public static function last(): ?self {
		$kept = get_transient( self::TRANSIENT );
		if ( ! is_array( $kept ) || ! isset( $kept['code'], $kept['hop'] ) ) {
			return null;
		}
		return new self( (string) $kept['code'], (string) $kept['hop'], ! empty( $kept['works'] ), (string) ( $kept['detail'] ?? '' ), (string) ( $kept['line'] ?? '' ), (int) ( $kept['at'] ?? 0 ) );
	}
}
