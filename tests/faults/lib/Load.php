<?php
// SPDX-License-Identifier: MIT
// Pushers and orders on the same products, as many at once as there are, for so many seconds.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Load {
	public int $pushed = 0;

	public int $refused = 0;

	public int $ordered = 0;

	/** @var array<string, int> what was answered but 200 => times */
	public array $others = array();

	/** @var array<int, \CurlHandle> a pusher's push */
	private array $pushes = array();

	/** @var list<array{\CurlHandle, list<int>}> orders and what is in them */
	private array $orders = array();

	/**
	 * @param array<int, string> $holders id => code
	 */
	public function __construct( private readonly World $world, private readonly array $holders, private readonly int $pushers, private readonly float $orders_a_second ) {}

	/** @param ?callable(): void $each called about once a second */
	public function run( float $seconds, ?callable $each = null ): void {
		$start  = hrtime( true );
		$past   = static fn(): float => ( hrtime( true ) - $start ) / 1e9;
		$placed = 0;
		$told   = 0;
		while ( $past() < $seconds ) {
			for ( $i = 0; $i < $this->pushers; $i++ ) {
				$this->pushes[ $i ] ??= $this->world->sender->push( $this->lines() );
			}
			// Orders that come later than their time are not made up for: two processors serve all this.
			if ( count( $this->orders ) < 5 && $past() * $this->orders_a_second > $placed ) {
				$placed = (int) ceil( $past() * $this->orders_a_second );
				$this->order();
			}
			$this->collect();
			if ( null !== $each && $past() > $told ) {
				$told = (int) $past() + 1;
				$each();
			}
		}
		while ( array() !== $this->pushes || array() !== $this->orders ) {
			$this->collect();
		}
	}

	/** @return list<array<string, mixed>> */
	private function lines(): array {
		$lines = array();
		foreach ( (array) array_rand( $this->holders, min( count( $this->holders ), mt_rand( 2, 6 ) ) ) as $id ) {
			$lines[] = array( 'code' => $this->holders[ $id ], 'warehouse' => $this->world->warehouse(), 'quantity' => mt_rand( 20, 100000 ) );
		}
		return $lines;
	}

	private function order(): void {
		$ids            = array_map( 'intval', (array) array_rand( $this->holders, 2 ) );
		$this->orders[] = array( $this->world->sender->start( 'GET', '/?faults=order&ids=' . implode( ',', $ids ) ), $ids );
	}

	private function collect(): void {
		$this->world->sender->pump();
		foreach ( $this->pushes as $i => $push ) {
			if ( $this->world->sender->answered( $push ) ) {
				unset( $this->pushes[ $i ] );
				$this->count( $this->world->sender->wait( $push ) );
			}
		}
		foreach ( $this->orders as $i => list( $order, $ids ) ) {
			if ( $this->world->sender->answered( $order ) ) {
				unset( $this->orders[ $i ] );
				$answer = $this->world->sender->wait( $order );
				if ( isset( $answer->json()['order'] ) ) {
					++$this->ordered;
					$this->world->ledger->ordered( $ids );
				} else {
					$this->note( "order: $answer" );
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
