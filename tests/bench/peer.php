<?php
// SPDX-License-Identifier: MIT
// Comes before WordPress where a peer is measured: a shop without our plugin, whose listeners are none of the peer's work.

declare(strict_types=1);

// WordPress takes over the filters that are there when it begins.
$GLOBALS['wp_filter']['option_active_plugins'][10][] = array(
	'function'      => static fn( mixed $plugins ): array => array_values( array_diff( (array) $plugins, array( 'stockwire/stockwire.php' ) ) ),
	'accepted_args' => 1,
);
