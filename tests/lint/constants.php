<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Constants of WordPress that the stubs leave out. Read by PHPStan, never run.
 */

define( 'ABSPATH', '/' );
define( 'ARRAY_A', 'ARRAY_A' );
define( 'WPMU_PLUGIN_DIR', '/' );
define( 'WP_PLUGIN_DIR', '/' );
define( 'MB_IN_BYTES', 1048576 );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'WEEK_IN_SECONDS', 604800 );
