<?php
// SPDX-License-Identifier: MIT
// Row 18: a back office that fails in every way; what was not read whole changes nothing. SLOW=1: those ways, too, that take their time.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/**
 * Fetches; the state is null where that did not end by the time that a question may take.
 *
 * @return array<string, mixed>
 */
function fetched( World $world, string $url ): array {
	try {
		return $world->servers->json( 'fetch.php', $url );
	} catch ( \RuntimeException $e ) {
		return array( 'state' => null, 'error' => $e->getMessage(), 'MiB' => 0 );
	}
}

return static function ( Suite $suite, World $world ): void {
	$control = (string) getenv( 'BACKOFFICE_CONTROL' );
	$url     = (string) getenv( 'BACKOFFICE_URL' );
	$fetch   = static fn(): array => fetched( $world, $url );
	$faults  = array( 'rate', 'rate_date', 'server', 'unavailable', 'redirect', 'truncated', 'truncated_chunks', 'half_json', 'html', 'gzip_bomb', 'endless_string', 'endless_header', 'empty', 'garbage', 'dropped', 'error_text', 'wrong_warehouse' );
	$faults  = '' === (string) getenv( 'SLOW' ) ? $faults : array( ...$faults, 'endless', 'slow', 'stalled' );
	try {
		foreach ( $faults as $fault ) {
			file_put_contents( $control, json_encode( array( 'fault' => $fault, 'call' => 'stocks' ) ) );
			$said = $fetch();
			$suite->check( "$fault: not applied, with a message", in_array( $said['state'], array( 'failed', 'staging' ), true ) && strlen( $said['error'] ) > 10, (string) json_encode( $said ) );
			$suite->check( "$fault: bounded memory", $said['MiB'] < 128, "{$said['MiB']} MiB" );
			$suite->check( "$fault: ended by the time that a question may take", null !== $said['state'], $said['error'] );
		}
		$suite->same( 'no stock was changed by any of them', 0, $world->ledger->count() );
		// Half of the products missing: those keep what they have.
		$fetch();
		$holders = $world->holders( 2 );
		$levels  = static fn(): array => array_map(
			static fn( int $holder ): ?string => $world->db()->query( "SELECT quantity FROM wp_stockwire_levels WHERE holder_id = $holder AND warehouse = 'magazin'" )->fetch_row()[0] ?? null,
			array_keys( $holders )
		);
		$known   = $levels();
		$product = array( 'measuringUnit' => 'buc', 'productName' => '', 'productCode' => reset( $holders ), 'quantity' => 417 );
		$body    = json_encode( array( 'errorText' => '', 'list' => array( array( 'warehouse' => array( 'warehouseName' => 'Magazin', 'warehouseType' => '' ), 'products' => array( $product ) ) ) ) );
		file_put_contents( $control, json_encode( array( 'fault' => 'body', 'call' => 'stocks', 'times' => 1, 'body' => $body ) ) );
		$said = $fetch();
		$suite->same( 'a list with a single product, then the other warehouse: it ends', 'done', $said['state'] );
		$suite->same( 'it is believed for that product, and the others keep what they had', array( '417.000000', $known[1] ), $levels() );
	} finally {
		@unlink( $control );
	}
	$said = $fetch();
	$suite->same( 'once it works again, so does the fetch', 'done', $said['state'] );
};
