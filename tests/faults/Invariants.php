<?php
// SPDX-License-Identifier: MIT
// The twelve things that must hold after every fault, asked of the database as sets; the same checker for every row.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Invariants {
	/** Managed holders with everything that is said about their stock. */
	private const HOLDERS = "SELECT p.ID AS id, p.post_parent AS parent, p.post_type AS type, CAST(s.meta_value AS DECIMAL(18,6)) AS stock, st.meta_value AS status,
			l.stock_quantity AS looked_up, l.stock_status AS looked_up_status, COALESCE(b.meta_value, 'no') AS backorders,
			EXISTS (SELECT 1 FROM wp_term_relationships r WHERE r.object_id = p.ID AND r.term_taxonomy_id = @outofstock) AS term
		FROM wp_posts p JOIN wp_postmeta m ON m.post_id = p.ID AND m.meta_key = '_manage_stock' AND m.meta_value = 'yes'
		LEFT JOIN wp_postmeta s ON s.post_id = p.ID AND s.meta_key = '_stock' LEFT JOIN wp_postmeta st ON st.post_id = p.ID AND st.meta_key = '_stock_status'
		LEFT JOIN wp_postmeta b ON b.post_id = p.ID AND b.meta_key = '_backorders' LEFT JOIN wp_wc_product_meta_lookup l ON l.product_id = p.ID
		WHERE p.post_type IN ('product', 'product_variation') AND p.post_status NOT IN ('trash', 'auto-draft') AND NOT EXISTS (SELECT 1 FROM wp_term_relationships r
			JOIN wp_term_taxonomy tt USING (term_taxonomy_id) JOIN wp_terms t USING (term_id) WHERE r.object_id = p.ID AND tt.taxonomy = 'product_type' AND t.slug IN ('external', 'grouped'))";

	private const VARIATIONS = "SELECT v.ID AS id, v.post_parent AS parent, v.post_status AS state, st.meta_value AS status, l.stock_status AS looked_up_status,
			COALESCE(m.meta_value, 'no') = 'yes' AS own, COALESCE(pm.meta_value, 'no') = 'yes' AS parents, ps.meta_value AS parent_status, pl.stock_status AS parent_looked_up
		FROM wp_posts v JOIN wp_posts p ON p.ID = v.post_parent LEFT JOIN wp_postmeta st ON st.post_id = v.ID AND st.meta_key = '_stock_status'
		LEFT JOIN wp_wc_product_meta_lookup l ON l.product_id = v.ID LEFT JOIN wp_postmeta m ON m.post_id = v.ID AND m.meta_key = '_manage_stock'
		LEFT JOIN wp_postmeta pm ON pm.post_id = p.ID AND pm.meta_key = '_manage_stock' LEFT JOIN wp_postmeta ps ON ps.post_id = p.ID AND ps.meta_key = '_stock_status'
		LEFT JOIN wp_wc_product_meta_lookup pl ON pl.product_id = p.ID WHERE v.post_type = 'product_variation' AND v.post_status IN ('publish', 'private') AND p.post_status <> 'trash'";

	public function __construct( private readonly World $world ) {}

	/**
	 * Rows that break the rules of 1 to 5, as "rule: row".
	 *
	 * @return list<string>
	 */
	public function violations(): array {
		$db = $this->world->db();
		$db->query( "SET @outofstock = (SELECT tt.term_taxonomy_id FROM wp_term_taxonomy tt JOIN wp_terms t USING (term_id) WHERE tt.taxonomy = 'product_visibility' AND t.slug = 'outofstock')" );
		$db->query( "SET @least = ABS(COALESCE((SELECT option_value FROM wp_options WHERE option_name = 'woocommerce_notify_no_stock_amount'), 0) + 0)" );
		$found = array();
		foreach ( $this->questions() as $rule => $sql ) {
			foreach ( $db->query( $sql )->fetch_all() as $row ) {
				$found[] = "$rule: " . implode( ' ', array_map( 'strval', $row ) );
			}
		}
		return $found;
	}

	/** @return array<string, string> rule => SQL that finds what breaks it */
	private function questions(): array {
		$holders = self::HOLDERS;
		$vars    = self::VARIATIONS;
		$right   = "CASE WHEN stock > @least THEN 'instock' WHEN backorders IN ('yes', 'notify') THEN 'onbackorder' ELSE 'outofstock' END";
		$derived = "CASE WHEN SUM(status = 'instock') > 0 THEN 'instock' WHEN SUM(status = 'onbackorder') > 0 THEN 'onbackorder' ELSE 'outofstock' END";
		return array(
			'1 number'             => "SELECT id, stock, looked_up FROM ($holders) h WHERE NOT (COALESCE(stock, 0) <=> COALESCE(looked_up, 0))",
			'2 one row'            => "SELECT post_id, meta_key, COUNT(*) FROM wp_postmeta WHERE meta_key IN ('_stock', '_stock_status', '_manage_stock') GROUP BY 1, 2 HAVING COUNT(*) > 1",
			'2 lookup row'         => 'SELECT product_id, COUNT(*) FROM wp_wc_product_meta_lookup GROUP BY 1 HAVING COUNT(*) > 1',
			'2 orphan lookup'      => 'SELECT product_id FROM wp_wc_product_meta_lookup l LEFT JOIN wp_posts p ON p.ID = l.product_id WHERE p.ID IS NULL',
			'2 orphan meta'        => 'SELECT post_id, meta_key FROM wp_postmeta m LEFT JOIN wp_posts p ON p.ID = m.post_id WHERE p.ID IS NULL',
			'2 orphan term'        => 'SELECT object_id FROM wp_term_relationships r LEFT JOIN wp_posts p ON p.ID = r.object_id WHERE p.ID IS NULL AND r.term_taxonomy_id = @outofstock',
			'2 orphan level'       => 'SELECT holder_id FROM wp_stockwire_levels l LEFT JOIN wp_posts p ON p.ID = l.holder_id WHERE p.ID IS NULL',
			'3 status'             => "SELECT id, stock, status, looked_up_status, term FROM ($holders) h WHERE NOT (status <=> $right) OR NOT (looked_up_status <=> $right) OR term <> ($right = 'outofstock')",
			'3 without own stock'  => "SELECT id, status, looked_up_status, parent_status FROM ($vars) v WHERE own = 0 AND parents = 1 AND (NOT (status <=> parent_status) OR NOT (looked_up_status <=> parent_status))",
			'3 term count'         => "SELECT tt.count, c.n FROM wp_term_taxonomy tt JOIN (SELECT COUNT(*) AS n FROM wp_term_relationships r JOIN wp_posts p ON p.ID = r.object_id
				WHERE r.term_taxonomy_id = @outofstock AND p.post_status = 'publish') c WHERE tt.term_taxonomy_id = @outofstock AND tt.count <> c.n",
			'4 parent'             => "SELECT parent, MAX(parent_status), MAX(parent_looked_up), $derived FROM ($vars) v WHERE parents = 0 GROUP BY parent HAVING NOT (MAX(parent_status) <=> $derived) OR NOT (MAX(parent_looked_up) <=> $derived)",
			'5 attribute lookup'   => "SELECT h.id, h.status, a.in_stock FROM ($holders) h JOIN wp_wc_product_attributes_lookup a ON a.product_id = h.id WHERE a.in_stock <> (h.status <> 'outofstock')",
		);
	}

	/**
	 * Everything, after a row of faults.md.
	 *
	 * @param list<string> $baseline violations that were there before
	 */
	public function check( Suite $suite, Snapshot $before, array $baseline, bool $orders ): void {
		$world   = $this->world;
		$touched = $world->ledger->holders();
		$suite->none( 'invariants 1 to 5: numbers, rows, statuses, parents, attribute lookup', array_values( array_diff( $this->violations(), $baseline ) ) );
		$suite->none( 'invariant 6: every reader says what the database says', $this->readers( $touched ) );
		$suite->none( 'invariants 7 and 9: every change is in the journal or an order, once', $world->ledger->broken() );
		$suite->none( 'invariant 8: nothing else changed', $before->differences( Snapshot::take( $world->db() ), $this->family( $touched ), $orders ) );
		$suite->none( 'invariant 9: no run is left running, no transaction open', $this->unfinished() );
		$suite->none( 'invariant 10: a hook for every change, and none without', $this->hooks() );
		$suite->none( 'invariant 11: the token is nowhere in plain text', ( new Secrets( $world ) )->found() );
		$suite->none( 'invariant 12: levels and journal tell the database\'s state', $this->levels() );
	}

	/**
	 * @param list<int> $ids
	 * @return list<string>
	 */
	private function readers( array $ids ): array {
		if ( array() === $ids ) {
			return array();
		}
		$wrong = array();
		$list  = implode( ',', $ids );
		$true  = array();
		foreach ( $this->world->db()->query( "SELECT s.post_id, s.meta_value, st.meta_value FROM wp_postmeta s JOIN wp_postmeta st ON st.post_id = s.post_id AND st.meta_key = '_stock_status' WHERE s.meta_key = '_stock' AND s.post_id IN ($list)" )->fetch_all() as list( $id, $number, $status ) ) {
			$true[ (int) $id ] = array( (float) $number, $status );
		}
		$said = array(
			'a request'      => $this->world->ask( $ids ),
			'another worker' => $this->world->ask( $ids ),
			'command line'   => $this->world->servers->json( 'ask.php', $list ),
		);
		foreach ( $said as $who => $numbers ) {
			foreach ( $true as $id => $what ) {
				$got = $numbers[ $id ] ?? null;
				if ( ! is_array( $got ) || array( (float) $got[0], $got[1] ) !== $what ) {
					$wrong[] = "$who says " . json_encode( $got ) . " of $id, the database " . json_encode( $what );
				}
			}
		}
		return $wrong;
	}

	/**
	 * Products with their parents and children.
	 *
	 * @param list<int> $ids
	 * @return list<int>
	 */
	private function family( array $ids ): array {
		if ( array() === $ids ) {
			return array();
		}
		$list = implode( ',', $ids );
		$sql  = "SELECT ID FROM wp_posts WHERE post_type IN ('product', 'product_variation') AND (ID IN ($list) OR post_parent IN ($list) OR ID IN (SELECT post_parent FROM wp_posts WHERE ID IN ($list) AND post_parent > 0))";
		return array_map( 'intval', array_column( $this->world->db()->query( $sql )->fetch_all(), 0 ) );
	}

	/** @return list<string> */
	private function unfinished(): array {
		$db    = $this->world->db();
		$found = array();
		foreach ( $db->query( "SELECT id, state FROM wp_stockwire_runs WHERE state IN ('running', 'staging', 'matching', 'trying', 'applying')" )->fetch_all() as $row ) {
			$found[] = "run {$row[0]} is $row[1]";
		}
		foreach ( $db->query( "SELECT run_id, line FROM wp_stockwire_lines WHERE changed = 1 AND announced_at IS NULL AND run_id > {$this->world->ledger->run()}" )->fetch_all() as $row ) {
			$found[] = "line $row[1] of run $row[0] is not announced";
		}
		for ( $i = 0; $i < 100; $i++ ) {
			$open = (int) $db->query( 'SELECT COUNT(*) FROM information_schema.INNODB_TRX' )->fetch_row()[0];
			if ( 0 === $open ) {
				return $found;
			}
			usleep( 50000 );
		}
		return array( ...$found, "$open transactions are open" );
	}

	/** @return list<string> */
	private function hooks(): array {
		$expected = array();
		$lines    = "SELECT l.holder_id, COUNT(*) FROM wp_stockwire_lines l JOIN wp_stockwire_runs r ON r.id = l.run_id WHERE l.run_id > {$this->world->ledger->run()} AND l.changed = 1 AND r.preview = 0 GROUP BY 1";
		foreach ( $this->world->db()->query( $lines )->fetch_all() as list( $holder, $times ) ) {
			$expected[ (int) $holder ] = (int) $times;
		}
		$heard = $this->world->heard();
		$wrong = array();
		foreach ( $expected + $heard as $holder => $unused ) {
			if ( ( $expected[ $holder ] ?? 0 ) !== ( $heard[ $holder ] ?? 0 ) ) {
				$wrong[] = sprintf( '%d changed %d times, its hook was fired %d times', $holder, $expected[ $holder ] ?? 0, $heard[ $holder ] ?? 0 );
			}
		}
		return $wrong;
	}

	/**
	 * A holder's number right after its last run was the sum of its levels; its last journal row says the same.
	 *
	 * @return list<string>
	 */
	private function levels(): array {
		$run   = $this->world->ledger->run();
		$wrong = array();
		$sql   = "SELECT l.holder_id, l.new_quantity, SUM(v.quantity) FROM wp_stockwire_lines l JOIN wp_stockwire_runs r ON r.id = l.run_id JOIN wp_stockwire_levels v ON v.holder_id = l.holder_id
			WHERE l.run_id > $run AND r.preview = 0 AND l.outcome = 'updated' AND v.warehouse IN (" . $this->world->warehouses() . ')
			AND NOT EXISTS (SELECT 1 FROM wp_stockwire_levels n WHERE n.holder_id = l.holder_id AND n.run_id <> l.run_id) GROUP BY l.run_id, l.line, l.holder_id, l.new_quantity HAVING l.new_quantity <> SUM(v.quantity)';
		foreach ( $this->world->db()->query( $sql )->fetch_all() as $row ) {
			$wrong[] = "holder $row[0]: the journal says $row[1], its levels $row[2]";
		}
		foreach ( $this->world->receipts() as $line ) {
			$own = $this->world->db()->query( "SELECT new_quantity + 0, outcome FROM wp_stockwire_lines WHERE run_id = {$line['run']} AND line = {$line['line']}" )->fetch_row();
			if ( null === $own || $own[1] !== $line['outcome'] || (float) $own[0] !== (float) ( $line['new'] ?? 0 ) ) {
				$wrong[] = "receipt of run {$line['run']} line {$line['line']} says {$line['outcome']} {$line['new']}, the journal " . json_encode( $own );
			}
		}
		return $wrong;
	}
}
