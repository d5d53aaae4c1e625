<?php
// SPDX-License-Identifier: MIT
// Settings for the tests: no brake, since rows empty whole catalogues on purpose.

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/sandbox/setup/load.php';

$settings = get_option( 'stockwire_settings' );
update_option( 'stockwire_settings', array( 'brake_percent' => 0, 'brake_products' => 0 ) + ( is_array( $settings ) ? $settings : array() ) );
// Name keys, which the background would make within a minute.
do_action( 'stockwire_sweep' );
echo 'set up';
