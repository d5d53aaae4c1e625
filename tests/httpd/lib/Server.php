<?php
// SPDX-License-Identifier: MIT
// An Apache (and php-fpm) of a test's own, on a free loopback port, stopped by pid whatever happens.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Server {
	public const STACKS = array(
		'prefork-mod_php' => array( 'prefork', 'mod_php' ),
		'prefork-fpm'     => array( 'prefork', 'fpm' ),
		'event-fpm'       => array( 'event', 'fpm' ),
	);

	public int $port;
	public readonly string $dir;
	/** @var array<string,resource> By the names of their outputs. */
	private array $processes = array();
	private Config $config;

	/** @param string $more Configuration to add. */
	public function __construct( public readonly string $stack, public readonly ?string $module, private bool $nothing = false, private string $more = '' ) {
		list( $mpm, $php ) = self::STACKS[ $stack ] ?? throw new \RuntimeException( "There is no stack $stack." );
		$this->dir         = ( getenv( 'TMPDIR' ) ?: '/tmp' ) . '/stockwire-httpd-' . bin2hex( random_bytes( 6 ) );
		$this->config      = new Config( $this->dir, $mpm, $php );
		register_shutdown_function( $this->stop( ... ) );
	}

	public function start(): void {
		mkdir( $this->dir, 0711 );
		mkdir( "{$this->dir}/run", 0711 );
		$this->config->sites();
		mkdir( "{$this->dir}/reports", 0755 );
		touch( "{$this->dir}/hits" );
		if ( 0 === posix_getuid() ) {
			chown( "{$this->dir}/hits", 'www-data' );
			chown( "{$this->dir}/reports", 'www-data' );
		}
		if ( str_ends_with( $this->stack, '-fpm' ) ) {
			file_put_contents( "{$this->dir}/fpm.conf", $this->config->fpm() );
			$fpm = self::find( glob( '/usr/sbin/php-fpm*' ) ?: array(), 'php-fpm' );
			$this->launch( array( $fpm, '-n', '-F', '-y', "{$this->dir}/fpm.conf" ), 'fpm.out' );
			$this->wait( fn(): bool => file_exists( "{$this->dir}/run/fpm.sock" ), 'php-fpm' );
		}
		for ( $try = 1; ! $this->startApache(); $try++ ) {
			if ( 3 === $try || ! str_contains( $this->log( 'apache.out' ), 'Address already in use' ) ) {
				throw new \RuntimeException( 'Apache does not start: ' . $this->log( 'apache.out' ) . $this->log() );
			}
		}
	}

	/** False where Apache ended, for instance because somebody else took the port meanwhile. */
	private function startApache(): bool {
		$this->port = self::freePort();
		file_put_contents( "{$this->dir}/httpd.conf", $this->config->server( $this->port, $this->module ) . $this->config->hosts( $this->nothing ) . $this->more );
		$this->launch( self::apache( "{$this->dir}/httpd.conf" ), 'apache.out', Checker::current() );
		try {
			// The pid file is written once the port is Apache's own.
			$this->wait( fn(): bool => file_exists( "{$this->dir}/run/apache.pid" ) && $this->answers(), 'Apache' );
			return true;
		} catch ( \RuntimeException ) {
			array_pop( $this->processes );
			return false;
		}
	}

	/** @return list<string> */
	public static function apache( string $config ): array {
		return array( self::find( array( '/usr/sbin/apache2' ), 'apache2' ), '-DFOREGROUND', '-f', $config );
	}

	public function stop(): void {
		// Apache gracefully: else event closes the sockets of threads that are freeing them at the moment, and under AddressSanitizer
		// that is a crash of httpd's own (close_worker_sockets() in its event.c). Valgrind's one process knows no such stop.
		$graceful = array( 'apache.out' => 'valgrind' === getenv( 'CHECKER' ) ? SIGTERM : SIGWINCH );
		foreach ( array_reverse( $this->processes ) as $name => $process ) {
			proc_terminate( $process, $graceful[ $name ] ?? SIGTERM );
			for ( $i = 0; $i < 600 && proc_get_status( $process )['running']; $i++ ) {
				usleep( 50000 );
			}
			if ( proc_get_status( $process )['running'] ) {
				proc_terminate( $process, 9 );
			}
			proc_close( $process );
		}
		$checker = Checker::current();
		if ( $this->processes && $checker ) {
			$this->complaints = $checker->complaints( $this->dir );
		}
		if ( preg_match_all( '/.*exit signal.*/', $this->log(), $m ) ) {
			$this->complaints = array_merge( $this->complaints, $m[0] );
		}
		$this->processes = array();
		if ( is_dir( $this->dir ) && ! getenv( 'KEEP' ) ) {
			self::remove( $this->dir );
		}
	}

	public function client(): Client {
		return new Client( $this->port );
	}

	/**
	 * One request on a connection of its own.
	 *
	 * @param array<string,string> $headers
	 */
	public function ask( string $host, string $target, array $headers = array(), ?string $body = null, string $method = 'POST' ): Answer {
		$client = $this->client();
		$client->send( self::request( $host, $target, $headers, $body, $method ) );
		$answer = $client->read( 'HEAD' === $method );
		$client->close();
		return $answer;
	}

	/** @param array<string,string> $headers */
	public static function request( string $host, string $target, array $headers = array(), ?string $body = null, string $method = 'POST' ): string {
		$text = "$method $target HTTP/1.1\r\nHost: $host\r\n";
		if ( null !== $body ) {
			$headers += array( 'Content-Length' => (string) strlen( $body ) );
		}
		foreach ( $headers as $name => $value ) {
			$text .= "$name: $value\r\n";
		}
		return "$text\r\n$body";
	}

	/** The same stack with none of our directives, with the module or without. */
	public function sibling( ?string $module ): self {
		return new self( $this->stack, $module, true );
	}

	/**
	 * An answer without what differs between two servers anyway.
	 *
	 * @param array<string,string> $headers
	 */
	public function fingerprint( string $host, string $target, array $headers = array(), ?string $body = null, string $method = 'POST' ): string {
		$client = $this->client();
		$client->send( self::request( $host, $target, $headers, $body, $method ) );
		$answer = $client->read( 'HEAD' === $method );
		$client->close();
		$headers = array_diff_key( $answer->headers, array_flip( array( 'date', 'last-modified', 'etag', 'content-length' ) ) );
		$page    = $answer->page();
		if ( $page ) {
			$page['server'] = array_diff_key( $page['server'], array_flip( array( 'REMOTE_PORT', 'REQUEST_TIME', 'REQUEST_TIME_FLOAT' ) ) );
		}
		$text = (string) json_encode( array( $answer->status, $headers, $page ?: $answer->body ), JSON_UNESCAPED_SLASHES );
		return str_replace( array( $this->dir, (string) $this->port ), array( '@DIR@', '@PORT@' ), $text );
	}

	/**
	 * Asks Apache whether it would start with one more piece of configuration.
	 *
	 * @return array{bool,string} Its word, and what it said.
	 */
	public function checkConfiguration( string $more ): array {
		$file = "{$this->dir}/check.conf";
		file_put_contents( $file, (string) file_get_contents( "{$this->dir}/httpd.conf" ) . "\n$more\n" );
		$environment = '';
		foreach ( Checker::current()?->environment( $this->dir ) ?? array() as $name => $value ) {
			$environment .= "$name=" . escapeshellarg( $value ) . ' ';
		}
		exec( $environment . self::apache( $file )[0] . ' -t -f ' . escapeshellarg( $file ) . ' 2>&1', $said, $code );
		return array( 0 === $code, implode( "\n", $said ) );
	}

	/** One of the module's counters. */
	public function counter( string $name ): int {
		preg_match( "/^Stockwire$name: (\\d+)$/m", $this->ask( 'status.test', '/server-status?auto', array(), null, 'GET' )->body, $m );
		return (int) ( $m[1] ?? -1 );
	}

	/** How often a page ran. */
	public function hits(): int {
		clearstatcache();
		return count( file( "{$this->dir}/hits" ) ?: array() );
	}

	public function signal( int $signal ): void {
		$apache = end( $this->processes );
		if ( false !== $apache ) {
			posix_kill( proc_get_status( $apache )['pid'], $signal );
		}
	}

	/** @return list<int> Apache's children. */
	public function children(): array {
		$parent = trim( $this->log( 'run/apache.pid' ) );
		return array_map( 'intval', preg_split( '/\s+/', trim( (string) @file_get_contents( "/proc/$parent/task/$parent/children" ) ) ) ?: array() );
	}

	/** Sanitizers and valgrind are slow: fewer rounds. */
	public function quick(): bool {
		return null !== Checker::current();
	}

	/** What a pattern finds in the access log, which is written after the answer. */
	public function logged( string $pattern ): ?string {
		for ( $i = 0; $i < 60; $i++ ) {
			if ( preg_match( $pattern, $this->log( 'access.log' ), $m ) ) {
				return $m[1];
			}
			usleep( 50000 );
		}
		return null;
	}

	public function log( string $name = 'error.log' ): string {
		return (string) @file_get_contents( "{$this->dir}/$name" );
	}

	/** @return list<string> Crashes and sanitizer reports in the logs. */
	public function complaints(): array {
		return $this->complaints;
	}

	/** @var list<string> */
	private array $complaints = array();

	/** @param list<string> $command */
	private function launch( array $command, string $output, ?Checker $checker = null ): void {
		$out     = array( 'file', "{$this->dir}/$output", 'a' );
		$command = $checker ? $checker->command( $command, $this->dir ) : $command;
		$env     = array( 'PHP_INI_SCAN_DIR' => "{$this->dir}/empty" ) + ( $checker ? $checker->environment( $this->dir ) : array() ) + getenv();
		// A session of its own: Apache ends its whole process group.
		$process = proc_open( array_merge( array( 'setsid' ), $command ), array( array( 'file', '/dev/null', 'r' ), $out, $out ), $pipes, null, $env );
		if ( false === $process ) {
			throw new \RuntimeException( "Cannot start {$command[0]}." );
		}
		$this->processes[ $output ] = $process;
	}

	private function wait( callable $ready, string $what ): void {
		for ( $i = 0; $i < 1200; $i++ ) {
			if ( $ready() ) {
				return;
			}
			$process = end( $this->processes );
			if ( false !== $process && ! proc_get_status( $process )['running'] ) {
				break;
			}
			usleep( 50000 );
		}
		throw new \RuntimeException( "$what does not start: " . $this->log( 'apache.out' ) . $this->log( 'fpm.out' ) . $this->log() );
	}

	private function answers(): bool {
		$socket = @stream_socket_client( "tcp://127.0.0.1:{$this->port}", $errno, $error, 1.0 );
		if ( false === $socket ) {
			return false;
		}
		fclose( $socket );
		return true;
	}

	private static function freePort(): int {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' ) ?: throw new \RuntimeException( 'There is no free port.' );
		$name   = (string) stream_socket_get_name( $socket, false );
		fclose( $socket );
		return (int) substr( $name, (int) strrpos( $name, ':' ) + 1 );
	}

	/** @param list<string> $candidates */
	private static function find( array $candidates, string $name ): string {
		return array_values( array_filter( $candidates, 'is_executable' ) )[0] ?? throw new \RuntimeException( "$name is not installed." );
	}

	private static function remove( string $dir ): void {
		foreach ( array_diff( scandir( $dir ) ?: array(), array( '.', '..' ) ) as $name ) {
			$path = "$dir/$name";
			is_dir( $path ) && ! is_link( $path ) ? self::remove( $path ) : unlink( $path );
		}
		rmdir( $dir );
	}
}
