<?php
// SPDX-License-Identifier: MIT
// The demo's main part: pushes a day, shows what became of each line, and checks every number in the database.

declare(strict_types=1);

namespace Stockwire\Sandbox;

require __DIR__ . '/autoload.php';

$database = new Database();
$verdict  = new Verdict( $database );
$site     = (string) getenv( 'SITE_URL' );
$sender   = new SmartBill( $site, (string) getenv( 'TOKEN' ) );

/**
 * Sends steps in one push, and finds out what became of each.
 *
 * @param list<array{code: string, name: string, warehouse: string, quantity: int, outcome: string, holder: string, stock: ?int}> $steps
 * @return array{int, string, list<list<string>>} status, body, a row a step
 */
function push( SmartBill $sender, Database $database, Verdict $verdict, array $steps ): array {
	$before = array_map( static fn ( array $step ): string => $verdict->stock( $verdict->holder( $step['holder'] ) ), $steps );
	$last   = (int) ( $database->rows( 'SELECT MAX(id) AS id FROM wp_stockwire_runs' )[0]['id'] ?? 0 );
	$answer = $sender->push( array_map( line( ... ), $steps ) );
	$lines  = $database->rows( "SELECT outcome, reason FROM wp_stockwire_lines WHERE run_id > $last ORDER BY run_id, line" );
	array_map( array( $verdict, 'expect' ), $steps );
	$rows = array();
	foreach ( $steps as $i => $step ) {
		$outcome = $lines[ $i ]['outcome'] ?? (string) $answer[0];
		$named   = '' !== $step['code'] ? $step['code'] : $step['name'];
		$rows[]  = array( '' !== $step['code'] ? 'code' : 'name', $named, $step['warehouse'], (string) $step['quantity'], $outcome, $lines[ $i ]['reason'] ?? '', $before[ $i ], $verdict->stock( $verdict->holder( $step['holder'] ) ) );
		$verdict->is( "outcome of $named in {$step['warehouse']}", $step['outcome'], $outcome );
	}
	$verdict->shop();
	return array( ...$answer, $rows );
}

/** @param list<list<string>> $rows */
function show( array $rows ): void {
	Screen::table( array( 'by', 'product', 'warehouse', 'sent', 'outcome', 'reason', 'before', 'after' ), $rows );
}

/**
 * @param array{code: string, name: string, warehouse: string, quantity: int, outcome: string, holder: string, stock: ?int} $step
 * @return array{productName: string, productCode: string, warehouse: string, quantity: int, measuringUnit: string}
 */
function line( array $step ): array {
	return array(
		'productName'   => $step['name'],
		'productCode'   => $step['code'],
		'warehouse'     => $step['warehouse'],
		'quantity'      => $step['quantity'],
		'measuringUnit' => 'buc',
	);
}

Screen::title( 'The back office presses "test connection"' );
list( $status, $body ) = $sender->test();
echo "  $status $body\n";
$verdict->is( 'test connection', '200', (string) $status );

Screen::title( 'Morning: one list, warehouses ' . implode( ' and ', Scenario::FOLLOWED ) . ' are followed' );
list( $status, $body, $rows ) = push( $sender, $database, $verdict, Scenario::morning() );
show( $rows );
$verdict->is( 'status of the list', '200', (string) $status );
echo "\n  what the back office is told, first two lines:\n";
foreach ( array_slice( explode( "\n", $body ), 0, 2 ) as $line ) {
	echo "    $line\n";
}

Screen::title( 'Through the day: sales, one product at a time' );
$rows = array();
foreach ( Scenario::sales() as $step ) {
	list( $status, , $row ) = push( $sender, $database, $verdict, array( $step ) );
	$rows[]                 = $row[0];
	$verdict->is( 'status of a sale', '200', (string) $status );
}
show( $rows );

Screen::title( 'Somebody tries with a wrong token' );
list( $status, $body, $rows ) = push( new SmartBill( $site, str_repeat( 'a', 40 ) ), $database, $verdict, Scenario::with_wrong_token() );
show( $rows );
echo "  $status $body\n";
$verdict->is( 'status of the wrong token', '403', (string) $status );

Screen::title( 'Checked in the database' );
foreach ( array_unique( $verdict->wrong ) as $sentence ) {
	echo "  WRONG: $sentence\n";
}
printf( "  %d checks of %d products, %d wrong\n", $verdict->checks, count( $database->products() ), count( $verdict->wrong ) );
exit( $verdict->wrong ? 1 : 0 );
