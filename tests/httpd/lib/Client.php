<?php
// SPDX-License-Identifier: MIT
// Sends raw bytes over a socket and reads HTTP/1.1 answers, so that a test may say what no HTTP library would.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Client {
	/** @var resource */
	private $socket;
	private string $pending = '';
	private int $sent       = 0;

	public function __construct( int $port, string $host = '127.0.0.1' ) {
		$socket = stream_socket_client( "tcp://$host:$port", $errno, $error, 5.0 );
		if ( false === $socket ) {
			throw new \RuntimeException( "Cannot connect to $host:$port: $error." );
		}
		stream_set_timeout( $socket, 15 );
		$this->socket = $socket;
	}

	public function send( string $bytes ): void {
		while ( '' !== $bytes ) {
			$n = @fwrite( $this->socket, $bytes );
			if ( false === $n || 0 === $n ) {
				return;
			}
			$this->sent += $n;
			$bytes       = substr( $bytes, $n );
		}
	}

	/** Sends zeros until an answer begins to arrive or all are sent. */
	public function sendUntilAnswered( int $bytes ): void {
		$block = str_repeat( '0', 16384 );
		stream_set_blocking( $this->socket, false );
		for ( $deadline = microtime( true ) + 30; $bytes > 0 && microtime( true ) < $deadline; ) {
			$read   = array( $this->socket );
			$write  = array( $this->socket );
			$except = null;
			if ( ! stream_select( $read, $write, $except, 1 ) || $read ) {
				break;
			}
			$n = @fwrite( $this->socket, substr( $block, 0, min( $bytes, strlen( $block ) ) ) );
			if ( false === $n ) {
				break;
			}
			$this->sent += $n;
			$bytes      -= $n;
		}
		stream_set_blocking( $this->socket, true );
	}

	/** Nothing more will be sent; the answer can still be read. */
	public function finishSending(): void {
		stream_socket_shutdown( $this->socket, STREAM_SHUT_WR );
	}

	public function read( bool $head_only = false ): Answer {
		$start  = microtime( true );
		$answer = new Answer();
		do {
			$this->readHead( $answer );
		} while ( 100 === $answer->status );
		if ( ! $head_only && ! in_array( $answer->status, array( 0, 204, 304 ), true ) ) {
			$answer->body = $this->readBody( $answer );
		}
		$answer->seconds = microtime( true ) - $start;
		$answer->sent    = $this->sent;
		$answer->closed  = str_contains( strtolower( $answer->header( 'Connection' ) ?? '' ), 'close' ) || 0 === $answer->status;
		return $answer;
	}

	/** True where the server ends the connection within the seconds given. */
	public function isClosedWithin( float $seconds ): bool {
		stream_set_timeout( $this->socket, (int) $seconds, (int) ( fmod( $seconds, 1 ) * 1e6 ) );
		$this->pending .= (string) @fread( $this->socket, 8192 );
		return '' === $this->pending && feof( $this->socket );
	}

	public function close(): void {
		fclose( $this->socket );
	}

	private function fill(): bool {
		$bytes = @fread( $this->socket, 65536 );
		if ( false === $bytes || '' === $bytes ) {
			return false;
		}
		$this->pending .= $bytes;
		return true;
	}

	private function readHead( Answer $answer ): void {
		while ( false === ( $end = strpos( $this->pending, "\r\n\r\n" ) ) ) {
			if ( ! $this->fill() ) {
				$answer->status = 0;
				return;
			}
		}
		$lines           = explode( "\r\n", substr( $this->pending, 0, $end ) );
		$this->pending   = substr( $this->pending, $end + 4 );
		$answer->status  = (int) ( explode( ' ', $lines[0] )[1] ?? 0 );
		$answer->headers = array();
		foreach ( array_slice( $lines, 1 ) as $line ) {
			list( $name, $value ) = explode( ':', $line, 2 ) + array( '', '' );
			$name                 = strtolower( $name );
			$value                = trim( $value );

			$answer->headers[ $name ] = isset( $answer->headers[ $name ] ) ? $answer->headers[ $name ] . ', ' . $value : $value;
		}
	}

	private function readBody( Answer $answer ): string {
		if ( 'chunked' === $answer->header( 'Transfer-Encoding' ) ) {
			return $this->readChunks();
		}
		if ( null !== $answer->header( 'Content-Length' ) ) {
			return $this->take( (int) $answer->header( 'Content-Length' ) );
		}
		while ( $this->fill() ) {
			continue;
		}
		return $this->take( strlen( $this->pending ) );
	}

	private function readChunks(): string {
		$body = '';
		do {
			while ( false === ( $end = strpos( $this->pending, "\r\n" ) ) ) {
				if ( ! $this->fill() ) {
					return $body;
				}
			}
			$length = (int) hexdec( $this->take( $end + 2 ) );
			$body  .= substr( $this->take( $length + 2 ), 0, $length );
		} while ( $length > 0 );
		return $body;
	}

	private function take( int $length ): string {
		while ( strlen( $this->pending ) < $length && $this->fill() ) {
			continue;
		}
		$bytes         = substr( $this->pending, 0, $length );
		$this->pending = substr( $this->pending, $length );
		return $bytes;
	}
}
