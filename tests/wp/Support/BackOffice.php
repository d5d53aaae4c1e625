<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The sandbox' simulated back office, as a test wants it to behave.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class BackOffice {

	/** @param ?array<string, mixed> $wish what it is to do wrong (sandbox/backoffice/Control.php); null: nothing any more */
	public static function wish( ?array $wish ): void {
		$file = (string) getenv( 'BACKOFFICE_CONTROL' );
		if ( null === $wish ) {
			@unlink( $file );
			return;
		}
		file_put_contents( $file, (string) wp_json_encode( $wish ) );
		chmod( $file, 0666 );
	}
}
