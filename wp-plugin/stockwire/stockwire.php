<?php
/**
 * Stockwire: the shop's end of a back-office link. Guard and boot call only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 *
 * Plugin Name:          Stockwire
 * Description:          Receives stock from SmartBill and other back offices, exactly and fast, and says what became of every line.
 * Version:              0.1.0
 * Requires at least:    6.1
 * Requires PHP:         8.1
 * WC requires at least: 9.2
 * WC tested up to:      11.0
 * Author:               Stockwire contributors
 * License:              GPL-2.0-or-later
 * License URI:          https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:          stockwire
 * Domain Path:          /languages
 */

defined( 'ABSPATH' ) || exit;

if ( version_compare( PHP_VERSION, '8.1', '>=' ) ) {
	require_once __DIR__ . '/src/autoload.php';
	( new Stockwire\Shop\Plugin( __FILE__ ) )->boot();
}
