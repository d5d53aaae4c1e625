<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Writes down every action that fires, in order, with its arguments as far as two copies of a shop can share them.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class HookTracer {

	/** Filters that belong to the trace although they are no actions. */
	private const FILTERS = array( 'woocommerce_update_product_stock_query' );

	/** @var list<array{0: string, 1: string}> hook, arguments */
	private array $calls = array();

	/** @var array<string, int> how often each action had fired when last looked at */
	private array $seen = array();

	/** @var array<int, string> */
	private readonly array $labels;

	public function __construct( private readonly Shop $shop ) {
		$this->labels = array_flip( $shop->ids );
	}

	/**
	 * @param callable():void $work
	 * @return list<string> "hook (arguments)"
	 */
	public function trace( callable $work ): array {
		global $wp_actions;
		$this->calls = array();
		$this->seen  = $wp_actions;
		add_action( 'all', array( $this, 'note' ), 10, 99 );
		try {
			$work();
		} finally {
			remove_action( 'all', array( $this, 'note' ), 10 );
		}
		return array_map( static fn( array $call ): string => "$call[0] ($call[1])", $this->calls );
	}

	/** WordPress tells nobody whether a hook is an action or a filter, but counts actions before it calls 'all'. */
	public function note( string $hook, mixed ...$arguments ): void {
		global $wp_actions;
		$fired = $wp_actions[ $hook ] ?? 0;
		if ( $fired > ( $this->seen[ $hook ] ?? 0 ) ) {
			$this->seen[ $hook ] = $fired;
		} elseif ( ! in_array( $hook, self::FILTERS, true ) ) {
			return;
		}
		$this->calls[] = array( $hook, implode( ', ', array_map( $this->describe( ... ), $arguments ) ) );
	}

	private function describe( mixed $value ): string {
		if ( $value instanceof \WC_Product ) {
			return sprintf(
				'%s %s stock=%s status=%s changes=%s',
				get_class( $value ),
				$this->label( $value->get_id() ),
				wp_json_encode( $value->get_stock_quantity( 'edit' ) ),
				$value->get_stock_status( 'edit' ),
				implode( '+', array_keys( $value->get_changes() ) )
			);
		}
		if ( $value instanceof \WP_Post ) {
			return "post {$this->label( $value->ID )}";
		}
		if ( is_object( $value ) ) {
			return get_class( $value );
		}
		if ( is_array( $value ) ) {
			$parts = array();
			foreach ( $value as $key => $item ) {
				$parts[] = ( is_int( $key ) ? '' : "$key: " ) . $this->describe( $item );
			}
			return '[' . implode( ', ', $parts ) . ']';
		}
		if ( is_int( $value ) && isset( $this->labels[ $value ] ) ) {
			return 'int ' . $this->labels[ $value ];
		}
		if ( is_string( $value ) ) {
			return "'" . $this->text( $value ) . "'";
		}
		return (string) wp_json_encode( $value );
	}

	private function label( int $id ): string {
		return $this->labels[ $id ] ?? "other product $id";
	}

	/** Two copies differ in the numbers of their products and meta rows. */
	private function text( string $value ): string {
		if ( ctype_digit( $value ) && isset( $this->labels[ (int) $value ] ) ) {
			return $this->labels[ (int) $value ];
		}
		$value = str_ireplace( $this->shop->tag, 'TAG', $value );
		foreach ( $this->labels as $id => $label ) {
			$value = (string) preg_replace( "/\\b$id\\b/", $label, $value );
		}
		return $value;
	}
}
