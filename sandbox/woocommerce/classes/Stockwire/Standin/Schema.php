<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The tables: WooCommerce's columns and indexes, since plans of queries are part of what is tested.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

final class Schema {
	public function create(): void {
		global $wpdb;
		foreach ( $this->products() + $this->orders() + $this->actions() as $name => $definition ) {
			$wpdb->query( "CREATE TABLE IF NOT EXISTS $wpdb->prefix$name (\n$definition\n) " . $wpdb->get_charset_collate() );
		}
	}

	/** @return array<string, string> */
	private function products(): array {
		return array(
			'wc_product_meta_lookup'            => 'product_id bigint(20) NOT NULL,
sku varchar(100) NULL default \'\',
global_unique_id varchar(100) NULL default \'\',
`virtual` tinyint(1) NULL default 0,
downloadable tinyint(1) NULL default 0,
min_price decimal(19,4) NULL default NULL,
max_price decimal(19,4) NULL default NULL,
onsale tinyint(1) NULL default 0,
stock_quantity double NULL default NULL,
stock_status varchar(100) NULL default \'instock\',
rating_count bigint(20) NULL default 0,
average_rating decimal(3,2) NULL default 0.00,
total_sales bigint(20) NULL default 0,
tax_status varchar(100) NULL default \'taxable\',
tax_class varchar(100) NULL default \'\',
PRIMARY KEY  (product_id),
KEY `virtual` (`virtual`),
KEY downloadable (downloadable),
KEY stock_status (stock_status),
KEY stock_quantity (stock_quantity),
KEY onsale (onsale),
KEY min_max_price (min_price,max_price),
KEY sku (sku(50))',
			'wc_product_attributes_lookup'      => 'product_id bigint(20) NOT NULL,
product_or_parent_id bigint(20) NOT NULL,
taxonomy varchar(32) NOT NULL,
term_id bigint(20) NOT NULL,
is_variation_attribute tinyint(1) NOT NULL,
in_stock tinyint(1) NOT NULL,
PRIMARY KEY  (product_or_parent_id,term_id,product_id,taxonomy),
KEY is_variation_attribute_term_id (is_variation_attribute,term_id)',
			'woocommerce_attribute_taxonomies'  => 'attribute_id bigint(20) unsigned NOT NULL auto_increment,
attribute_name varchar(200) NOT NULL,
attribute_label varchar(200) NULL,
attribute_type varchar(20) NOT NULL,
attribute_orderby varchar(20) NOT NULL,
attribute_public int(1) NOT NULL default 1,
PRIMARY KEY  (attribute_id),
KEY attribute_name (attribute_name(20))',
		);
	}

	/** @return array<string, string> */
	private function orders(): array {
		return array(
			'wc_reserved_stock'          => 'order_id bigint(20) NOT NULL,
product_id bigint(20) NOT NULL,
stock_quantity double NOT NULL default 0,
timestamp datetime NOT NULL default \'0000-00-00 00:00:00\',
expires datetime NOT NULL default \'0000-00-00 00:00:00\',
PRIMARY KEY  (order_id,product_id)',
			'woocommerce_order_items'    => 'order_item_id bigint(20) unsigned NOT NULL auto_increment,
order_item_name text NOT NULL,
order_item_type varchar(200) NOT NULL default \'\',
order_id bigint(20) unsigned NOT NULL,
PRIMARY KEY  (order_item_id),
KEY order_id (order_id)',
			'woocommerce_order_itemmeta' => 'meta_id bigint(20) unsigned NOT NULL auto_increment,
order_item_id bigint(20) unsigned NOT NULL,
meta_key varchar(255) default NULL,
meta_value longtext NULL,
PRIMARY KEY  (meta_id),
KEY order_item_id (order_item_id),
KEY meta_key (meta_key(32))',
		);
	}

	/** @return array<string, string> */
	private function actions(): array {
		return array(
			'actionscheduler_actions' => 'action_id bigint(20) unsigned NOT NULL auto_increment,
hook varchar(191) NOT NULL,
status varchar(20) NOT NULL,
scheduled_date_gmt datetime NULL default \'0000-00-00 00:00:00\',
scheduled_date_local datetime NULL default \'0000-00-00 00:00:00\',
priority tinyint(3) unsigned NOT NULL default 10,
args varchar(191) default NULL,
schedule longtext NULL,
group_id bigint(20) unsigned NOT NULL default 0,
attempts int(11) NOT NULL default 0,
last_attempt_gmt datetime NULL default \'0000-00-00 00:00:00\',
last_attempt_local datetime NULL default \'0000-00-00 00:00:00\',
claim_id bigint(20) unsigned NOT NULL default 0,
extended_args varchar(8000) default NULL,
PRIMARY KEY  (action_id),
KEY hook_status_scheduled_date_gmt (hook(163),status,scheduled_date_gmt),
KEY status_scheduled_date_gmt (status,scheduled_date_gmt),
KEY scheduled_date_gmt (scheduled_date_gmt),
KEY args (args),
KEY group_id (group_id),
KEY last_attempt_gmt (last_attempt_gmt),
KEY claim_id_status_scheduled_date_gmt (claim_id,status,scheduled_date_gmt)',
			'actionscheduler_groups'  => 'group_id bigint(20) unsigned NOT NULL auto_increment,
slug varchar(255) NOT NULL,
PRIMARY KEY  (group_id),
KEY slug (slug(191))',
			'actionscheduler_claims'  => 'claim_id bigint(20) unsigned NOT NULL auto_increment,
date_created_gmt datetime NULL default \'0000-00-00 00:00:00\',
PRIMARY KEY  (claim_id),
KEY date_created_gmt (date_created_gmt)',
			'actionscheduler_logs'    => 'log_id bigint(20) unsigned NOT NULL auto_increment,
action_id bigint(20) unsigned NOT NULL,
message text NOT NULL,
log_date_gmt datetime NULL default \'0000-00-00 00:00:00\',
log_date_local datetime NULL default \'0000-00-00 00:00:00\',
PRIMARY KEY  (log_id),
KEY action_id (action_id),
KEY log_date_gmt (log_date_gmt)',
		);
	}
}
