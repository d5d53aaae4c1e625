<?php
// SPDX-License-Identifier: MIT
// One connection to the simulated back office: reads requests, writes answers, and can be cut at any byte.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-type Request array{method: string, path: string, query: array<string, string>, headers: array<string, string>} */
final class Connection {
	/** Long, for clients that run under valgrind on a busy machine. */
	public const IDLE_SECONDS = 60;

	/** False once the client has gone, or was left. */
	public bool $open = true;

	/** @param resource $stream */
	public function __construct( private $stream ) {
		stream_set_timeout( $stream, self::IDLE_SECONDS );
	}

	/** @return ?Request null where no more comes */
	public function request(): ?array {
		$words = explode( ' ', rtrim( (string) fgets( $this->stream, 8192 ) ) );
		if ( 3 !== count( $words ) ) {
			return null;
		}
		$headers = array();
		while ( '' !== ( $line = rtrim( (string) fgets( $this->stream, 8192 ) ) ) ) {
			list( $name, $value )            = explode( ':', $line, 2 ) + array( '', '' );
			$headers[ strtolower( $name ) ] = trim( $value );
		}
		parse_str( (string) parse_url( $words[1], PHP_URL_QUERY ), $query );
		return array( 'method' => $words[0], 'path' => (string) parse_url( $words[1], PHP_URL_PATH ), 'query' => array_map( 'strval', array_filter( $query, 'is_string' ) ), 'headers' => $headers );
	}

	/** @param list<string> $headers */
	public function head( int $status, array $headers ): void {
		$this->raw( "HTTP/1.1 $status Simulated\r\n" . implode( "\r\n", array( ...$headers, '', '' ) ) );
	}

	/**
	 * A whole answer in chunks.
	 *
	 * @param iterable<string> $pieces
	 * @param list<string>     $headers
	 */
	public function answer( int $status, iterable $pieces, array $headers = array() ): void {
		$this->head( $status, array( 'Content-Type: application/json;charset=utf-8', 'Transfer-Encoding: chunked', ...$headers ) );
		foreach ( $pieces as $piece ) {
			$this->chunk( $piece );
			if ( ! $this->open ) {
				return;
			}
		}
		$this->raw( "0\r\n\r\n" );
	}

	public function chunk( string $piece ): void {
		if ( '' !== $piece ) {
			$this->raw( dechex( strlen( $piece ) ) . "\r\n$piece\r\n" );
		}
	}

	public function raw( string $bytes ): void {
		while ( $this->open && '' !== $bytes ) {
			$written = @fwrite( $this->stream, $bytes );
			if ( false === $written || 0 === $written ) {
				$this->open = false;
				return;
			}
			$bytes = substr( $bytes, $written );
		}
	}

	/** Does nothing for so many seconds, or until the client goes. */
	public function wait( int $seconds ): void {
		$read = array( $this->stream );
		$none = null;
		stream_select( $read, $none, $none, $seconds );
	}

	/** Leaves without the end that TLS asks for. */
	public function cut(): void {
		$this->open = false;
	}
}
