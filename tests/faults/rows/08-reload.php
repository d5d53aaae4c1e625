<?php
// SPDX-License-Identifier: MIT
// Row 8: graceful reloads under load; no push that was answered 2xx is lost. RELOADS=100 is the long form.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$reloads  = (int) ( getenv( 'RELOADS' ) ?: 20 );
	$holders  = $world->holders( 8 );
	$accepted = 0;
	$changed  = 0;
	$open     = array();
	for ( $i = 1; $i <= $reloads || array() !== $open; ) {
		if ( $i <= $reloads && count( $open ) < 3 ) {
			$open[] = $world->sender->push( $world->lines( $holders, mt_rand( 1, 1 << 20 ) ) );
		} elseif ( $i <= $reloads ) {
			// The signal itself: apachectl would start PHP for each.
			posix_kill( $world->servers->apache_pid(), SIGUSR1 );
			++$i;
		}
		for ( $until = hrtime( true ) + 100_000_000; hrtime( true ) < $until; ) {
			$world->sender->pump();
		}
		foreach ( $open as $at => $push ) {
			if ( $world->sender->answered( $push ) ) {
				$answer    = $world->receipt( $world->sender->wait( $push ) );
				$accepted += 200 === $answer->status ? 1 : 0;
				$changed  += 200 === $answer->status ? $answer->count( 'updated' ) : 0;
				unset( $open[ $at ] );
			}
		}
	}
	$suite->check( 'pushes were answered meanwhile', $accepted > $reloads / 4, "$accepted in $reloads reloads" );
	$suite->check( 'nothing that was answered is lost', $world->ledger->count() >= $changed, "{$world->ledger->count()} changes, $changed answered" );
	$suite->same( 'it serves as before', 200, $world->push( $world->lines( $holders, 5 ) )->status );
};
