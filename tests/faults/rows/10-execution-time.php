<?php
// SPDX-License-Identifier: MIT
// Row 10: max_execution_time; our own deadline comes first and answers.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 3 );
	$old     = $world->stocks( $holders );
	$other   = $world->connect();
	$other->begin_transaction();
	$other->query( 'SELECT * FROM wp_postmeta WHERE post_id = ' . array_key_first( $holders ) . " AND meta_key = '_stock' FOR UPDATE" );
	$answer = $world->push( $world->lines( $holders ), array( 'X-Fault: seconds=5' ) );
	$other->rollback();
	$suite->check( 'we answer, not PHP\'s own end', 503 === $answer->status && 'unavailable' === ( $answer->json()['code'] ?? '' ), $answer );
	$suite->same( 'nothing is applied', $old, $world->stocks( $holders ) );
	$suite->same( 'it works once there is time', 200, $world->push( $world->lines( $holders ) )->status );
};
