<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * One step inside a network of shops, in a PHP of its own. The last line printed is its result in JSON.
 */

declare(strict_types=1);

$step                       = $argv[1];
$word                       = $argv[2] ?? '';
$_SERVER['HTTP_HOST']       = getenv( 'NET_HOST' );
$_SERVER['SERVER_NAME']     = explode( ':', (string) getenv( 'NET_HOST' ) )[0];
$_SERVER['REQUEST_URI']     = getenv( 'NET_PATH' );
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
if ( 'install' === $step ) {
	define( 'WP_INSTALLING', true );
}
// Only a browser sees the page that an error makes.
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
require getenv( 'WP_PATH' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_false' );
add_filter( 'woocommerce_register_log_handlers', '__return_empty_array', PHP_INT_MAX );
global $wpdb;

$result = null;
switch ( $step ) {
	case 'install':
		wp_install( 'Network', 'admin', 'admin@example.org', false, '', 'secret-for-a-test' );
		update_option( 'siteurl', 'http://' . getenv( 'NET_HOST' ) );
		update_option( 'home', 'http://' . getenv( 'NET_HOST' ) );
		foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) {
			$wpdb->$table = $name;
		}
		install_network();
		$made = populate_network( 1, (string) getenv( 'NET_HOST' ), 'admin@example.org', 'Network', '/', '1' === $word );
		// It looks for a wildcard host name on the internet, which is nothing to us.
		if ( is_wp_error( $made ) && 'no_wildcard_dns' !== $made->get_error_code() ) {
			fwrite( STDERR, $made->get_error_message() );
			exit( 1 );
		}
		break;
	case 'activate':
		$results = array( activate_plugin( 'woocommerce/woocommerce.php', '', true ), activate_plugin( 'stockwire/stockwire.php', '', true ) );
		$result  = array_map( static fn( $made ) => is_wp_error( $made ) ? $made->get_error_message() : 'ok', $results );
		break;
	case 'deactivate':
		deactivate_plugins( 'stockwire/stockwire.php', false, true );
		$result = array( file( STOCKWIRE_TOKEN_FILE, FILE_IGNORE_NEW_LINES ) );
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
			switch_to_blog( $id );
			$result[] = wp_next_scheduled( Stockwire\Shop\Jobs\Sweep::HOOK );
			restore_current_blog();
		}
		break;
	case 'fetch-was-due':
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
			switch_to_blog( $id );
			update_option( 'stockwire_fetch_due', '1h|1000000000', false );
			restore_current_blog();
		}
		break;
	case 'fetch-due':
		// Also where the plugin is off.
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
			$result[] = get_blog_option( $id, 'stockwire_fetch_due' );
		}
		break;
	case 'activate-here':
		activate_plugin( 'stockwire/stockwire.php' );
		break;
	case 'tokens':
		$result = file( STOCKWIRE_TOKEN_FILE, FILE_IGNORE_NEW_LINES );
		break;
	case 'rename-elsewhere':
		// A plugin of one site changes another's product; what that leads to is done at the end of the request.
		switch_to_blog( (int) $word );
		$product = wc_get_product( (int) $argv[3] );
		$product->set_name( 'Alt nume' );
		$product->save();
		restore_current_blog();
		break;
	case 'sell-elsewhere':
		// The order's write that a push came in between: pieces that nobody can buy.
		switch_to_blog( (int) $word );
		wc_update_product_stock( (int) $argv[3], 7 );
		update_post_meta( (int) $argv[3], '_stock_status', 'outofstock' );
		restore_current_blog();
		break;
	case 'keep-elsewhere':
		switch_to_blog( (int) $word );
		update_post_meta( (int) $argv[3], '_stockwire_buffer', $argv[4] );
		restore_current_blog();
		break;
	case 'status':
		$result = get_post_meta( (int) $word, '_stock_status', true );
		break;
	case 'add-site':
		$host   = (string) getenv( 'NET_HOST' );
		$result = wp_insert_site( is_subdomain_install() ? array( 'domain' => "$word.$host", 'path' => '/', 'user_id' => 1 ) : array( 'domain' => $host, 'path' => "/$word/", 'user_id' => 1 ) );
		break;
	case 'delete-site':
		$result = wp_delete_site( (int) $word ) instanceof WP_Site;
		break;
	case 'product':
		if ( is_callable( array( 'WC_Install', 'install' ) ) ) {
			WC_Install::install();
		}
		$product = new WC_Product_Simple();
		$product->set_name( "Produs $word" );
		$product->set_sku( $word );
		$product->set_manage_stock( true );
		$product->set_stock_quantity( 1 );
		$result = $product->save();
		update_option( 'woocommerce_manage_stock', 'yes' );
		break;
	case 'link':
		update_option(
			'stockwire_settings',
			array(
				'enabled'    => true,
				'warehouses' => array( 'Test' ),
				'tokens'     => array( array( 'digest' => hash( 'sha256', $word ) ) ),
			)
		);
		flush_rewrite_rules();
		$result = array( get_current_blog_id(), Stockwire\Shop\Requirements::obstacle(), file( STOCKWIRE_TOKEN_FILE, FILE_IGNORE_NEW_LINES ) );
		break;
	case 'lane':
		$before = Stockwire\Shop\Lane\Facts::read()->reason();
		Stockwire\Shop\Lane\Facts::prove( Stockwire\Shop\Lane\Facts::PROVEN );
		$result = array( $before, Stockwire\Shop\Lane\Facts::read()->reason() );
		break;
	case 'network-option':
		// As WP-CLI changes one; its request ends like any other.
		define( 'WP_CLI', true );
		update_site_option( 'other_rounds_up', $word );
		break;
	case 'reason':
		$result = Stockwire\Shop\Lane\Facts::read()->reason();
		break;
	case 'stock':
		$result = get_post_meta( (int) $word, '_stock', true );
		break;
	case 'runs':
		$result = array( (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_runs" ), (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_levels" ) );
		break;
	case 'uninstall':
		define( 'WP_UNINSTALL_PLUGIN', 'stockwire/stockwire.php' );
		require WP_PLUGIN_DIR . '/stockwire/uninstall.php';
		$left = array();
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
			$left = array_merge( $left, $wpdb->get_col( "SELECT option_name FROM {$wpdb->get_blog_prefix( $id )}options WHERE option_name LIKE 'stockwire%'" ) );
		}
		$result = $left;
		break;
}
echo "\n" . wp_json_encode( $result );
