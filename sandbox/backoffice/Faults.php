<?php
// SPDX-License-Identifier: MIT
// The ways in which the simulated back office fails: a method a fault, named as control.json names it.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-import-type Wish from Control */
final class Faults {
	private const BOMB_BYTES = 1 << 30;

	/**
	 * @param Wish             $wish
	 * @param iterable<string> $body what it would have answered
	 */
	public function __construct( private Connection $connection, private array $wish, private iterable $body ) {}

	public static function known( string $fault ): bool {
		return ! in_array( $fault, array( '', 'known', '__construct', 'text' ), true ) && method_exists( self::class, $fault );
	}

	public function rate(): void {
		$this->error( 429, 'Prea multe apeluri.', array( "Retry-After: {$this->wish['seconds']}" ) );
	}

	public function rate_date(): void {
		$this->error( 429, 'Prea multe apeluri.', array( 'Retry-After: ' . gmdate( 'D, d M Y H:i:s', time() + $this->wish['seconds'] ) . ' GMT' ) );
	}

	public function rate_bare(): void {
		$this->error( 429, 'Prea multe apeluri.' );
	}

	public function server(): void {
		$this->connection->answer( 500, array( '<html><body>Internal Server Error</body></html>' ) );
	}

	public function unavailable(): void {
		$this->connection->answer( 503, array( '<html><body>Maintenance</body></html>' ), array( "Retry-After: {$this->wish['seconds']}" ) );
	}

	public function unauthorized(): void {
		$this->error( 401, 'Autentificare eșuată.' );
	}

	/** Says no in words that a log must not keep. */
	public function echo_token(): void {
		$this->error( 400, 'Token respins: ' . getenv( 'BACKOFFICE_TOKEN' ) );
	}

	public function error_text(): void {
		$this->error( 200, 'Firma nu are dreptul la acest serviciu.' );
	}

	/** One byte a second. */
	public function slow(): void {
		$text = $this->text();
		$this->connection->head( 200, array( 'Content-Type: application/json', 'Content-Length: ' . strlen( $text ) ) );
		for ( $at = 0; $at < strlen( $text ) && $this->connection->open; $at++ ) {
			$this->connection->raw( $text[ $at ] );
			sleep( 1 );
		}
	}

	/** Half of an answer, then nothing more, and the connection stays. */
	public function stalled(): void {
		$text = $this->text();
		$this->connection->head( 200, array( 'Content-Type: application/json', 'Content-Length: ' . strlen( $text ) ) );
		$this->connection->raw( substr( $text, 0, intdiv( strlen( $text ), 2 ) ) );
		$this->connection->wait( 30 );
		$this->connection->cut();
	}

	/** Half of what Content-Length says. */
	public function truncated(): void {
		$text = $this->text();
		$this->connection->head( 200, array( 'Content-Type: application/json', 'Content-Length: ' . strlen( $text ) ) );
		$this->connection->raw( substr( $text, 0, intdiv( strlen( $text ), 2 ) ) );
		$this->connection->cut();
	}

	/** All of it but the last chunk, which says that it was all. */
	public function truncated_chunks(): void {
		$this->connection->head( 200, array( 'Content-Type: application/json', 'Transfer-Encoding: chunked' ) );
		foreach ( $this->body as $piece ) {
			$this->connection->chunk( $piece );
		}
		$this->connection->cut();
	}

	/** A refusal in chunks, with a header behind its body, that looks like an answer. */
	public function trailer(): void {
		$this->connection->head( 503, array( 'Content-Type: application/json', 'Transfer-Encoding: chunked', 'Trailer: X-Checksum' ) );
		$this->connection->chunk( '{"list":[]}' );
		$this->connection->raw( "0\r\nX-Checksum: 1\r\n\r\n" );
	}

	/** Whole to HTTP, half to JSON. */
	public function half_json(): void {
		$text = $this->text();
		$this->connection->answer( 200, array( substr( $text, 0, intdiv( strlen( $text ), 2 ) ) ) );
	}

	public function endless(): void {
		$this->connection->answer( 200, Answers::listed( 'Magazin', Answers::made_up( PHP_INT_MAX ) ) );
	}

	/** A single string without end. */
	public function endless_string(): void {
		$this->connection->head( 200, array( 'Content-Type: application/json', 'Transfer-Encoding: chunked' ) );
		$this->connection->chunk( '{"list":[{"products":[{"productName":"' );
		while ( $this->connection->open ) {
			$this->connection->chunk( str_repeat( 'a', 16384 ) );
		}
	}

	/** Header lines without end. */
	public function endless_header(): void {
		$this->connection->raw( "HTTP/1.1 200 Simulated\r\n" );
		while ( $this->connection->open ) {
			$this->connection->raw( 'X-More: ' . str_repeat( 'a', 1000 ) . "\r\n" );
		}
	}

	public function html(): void {
		$this->connection->answer( 200, array( "<!DOCTYPE html>\n<html><body>Site în mentenanță</body></html>" ) );
	}

	public function gzip(): void {
		$this->connection->answer( 200, array( (string) gzencode( $this->text() ) ), array( 'Content-Encoding: gzip' ) );
	}

	public function gzip_bomb(): void {
		$this->connection->answer( 200, self::bomb(), array( 'Content-Encoding: gzip' ) );
	}

	/** @return iterable<string> a gigabyte of blanks as a megabyte */
	private static function bomb(): iterable {
		$deflate = deflate_init( ZLIB_ENCODING_GZIP, array( 'level' => 9 ) );
		for ( $i = 0; false !== $deflate && $i < self::BOMB_BYTES >> 20; $i++ ) {
			yield (string) deflate_add( $deflate, str_repeat( ' ', 1 << 20 ), ZLIB_NO_FLUSH );
		}
	}

	public function redirect(): void {
		$this->connection->answer( 302, array( '' ), array( 'Location: ' . ( $this->wish['body'] ?: '/elsewhere' ) ) );
	}

	public function empty(): void {
		$this->connection->answer( 200, array( '{"errorText":"","list":[]}' ) );
	}

	public function wrong_warehouse(): void {
		$this->connection->answer( 200, Answers::listed( 'Altă gestiune', Answers::made_up( 3 ) ) );
	}

	/** The right products, and behind them that they are another warehouse's. */
	public function wrong_warehouse_last(): void {
		$this->connection->answer( 200, array( '{"list":[{"products":[{"productCode":"A","quantity":1}],"warehouse":{"warehouseName":"Altă gestiune"}}]}' ) );
	}

	public function dropped(): void {
		$this->connection->cut();
	}

	public function garbage(): void {
		$this->connection->raw( "220 mail.example ESMTP\r\n" );
		$this->connection->cut();
	}

	public function body(): void {
		$this->connection->head( $this->wish['status'], array( "Content-Type: {$this->wish['type']}", 'Content-Length: ' . strlen( $this->wish['body'] ) ) );
		$this->connection->raw( $this->wish['body'] );
	}

	/** @param list<string> $headers */
	private function error( int $status, string $text, array $headers = array() ): void {
		$this->connection->answer( $status, Answers::error( $status, $text )['body'], $headers );
	}

	private function text(): string {
		$text = '';
		foreach ( $this->body as $piece ) {
			$text .= $piece;
		}
		return $text;
	}
}
