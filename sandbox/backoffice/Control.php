<?php
// SPDX-License-Identifier: MIT
// What the back office is asked to do wrong next, kept in a file that any test can write.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * `fault` names one of Faults' methods ("" for none); `times`: for so many answers (else for all); `call`: only for "stocks" or
 * "warehouses"; `seconds`: of a Retry-After; `lines`: so many made-up lines instead of the books; `delay`: seconds before the
 * answer; `body`, `status` and `type`: what the fault "body" answers.
 *
 * @phpstan-type Wish array{fault: string, call: string, seconds: int, lines: int, delay: float, body: string, status: int, type: string}
 */
final class Control {
	public function __construct( private string $file ) {}

	/** @return Wish what to do with this call; counts it */
	public function take( string $call ): array {
		$given = array();
		$this->adopt();
		// Two calls at once must not both be the last of `times`.
		$lock = is_file( $this->file ) ? fopen( $this->file, 'c+' ) : false;
		if ( false !== $lock && flock( $lock, LOCK_EX ) ) {
			$given = json_decode( (string) stream_get_contents( $lock ), true );
			$given = is_array( $given ) && in_array( $given['call'] ?? $call, array( '', $call ), true ) ? $given : array();
			if ( isset( $given['times'] ) ) {
				$left = (int) $given['times'];
				rewind( $lock );
				ftruncate( $lock, 0 );
				fwrite( $lock, json_encode( array( 'times' => max( 0, $left - 1 ) ) + $given, JSON_THROW_ON_ERROR ) );
				$given = $left > 0 ? $given : array();
			}
			fclose( $lock );
		}
		return array(
			'fault'   => (string) ( $given['fault'] ?? '' ),
			'call'    => $call,
			'seconds' => (int) ( $given['seconds'] ?? 7 ),
			'lines'   => (int) ( $given['lines'] ?? -1 ),
			'delay'   => (float) ( $given['delay'] ?? 0 ),
			'body'    => (string) ( $given['body'] ?? '' ),
			'status'  => (int) ( $given['status'] ?? 200 ),
			'type'    => (string) ( $given['type'] ?? 'application/json' ),
		);
	}

	/** A file that another user wrote is made ours, to be counted down. */
	private function adopt(): void {
		if ( is_file( $this->file ) && ! is_writable( $this->file ) ) {
			file_put_contents( "$this->file.new", (string) file_get_contents( $this->file ) );
			rename( "$this->file.new", $this->file );
		}
	}
}
