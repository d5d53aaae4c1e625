<?php
// SPDX-License-Identifier: MIT
// Two web nodes, each on its own node of a Galera cluster: pushes on both at once, conflicts at certification tried again.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/**
 * What the two databases say, and every change that the trigger wrote down on either.
 *
 * @return array{list<string>, list<string>}
 */
function galera_rows( \mysqli $db, string $ids ): array {
	$numbers = $db->query( "SELECT CONCAT_WS(' ', m.post_id, m.meta_value, l.stock_quantity, l.stock_status) FROM wp_postmeta m JOIN wp_wc_product_meta_lookup l ON l.product_id = m.post_id WHERE m.meta_key = '_stock' AND m.post_id IN ($ids) ORDER BY m.post_id" );
	$ledger  = $db->query( "SELECT CONCAT_WS(' ', holder, old + 0, new + 0) FROM faults_ledger ORDER BY 1" );
	return array( array_column( $numbers->fetch_all(), 0 ), array_column( $ledger->fetch_all(), 0 ) );
}

return static function ( Suite $suite, World $world ): void {
	if ( null === Cluster::provider() ) {
		$suite->check( 'the package galera-4 is there', false );
		return;
	}
	$config  = getenv( 'WP_PATH' ) . '/wp-config.php';
	$text    = (string) file_get_contents( $config );
	$holders = $world->holders( 6 );
	$ids     = implode( ',', array_keys( $holders ) );
	$cluster = new Cluster( $world->servers );
	$node    = new Node( $world->servers, 'second' );
	$world->servers->call( 'database_stop' );
	try {
		$cluster->start();
		$suite->same( 'a cluster of two', '2', $cluster->status( 0, 'wsrep_cluster_size' ) );
		$which = "( '{$node->port}' === ( \$_SERVER['SERVER_PORT'] ?? '' ) ? '{$cluster->socket( 1 )}' : '{$cluster->socket( 0 )}' )";
		file_put_contents( $config, str_replace( "'localhost:" . getenv( 'DB_SOCKET' ) . "'", "'localhost:' . $which", $text ) );
		$node->start();
		$statuses = array();
		$updated  = 0;
		for ( $round = 0; $round < (int) ( getenv( 'ROUNDS' ) ?: 15 ); $round++ ) {
			$pushes = array();
			for ( $i = 0; $i < 6; $i++ ) {
				$lines = array_map( static fn( string $code ): array => array( 'code' => $code, 'warehouse' => $world->warehouse(), 'quantity' => mt_rand( 1, 100000 ) ), array_values( $holders ) );
				shuffle( $lines );
				$pushes[] = $world->sender->push( $lines, site: 0 === $i % 2 ? '' : $node->site );
			}
			foreach ( $pushes as $push ) {
				$answer                        = $world->sender->wait( $push );
				$statuses[ $answer->status ] ??= 0;
				++$statuses[ $answer->status ];
				$updated += 200 === $answer->status ? $answer->count( 'updated' ) : 0;
				if ( ! in_array( $answer->status, array( 200, 503 ), true ) ) {
					$suite->check( 'answered 200 or 503', false, $answer );
				}
			}
		}
		$conflicts = (int) $cluster->status( 0, 'wsrep_local_cert_failures' ) + (int) $cluster->status( 1, 'wsrep_local_cert_failures' ) + (int) $cluster->status( 0, 'wsrep_local_bf_aborts' ) + (int) $cluster->status( 1, 'wsrep_local_bf_aborts' );
		$suite->note( "$conflicts conflicts at certification; answers " . json_encode( $statuses ) );
		$suite->check( 'the nodes did meet', $conflicts > 0 );
		$suite->check( 'pushes go through', ( $statuses[200] ?? 0 ) > 3 * ( $statuses[503] ?? 0 ) );
		// What one node has committed is applied on the other a moment later.
		for ( $i = 0; $i < 100 && galera_rows( $cluster->connect( 0 ), $ids ) !== galera_rows( $cluster->connect( 1 ), $ids ); $i++ ) {
			usleep( 100000 );
		}
		$first = galera_rows( $cluster->connect( 0 ), $ids );
		$suite->same( 'both nodes hold the same', $first, galera_rows( $cluster->connect( 1 ), $ids ) );
		foreach ( array( '', $node->site ) as $which => $site ) {
			$suite->note( "the invariants of node $which, and what its web server reads:" );
			$world->ask_node( $cluster->socket( $which ), $site );
			$world->check( $suite );
		}
		$db = $world->db();
		$db->begin_transaction();
		$db->query( "UPDATE wp_postmeta SET meta_value = meta_value + 1 WHERE post_id IN ($ids) AND meta_key = '_stock' LIMIT 1" );
		$db->query( 'DELETE FROM faults_ledger ORDER BY id DESC LIMIT 1' );
		$suite->check( 'the ledger would show a change that was not written down', array() !== $world->ledger->broken() );
		$db->rollback();
	} finally {
		$world->ask_node();
		file_put_contents( $config, $text );
		$node->stop();
		$cluster->remove();
		$world->servers->start_database();
		// The sandbox's own database is as it was before.
		$world->begin();
	}
};
