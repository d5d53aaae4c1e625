<?php
// SPDX-License-Identifier: MIT
// The background, as it would come by ten minutes from now: what workers left is announced, lost runs are ended.

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/sandbox/setup/load.php';

global $wpdb;
$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET started_at = started_at - INTERVAL 11 MINUTE, heartbeat_at = heartbeat_at - INTERVAL 11 MINUTE WHERE state IN ('running', 'staging', 'matching', 'trying', 'applying') OR announced_at IS NULL" );
$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_lines SET claimed_at = claimed_at - INTERVAL 11 MINUTE WHERE announced_at IS NULL AND claimed_at IS NOT NULL" );
do_action( 'stockwire_sweep' );
if ( class_exists( 'ActionScheduler_QueueRunner' ) ) {
	ActionScheduler_QueueRunner::instance()->run();
}
echo 'swept';
