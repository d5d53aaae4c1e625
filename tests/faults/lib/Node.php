<?php
// SPDX-License-Identifier: MIT
// A second web server of the same shop: the same files, another port, processes of its own.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Node {
	public readonly string $site;

	public readonly int $port;

	private string $folder;

	/** @param list<string> $environment as NAME=value */
	public function __construct( private readonly Servers $servers, string $name, private readonly array $environment = array() ) {
		$this->folder = "{$servers->run}/apache-$name";
		if ( ! is_dir( $this->folder ) ) {
			mkdir( $this->folder );
		}
		chown( $this->folder, 'www-data' );
		$socket     = stream_socket_server( 'tcp://127.0.0.1:0' );
		$this->port = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
		fclose( $socket );
		$this->site = "http://127.0.0.1:{$this->port}";
	}

	public function start(): void {
		$text = (string) file_get_contents( "{$this->servers->run}/apache/httpd.conf" );
		$port = (string) parse_url( (string) getenv( 'SITE_URL' ), PHP_URL_PORT );
		$text = str_replace( array( "127.0.0.1:$port", "{$this->servers->run}/apache/apache2.pid", "file:{$this->servers->run}/apache ", "DefaultRuntimeDir \"{$this->servers->run}/apache\"" ),
			array( "127.0.0.1:{$this->port}", "{$this->folder}/apache2.pid", "file:{$this->folder} ", "DefaultRuntimeDir \"{$this->folder}\"" ), $text );
		file_put_contents( "{$this->folder}/httpd.conf", $text );
		$this->servers->call( 'as', 'www-data', 'env', '-i', 'PATH=/usr/bin:/bin', 'LANG=C', 'STOCKWIRE_ALLOW_PRIVATE=1', "PHP_INI_SCAN_DIR={$this->servers->run}/php/conf.d", ...$this->environment, ...array( '/usr/sbin/apache2', '-f', "{$this->folder}/httpd.conf", '-k', 'start' ) );
		for ( $i = 0; $i < 100; $i++ ) {
			$socket = @stream_socket_client( "tcp://127.0.0.1:{$this->port}" );
			if ( false !== $socket ) {
				fclose( $socket );
				return;
			}
			usleep( 50000 );
		}
		throw new \RuntimeException( 'the second web server does not start' );
	}

	public function stop(): void {
		$file = "{$this->folder}/apache2.pid";
		$pid  = is_file( $file ) ? (int) file_get_contents( $file ) : 0;
		if ( $pid > 0 ) {
			posix_kill( $pid, SIGTERM );
			$this->servers->gone( $pid );
		}
	}
}
