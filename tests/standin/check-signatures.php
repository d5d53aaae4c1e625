<?php
// SPDX-License-Identifier: MIT
// Compares signatures; every class and every function is a test.
// check RECORDED OURS  |  same STUBS RECORDED  |  record STUBS OURS FILE

declare(strict_types=1);

[ , $what, $first, $second ] = $argv;

// WooCommerce's internal classes have no stubs: what is listed here was read off the released plugin.
const UNSTUBBED = array(
	'Automattic\WooCommerce\Internal\ProductFilters\CacheController',
	'Automattic\WooCommerce\Internal\ProductAttributesLookup\LookupDataStore',
);

/** @return array<string, string> */
function signatures_in( string $file ): array {
	return json_decode( (string) file_get_contents( $file ), true, 8, JSON_THROW_ON_ERROR );
}

/** What is the stand-in's own, and cannot be mistaken for WooCommerce's. */
function is_own( string $name ): bool {
	return str_starts_with( $name, 'standin_' ) || str_starts_with( $name, 'Stockwire\\Standin\\' );
}

/** @param array<string, list<string>> $cases Differences, by class or function. */
function report( array $cases, string $kind ): never {
	ksort( $cases );
	$failed = 0;
	foreach ( $cases as $class => $differences ) {
		$failed += (int) (bool) $differences;
		printf( "%s %s: %s\n", $differences ? 'FAIL' : 'ok  ', $kind, $class );
		foreach ( $differences as $difference ) {
			echo "     $difference\n";
		}
	}
	printf( "%d passed, %d failed\n", count( $cases ) - $failed, $failed );
	exit( $cases && 0 === $failed ? 0 : 1 );
}

if ( 'same' === $what ) {
	$recorded = signatures_in( $second );
	$missing  = array_keys( array_diff_assoc( $recorded, signatures_in( $first ) ) );
	report( array( 'what was recorded is what WooCommerce 11.3 has' => $recorded ? $missing : array( 'nothing was recorded' ) ), 'stubs' );
}

$theirs = signatures_in( $first );
$cases  = array();
$kept   = array();
foreach ( signatures_in( $second ) as $name => $signature ) {
	$class = explode( '::', $name )[0];
	if ( is_own( $class ) || in_array( $class, UNSTUBBED, true ) ) {
		continue;
	}
	$cases[ $class ] ??= array();
	$their             = $theirs[ $name ] ?? 'not among what was recorded of WooCommerce';
	if ( isset( $theirs[ $name ] ) ) {
		$kept[ $name ] = $their;
	}
	// Only what is called from outside has to be WooCommerce's; a protected helper of ours has nobody to surprise.
	$helper = ! isset( $theirs[ $name ] ) && str_starts_with( $signature, 'protected' );
	if ( $their !== $signature && ! $helper ) {
		$cases[ $class ][] = "$name\n       ours:   $signature\n       theirs: $their";
	}
}
if ( 'record' === $what ) {
	ksort( $kept );
	file_put_contents( $argv[4], json_encode( $kept, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR ) . "\n" );
	exit( 0 );
}
report( $cases, 'signatures' );
