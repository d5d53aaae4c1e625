<?php
// SPDX-License-Identifier: MIT
// Draws lines over two logarithmic axes as SVG.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Chart {
	private const WIDTH   = 760;
	private const HEIGHT  = 440;
	private const LEFT    = 70;
	private const RIGHT   = 210;
	private const TOP     = 44;
	private const BOTTOM  = 56;
	// Told apart without colours too: each line has its own marks.
	private const COLOURS = array( '#7f54b3', '#00693e', '#b32d2e', '#0a5f91', '#8a4b00', '#444444', '#a3006e', '#5c6b00', '#d07000' );

	/** @var array<string, array<int, float>> */
	private array $series = array();

	public function __construct( private string $title, private string $across, private string $upward ) {}

	/** @param array<int, float> $points */
	public function add( string $name, array $points ): void {
		if ( $points ) {
			ksort( $points );
			$this->series[ $name ] = $points;
		}
	}

	public function svg(): string {
		if ( ! $this->series ) {
			return '';
		}
		$all  = array_merge( ...array_map( 'array_values', array_values( $this->series ) ) );
		$keys = array_merge( ...array_map( 'array_keys', array_values( $this->series ) ) );
		$x    = self::scale( min( $keys ), max( $keys ), self::LEFT, self::WIDTH - self::RIGHT );
		$y    = self::scale( min( $all ), max( $all ), self::HEIGHT - self::BOTTOM, self::TOP );
		$svg  = sprintf( '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="12">' . "\n", self::WIDTH, self::HEIGHT );
		$svg .= sprintf( "<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n<text x=\"%d\" y=\"24\" font-size=\"15\" font-weight=\"bold\">%1\$s</text>\n", self::text( $this->title ), self::LEFT );
		$svg .= $this->axes( $x, $y, min( $keys ), max( $keys ), min( $all ), max( $all ) );
		$at   = 0;
		foreach ( $this->series as $name => $points ) {
			$svg .= self::line( $name, $points, $x, $y, $at++ );
		}
		return $svg . "</svg>\n";
	}

	/** A logarithmic scale over whole powers of ten. */
	private static function scale( float $low, float $high, int $from, int $to ): \Closure {
		$low  = floor( log10( $low ) );
		$high = max( $low + 1, ceil( log10( $high ) ) );
		return static fn( float $value ): float => round( $from + ( log10( $value ) - $low ) / ( $high - $low ) * ( $to - $from ), 1 );
	}

	private function axes( \Closure $x, \Closure $y, float $left, float $right, float $low, float $high ): string {
		$svg    = '';
		$bottom = self::HEIGHT - self::BOTTOM;
		for ( $power = (int) floor( log10( $left ) ); $power <= max( ceil( log10( $right ) ), floor( log10( $left ) ) + 1 ); $power++ ) {
			$svg .= sprintf( "<path d=\"M%1\$s %2\$d V%3\$d\" stroke=\"#ddd\"/><text x=\"%1\$s\" y=\"%4\$d\" text-anchor=\"middle\">%5\$s</text>\n", $x( 10 ** $power ), self::TOP, $bottom, $bottom + 18, number_format( 10 ** $power ) );
		}
		for ( $power = (int) floor( log10( $low ) ); $power <= max( ceil( log10( $high ) ), floor( log10( $low ) ) + 1 ); $power++ ) {
			$svg .= sprintf( "<path d=\"M%1\$d %2\$s H%3\$d\" stroke=\"#ddd\"/><text x=\"%4\$d\" y=\"%5\$s\" text-anchor=\"end\">%6\$s</text>\n", self::LEFT, $y( 10 ** $power ), self::WIDTH - self::RIGHT, self::LEFT - 6, $y( 10 ** $power ) + 4, self::seconds( 10 ** $power ) );
		}
		return $svg . sprintf( "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n", intdiv( self::LEFT + self::WIDTH - self::RIGHT, 2 ), self::HEIGHT - 16, self::text( $this->across ), intdiv( self::HEIGHT, 2 ), self::text( $this->upward ) );
	}

	/** @param array<int, float> $points */
	private static function line( string $name, array $points, \Closure $x, \Closure $y, int $at ): string {
		$colour = self::COLOURS[ $at % count( self::COLOURS ) ];
		$path   = '';
		$marks  = '';
		foreach ( $points as $across => $value ) {
			$path  .= ( '' === $path ? 'M' : ' L' ) . $x( $across ) . ' ' . $y( $value );
			$marks .= self::mark( $x( $across ), $y( $value ), $at, $colour );
		}
		$label  = self::TOP + 14 + 20 * $at;
		$marks .= self::mark( self::WIDTH - self::RIGHT + 18, $label - 4, $at, $colour );
		return sprintf( "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%s<text x=\"%d\" y=\"%d\">%s</text>\n", $path, $colour, $marks, self::WIDTH - self::RIGHT + 30, $label, self::text( $name ) );
	}

	private static function mark( float $x, float $y, int $at, string $colour ): string {
		return match ( $at % 4 ) {
			0       => sprintf( '<circle cx="%s" cy="%s" r="4" fill="%s"/>', $x, $y, $colour ),
			1       => sprintf( '<rect x="%s" y="%s" width="8" height="8" fill="%s"/>', $x - 4, $y - 4, $colour ),
			2       => sprintf( '<path d="M%s %s l5 9 h-10 z" fill="%s"/>', $x, $y - 5, $colour ),
			default => sprintf( '<path d="M%s %s l5 5 l-5 5 l-5 -5 z" fill="%s"/>', $x, $y - 5, $colour ),
		};
	}

	private static function seconds( float $value ): string {
		return $value >= 1 ? number_format( $value ) . ' s' : ( $value >= 0.001 ? round( $value * 1000 ) . ' ms' : round( $value * 1e6 ) . ' µs' );
	}

	private static function text( string $text ): string {
		return htmlspecialchars( $text, ENT_XML1 | ENT_QUOTES );
	}
}
