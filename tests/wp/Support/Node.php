<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Another web node: fetch-worker.php in a process of its own, which can be killed.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class Node {

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes = array();

	private ?int $code = null;

	public function __construct( string ...$words ) {
		$ini     = array_values( array_filter( explode( ' ', (string) getenv( 'PHP_INI_ARGS' ) ) ) );
		$command = array( PHP_BINARY, ...$ini, '-d', 'auto_prepend_file=', dirname( __DIR__ ) . '/fixtures/fetch-worker.php', ...$words );
		$process = proc_open( $command, array( 1 => array( 'pipe', 'w' ), 2 => STDERR ), $this->pipes );
		if ( false === $process ) {
			throw new \RuntimeException( 'no process' );
		}
		$this->process = $process;
	}

	/** What it said when it had ended. */
	public function end(): string {
		$said = (string) stream_get_contents( $this->pipes[1] );
		$code = proc_close( $this->process );
		$code = $this->code ?? $code;
		if ( 0 !== $code ) {
			throw new \RuntimeException( "ended with $code: $said" );
		}
		return trim( $said );
	}

	public function runs(): bool {
		$status = proc_get_status( $this->process );
		// Only the first one to ask after the end hears the code.
		$this->code ??= $status['running'] ? null : $status['exitcode'];
		return $status['running'];
	}

	/** As when the machine is switched off: no shutdown function, no destructor. */
	public function kill(): void {
		proc_terminate( $this->process, 9 );
		proc_close( $this->process );
	}
}
