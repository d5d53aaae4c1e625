<?php
// SPDX-License-Identifier: MIT
// A simulated back office. Run it with sandbox/php:
//   backoffice.php test                          the "test connection" button
//   backoffice.php fill                          starts its books from the shop's products
//   backoffice.php day [--seed=1] [--moves=40] [--list]   a day of sales and receipts, pushed one by one or as a list
//   backoffice.php push --quantity=N [--code=C] [--name=N] [--warehouse=W] [--token=T]

declare(strict_types=1);

namespace Stockwire\Sandbox;

require __DIR__ . '/autoload.php';

$command    = $argv[1] ?? '';
$given      = options( array_slice( $argv, 2 ) );
$file       = dirname( (string) getenv( 'WP_PATH' ) ) . '/books.json';
$warehouses = explode( ',', getenv( 'WAREHOUSES' ) ?: 'Magazin,Depozit' );
$sender     = new SmartBill( (string) getenv( 'SITE_URL' ), $given['token'] ?? (string) getenv( 'TOKEN' ) );

/**
 * getopt() stops at the command's word, so it cannot read these.
 *
 * @param list<string> $words
 * @return array<string, string>
 */
function options( array $words ): array {
	$options = array();
	foreach ( $words as $word ) {
		if ( preg_match( '/^--([a-z]+)(?:=(.*))?$/s', $word, $found ) ) {
			$options[ $found[1] ] = $found[2] ?? '';
		}
	}
	return $options;
}

/** @param array{int, string} $answer */
function tell( string $what, array $answer ): void {
	printf( "%-60s %d %s\n", $what, $answer[0], rtrim( $answer[1] ) );
	if ( 200 !== $answer[0] ) {
		exit( 1 );
	}
}

/**
 * Every article that has a stock of its own, half of it in each warehouse.
 *
 * @param list<string> $warehouses
 */
function fill( string $file, array $warehouses ): Books {
	$articles = array();
	foreach ( ( new Database() )->products() as $product ) {
		if ( $product['managed'] ) {
			$all        = max( 0, (int) $product['stock'] );
			$stock      = array_fill_keys( $warehouses, intdiv( $all, count( $warehouses ) ) );
			$stock[ $warehouses[0] ] += $all % count( $warehouses );
			$articles[] = array( 'code' => $product['sku'], 'name' => $product['title'], 'unit' => 'buc', 'stock' => $stock );
		}
	}
	return Books::start( $file, $articles );
}

switch ( $command ) {
	case 'test':
		tell( 'test connection', $sender->test() );
		break;
	case 'fill':
		printf( "%d articles in the books\n", fill( $file, $warehouses )->count() );
		break;
	case 'day':
		$books = is_file( $file ) ? Books::open( $file ) : fill( $file, $warehouses );
		$lines = array();
		foreach ( ( new Day( $books, $warehouses, (int) ( $given['seed'] ?? 1 ) ) )->movements( (int) ( $given['moves'] ?? 40 ) ) as list( $at, $warehouse, $by ) ) {
			$line    = $books->line( $at, $warehouse );
			$lines[] = $line;
			if ( ! isset( $given['list'] ) ) {
				tell( sprintf( '%+d %s, %s: %d', $by, $line['productCode'] ?: $line['productName'], $warehouse, $line['quantity'] ), $sender->push( array( $line ) ) );
			}
		}
		$books->save();
		if ( isset( $given['list'] ) ) {
			tell( count( $lines ) . ' lines', $sender->push( $lines ) );
		}
		break;
	case 'push':
		$quantity = $given['quantity'] ?? '';
		if ( ! is_numeric( $quantity ) ) {
			fwrite( STDERR, "push needs --quantity=NUMBER\n" );
			exit( 2 );
		}
		$line = array( 'productName' => $given['name'] ?? '', 'productCode' => $given['code'] ?? '', 'warehouse' => $given['warehouse'] ?? $warehouses[0], 'quantity' => $quantity + 0, 'measuringUnit' => 'buc' );
		tell( 'push', $sender->push( array( $line ) ) );
		break;
	default:
		fwrite( STDERR, "usage: backoffice.php test | fill | day | push\n" );
		exit( 2 );
}
