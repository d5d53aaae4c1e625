<?php
// SPDX-License-Identifier: MIT
// Gives the sandbox's shop a little history: `make` prints the numbers of its products and runs, `remove` takes them away,
// `held` makes another held run, `stock ID` says what the database has.

declare(strict_types=1);

use Stockwire\Engine;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;

$_SERVER['HTTP_HOST']      = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require getenv( 'WP_PATH' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
add_filter( 'pre_wp_mail', '__return_false' );
// These processes run as root: log files made here would lock the web server out.
add_filter( 'woocommerce_register_log_handlers', '__return_empty_array', PHP_INT_MAX );

const OPTION = 'stockwire_test_activity';

/** @param list<array<string, mixed>> $lines */
function push( array $lines, array $facts = array() ): int {
	$announcer = new Announcer();
	$config    = array( 'warehouses' => array( 'Magazin' ) );
	$engine    = new Engine( Stockwire\Shop\Database::connection(), $config + array( 'source' => 'v1', 'token_label' => 'Contabilitate' ) + $facts + $announcer->callbacks() + ( new EngineFactory() )->config() );
	$receipt   = $engine->receive( (string) wp_json_encode( array( 'lines' => $lines ) ), Engine::V1 );
	$announcer->after( $receipt, $receipt->run );
	return $receipt->run;
}

function line( string $code, int|string $quantity, array $more = array() ): array {
	return $more + array( 'code' => $code, 'quantity' => $quantity, 'warehouse' => 'Magazin' );
}

function product( string $code, string $name, bool $managed = true, int $stock = 5 ): int {
	$product = new WC_Product_Simple();
	$product->set_name( $name );
	$product->set_sku( $code );
	$product->set_regular_price( '10' );
	$product->set_manage_stock( $managed );
	if ( $managed ) {
		$product->set_stock_quantity( $stock );
	}
	return $product->save();
}

function variable(): array {
	$attribute = new WC_Product_Attribute();
	$attribute->set_name( 'Mărime' );
	$attribute->set_options( array( 'S', 'M' ) );
	$attribute->set_variation( true );
	$parent = new WC_Product_Variable();
	$parent->set_name( 'Tricou din bumbac' );
	$parent->set_attributes( array( $attribute ) );
	$id  = $parent->save();
	$ids = array( 'variable' => $id );
	foreach ( array( 'S', 'M' ) as $size ) {
		$variation = new WC_Product_Variation();
		$variation->set_parent_id( $id );
		$variation->set_attributes( array( sanitize_title( 'Mărime' ) => $size ) );
		$variation->set_sku( "ACT-T-$size" );
		$variation->set_regular_price( '10' );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 4 );
		$ids[ "variation$size" ] = $variation->save();
	}
	return $ids;
}

function empty_all( array $codes ): int {
	return push( array_map( static fn( string $code ): array => line( $code, 0 ), $codes ), array( 'brake_products' => 2, 'brake_percent' => 0 ) );
}

switch ( $argv[1] ) {
	case 'make':
		wp_set_current_user( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
		$state = array( 'runs' => array(), 'products' => array() );
		foreach ( range( 1, 6 ) as $n ) {
			$state['products'][ "p$n" ] = product( "ACT-$n", "Șurub cu cap înecat $n <i>x</i>" );
		}
		$state['products']['unmanaged'] = product( 'ACT-OFF', 'Produs fără stoc', false );
		$state['products']             += variable();
		// Two products with one code, which WooCommerce itself would not save.
		foreach ( array( 'ACT-D1', 'ACT-D2' ) as $twin ) {
			$state['products'][ $twin ] = product( $twin, "Geamăn $twin" );
			update_post_meta( $state['products'][ $twin ], '_sku', 'ACT-TWIN' );
			$wpdb->update( "{$wpdb->prefix}wc_product_meta_lookup", array( 'sku' => 'ACT-TWIN' ), array( 'product_id' => $state['products'][ $twin ] ) );
		}
		$state['runs']['mixed']  = push(
			array(
				line( 'ACT-1', 7 ),
				line( 'ACT-2', 5 ),
				line( 'ACT-NONE', 3, array( 'name' => '<script>alert(1)</script> & "ghilimele"' ) ),
				line( 'ACT-TWIN', 2 ),
				line( 'ACT-OFF', 2 ),
				line( 'ACT-3', 2, array( 'warehouse' => 'Depozit' ) ),
				line( 'ACT-4', 'many' ),
				line( 'ACT-T-S', 9 ),
			)
		);
		$order = wc_create_order();
		$order->add_product( wc_get_product( $state['products']['p1'] ), 2 );
		$order->save();
		$order->update_status( 'processing' );
		$state['order']         = $order->get_id();
		$state['runs']['plain'] = push( array( line( 'ACT-2', 11 ), line( 'ACT-5', 12 ) ) );
		wc_update_product_stock( $state['products']['p5'], 1 );
		$state['runs']['held'] = empty_all( array( 'ACT-2', 'ACT-3', 'ACT-4', 'ACT-6' ) );
		$state['runs']['many'] = push( array_map( static fn( int $n ): array => line( "ACT-M$n", $n ), range( 1, 60 ) ) );
		update_option( OPTION, $state, false );
		do_action( 'shutdown' );
		echo wp_json_encode( $state );
		break;
	case 'held':
		echo empty_all( array( 'ACT-2', 'ACT-3', 'ACT-4', 'ACT-6' ) );
		break;
	case 'stock':
		echo (float) $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = '_stock'", $argv[2] ) );
		break;
	case 'remove':
		$state = get_option( OPTION );
		if ( is_array( $state ) ) {
			array_map( static fn( int $id ) => wp_delete_post( $id, true ), $state['products'] );
			wc_get_order( $state['order'] )->delete( true );
		}
		foreach ( array( 'runs', 'lines', 'staged', 'levels', 'unmatched', 'history' ) as $table ) {
			$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_$table" );
		}
		$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE 'stockwire\\_held\\_%'" );
		delete_option( OPTION );
		break;
}
