<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The plugin's own object: brings the parts up in WooCommerce's order.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

final class WooCommerce {
	/** @var string */
	public $version = WC_VERSION;
	/** @var string */
	public $db_version = '920';
	/** @var WC_Product_Factory|null */
	public $product_factory = null;
	/** @var self|null */
	protected static $_instance = null;

	public static function instance() {
		if ( null === self::$_instance ) {
			self::$_instance = new self();
		}
		return self::$_instance;
	}

	public function __construct() {
		self::$_instance = $this;
		$this->name_tables();
		add_action( 'switch_blog', array( $this, 'wpdb_table_fix' ), 0 );
		register_activation_hook( WC_PLUGIN_FILE, array( 'WC_Install', 'install' ) );
		WC_Install::init();
		WC_Post_Types::init();
		WC_Post_Data::init();
		WC_Cache_Helper::init();
		ActionScheduler::init( WC_PLUGIN_FILE );
		wc_get_container()->get( Automattic\WooCommerce\Internal\ProductAttributesLookup\LookupDataStore::class );
		$this->start_clearers();
		if ( is_admin() ) {
			Stockwire\Standin\Admin::init();
		}
		add_action( 'plugins_loaded', array( $this, 'on_plugins_loaded' ), -1 );
		add_action( 'init', array( $this, 'init' ), 0 );
	}

	/** The listeners that clear something for the whole catalogue each time one product changes. */
	private function start_clearers(): void {
		Automattic\WooCommerce\Admin\ReportsSync::init();
		new WC_Brands();
		wc_get_container()->get( Automattic\WooCommerce\Internal\ProductFilters\CacheController::class )->register();
	}

	public function on_plugins_loaded() {
		do_action( 'woocommerce_loaded' );
	}

	public function init() {
		do_action( 'before_woocommerce_init' );
		$this->product_factory = new WC_Product_Factory();
		do_action( 'woocommerce_init' );
	}

	/** Another site of the network has tables of its own. */
	public function wpdb_table_fix() {
		$this->name_tables();
	}

	private function name_tables(): void {
		global $wpdb;
		$tables = array(
			'wc_product_meta_lookup' => 'wc_product_meta_lookup',
			'wc_reserved_stock'      => 'wc_reserved_stock',
			'order_itemmeta'         => 'woocommerce_order_itemmeta',
		);
		foreach ( $tables as $name => $table ) {
			$wpdb->$name = $wpdb->prefix . $table;
			if ( ! in_array( $table, $wpdb->tables, true ) ) {
				$wpdb->tables[] = $table;
			}
		}
	}

	public function is_rest_api_request() {
		return str_contains( (string) wp_unslash( $_SERVER['REQUEST_URI'] ?? '' ), '/' . rest_get_url_prefix() . '/' );
	}
}
