<?php
/**
 * What a command was called with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** Words and options, as wp-cli splits them. */
final class Input {

	/**
	 * Takes them.
	 *
	 * @param list<string>               $words   Without a dash.
	 * @param array<string, string|bool> $options With two; true where they have no value.
	 */
	public function __construct( private readonly array $words, private readonly array $options ) {}

	/**
	 * A word; '' where there are not so many.
	 *
	 * @param int $at From 0.
	 */
	public function word( int $at ): string {
		return $this->words[ $at ] ?? '';
	}

	/**
	 * A number that has to be there.
	 *
	 * @param int    $at   From 0.
	 * @param string $what It is.
	 * @throws Usage Where there is none.
	 */
	public function number( int $at, string $what ): int {
		$word = $this->word( $at );
		if ( ! ctype_digit( $word ) || strlen( $word ) > 18 || 0 === (int) $word ) {
			throw new Usage( "Name the $what by its number." ); // phpcs:ignore WordPress.Security.EscapeOutput -- a terminal, and our own words.
		}
		return (int) $word;
	}

	/**
	 * Was an option given?
	 *
	 * @param string $name Without its dashes.
	 */
	public function flag( string $name ): bool {
		return ! in_array( $this->options[ $name ] ?? false, array( false, '', '0', 'no', 'false' ), true );
	}

	/**
	 * The value of an option.
	 *
	 * @param string       $name    Without its dashes.
	 * @param string       $usual   Where it is missing.
	 * @param list<string> $allowed Values; none: any.
	 * @throws Usage Where it is none of those.
	 */
	public function option( string $name, string $usual, array $allowed = array() ): string {
		$value = $this->options[ $name ] ?? $usual;
		$value = is_string( $value ) ? $value : $usual;
		if ( array() !== $allowed && ! in_array( $value, $allowed, true ) ) {
			throw new Usage( "--$name is one of: " . implode( ', ', $allowed ) . '.' ); // phpcs:ignore WordPress.Security.EscapeOutput -- a terminal, and our own words.
		}
		return $value;
	}

	/** How results are to be written. */
	public function format(): string {
		return $this->option( 'format', 'table', Format::NAMES );
	}
}
