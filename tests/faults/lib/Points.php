<?php
// SPDX-License-Identifier: MIT
// Stops workers at the pause points of ext/faults.h, and at those of the shop's helper plugin.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Points {
	/** In the order in which a push passes them. */
	public const ALL = array( 'received', 'locked', 'written', 'before-commit', 'after-commit', 'before-caches', 'before-announce' );

	private const SECONDS = 30;

	public function __construct( private readonly string $folder, private readonly Sender $sender ) {
		if ( ! is_dir( $folder ) ) {
			mkdir( $folder );
		}
		// Workers rename what a test makes.
		chmod( $folder, 0777 );
		$this->clear();
	}

	/** The next worker that comes by stops. */
	public function arm( string $point ): void {
		touch( "{$this->folder}/$point.want" );
	}

	/** The worker that has stopped; it has to come while the request is under way. */
	public function wait( string $point, ?\CurlHandle $push = null ): int {
		for ( $end = hrtime( true ) + self::SECONDS * 1_000_000_000; hrtime( true ) < $end; ) {
			$this->sender->pump();
			foreach ( glob( "{$this->folder}/$point.*" ) ?: array() as $file ) {
				$pid = substr( $file, strrpos( $file, '.' ) + 1 );
				if ( ctype_digit( $pid ) ) {
					return (int) $pid;
				}
			}
			if ( null !== $push && $this->sender->answered( $push ) ) {
				throw new \RuntimeException( "the request ended without coming by $point: " . $this->sender->wait( $push ) );
			}
		}
		throw new \RuntimeException( "nobody came to the point $point" );
	}

	/** The worker goes on. */
	public function release( string $point, int $pid ): void {
		unlink( "{$this->folder}/$point.$pid" );
	}

	/** The worker is gone at once, as by the kernel's out-of-memory killer. */
	public function kill( string $point, int $pid ): void {
		posix_kill( $pid, SIGKILL );
		$this->release( $point, $pid );
	}

	public function clear(): void {
		array_map( 'unlink', glob( "{$this->folder}/*" ) ?: array() );
	}
}
