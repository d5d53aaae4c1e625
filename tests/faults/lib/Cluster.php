<?php
// SPDX-License-Identifier: MIT
// Two Galera nodes on loopback, made of two copies of the sandbox's data, so that no state has to be transferred.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Cluster {
	private const PROVIDERS = array( '/usr/lib/galera/libgalera_smm.so', '/usr/lib/libgalera_smm.so' );

	/** @var array<int, resource> */
	private array $servers = array();

	/** @var list<int> */
	private array $ports = array();

	private string $folder;

	public function __construct( private readonly Servers $sandbox ) {
		$this->folder = "{$sandbox->run}/galera";
		for ( $i = 0; $i < 4; $i++ ) {
			$socket        = stream_socket_server( 'tcp://127.0.0.1:0' );
			$this->ports[] = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
			fclose( $socket );
		}
	}

	public static function provider(): ?string {
		return current( array_filter( self::PROVIDERS, 'is_file' ) ) ?: null;
	}

	public function socket( int $node ): string {
		return "{$this->folder}/$node/sock";
	}

	/** The sandbox's own server has to be stopped. */
	public function start(): void {
		foreach ( array( 0, 1 ) as $node ) {
			$this->sandbox->call( 'install', '-d', '-o', 'mysql', '-g', 'mysql', '-m', '0755', $this->folder, "{$this->folder}/$node", "{$this->folder}/$node/tmp" );
		}
		// In a folder that the server's user may read.
		$this->sandbox->call( 'install', '-m', '0755', dirname( __DIR__ ) . '/wsrep_sst_incremental', $this->folder );
		$this->sandbox->call( 'cp', '-a', '--sparse=always', "{$this->sandbox->run}/db/data", "{$this->folder}/0/data" );
		// A first start gives the data its place in the cluster's history; the second node gets a copy of that.
		$this->serve( 0, true );
		$this->stop();
		$this->sandbox->call( 'cp', '-a', '--sparse=always', "{$this->folder}/0/data", "{$this->folder}/1/data" );
		$this->serve( 0, true );
		$this->serve( 1, false );
	}

	private function serve( int $node, bool $first ): void {
		$own     = "{$this->folder}/$node";
		$address = 'gcomm://127.0.0.1:' . $this->ports[0] . ',127.0.0.1:' . $this->ports[2];
		$command = array( 'setpriv', '--reuid=mysql', '--regid=mysql', '--init-groups', 'mariadbd', '--no-defaults', "--datadir=$own/data", "--socket=$own/sock", "--pid-file=$own/pid", "--log-error=$own/log.err", "--tmpdir=$own/tmp", '--skip-networking', '--skip-name-resolve',
			'--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci', '--innodb-buffer-pool-size=64M', '--innodb-log-file-size=64M', '--innodb-flush-log-at-trx-commit=0', '--binlog-format=ROW', '--innodb-autoinc-lock-mode=2',
			'--wsrep-on=ON', '--wsrep-provider=' . self::provider(), '--wsrep-cluster-name=stockwire', "--wsrep-node-name=node$node", "--wsrep-cluster-address=$address", '--wsrep-node-address=127.0.0.1:' . $this->ports[ 2 * $node ], '--wsrep-sst-method=incremental',
			'--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:' . $this->ports[ 2 * $node ] . ';ist.recv_addr=127.0.0.1:' . $this->ports[ 2 * $node + 1 ] . ';gcache.size=32M;pc.recovery=FALSE', ...( $first ? array( '--wsrep-new-cluster' ) : array() ) );
		$server  = proc_open( $command, array( array( 'file', '/dev/null', 'r' ), array( 'file', "$own/out", 'a' ), array( 'file', "$own/out", 'a' ) ), $pipes, '/', array( 'PATH' => "{$this->folder}:" . getenv( 'PATH' ) ) + getenv() );
		if ( false === $server ) {
			throw new \RuntimeException( 'mariadbd does not start' );
		}
		$this->servers[ $node ] = $server;
		for ( $i = 0; $i < 600; $i++ ) {
			try {
				if ( 'ON' === ( $this->connect( $node )->query( "SHOW STATUS LIKE 'wsrep_ready'" )->fetch_row()[1] ?? '' ) ) {
					return;
				}
			} catch ( \mysqli_sql_exception ) {
				if ( ! proc_get_status( $server )['running'] ) {
					break;
				}
			}
			usleep( 100000 );
		}
		throw new \RuntimeException( "node $node does not become ready: " . shell_exec( 'tail -n 6 ' . escapeshellarg( "$own/log.err" ) ) );
	}

	public function connect( int $node ): \mysqli {
		$db = new \mysqli( null, posix_getpwuid( posix_geteuid() )['name'] ?? 'root', '', (string) getenv( 'DB_NAME' ), 0, $this->socket( $node ) );
		$db->set_charset( 'utf8mb4' );
		return $db;
	}

	public function status( int $node, string $name ): string {
		return (string) ( $this->connect( $node )->query( "SHOW STATUS LIKE '$name'" )->fetch_row()[1] ?? '' );
	}

	public function stop(): void {
		foreach ( array_reverse( $this->servers, true ) as $server ) {
			proc_terminate( $server );
			// A node that never joined may not end by itself.
			for ( $i = 0; $i < 300 && proc_get_status( $server )['running']; $i++ ) {
				usleep( 100000 );
			}
			if ( proc_get_status( $server )['running'] ) {
				proc_terminate( $server, SIGKILL );
			}
			proc_close( $server );
		}
		$this->servers = array();
	}

	public function remove(): void {
		$this->stop();
		$this->sandbox->call( 'rm', '-rf', $this->folder );
	}
}
