<?php
/**
 * Removes everything that Stockwire keeps in the shop: tables, options, scheduled work. Stock numbers stay.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/src/autoload.php';

Stockwire\Shop\Sites::each( array( Stockwire\Shop\Removal::class, 'of_this_site' ) );
