<?php
// SPDX-License-Identifier: MIT
// Listens on four ports of loopback (a good certificate and three bad ones), and gives each connection a process of its own.

declare(strict_types=1);

namespace Stockwire\Sandbox;

use RuntimeException;

/**
 * @phpstan-import-type Wish from Control
 * @phpstan-import-type Request from Connection
 */
final class Server {
	private const CERTIFICATES = array( 'good', 'expired', 'self_signed', 'wrong_host' );

	/** Among what is listened to: its standard input, which ends when who started it ends. */
	private const STARTER = 'starter';

	/** More connections than this wait: a shop that calls in a loop must not take the machine. */
	private const CHILDREN = 16;

	/** @var array<int, true> */
	private array $children = array();

	public function __construct( private string $folder, private Answers $answers, private Control $control ) {}

	public function run(): never {
		$listeners = $this->listen() + ( getenv( 'UNTIL_EOF' ) ? array( self::STARTER => STDIN ) : array() );
		file_put_contents( "$this->folder/pid", getmypid() . "\n" );
		while ( true ) { // @phpstan-ignore while.alwaysTrue
			$ready = $listeners;
			$none  = null;
			$this->reap();
			if ( count( $this->children ) >= self::CHILDREN || ! @stream_select( $ready, $none, $none, 1 ) ) {
				usleep( 10000 );
				continue;
			}
			foreach ( $ready as $name => $listener ) {
				if ( self::STARTER === $name ) {
					exit( 0 );
				}
				$stream = @stream_socket_accept( $listener, 0 );
				if ( false !== $stream ) {
					$this->fork( (string) $name, $stream, $listeners );
				}
			}
		}
	}

	/**
	 * Takes the ports of last time where they are free, since a shop has them in its settings.
	 *
	 * @return array<string, resource>
	 */
	private function listen(): array {
		$file      = "$this->folder/ports";
		$last      = is_file( $file ) ? parse_ini_file( $file ) : false;
		$listeners = array();
		$text      = '';
		foreach ( self::CERTIFICATES as $name ) {
			$port   = is_array( $last ) ? (int) ( $last[ $name ] ?? 0 ) : 0;
			$stream = @stream_socket_server( "tcp://127.0.0.1:$port" ) ?: stream_socket_server( 'tcp://127.0.0.1:0' );
			if ( false === $stream ) {
				throw new RuntimeException( 'no port on loopback' );
			}
			$listeners[ $name ] = $stream;
			$text              .= $name . '=' . substr( (string) strrchr( (string) stream_socket_get_name( $stream, false ), ':' ), 1 ) . "\n";
		}
		file_put_contents( "$file.new", $text );
		rename( "$file.new", $file );
		return $listeners;
	}

	private function reap(): void {
		while ( ( $pid = pcntl_waitpid( -1, $status, WNOHANG ) ) > 0 ) {
			unset( $this->children[ $pid ] );
		}
	}

	/**
	 * @param resource                $stream
	 * @param array<string, resource> $listeners
	 */
	private function fork( string $certificate, $stream, array $listeners ): void {
		$pid = pcntl_fork();
		if ( $pid > 0 ) {
			$this->children[ $pid ] = true;
		}
		if ( 0 !== $pid ) {
			fclose( $stream );
			return;
		}
		foreach ( $listeners as $listener ) {
			fclose( $listener );
		}
		stream_context_set_option( $stream, array( 'ssl' => array( 'local_cert' => "$this->folder/$certificate.pem", 'verify_peer' => false ) ) );
		stream_set_timeout( $stream, Connection::IDLE_SECONDS );
		if ( true === @stream_socket_enable_crypto( $stream, true, STREAM_CRYPTO_METHOD_TLSv1_2_SERVER | STREAM_CRYPTO_METHOD_TLSv1_3_SERVER ) ) {
			$this->serve( new Connection( $stream ) );
		}
		exit( 0 );
	}

	private function serve( Connection $connection ): void {
		while ( $connection->open && null !== ( $request = $connection->request() ) ) {
			$call = Answers::call( $request['path'] );
			$wish = $this->control->take( $call );
			file_put_contents( "$this->folder/requests.log", "{$request['method']} {$request['path']}?" . http_build_query( $request['query'] ) . " $wish[fault]\n", FILE_APPEND | LOCK_EX );
			usleep( (int) ( $wish['delay'] * 1e6 ) );
			$this->reply( $connection, $request, $wish );
		}
	}

	/**
	 * @param Request $request
	 * @param Wish    $wish
	 */
	private function reply( Connection $connection, array $request, array $wish ): void {
		$known = 'Basic ' . base64_encode( getenv( 'BACKOFFICE_USER' ) . ':' . getenv( 'BACKOFFICE_TOKEN' ) );
		if ( ! hash_equals( $known, $request['headers']['authorization'] ?? '' ) ) {
			$answer = Answers::error( 401, 'Autentificare eșuată.' );
		} elseif ( 'GET' !== $request['method'] || '' === $wish['call'] ) {
			$answer = Answers::error( 404, 'Nu există.' );
		} else {
			$answer = $this->answers->to( $wish['call'], $request['query'], $wish['lines'], 'half' === $wish['fault'] ? 2 : 1 );
			if ( Faults::known( $wish['fault'] ) ) {
				( new Faults( $connection, $wish, $answer['body'] ) )->{$wish['fault']}();
				return;
			}
		}
		$connection->answer( $answer['status'], $answer['body'] );
	}
}
