<?php
// SPDX-License-Identifier: MIT
// The shop that is put to the test: its database, its servers, who sends to it, and what it looked like before.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class World {
	public readonly Servers $servers;

	public readonly Sender $sender;

	public readonly Points $points;

	public readonly Ledger $ledger;

	private ?\mysqli $db = null;

	/** A node of a cluster that is asked instead of the sandbox's own servers: its database's socket, its web server. */
	private string $socket = '';

	private string $site = '';

	private Snapshot $before;

	/** @var list<string> */
	private array $baseline = array();

	/** @var list<array{run: int, line: int, outcome: string, new: ?string}> lines of receipts */
	private array $receipts = array();

	/** An order was placed, so that rows of orders may have come. */
	public bool $orders = false;

	public function __construct( string $out ) {
		$this->servers = new Servers( $out );
		$folder        = $this->servers->run . '/faults';
		if ( ! is_dir( $folder ) ) {
			mkdir( $folder );
		}
		chmod( $folder, 0777 );
		touch( "$folder/hooks.log" );
		chmod( "$folder/hooks.log", 0666 );
		$this->sender = new Sender( (string) getenv( 'SITE_URL' ), (string) getenv( 'TOKEN' ) );
		$this->points = new Points( "$folder/points", $this->sender );
		$this->install( $folder );
		$this->write_ini( $folder );
		$this->servers->php( 'setup.php' );
		// The first page that a theme shows leaves options behind.
		$this->sender->wait( $this->sender->start( 'GET', '/' ) );
		$this->ledger = new Ledger( $this );
		// The first change of all leaves options behind, too.
		$this->push( $this->lines( $this->holders( 3 ) ) );
		$this->servers->php( 'sweep.php' );
	}

	/** The plugin of the tests; never the same name twice, as PHP may have the old text in its cache. */
	private function install( string $folder ): void {
		$plugins = getenv( 'WP_PATH' ) . '/wp-content/mu-plugins';
		if ( ! is_dir( $plugins ) ) {
			mkdir( $plugins );
		}
		array_map( 'unlink', glob( "$plugins/faults-*.php" ) ?: array() );
		file_put_contents( "$plugins/faults-" . bin2hex( random_bytes( 4 ) ) . '.php', str_replace( '@FOLDER@', $folder, (string) file_get_contents( dirname( __DIR__ ) . '/plugin.php' ) ) );
	}

	/**
	 * So that the plugin reaches the counter of allocations inside the extension, and that the fast lane, which loads no plugins,
	 * knows where the pause points are and how much time it has.
	 */
	private function write_ini( string $folder ): void {
		$file    = $this->servers->run . '/php/conf.d/95-faults.ini';
		$prepend = "$folder/prepend.php";
		if ( ! is_file( $file ) || ! is_file( $prepend ) ) {
			file_put_contents( $prepend, str_replace( '@FOLDER@', $folder, (string) file_get_contents( dirname( __DIR__ ) . '/prepend.php' ) ) );
			file_put_contents( $file, "ffi.enable = true\nauto_prepend_file = $prepend\n" );
			$this->servers->call( 'httpd_stop' );
			$this->servers->call( 'httpd_start' );
		}
	}

	/** As the database's root; made anew after the server was killed. */
	public function db(): \mysqli {
		mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
		try {
			$this->db?->query( 'SELECT 1' );
		} catch ( \mysqli_sql_exception ) {
			$this->db = null;
		}
		return $this->db ??= $this->connect();
	}

	public function connect(): \mysqli {
		$user = posix_getpwuid( posix_geteuid() )['name'] ?? 'root';
		$db   = new \mysqli( null, $user, '', (string) getenv( 'DB_NAME' ), 0, $this->clustered() ? $this->socket : (string) getenv( 'DB_SOCKET' ) );
		$db->set_charset( 'utf8mb4' );
		if ( $this->clustered() ) {
			// What another node has committed is applied before anything is read.
			$db->query( 'SET wsrep_sync_wait = 15' );
		}
		return $db;
	}

	/** Asks a node of a cluster from here on; without one: the sandbox's own servers. */
	public function ask_node( string $socket = '', string $site = '' ): void {
		$this->socket = $socket;
		$this->site   = $site;
		$this->db     = null;
	}

	/** Rows were written on several nodes: their numbers do not tell which was first. */
	public function clustered(): bool {
		return '' !== $this->socket;
	}

	/** Before a row of faults.md. */
	public function begin(): void {
		$this->points->clear();
		$this->servers->php( 'sweep.php' );
		// Rows push to one warehouse; what a fetch has said of another would be added to it.
		$this->db()->query( "DELETE FROM wp_stockwire_levels WHERE warehouse <> '" . strtolower( $this->warehouse() ) . "'" );
		$this->ledger->begin();
		file_put_contents( $this->servers->run . '/faults/hooks.log', '' );
		$this->receipts = array();
		$this->orders   = false;
		$this->before   = Snapshot::take( $this->db() );
		$this->baseline = ( new Invariants( $this ) )->violations();
	}

	/** After it: what the background would do within minutes is done, then everything is checked. */
	public function check( Suite $suite ): void {
		$this->points->clear();
		$this->servers->php( 'sweep.php' );
		( new Invariants( $this ) )->check( $suite, $this->before, $this->baseline, $this->orders );
	}

	/** @return list<string> violations of invariants 1 to 5 when the row began */
	public function baseline(): array {
		return $this->baseline;
	}

	/**
	 * Holders that a code leads to: simple products, variations, parents that keep the stock.
	 *
	 * @return array<int, string> id => code
	 */
	public function holders( int $count, int $from = 0 ): array {
		$sql = "SELECT p.ID, l.sku FROM wp_posts p JOIN wp_wc_product_meta_lookup l ON l.product_id = p.ID JOIN wp_postmeta m ON m.post_id = p.ID AND m.meta_key = '_manage_stock' AND m.meta_value = 'yes'
			WHERE p.post_type IN ('product', 'product_variation') AND p.post_status = 'publish' AND l.sku <> '' AND (SELECT COUNT(*) FROM wp_wc_product_meta_lookup o WHERE o.sku = l.sku) = 1
			AND NOT EXISTS (SELECT 1 FROM wp_term_relationships r JOIN wp_term_taxonomy tt USING (term_taxonomy_id) JOIN wp_terms t USING (term_id)
				WHERE r.object_id = p.ID AND tt.taxonomy = 'product_type' AND t.slug IN ('external', 'grouped'))
			ORDER BY MD5(CONCAT(p.ID, 'faults')) LIMIT $count OFFSET $from";
		return array_column( $this->db()->query( $sql )->fetch_all(), 1, 0 );
	}

	/**
	 * Lines that give each holder another number than it has; every third becomes 0 or comes back.
	 *
	 * @param array<int, string> $holders id => code
	 * @return list<array<string, mixed>>
	 */
	public function lines( array $holders, int $salt = 1 ): array {
		$lines = array();
		foreach ( array_keys( $holders ) as $at => $id ) {
			$now     = $this->stock( $id );
			$number  = 0 === ( $at + $salt ) % 3 ? 0 : 10 + ( ( $id * 7 + $salt * 13 ) % 500 );
			$lines[] = array( 'code' => $holders[ $id ], 'warehouse' => $this->warehouse(), 'quantity' => (float) $number === $now ? $number + 1 : $number );
		}
		return $lines;
	}

	public function stock( int $id ): ?float {
		$row = $this->db()->query( "SELECT meta_value FROM wp_postmeta WHERE post_id = $id AND meta_key = '_stock'" )->fetch_row();
		return null === $row ? null : (float) $row[0];
	}

	/**
	 * @param array<int, string> $holders id => code
	 * @return list<?float>
	 */
	public function stocks( array $holders ): array {
		return array_map( $this->stock( ... ), array_keys( $holders ) );
	}

	/**
	 * @param list<array<string, mixed>> $lines
	 * @return list<float>
	 */
	public static function quantities( array $lines ): array {
		return array_map( static fn( array $line ): float => (float) $line['quantity'], $lines );
	}

	/** The last answer's receipt is remembered, to be compared with the journal. */
	public function receipt( Answer $answer ): Answer {
		$read = $answer->json();
		foreach ( 200 === $answer->status ? $read['lines'] ?? array() : array() as $line ) {
			$this->receipts[] = array( 'run' => (int) $read['run'], 'line' => (int) $line['line'], 'outcome' => $line['outcome'], 'new' => isset( $line['new'] ) ? (string) $line['new'] : null );
		}
		return $answer;
	}

	/**
	 * Sends and waits.
	 *
	 * @param list<array<string, mixed>> $lines
	 * @param list<string>               $headers
	 */
	public function push( array $lines, array $headers = array() ): Answer {
		return $this->receipt( $this->sender->wait( $this->sender->push( $lines, $headers ) ) );
	}

	/** @return list<array{run: int, line: int, outcome: string, new: ?string}> */
	public function receipts(): array {
		return $this->receipts;
	}

	/**
	 * What WooCommerce's objects say in a request.
	 *
	 * @param list<int> $ids
	 * @return array<int|string, mixed>
	 */
	public function ask( array $ids, string $site = '' ): array {
		return $this->sender->wait( $this->sender->start( 'GET', '/?faults=ask&ids=' . implode( ',', $ids ), site: '' === $site ? $this->site : $site ) )->json();
	}

	/** Waits until nobody announces: whoever dies between a hook and the note of it leaves it to be fired once more. */
	public function quiet(): void {
		for ( $i = 0, $free = 0; $i < 200 && $free < 10; $i++ ) {
			usleep( 30000 );
			$free = null === $this->db()->query( 'SELECT 1 FROM wp_stockwire_lines WHERE changed = 1 AND announced_at IS NULL AND claimed_at IS NOT NULL LIMIT 1' )->fetch_row() ? $free + 1 : 0;
		}
	}

	/** @return array<int, int> holder => how often our hook was fired for it */
	public function heard(): array {
		$heard = array();
		foreach ( file( $this->servers->run . '/faults/hooks.log', FILE_IGNORE_NEW_LINES ) ?: array() as $line ) {
			list( $whose, $id ) = explode( ' ', $line );
			if ( 'ours' === $whose ) {
				$heard[ (int) $id ] = ( $heard[ (int) $id ] ?? 0 ) + 1;
			}
		}
		return $heard;
	}

	public function warehouse(): string {
		return 'Magazin';
	}

	/** The followed ones as SQL list of folded names. */
	public function warehouses(): string {
		return "'magazin', 'depozit'";
	}
}
