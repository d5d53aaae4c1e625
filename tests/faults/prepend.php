<?php
// SPDX-License-Identifier: MIT
// Runs before every request of the shop that is tested, in either lane: where the pause points are, and the time that a request asks for.

putenv( 'STOCKWIRE_FAULTS=@FOLDER@/points' );
if ( 1 === preg_match( '/seconds=(\d+)/', $_SERVER['HTTP_X_FAULT'] ?? '', $found ) ) {
	set_time_limit( (int) $found[1] );
	ini_set( 'max_execution_time', $found[1] );
}
unset( $found );
