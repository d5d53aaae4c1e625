<?php
// SPDX-License-Identifier: MIT
// The fetch's side of the sandbox's shop: `reset`, `account`, `option NAME`, `set NAME TEXT`, `stock SKU [N]`, `levels`, `runs`.

declare(strict_types=1);

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Settings;

$_SERVER['HTTP_HOST']      = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require getenv( 'WP_PATH' ) . '/wp-load.php';

global $wpdb;
$id = static fn(): int => (int) wc_get_product_id_by_sku( $argv[2] );

switch ( $argv[1] ) {
	case 'reset':
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'cancelled' WHERE state IN ('staging', 'matching', 'trying', 'applying', 'held')" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_runs WHERE source IN ('fetch', 'schedule', 'recompute')" );
		foreach ( array( 'account', 'warehouses', 'job', 'lease', 'fetch_due', 'fetch_trouble', 'overdue_told', 'recompute', 'recompute_seen', 'follow_waiting', 'fetch_pace', 'fetch_lines', 'shadow_after' ) as $name ) {
			delete_option( "stockwire_$name" );
		}
		break;
	case 'account':
		$url = (string) getenv( 'BACKOFFICE_URL' );
		Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
		Settings::load()->with( array( 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ) ) )->save();
		break;
	case 'option':
		echo wp_json_encode( get_option( $argv[2], null ) );
		break;
	case 'set':
		update_option( $argv[2], $argv[3], false );
		break;
	case 'stock':
		if ( isset( $argv[3] ) ) {
			wc_update_product_stock( $id(), $argv[3] );
		}
		echo (float) get_post_meta( $id(), '_stock', true );
		break;
	case 'some':
		// Codes of products with a number of their own, the same each time.
		echo wp_json_encode( $wpdb->get_col( $wpdb->prepare( "SELECT l.sku FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN {$wpdb->posts} p ON p.ID = l.product_id WHERE l.stock_quantity > 3 AND l.sku LIKE 'SW-%%' AND p.post_type = 'product' AND p.post_status = 'publish' ORDER BY l.product_id LIMIT %d", (int) $argv[2] ) ) );
		break;
	case 'runs':
		echo wp_json_encode( $wpdb->get_results( "SELECT id, source, state, preview FROM {$wpdb->prefix}stockwire_runs WHERE source IN ('fetch', 'schedule', 'recompute') ORDER BY id", ARRAY_A ) );
		break;
}
