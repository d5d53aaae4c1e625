<?php
// SPDX-License-Identifier: MIT
// Compares what a shop printed, section by section, with what WooCommerce itself printed: a section is a test.

declare(strict_types=1);

[ , $expected, $actual, $kind ] = $argv;

/** @return array<string, string> */
function sections( string $file ): array {
	$found = array();
	foreach ( explode( "\n== ", "\n" . rtrim( (string) file_get_contents( $file ) ) ) as $section ) {
		[ $title, $body ] = explode( "\n", $section . "\n", 2 );
		if ( '' !== $title ) {
			$found[ $title ] = trim( $body );
		}
	}
	return $found;
}

$wanted = sections( $expected );
$got    = sections( $actual );
$failed = 0;
foreach ( $wanted + $got as $title => $unused ) {
	$same = ( $wanted[ $title ] ?? 'no such case' ) === ( $got[ $title ] ?? 'missing' );
	printf( "%s %s: %s\n", $same ? 'ok  ' : 'FAIL', $kind, $title );
	if ( ! $same ) {
		++$failed;
		$want = explode( "\n", $wanted[ $title ] ?? '' );
		$have = explode( "\n", $got[ $title ] ?? 'missing' );
		echo '     wanted: ', implode( "\n     wanted: ", array_diff( $want, $have ) ?: array( 'another order' ) ), "\n";
		echo '     got:    ', implode( "\n     got:    ", array_diff( $have, $want ) ), "\n";
	}
}
printf( "%d passed, %d failed\n", count( $wanted + $got ) - $failed, $failed );
exit( 0 === $failed ? 0 : 1 );
