<?php
// SPDX-License-Identifier: MIT
// Makes the shop ready for work: WooCommerce's tables and pages, Romanian settings, no wizard, no advertising.

declare(strict_types=1);

define( 'WP_ADMIN', true );
require __DIR__ . '/load.php';

wp_set_current_user( 1 );
if ( method_exists( 'WC_Install', 'install' ) ) {
	WC_Install::install();
}
$options = array(
	'woocommerce_default_country'                 => 'RO:B',
	'woocommerce_currency'                        => 'RON',
	'woocommerce_price_decimal_sep'               => ',',
	'woocommerce_price_thousand_sep'              => '.',
	'woocommerce_manage_stock'                    => 'yes',
	'woocommerce_allow_tracking'                  => 'no',
	'woocommerce_show_marketplace_suggestions'    => 'no',
	'woocommerce_task_list_hidden'                => 'yes',
	'woocommerce_coming_soon'                     => 'no',
	'woocommerce_attribute_lookup_enabled'        => 'yes',
	'woocommerce_attribute_lookup_direct_updates' => 'no',
	'woocommerce_onboarding_profile'              => array( 'skipped' => true ),
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
delete_transient( '_wc_activation_redirect' );
