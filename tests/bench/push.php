<?php
// SPDX-License-Identifier: MIT
// One measurement of tests/bench/push, in a process of its own: push.php loop|stockwire LINES SEED → a line of JSON.

declare(strict_types=1);

use Stockwire\Engine;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;

require __DIR__ . '/../../wp-plugin/stockwire/src/autoload.php';
require __DIR__ . '/../../sandbox/setup/load.php';

/** @return array<string, int> code => product */
function holders( int $count ): array {
	global $wpdb;
	$found = $wpdb->get_results(
		"SELECT l.sku, l.product_id FROM {$wpdb->prefix}wc_product_meta_lookup l
		JOIN {$wpdb->posts} p ON p.ID = l.product_id AND p.post_type = 'product' AND p.post_status = 'publish'
		JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = '_manage_stock' AND m.meta_value = 'yes'
		JOIN {$wpdb->postmeta} s ON s.post_id = p.ID AND s.meta_key = '_stock'
		WHERE l.sku <> '' GROUP BY l.sku HAVING COUNT(*) = 1"
	);
	$codes = array();
	foreach ( $found as $row ) {
		$codes[ $row->sku ] = (int) $row->product_id;
	}
	$picked = array_flip( (array) array_rand( $codes, $count ) );
	return array_intersect_key( $codes, $picked );
}

/**
 * The best that WooCommerce allows: ids in one query, caches primed, then its own function for each.
 *
 * @param array<string, int> $quantities code => number
 */
function loop( array $quantities ): void {
	global $wpdb;
	$in  = implode( ',', array_fill( 0, count( $quantities ), '%s' ) );
	$ids = array();
	foreach ( $wpdb->get_results( $wpdb->prepare( "SELECT product_id, sku FROM {$wpdb->prefix}wc_product_meta_lookup WHERE sku IN ($in)", array_map( 'strval', array_keys( $quantities ) ) ) ) as $row ) {
		$ids[ $row->sku ] = (int) $row->product_id;
	}
	_prime_post_caches( array_values( $ids ), true, true );
	foreach ( $quantities as $code => $quantity ) {
		wc_update_product_stock( $ids[ $code ], $quantity );
	}
	WC_Post_Data::do_deferred_product_sync();
	WC_Cache_Helper::delete_transients_on_shutdown();
}

/** @param array<string, int> $quantities code => number */
function push( array $quantities ): array {
	$lines = array();
	foreach ( $quantities as $code => $quantity ) {
		$lines[] = array( 'code' => (string) $code, 'name' => '', 'warehouse' => 'Bench', 'quantity' => $quantity );
	}
	$announcer = new Announcer();
	$config    = array( 'warehouses' => array( 'Bench' ), 'source' => 'bench' ) + $announcer->callbacks() + ( new EngineFactory() )->config();
	$engine    = new Engine( Database::connection(), $config );
	$start     = hrtime( true );
	$receipt   = $engine->receive( (string) wp_json_encode( array( 'lines' => $lines ) ), Engine::V1 );
	$written   = hrtime( true );
	$announcer->after( $receipt, $receipt->run );
	WC_Cache_Helper::delete_transients_on_shutdown();
	return array( 'engine_s' => ( $written - $start ) / 1e9, 'engine_queries' => $engine->queries );
}

list( , $way, $count, $seed ) = $argv;
mt_srand( (int) $seed );
$told = 0;
add_action( 'woocommerce_product_set_stock', static function () use ( &$told ): void { ++$told; } );
$holders = holders( (int) $count );

// The first round finds classes unread and rows to insert: the second is timed.
foreach ( array( 1, 2 ) as $round ) {
	$quantities = array_map( static fn(): int => max( 0, mt_rand( -2, 40 ) ) + ( 1 === $round ? 100 : 0 ), $holders );
	wp_cache_flush();
	$told    = 0;
	$queries = $wpdb->num_queries;
	$start   = hrtime( true );
	$more    = 'loop' === $way ? (array) loop( $quantities ) : push( $quantities );
	$seconds = ( hrtime( true ) - $start ) / 1e9;
	$queries = $wpdb->num_queries - $queries;
}
$in    = implode( ',', $holders );
$wrong = 0;
foreach ( $wpdb->get_results( "SELECT l.sku, l.stock_quantity, m.meta_value FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN {$wpdb->postmeta} m ON m.post_id = l.product_id AND m.meta_key = '_stock' WHERE l.product_id IN ($in)" ) as $row ) {
	$wrong += (float) $row->stock_quantity !== (float) $quantities[ $row->sku ] || (float) $row->meta_value !== (float) $quantities[ $row->sku ] ? 1 : 0;
}
echo wp_json_encode( array( 'seconds' => $seconds, 'queries' => $queries, 'told' => $told, 'wrong' => $wrong ) + $more ), "\n";
