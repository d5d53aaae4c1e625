<?php
// SPDX-License-Identifier: MIT
// BENCHMARKS.md: machine, goals, tables, pictures.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Report {
	private const WAYS = array(
		'Ours'      => 'Stockwire, in process',
		'Rest'      => 'Stockwire, HTTP, REST route',
		'Lane'      => 'Stockwire, HTTP, fast lane',
		'Bare'      => 'Stockwire, engine alone',
		'SetBased'  => 'the same write in PHP, alone',
		'Loop'      => "WooCommerce's best loop",
		'Batch'     => 'wc/v3 batch, HTTP',
		'Put'       => 'wc/v3 PUT, HTTP',
		'Incumbent' => "incumbent's algorithm",
	);

	public function __construct( private Results $results ) {}

	public function markdown( string $pictures ): string {
		return $this->head() . $this->goals() . $this->tables() . ( '' === $pictures ? '' : "## Pictures\n\n$pictures" ) . $this->notes();
	}

	private function head(): string {
		$facts = $this->results->one( 'facts' );
		$shop  = $this->results->one( 'shop' );
		$runs  = $this->results->all( 'facts' );
		$of    = implode( ' or ', array_unique( array_column( $runs, 'rounds' ) ) );
		$at    = implode( ' and ', array_unique( array_column( $runs, 'commit' ) ) );
		$text  = "# Benchmarks\n\nWritten by `make bench` on {$facts['date']}, at commit $at. Medians of $of, we and peers in turn in one run.\n\n";
		$text .= count( $runs ) > 1 ? '- ' . count( $runs ) . " runs on the same machine, one after the other, with a size or a number of lines each.\n" : '';
		$loads = array_map( 'floatval', array_column( $runs, 'load' ) );
		$load  = count( $loads ) > 1 ? 'they began ' . min( $loads ) . ' to ' . max( $loads ) : "it began {$facts['load']}";
		$text .= "- Machine: {$facts['cpu']}, {$facts['cores']} processors, {$facts['memory']}; load when $load.\n";
		$text .= "- PHP {$facts['php']}, Apache {$facts['apache']}, MariaDB {$facts['mariadb']}.\n";
		if ( $shop ) {
			$text .= "- WordPress {$shop['wordpress']}, WooCommerce: {$shop['woocommerce']}.\n";
			$text .= "- `innodb_flush_log_at_trx_commit = {$shop['flush']}`. With 1, MariaDB's default, each commit waits for the disk: WooCommerce's functions commit dozens of times a product, we once in 500 lines, so 2 is the setting that favours the peers.\n";
		}
		$shops = array();
		foreach ( $this->results->all( 'shop' ) as $of ) {
			$shops[ "{$of['size']} {$of['pool']}" ] = '- ' . number_format( $of['size'] ) . ' numbers of stock: ' . number_format( $of['posts'] ) . " products and variations, {$of['megabytes']} MB of rows and indexes, buffer pool {$of['pool']}.\n";
		}
		$text .= implode( '', $shops );
		return "$text\n";
	}

	private function goals(): string {
		$text = "## Goals\n\n| | wanted | measured |\n| --- | --- | --- |\n";
		foreach ( ( new Goals( $this->results ) )->rows() as $row ) {
			$text .= '| ' . implode( ' | ', $row ) . " |\n";
		}
		return "$text\nWhat is short of what was wanted, and why: [tests/bench/README.md](tests/bench/README.md#short-of-what-is-wanted).\n\n";
	}

	private function tables(): string {
		$text = '';
		foreach ( $this->results->values( 'size' ) as $size ) {
			$lines = $this->results->values( 'lines' );
			$text .= '## ' . number_format( $size ) . " numbers of stock: seconds a push\n\n| lines | " . implode( ' | ', array_map( 'number_format', $lines ) ) . " |\n| --- |" . str_repeat( ' ---: |', count( $lines ) ) . "\n";
			foreach ( self::WAYS as $way => $name ) {
				foreach ( in_array( $way, array( 'Ours', 'Bare' ), true ) ? array( 'code', 'name' ) : array( 'code' ) as $by ) {
					$row = array_map( fn( int $n ): string => $this->cell( array( 'way' => $way, 'size' => $size, 'lines' => $n, 'by' => $by ) ), $lines );
					if ( array_filter( $row, static fn( string $cell ): bool => '–' !== $cell ) ) {
						$text .= "| $name" . ( 'name' === $by ? ', by name' : '' ) . ' | ' . implode( ' | ', $row ) . " |\n";
					}
				}
			}
			$text .= "\n";
		}
		return $text;
	}

	/** @param array<string, mixed> $where */
	private function cell( array $where, string $figure = 'seconds' ): string {
		$median   = $this->results->median( 'push', $where, $figure );
		$requests = (int) $this->results->median( 'push', $where, 'requests' );
		return null === $median ? '–' : sprintf( $median < 1 ? '%.3f' : '%.1f', $median ) . ( $requests > 1 ? " ($requests)" : '' );
	}

	/** @return array<string, string> name of a file => SVG */
	public function pictures(): array {
		$lines = $this->results->values( 'lines' );
		$sizes = $this->results->values( 'size' );
		$count = in_array( 1000, $lines, true ) ? 1000 : ( end( $lines ) ?: 0 );
		$at    = in_array( 10000, $sizes, true ) ? 10000 : ( end( $sizes ) ?: 0 );
		$size  = new Chart( 'Cost of a line against the catalogue, pushes of ' . number_format( $count ) . ' lines', 'numbers of stock in the shop', 'time a line' );
		$push  = new Chart( 'Cost of a push against its lines, ' . number_format( $at ) . ' numbers of stock', 'lines of the push', 'time' );
		foreach ( self::WAYS as $way => $name ) {
			$size->add( $name, $this->points( $sizes, fn( int $n ): ?float => $this->a_line( $way, $n, $count ) ) );
			$push->add( $name, $this->points( $lines, fn( int $n ): ?float => $this->results->median( 'push', array( 'way' => $way, 'size' => $at, 'lines' => $n, 'by' => 'code' ) ) ) );
		}
		return array_filter( array( 'bench-size.svg' => $size->svg(), 'bench-lines.svg' => $push->svg() ) );
	}

	/** The incumbent's cost a line is the same for any number of them: of a large catalogue it is measured on twenty. */
	private function a_line( string $way, int $size, int $count ): ?float {
		foreach ( 'Incumbent' === $way ? array( $count, 20 ) : array( $count ) as $lines ) {
			$median = $this->results->median( 'push', array( 'way' => $way, 'size' => $size, 'lines' => $lines, 'by' => 'code' ) );
			if ( null !== $median ) {
				return $median / $lines;
			}
		}
		return null;
	}

	/**
	 * @param list<int> $across
	 * @return array<int, float>
	 */
	private function points( array $across, callable $value ): array {
		$points = array();
		foreach ( $across as $n ) {
			$of = $value( $n );
			if ( null !== $of && $of > 0 ) {
				$points[ $n ] = $of;
			}
		}
		return $points;
	}

	private function notes(): string {
		return <<<'TEXT'
			## How it is measured

			- The catalogue's rows are those that WooCommerce saves for the same products. Of a push's lines 60 % are simple products, 30 % variations, 10 %
			  managed by the parent; every fifth changes its status. Other random lines each time; what is measured is the second change of each
			  product; after it each number and status is checked in the database, and a way that left a wrong one is not counted.
			- Each measurement is a process of its own, which first does a few other lines so that classes are loaded. The object cache is empty
			  when it begins. "In process" is what a request does between its body and its answer, with all hooks fired up to 2,000 changed
			  products; what lies beyond is told in the background, and not part of the answer. HTTP is the whole way over loopback.
			- The peers are ours, written from what these ways are known to do (tests/bench/peers/). The batch is given the products' ids. While
			  WooCommerce's own ways are measured the shop is without our plugin, so that nothing of ours listens. The write in PHP sends the
			  engine's statements and fires no hooks either, but knows no names, links, brake, collisions, retries or exact decimals.
			- (n): the push took n requests, since the engine ends each after 25 s: the time is that of all, until every line was right.
			- The fast lane answers before hooks are told; they follow in the background, of 1,000 lines as soon as the goals' table says.
			- `–`: not measured in this run, or not worth hours.

			TEXT;
	}
}
