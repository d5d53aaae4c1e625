<?php
// SPDX-License-Identifier: MIT
// Requests written byte by byte, and what came back.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Raw {
	/** The header line of a known token. */
	public const TOKEN = 'Authorization: Bearer ' . Pusher::TOKEN . "\r\n";

	public function __construct( private Server $server ) {}

	/** The head of a push: header lines as given, each with its end. */
	public static function head( string $headers, string $target = Pusher::V1, string $host = 'guard.test' ): string {
		return "POST $target HTTP/1.1\r\nHost: $host\r\n$headers\r\n";
	}

	/** Sends the parts a moment apart and reads one answer. */
	public function ask( string ...$parts ): Answer {
		$client = $this->server->client();
		foreach ( $parts as $i => $part ) {
			if ( $i > 0 ) {
				usleep( 20000 );
			}
			$client->send( $part );
		}
		$answer = $client->read();
		$client->close();
		return $answer;
	}

	/** The same, and nothing follows: the client closes its end. */
	public function cut( string $bytes ): Answer {
		$client = $this->server->client();
		$client->send( $bytes );
		$client->finishSending();
		$answer = $client->read();
		$client->close();
		return $answer;
	}

	/**
	 * Sends a push that is refused and, where the connection lives on, a right one after it.
	 *
	 * @return array{int,bool,?int} First status, whether the connection was closed, second status.
	 */
	public function andThenRight( string $bytes ): array {
		$client = $this->server->client();
		$client->send( $bytes );
		$one = $client->read();
		if ( ! $one->closed ) {
			$client->send( self::head( self::TOKEN . "Content-Length: 2\r\n" ) . '[]' );
			$two = $client->read();
		}
		$client->close();
		return array( $one->status, $one->closed, $two->status ?? null );
	}

	/** The code of a problem+json. */
	public static function code( Answer $answer ): ?string {
		return json_decode( $answer->body, true )['code'] ?? null;
	}
}
