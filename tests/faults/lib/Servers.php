<?php
// SPDX-License-Identifier: MIT
// The sandbox's servers, started by its own scripts and ended by pid.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Servers {
	public readonly string $run;

	public function __construct( public readonly string $out ) {
		$run = realpath( "$out/sandbox" );
		if ( false === $run ) {
			throw new \RuntimeException( 'the sandbox is not up' );
		}
		$this->run = $run;
	}

	/** Calls a function of sandbox/lib. */
	public function call( string ...$words ): void {
		$command = implode( ' ', array_map( 'escapeshellarg', array( dirname( __DIR__ ) . '/sandbox', ...$words ) ) );
		$log     = "{$this->out}/faults.log";
		exec( 'OUT=' . escapeshellarg( $this->out ) . " $command </dev/null >>" . escapeshellarg( $log ) . ' 2>&1', $lines, $code );
		if ( 0 !== $code ) {
			throw new \RuntimeException( implode( ' ', $words ) . ': ' . shell_exec( 'tail -n 5 ' . escapeshellarg( $log ) ) );
		}
	}

	public function database_pid(): int {
		return (int) file_get_contents( "{$this->run}/db/mariadbd.pid" );
	}

	/** As a power cut: nothing is flushed, nothing said good-bye to. */
	public function kill_database(): void {
		$pid = $this->database_pid();
		posix_kill( $pid, SIGKILL );
		$this->gone( $pid );
	}

	/** Waits until a process is no more; one that nobody has reaped yet counts as gone. */
	public function gone( int $pid ): void {
		for ( $i = 0; $i < 10000; $i++ ) {
			$stat = (string) @file_get_contents( "/proc/$pid/stat" );
			if ( '' === $stat || str_contains( $stat, ') Z ' ) ) {
				return;
			}
			usleep( 1000 );
		}
		throw new \RuntimeException( "process $pid does not end" );
	}

	public function start_database(): void {
		$this->call( 'database_start' );
	}

	/** @return list<int> Apache's workers */
	public function workers(): array {
		$parent = (int) @file_get_contents( "{$this->run}/apache/apache2.pid" );
		return array_map( 'intval', preg_split( '/\s+/', trim( (string) @file_get_contents( "/proc/$parent/task/$parent/children" ) ), -1, PREG_SPLIT_NO_EMPTY ) ?: array() );
	}

	public function apache_pid(): int {
		return (int) file_get_contents( "{$this->run}/apache/apache2.pid" );
	}

	/** Runs PHP with the shop's settings; what it prints, and its exit code. */
	public function php( string $script, string ...$arguments ): string {
		$command = implode( ' ', array_map( 'escapeshellarg', array( dirname( __DIR__, 3 ) . '/sandbox/php', __DIR__ . "/../$script", ...$arguments ) ) );
		exec( 'OUT=' . escapeshellarg( $this->out ) . " $command </dev/null 2>&1", $lines, $code );
		$text = implode( "\n", $lines );
		if ( 0 !== $code ) {
			throw new \RuntimeException( "$script: $text" );
		}
		return $text;
	}

	/**
	 * What a script says as JSON, after whatever went to its log.
	 *
	 * @return array<string, mixed>
	 */
	public function json( string $script, string ...$arguments ): array {
		$lines = explode( "\n", $this->php( $script, ...$arguments ) );
		$said  = json_decode( end( $lines ), true );
		if ( ! is_array( $said ) ) {
			throw new \RuntimeException( "$script: " . end( $lines ) );
		}
		return $said;
	}
}
