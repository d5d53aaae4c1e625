<?php
/**
 * The options that the fast lane needs, as the database has them, by one question.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Shop\Jobs\Signature;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\TokenUse;

/** The first get_option() of a request loads all that pages need: hundreds of rows, in some shops megabytes, for a few of them. */
final class Options {

	/**
	 * Made by read().
	 *
	 * @param array<string, string> $stored Values as they are stored, by name.
	 */
	private function __construct( private readonly array $stored ) {}

	/** As they are now: no cache is asked, which may be older than the database. */
	public static function read(): self {
		global $wpdb;
		$names = array( Facts::OPTION, Requirements::TABLES_GOOD, TokenUse::OPTION, Signature::OPTION, Doubt::OPTION, ...Stamp::OPTIONS );
		$in    = implode( ',', array_fill( 0, count( $names ), '%s' ) );
		// phpcs:ignore WordPress.DB -- placeholders.
		$rows = (array) $wpdb->get_results( $wpdb->prepare( "SELECT option_name, option_value FROM {$wpdb->options} WHERE option_name IN ($in)", $names ), ARRAY_A );
		return new self( array_map( 'strval', array_column( $rows, 'option_value', 'option_name' ) ) );
	}

	/**
	 * Those of some names that exist, as they are stored.
	 *
	 * @param list<string> $names Names that read() asks for.
	 * @return array<string, string> By name, in the order of names.
	 */
	public function stored( array $names ): array {
		$found = array_intersect_key( $this->stored, array_flip( $names ) );
		ksort( $found );
		return $found;
	}

	/**
	 * The value of one; null where it does not exist.
	 *
	 * @param string $name A name that read() asks for.
	 */
	public function value( string $name ): mixed {
		return isset( $this->stored[ $name ] ) ? maybe_unserialize( $this->stored[ $name ] ) : null;
	}

	/** Does this request know what decides as it is? One that began before somebody saved a setting keeps the old one to its end. */
	public function are_known(): bool {
		$loaded  = wp_load_alloptions();
		$missing = (array) wp_cache_get( 'notoptions', 'options' );
		foreach ( Stamp::OPTIONS as $name ) {
			// Both hold them as they are stored; what this request never read it will read as it is.
			$known = $loaded[ $name ] ?? wp_cache_get( $name, 'options' );
			$same  = is_scalar( $known ) && false !== $known ? ( $this->stored[ $name ] ?? null ) === (string) $known : ! isset( $missing[ $name ], $this->stored[ $name ] );
			if ( ! $same ) {
				return false;
			}
		}
		return true;
	}

	/** From here on get_option() answers with them, until withdraw(). What is not among them WordPress looks up as ever. */
	public function lend(): void {
		add_filter( 'pre_option', array( $this, 'instead' ), 10, 2 );
	}

	/** Leaves get_option() to WordPress again. */
	public function withdraw(): void {
		remove_filter( 'pre_option', array( $this, 'instead' ) );
	}

	/**
	 * For the filter pre_option, of WordPress 6.1 and later.
	 *
	 * @param mixed  $value What others said before; false where nobody did.
	 * @param string $name  Of the option.
	 * @return mixed False where WordPress is to look it up.
	 */
	public function instead( mixed $value, string $name ): mixed {
		return false === $value && isset( $this->stored[ $name ] ) ? $this->value( $name ) : $value;
	}
}
