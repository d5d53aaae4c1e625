<?php
/**
 * Why the fast lane is open or not, in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

/** One sentence a code of Facts::reason(). */
final class Sentences {

	/**
	 * The sentence of a code.
	 *
	 * @param string $code   '' where the lane is open.
	 * @param string $detail What it names.
	 */
	public static function of( string $code, string $detail ): string {
		$sentence = match ( $code ) {
			''             => __( 'open: pushes are answered without loading all of WordPress', 'stockwire' ),
			'never'        => __( 'not set up', 'stockwire' ),
			'stale'        => __( 'closed until the next push, since settings, plugins or files may have changed since the last one', 'stockwire' ),
			'unproven'     => __( 'closed until a test has shown that it works; press "Test connection"', 'stockwire' ),
			'obstacle'     => __( 'closed, since a requirement is not met', 'stockwire' ),
			'rounding'     => __( 'closed, since a plugin or theme rounds quantities in a way of its own, which has to be asked for each of them', 'stockwire' ),
			'translations' => __( 'closed, since a translation plugin has to say which product is the original', 'stockwire' ),
			'query'        => __( 'closed, since a plugin rewrites how stock is written (woocommerce_update_product_stock_query)', 'stockwire' ),
			/* translators: %s: path of a folder */
			'lane_denied'  => __( 'closed, since Apache refuses the folder %s; it needs "Require all granted"', 'stockwire' ),
			/* translators: %s: path of a folder */
			'lane_basedir' => __( 'closed, since PHP may not read the folder %s; add it to open_basedir', 'stockwire' ),
			/* translators: %s: HTTP status */
			'lane_broken'  => __( 'closed, since push.php fails (status %s)', 'stockwire' ),
			default        => $code,
		};
		return str_replace( '%s', $detail, $sentence );
	}
}
