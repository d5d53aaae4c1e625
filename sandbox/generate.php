<?php
// SPDX-License-Identifier: MIT
// Fills the sandbox's shop: generate.php [--products=N] [--seed=N] [--kind=mixed|simple|measured] [--csv=FILE], in place of what it had.

declare(strict_types=1);

namespace Stockwire\Sandbox;

define( 'WP_ADMIN', true );
require __DIR__ . '/setup/load.php';
require __DIR__ . '/autoload.php';

$given = getopt( '', array( 'products:', 'seed:', 'kind:', 'csv:' ) );
// WordPress strips HTML from what nobody in particular saves.
wp_set_current_user( 1 );

$catalogue = is_string( $given['csv'] ?? null )
	? new Csv( $given['csv'] )
	: ( 'measured' === ( $given['kind'] ?? 'mixed' )
		? new Measured( (int) ( $given['products'] ?? 200 ), (int) ( $given['seed'] ?? 1 ) )
		: new Varied( (int) ( $given['products'] ?? 200 ), (int) ( $given['seed'] ?? 1 ), 'simple' === ( $given['kind'] ?? 'mixed' ) ) );

$began = microtime( true );
Shop::clear();
$count = ( new Writer( new Taxonomy() ) )->write(
	$catalogue,
	static function ( int $count ): void {
		echo "sandbox: $count products written\n";
	}
);
// Before anything is counted, too: without statistics the counting of terms reads a large catalogue once a term.
Shop::analyse();
Shop::settle();
Shop::index_names();
Shop::analyse();
printf( "sandbox: %d products in %.1f s\n", $count, microtime( true ) - $began );
