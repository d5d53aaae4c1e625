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

	/** Orders that were called off after they had been placed. */
	public int $cancelled = 0;

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

	/** @var array<int, list<int>> orders that are to be called off, and what they took */
	private array $unwanted = array();

	/** @var list<array{\CurlHandle, array<int, list<int>>}> the request that calls some off, and these */
	private array $cancels = array();

	/**
	 * @param array<int, string> $holders id => code
	 * @param int                $unhappy one of so many orders is called off; 0: none
	 */
	public function __construct( private readonly World $world, private readonly array $holders, private readonly int $pushers, private readonly float $orders_a_second, private readonly int $unhappy = 0 ) {}

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
			$this->cancel();
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
		while ( array() !== array( ...$this->pushes, ...$this->orders, ...$this->waiting, ...$this->unwanted, ...$this->cancels ) ) {
			$this->order();
			$this->cancel();
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

	/** Calls off what is to be called off, while others order the same and pushers push it. */
	private function cancel(): void {
		if ( array() !== $this->unwanted && array() === $this->cancels ) {
			$this->cancels[] = array( $this->world->sender->start( 'GET', '/?faults=cancel&ids=' . implode( ',', array_keys( $this->unwanted ) ) ), $this->unwanted );
			$this->unwanted  = array();
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
				$this->placed( $this->world->sender->wait( $request ), $orders );
			}
		}
		foreach ( $this->cancels as $i => list( $request, $orders ) ) {
			if ( $this->world->sender->answered( $request ) ) {
				unset( $this->cancels[ $i ] );
				$this->called_off( $this->world->sender->wait( $request ), $orders );
			}
		}
	}

	/** @param list<list<int>> $orders */
	private function placed( Answer $answer, array $orders ): void {
		$placed = $answer->json()['orders'] ?? array();
		foreach ( $placed as $i => $order ) {
			$this->world->ledger->ordered( $orders[ $i ] );
			++$this->ordered;
			if ( $this->unhappy > 0 && 0 === $this->ordered % $this->unhappy ) {
				$this->unwanted[ (int) $order['order'] ] = $orders[ $i ];
			}
		}
		if ( count( $orders ) !== count( $placed ) ) {
			$this->note( "orders: $answer" );
		}
	}

	/** @param array<int, list<int>> $orders */
	private function called_off( Answer $answer, array $orders ): void {
		$done = array_intersect_key( $orders, array_flip( $answer->json()['cancelled'] ?? array() ) );
		array_map( $this->world->ledger->cancelled( ... ), $done );
		$this->cancelled += count( $done );
		if ( count( $orders ) !== count( $done ) ) {
			$this->note( "cancels: $answer" );
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
