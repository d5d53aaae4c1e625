<?php
// SPDX-License-Identifier: MIT
// Fills the inbox of the sandbox's shop: `make` prints the numbers of its products, `remove` takes them away, `push JSON`
// pushes lines, `stock ID` and `meta ID KEY` say what the database has, `links` what is linked.

declare(strict_types=1);

use Stockwire\Engine;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;

$_SERVER['HTTP_HOST']      = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require getenv( 'WP_PATH' ) . '/wp-load.php';
// These processes run as root: log files made here would lock the web server out.
add_filter( 'woocommerce_register_log_handlers', '__return_empty_array', PHP_INT_MAX );

const OPTION = 'stockwire_test_inbox';

/** @param list<array<string, mixed>> $lines */
function push( array $lines ): string {
	$announcer = new Announcer();
	$config    = array( 'warehouses' => array( 'Magazin' ), 'source' => 'v1' );
	$engine    = new Engine( Stockwire\Shop\Database::connection(), $config + $announcer->callbacks() + ( new EngineFactory() )->config() );
	$receipt   = $engine->receive( (string) wp_json_encode( array( 'lines' => $lines ) ), Engine::V1 );
	$announcer->after( $receipt, $receipt->run );
	return $receipt->toJson();
}

/** @return array<string, string|int> */
function line( string $code, string $name, int $quantity ): array {
	return array( 'code' => $code, 'name' => $name, 'quantity' => $quantity, 'warehouse' => 'Magazin' );
}

function product( string $code, string $name ): int {
	$product = new WC_Product_Simple();
	$product->set_props( array( 'name' => $name, 'sku' => $code, 'regular_price' => '10', 'manage_stock' => true, 'stock_quantity' => 5 ) );
	return $product->save();
}

/** @return array<string, int> */
function make(): array {
	$attribute = new WC_Product_Attribute();
	$attribute->set_name( 'Mărime' );
	$attribute->set_options( array( 'S', 'M' ) );
	$attribute->set_variation( true );
	$parent = new WC_Product_Variable();
	$parent->set_props( array( 'name' => 'Tricou inbox', 'attributes' => array( $attribute ) ) );
	$made = array( 'kettle' => product( 'INB-001', 'Ceainic emailat albastru' ), 'lamp' => product( 'INB-002', 'Lampă de birou' ), 'shirt' => $parent->save() );
	foreach ( array( 'S', 'M' ) as $size ) {
		$variation = new WC_Product_Variation();
		$variation->set_props( array( 'parent_id' => $made['shirt'], 'attributes' => array( sanitize_title( 'Mărime' ) => $size ), 'regular_price' => '10', 'manage_stock' => true, 'stock_quantity' => 5, 'sku' => "INB-T$size" ) );
		$made[ "shirt$size" ] = $variation->save();
	}
	update_option( OPTION, $made, false );
	$lines = array( line( 'INB001', 'Ceainic', 12 ), line( 'ALT-9', 'Lampa birou', 7 ), line( '', 'Cu totul necunoscut', 3 ), line( '<script>alert(1)</script>', '"><img src=x onerror=alert(2)>', 1 ), line( "\u{202E}gnilrevo", str_repeat( 'Foarte lung ', 20 ), 2 ) );
	for ( $i = 1; $i <= 25; $i++ ) {
		$lines[] = line( sprintf( 'MULT-%02d', $i ), '', $i );
	}
	push( array_slice( $lines, 5 ) );
	sleep( 1 );
	push( array_slice( $lines, 0, 5 ) );
	return $made;
}

function remove(): void {
	global $wpdb;
	foreach ( array_reverse( (array) get_option( OPTION, array() ) ) as $id ) {
		wp_delete_post( (int) $id, true );
	}
	delete_option( OPTION );
	$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_unmatched" );
	$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_links" );
}

global $wpdb;
echo match ( $argv[1] ) {
	'make'   => (string) wp_json_encode( make() ),
	'remove' => ( static function (): string { remove(); return ''; } )(),
	'push'   => push( json_decode( $argv[2], true ) ),
	'stock'  => (string) (float) $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = '_stock'", $argv[2] ) ),
	'meta'   => (string) $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = %s", $argv[2], $argv[3] ) ),
	'links'  => (string) wp_json_encode( $wpdb->get_results( "SELECT text, state, COALESCE(product_id, 0) AS product FROM {$wpdb->prefix}stockwire_links ORDER BY text", ARRAY_A ) ),
	'real'   => defined( 'WC_STANDIN' ) ? '' : 'real',
};
