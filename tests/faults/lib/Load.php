<?php
// SPDX-License-Identifier: MIT
// Pushers and orders on the same products, as many at once as there are, for so many seconds.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Load {
	/** Requests with orders at once, and orders in each at most: who waits in the server's queue makes it only slower. */
	private const ORDERING = 8;
	private const TOGETHER = 5;

	/** Orders that wait from which on only one of so many pushers sends. */
	private const WAITING = 10;
	private const SLOWER  = 5;

	public int $pushed = 0;

	public int $refused = 0;

	/** Orders whose time had come, and those of them that were placed. */
	public int $offered = 0;

	public int $ordered = 0;

	/** How long it took until everything was answered. */
	public float $seconds = 0.0;

	/** @var array<string, int> what was answered but 200 => times */
	public array $others = array();

	/** @var array<int, \CurlHandle> a pusher's push */
	private array $pushes = array();

	/** @var list<list<int>> what customers want whose order is not sent yet */
	private array $waiting = array();

	/** @var array<int, array{\CurlHandle, list<list<int>>}> requests and the orders in them */
	private array $orders = array();

	/**
	 * @param array<int, string> $holders id => code
	 */
	public function __construct( private readonly World $world, private readonly array $holders, private readonly int $pushers, private readonly float $orders_a_second ) {}

	/** How many pushes are on their way. */
	public function pushing(): int {
		return count( $this->pushes );
	}

	/** @param ?callable(): void $each called about once a second */
	public function run( float $seconds, ?callable $each = null ): void {
		$start = hrtime( true );
		$past  = static fn(): float => ( hrtime( true ) - $start ) / 1e9;
		$told  = 0;
		while ( $past() < $seconds ) {
			// Customers come when they come, however many are waiting.
			for ( ; $past() * $this->orders_a_second > $this->offered; ++$this->offered ) {
				$this->waiting[] = array_map( 'intval', (array) array_rand( $this->holders, mt_rand( 1, 2 ) ) );
			}
			$this->order();
			// Pushers never rest and would take the whole machine: they give way while many wait for their order.
			$pushers = count( $this->waiting ) < self::WAITING ? $this->pushers : intdiv( $this->pushers, self::SLOWER );
			for ( $i = 0; $i < $pushers; $i++ ) {
				$this->pushes[ $i ] ??= $this->world->sender->push( $this->lines() );
			}
			$this->collect();
			if ( null !== $each && $past() > $told ) {
				$told = (int) $past() + 1;
				$each();
			}
		}
		while ( array() !== $this->pushes || array() !== $this->orders || array() !== $this->waiting ) {
			$this->order();
			$this->collect();
		}
		$this->seconds = $past();
	}

	/** @return list<array<string, mixed>> */
	private function lines(): array {
		$lines = array();
		foreach ( (array) array_rand( $this->holders, min( count( $this->holders ), mt_rand( 2, 6 ) ) ) as $id ) {
			$lines[] = array( 'code' => $this->holders[ $id ], 'warehouse' => $this->world->warehouse(), 'quantity' => mt_rand( 20, 100000 ) );
		}
		return $lines;
	}

	/** Sends those who wait, as a marketplace's import does: several orders in a request, some requests at once. */
	private function order(): void {
		while ( array() !== $this->waiting && count( $this->orders ) < self::ORDERING ) {
			$orders         = array_splice( $this->waiting, 0, self::TOGETHER );
			$ids            = implode( ';', array_map( static fn( array $order ): string => implode( ',', $order ), $orders ) );
			$this->orders[] = array( $this->world->sender->start( 'GET', "/?faults=orders&ids=$ids" ), $orders );
		}
	}

	private function collect(): void {
		$this->world->sender->pump();
		foreach ( $this->pushes as $i => $push ) {
			if ( $this->world->sender->answered( $push ) ) {
				unset( $this->pushes[ $i ] );
				$this->count( $this->world->sender->wait( $push ) );
			}
		}
		foreach ( $this->orders as $i => list( $request, $orders ) ) {
			if ( $this->world->sender->answered( $request ) ) {
				unset( $this->orders[ $i ] );
				$answer = $this->world->sender->wait( $request );
				$placed = count( $answer->json()['orders'] ?? array() );
				array_map( $this->world->ledger->ordered( ... ), array_slice( $orders, 0, $placed ) );
				$this->ordered += $placed;
				if ( count( $orders ) !== $placed ) {
					$this->note( "orders: $answer" );
				}
			}
		}
	}

	private function count( Answer $answer ): void {
		if ( 200 === $answer->status ) {
			++$this->pushed;
			return;
		}
		$this->refused += 503 === $answer->status ? 1 : 0;
		if ( 503 !== $answer->status ) {
			$this->note( (string) $answer );
		}
	}

	private function note( string $what ): void {
		$what                  = substr( $what, 0, 200 );
		$this->others[ $what ] = ( $this->others[ $what ] ?? 0 ) + 1;
	}
}
