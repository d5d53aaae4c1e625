<?php
// SPDX-License-Identifier: MIT
// Prints which hooks a stock change fires, in order and with which arguments, for each kind of product.

declare(strict_types=1);

require __DIR__ . '/shop.php';

/** Writes down the hooks that plugins hang on while it is switched on. */
final class Trace {
	private const CORE = array(
		'clean_post_cache',
		'added_post_meta',
		'updated_post_meta',
		'deleted_post_meta',
		'added_term_relationship',
		'deleted_term_relationships',
		'edited_term_taxonomy',
		'set_object_terms',
		'post_updated',
		'save_post_product',
		'save_post_product_variation',
	);
	/** @var list<string> */
	private array $lines = array();
	/** @var array<string, int> */
	private array $counts = array();
	private bool $on = false;

	public function __construct( private Shelf $shelf ) {
		add_action( 'all', array( $this, 'note' ), 10, 99 );
	}

	/** @param callable(): mixed $act */
	public function run( string $title, callable $act ): void {
		echo "== $title\n";
		$this->lines  = array();
		$this->counts = $GLOBALS['wp_actions'];
		$this->on     = true;
		$act();
		$this->on = false;
		echo implode( "\n", $this->lines ), "\n";
	}

	public function note( string $hook, mixed ...$args ): void {
		if ( ! $this->on ) {
			return;
		}
		// "all" does not say what it was called for: only an action counts itself before.
		$fired                 = $GLOBALS['wp_actions'][ $hook ] ?? 0;
		$is_action             = $fired > ( $this->counts[ $hook ] ?? 0 );
		$this->counts[ $hook ] = $fired;
		if ( 'woocommerce_product_read' === $hook ) {
			return; // Fired as often as something happens to be read: no plugin can rely on it.
		}
		$wanted                = $is_action ? str_starts_with( $hook, 'woocommerce_' ) || in_array( $hook, self::CORE, true ) : 'woocommerce_update_product_stock_query' === $hook;
		// The version of a product's format differs between releases, and nobody hangs on it.
		if ( $wanted && ! in_array( '_product_version', $args, true ) ) {
			$this->on      = false;
			$this->lines[] = $this->line( $hook, $args );
			$this->on      = true;
		}
	}

	/** @param list<mixed> $args */
	private function line( string $hook, array $args ): string {
		foreach ( $args as $at => $arg ) {
			$numbers   = match ( true ) {
				str_ends_with( $hook, '_post_meta' )    => 0 === $at ? 'meta' : 'post',
				'set_object_terms' === $hook            => in_array( $at, array( 2, 5 ), true ) ? 'term' : 'post',
				'edited_term_taxonomy' === $hook        => 'term',
				str_contains( $hook, 'term_relationship' ) => 0 === $at ? 'post' : 'term',
				str_ends_with( $hook, 'stock_query' )   => 1 === $at ? 'post' : 'plain',
				default                                 => 'post',
			};
			// WordPress 6.1 tells the empty term on, 6.9 leaves it out.
			$args[ $at ] = array( '' ) === $arg ? '[]' : $this->show( $arg, $numbers );
		}
		return rtrim( $hook . ' ' . implode( ' ', $args ) );
	}

	private function show( mixed $value, string $numbers ): string {
		if ( $value instanceof WC_Product ) {
			$stock = $value->get_stock_quantity( 'edit' ) ?? 'null';
			return get_class( $value ) . $this->shelf->alias( $value->get_id() ) . ":$stock/" . $value->get_stock_status( 'edit' );
		}
		if ( is_object( $value ) ) {
			return $value instanceof WC_Data_Store ? 'WC_Data_Store' : get_class( $value );
		}
		if ( is_array( $value ) ) {
			return '[' . implode( ',', array_map( fn( $one ) => $this->show( $one, $numbers ), $value ) ) . ']';
		}
		if ( 'plain' === $numbers && is_numeric( $value ) ) {
			return (string) $value;
		}
		if ( 'meta' === $numbers ) {
			return 'N';
		}
		if ( 'term' === $numbers && is_numeric( $value ) ) {
			return 'term:' . ( get_term_by( 'term_taxonomy_id', (int) $value )->slug ?? '?' );
		}
		return str_replace( $GLOBALS['wpdb']->prefix, '{p}', (string) preg_replace( '/post_id = \d+/', 'post_id = ID', $this->shelf->alias( $value ) ) );
	}
}

$shelf = new Shelf();
$trace = new Trace( $shelf );
require __DIR__ . '/trace-cases.php';
