<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A Redis server of a test's own on a socket, and the shop's object cache in it.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class Redis {

	private const DROP_IN = WP_CONTENT_DIR . '/object-cache.php';

	/** @var ?resource */
	private $process;

	private readonly string $folder;

	public readonly string $socket;

	public function __construct() {
		if ( is_file( self::DROP_IN ) ) {
			throw new \RuntimeException( 'there is an object cache already' );
		}
		// Where the web server's user may go, too.
		$this->folder = dirname( (string) realpath( (string) getenv( 'WP_PATH' ) ) ) . '/redis-' . bin2hex( random_bytes( 4 ) );
		$this->socket = "{$this->folder}/socket";
		mkdir( $this->folder, 0755 );
		$command = array( 'redis-server', '--port', '0', '--unixsocket', $this->socket, '--unixsocketperm', '777', '--save', '', '--dir', $this->folder, '--logfile', "{$this->folder}/log" );
		$process = proc_open( $command, array( 0 => array( 'file', '/dev/null', 'r' ), 1 => array( 'file', '/dev/null', 'w' ), 2 => STDERR ), $pipes );
		if ( false === $process ) {
			throw new \RuntimeException( 'redis-server does not start' );
		}
		$this->process = $process;
		register_shutdown_function( array( $this, 'stop' ) );
		for ( $try = 0; $try < 200 && ! file_exists( $this->socket ); $try++ ) {
			usleep( 50000 );
		}
		$text = (string) file_get_contents( dirname( __DIR__ ) . '/fixtures/object-cache.php' ) . file_get_contents( dirname( __DIR__ ) . '/fixtures/redis-cache.php' );
		file_put_contents( self::DROP_IN, str_replace( array( "new Stockwire_Test_Cache( '@FOLDER@' )" ), array( "new Stockwire_Test_Redis_Cache( '{$this->socket}' )" ), $text ) );
		// The web server may still know that there was no such file.
		usleep( 2100000 );
	}

	public function stop(): void {
		if ( null === $this->process ) {
			return;
		}
		unlink( self::DROP_IN );
		usleep( 2100000 );
		proc_terminate( $this->process );
		proc_close( $this->process );
		$this->process = null;
		array_map( 'unlink', (array) glob( "{$this->folder}/*" ) );
		rmdir( $this->folder );
	}

	/** What the server says to a command, by the client that Debian brings along. */
	public function ask( string ...$words ): string {
		return trim( (string) shell_exec( implode( ' ', array_map( 'escapeshellarg', array( 'redis-cli', '-s', $this->socket, ...$words ) ) ) ) );
	}
}
