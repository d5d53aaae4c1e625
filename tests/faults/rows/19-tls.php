<?php
// SPDX-License-Identifier: MIT
// Row 19: certificates that are expired, self-signed or another host's are refused; there is no switch against that.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	foreach ( array( 'BACKOFFICE_EXPIRED_URL', 'BACKOFFICE_SELF_SIGNED_URL', 'BACKOFFICE_WRONG_HOST_URL' ) as $name ) {
		$said = $world->servers->json( 'fetch.php', (string) getenv( $name ) );
		$suite->check( strtolower( substr( $name, 11, -4 ) ) . ': refused with the reason', 'failed' === $said['state'] && 1 === preg_match( '/certificate|identity/i', $said['error'] ), (string) json_encode( $said ) );
	}
	$suite->same( 'no stock was changed', 0, $world->ledger->count() );
	exec( 'grep -rniE "insecure|verify_?peer|SSL_VERIFY" ' . escapeshellarg( getenv( 'WP_PATH' ) . '/wp-content/plugins/stockwire/src/Settings.php' ), $found );
	$suite->none( 'no setting switches the check off', $found );
};
