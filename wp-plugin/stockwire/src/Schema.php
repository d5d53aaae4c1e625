<?php
/**
 * Cleans a value by a JSON schema: what does not fit is left out, what is missing gets its default.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** WordPress' own REST checks decide about each scalar; this only walks. */
final class Schema {

	/**
	 * Properties of an object that fit.
	 *
	 * @param array<string, mixed> $schema Of type object.
	 * @param array<mixed>         $value  What came in.
	 * @return ?array<string, mixed> Null where a required property is missing or wrong.
	 */
	public static function clean( array $schema, array $value ): ?array {
		$clean = array();
		foreach ( $schema['properties'] as $name => $property ) {
			$fits = array_key_exists( $name, $value ) ? self::value( $property, $value[ $name ] ) : null;
			if ( null === $fits && ! empty( $property['required'] ) ) {
				return null;
			}
			$clean[ $name ] = $fits ?? $property['default'] ?? null;
		}
		return $clean;
	}

	/**
	 * One value.
	 *
	 * @param array<string, mixed> $schema Its schema.
	 * @param mixed                $value  What came in.
	 * @return mixed Null where it does not fit.
	 */
	private static function value( array $schema, mixed $value ): mixed {
		if ( 'object' === $schema['type'] ) {
			return is_array( $value ) ? self::clean( $schema, $value ) : null;
		}
		if ( 'array' === $schema['type'] ) {
			return is_array( $value ) ? self::items( $schema, $value ) : null;
		}
		if ( true !== rest_validate_value_from_schema( $value, $schema, 'value' ) ) {
			return null;
		}
		$clean = rest_sanitize_value_from_schema( $value, $schema, 'value' );
		return is_string( $clean ) ? wp_check_invalid_utf8( $clean ) : $clean;
	}

	/**
	 * The items of a list that fit, up to its cap.
	 *
	 * @param array<string, mixed> $schema Of type array.
	 * @param array<mixed>         $values What came in.
	 * @return list<mixed>
	 */
	private static function items( array $schema, array $values ): array {
		$clean = array();
		foreach ( $values as $value ) {
			$item = self::value( $schema['items'], $value );
			if ( null !== $item && ! ( ! empty( $schema['uniqueItems'] ) && in_array( $item, $clean, true ) ) ) {
				$clean[] = $item;
			}
		}
		return array_slice( $clean, 0, $schema['maxItems'] );
	}
}
