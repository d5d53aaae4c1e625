-- SPDX-License-Identifier: MIT
-- The tables of WordPress and WooCommerce that a push reads or writes: columns and keys as SHOW CREATE TABLE tells them.
CREATE TABLE wp_posts (
	ID BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	post_author BIGINT UNSIGNED NOT NULL DEFAULT 0,
	post_date DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00',
	post_date_gmt DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00',
	post_content LONGTEXT NOT NULL DEFAULT (''),
	post_title TEXT NOT NULL,
	post_excerpt TEXT NOT NULL DEFAULT (''),
	post_status VARCHAR(20) NOT NULL DEFAULT 'publish',
	post_name VARCHAR(200) NOT NULL DEFAULT '',
	post_modified DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00',
	post_modified_gmt DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00',
	post_parent BIGINT UNSIGNED NOT NULL DEFAULT 0,
	menu_order INT NOT NULL DEFAULT 0,
	post_type VARCHAR(20) NOT NULL DEFAULT 'post',
	KEY post_name (post_name(191)),
	KEY type_status_date (post_type, post_status, post_date, ID),
	KEY post_parent (post_parent)
);
CREATE TABLE wp_postmeta (
	meta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	post_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	meta_key VARCHAR(255) DEFAULT NULL,
	meta_value LONGTEXT DEFAULT NULL,
	KEY post_id (post_id),
	KEY meta_key (meta_key(191))
);
CREATE TABLE wp_options (
	option_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	option_name VARCHAR(191) NOT NULL DEFAULT '',
	option_value LONGTEXT NOT NULL,
	autoload VARCHAR(20) NOT NULL DEFAULT 'yes',
	UNIQUE KEY option_name (option_name)
);
CREATE TABLE wp_terms (
	term_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(200) NOT NULL DEFAULT '',
	slug VARCHAR(200) NOT NULL DEFAULT '',
	term_group BIGINT NOT NULL DEFAULT 0,
	KEY slug (slug(191)),
	KEY name (name(191))
);
CREATE TABLE wp_termmeta (
	meta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	term_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	meta_key VARCHAR(255) DEFAULT NULL,
	meta_value LONGTEXT DEFAULT NULL,
	KEY term_id (term_id),
	KEY meta_key (meta_key(191))
);
CREATE TABLE wp_term_taxonomy (
	term_taxonomy_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	term_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	taxonomy VARCHAR(32) NOT NULL DEFAULT '',
	description LONGTEXT NOT NULL DEFAULT (''),
	parent BIGINT UNSIGNED NOT NULL DEFAULT 0,
	count BIGINT NOT NULL DEFAULT 0,
	UNIQUE KEY term_id_taxonomy (term_id, taxonomy),
	KEY taxonomy (taxonomy)
);
CREATE TABLE wp_term_relationships (
	object_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	term_taxonomy_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	term_order INT NOT NULL DEFAULT 0,
	PRIMARY KEY (object_id, term_taxonomy_id),
	KEY term_taxonomy_id (term_taxonomy_id)
);
CREATE TABLE wp_woocommerce_attribute_taxonomies (
	attribute_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	attribute_name VARCHAR(200) NOT NULL,
	attribute_label VARCHAR(200) DEFAULT NULL,
	attribute_type VARCHAR(20) NOT NULL DEFAULT 'select',
	attribute_orderby VARCHAR(20) NOT NULL DEFAULT 'menu_order',
	attribute_public INT NOT NULL DEFAULT 1,
	KEY attribute_name (attribute_name(20))
);
CREATE TABLE wp_wc_product_meta_lookup (
	product_id BIGINT NOT NULL PRIMARY KEY,
	sku VARCHAR(100) DEFAULT '',
	global_unique_id VARCHAR(100) DEFAULT '',
	`virtual` TINYINT(1) DEFAULT 0,
	downloadable TINYINT(1) DEFAULT 0,
	min_price DECIMAL(19,4) DEFAULT NULL,
	max_price DECIMAL(19,4) DEFAULT NULL,
	onsale TINYINT(1) DEFAULT 0,
	stock_quantity DOUBLE DEFAULT NULL,
	stock_status VARCHAR(100) DEFAULT 'instock',
	rating_count BIGINT DEFAULT 0,
	average_rating DECIMAL(3,2) DEFAULT 0.00,
	total_sales BIGINT DEFAULT 0,
	tax_status VARCHAR(100) DEFAULT 'taxable',
	tax_class VARCHAR(100) DEFAULT '',
	KEY stock_status (stock_status),
	KEY stock_quantity (stock_quantity),
	KEY onsale (onsale),
	KEY min_max_price (min_price, max_price),
	KEY sku (sku(50))
);
CREATE TABLE wp_wc_product_attributes_lookup (
	product_id BIGINT NOT NULL,
	product_or_parent_id BIGINT NOT NULL,
	taxonomy VARCHAR(32) NOT NULL,
	term_id BIGINT NOT NULL,
	is_variation_attribute TINYINT(1) NOT NULL,
	in_stock TINYINT(1) NOT NULL,
	PRIMARY KEY (product_or_parent_id, term_id, product_id, taxonomy),
	KEY is_variation_attribute_term_id (is_variation_attribute, term_id)
);
