<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Remembers which of WooCommerce's features a plugin says it works with.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Utilities;

defined( 'ABSPATH' ) || exit;

class FeaturesUtil {
	/** @var array<string, array<string, bool>> */
	private static array $declared = array();

	public static function declare_compatibility( string $feature_id, string $plugin_file, bool $positive_compatibility = true ): bool {
		if ( ! doing_action( 'before_woocommerce_init' ) ) {
			return false;
		}
		self::$declared[ plugin_basename( $plugin_file ) ][ $feature_id ] = $positive_compatibility;
		return true;
	}

	public static function get_compatible_features_for_plugin( string $plugin_name ): array {
		$declared = self::$declared[ $plugin_name ] ?? array();
		return array(
			'compatible'   => array_keys( array_filter( $declared ) ),
			'incompatible' => array_keys( array_filter( $declared, static fn( $positive ) => ! $positive ) ),
			'uncertain'    => array(),
		);
	}

	public static function feature_is_enabled( string $feature_id ): bool {
		return false;
	}
}
