<?php
// SPDX-License-Identifier: MIT
// Sits in the sandbox's shop while faults are tested: pause points, questions, orders, and a log of what hooks were fired.
// Never part of the product: tests/faults/run copies it into the must-use plugins of its own shop.

declare(strict_types=1);

const STOCKWIRE_FAULTS_FOLDER = '@FOLDER@';

putenv( 'STOCKWIRE_FAULTS=' . STOCKWIRE_FAULTS_FOLDER . '/points' );

/** As ext/faults.c does. */
function stockwire_faults_pause( string $point ): void {
	$file = STOCKWIRE_FAULTS_FOLDER . '/points/' . $point;
	if ( ! @rename( "$file.want", $file . '.' . getmypid() ) ) {
		return;
	}
	do {
		usleep( 1000 );
		clearstatcache();
	} while ( is_file( $file . '.' . getmypid() ) );
}

/** @param mixed $product */
function stockwire_faults_heard( $product ): void {
	if ( $product instanceof WC_Product ) {
		$whose = class_exists( 'Stockwire\Shop\Announcer' ) && Stockwire\Shop\Announcer::busy() ? 'ours' : 'theirs';
		// What heals a status tells so, too; it has no run.
		$whose = in_array( 'Stockwire\Shop\Heal', array_column( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ), 'class' ), true ) ? 'healed' : $whose;
		file_put_contents( STOCKWIRE_FAULTS_FOLDER . '/hooks.log', "$whose {$product->get_id()} {$product->get_stock_quantity()}\n", FILE_APPEND );
	}
}
add_action( 'woocommerce_product_set_stock', 'stockwire_faults_heard' );
add_action( 'woocommerce_variation_set_stock', 'stockwire_faults_heard' );

/** A fault that a request asks for itself. */
function stockwire_faults_ask_for( string $fault ): void {
	global $wpdb;
	list( $name, $value ) = explode( '=', $fault, 2 ) + array( 1 => '' );
	switch ( $name ) {
		case 'transaction':
			add_action(
				'wp_loaded',
				static function () use ( $wpdb ): void {
					$wpdb->query( 'START TRANSACTION' );
					$wpdb->query( "INSERT INTO {$wpdb->options} (option_name, option_value, autoload) VALUES ('faults_of_the_caller', '1', 'no')" );
				}
			);
			break;
		case 'memory':
			add_action( 'wp_loaded', static fn() => ini_set( 'memory_limit', (string) ( memory_get_usage( true ) + (int) $value ) ) );
			break;
		case 'allocation':
			// The extension of this shop is linked so that its nth allocation fails: tests/phpt/canary/allocations.c.
			$GLOBALS['stockwire_faults_ffi'] = FFI::cdef( 'long sw_fault_at; long sw_fault_count;', dirname( STOCKWIRE_FAULTS_FOLDER ) . '/ext/stockwire.so' );
			$GLOBALS['stockwire_faults_ffi']->sw_fault_count = 0;
			$GLOBALS['stockwire_faults_ffi']->sw_fault_at    = (int) $value;
			register_shutdown_function(
				static function (): void {
					$GLOBALS['stockwire_faults_ffi']->sw_fault_at = 0;
				}
			);
			break;
		case 'compute':
			$compute = static function () use ( $value ): void {
				for ( $end = stockwire_faults_computed() + (float) $value; stockwire_faults_computed() < $end; ) {
					continue;
				}
			};
			add_action( 'woocommerce_product_before_set_stock', $compute );
			add_action( 'woocommerce_variation_before_set_stock', $compute );
			break;
	}
}
if ( isset( $_SERVER['HTTP_X_FAULT'] ) ) {
	array_map( 'stockwire_faults_ask_for', explode( ' ', (string) $_SERVER['HTTP_X_FAULT'] ) );
}

/** Seconds of the processor that this process has had: what PHP's limit counts. */
function stockwire_faults_computed(): float {
	$used = getrusage();
	return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] + ( $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'] ) / 1e6;
}

/** @return array<int|string, mixed> what the objects say */
function stockwire_faults_numbers( string $ids ): array {
	$said = array( 'pid' => getmypid() );
	foreach ( array_filter( array_map( 'intval', explode( ',', $ids ) ) ) as $id ) {
		$product     = wc_get_product( $id );
		$said[ $id ] = $product ? array( (float) $product->get_stock_quantity(), $product->get_stock_status() ) : null;
	}
	return $said;
}

/** All orders of a minute have one title, and WordPress tries one number after another for the slug: each would ask for all before it. */
add_filter( 'pre_wp_unique_post_slug', static fn( $slug, $title, $id, $status, $type ) => 'shop_order' === $type ? uniqid( 'order-' ) : $slug, 10, 5 );

/**
 * An order that is paid: takes one piece of each product.
 *
 * @return array<string, mixed>
 */
function stockwire_faults_order( string $ids ): array {
	$order = wc_create_order();
	foreach ( array_filter( array_map( 'intval', explode( ',', $ids ) ) ) as $id ) {
		$order->add_product( wc_get_product( $id ), 1 );
	}
	if ( isset( $_GET['pause'] ) ) {
		add_filter(
			'woocommerce_update_product_stock_query',
			static function ( $sql ) {
				stockwire_faults_pause( 'order' );
				return $sql;
			}
		);
	}
	$order->update_status( 'processing' );
	return array( 'order' => $order->get_id() );
}

/** An order that was paid is called off: gives back what it took. */
function stockwire_faults_cancel( string $id ): int {
	$order = wc_get_order( (int) $id );
	return $order && $order->update_status( 'cancelled' ) ? $order->get_id() : 0;
}

/**
 * A product form that was opened before a push and is saved after it.
 *
 * @return array<string, mixed>
 */
function stockwire_faults_save( int $id ): array {
	$product = wc_get_product( $id );
	$product->get_stock_quantity();
	stockwire_faults_pause( 'form' );
	$product->set_stock_quantity( (float) $_GET['quantity'] );
	return array( 'saved' => $product->save() );
}

/**
 * What the admin's first page warns of.
 *
 * @return array<string, string>
 */
function stockwire_faults_notices(): array {
	wp_set_current_user( 1 );
	require_once ABSPATH . 'wp-admin/includes/admin.php';
	set_current_screen( 'dashboard' );
	ob_start();
	do_action( 'admin_notices' );
	return array( 'html' => (string) ob_get_clean() );
}

add_action(
	'wp_loaded',
	static function (): void {
		$what = isset( $_GET['faults'] ) ? (string) $_GET['faults'] : '';
		if ( '' === $what ) {
			return;
		}
		$ids  = isset( $_GET['ids'] ) ? (string) $_GET['ids'] : '';
		$said = match ( $what ) {
			'ask'   => stockwire_faults_numbers( $ids ),
			'order' => stockwire_faults_order( $ids ),
			'orders' => array( 'orders' => array_map( 'stockwire_faults_order', explode( ';', $ids ) ) ),
			'cancel' => array( 'cancelled' => array_map( 'stockwire_faults_cancel', explode( ',', $ids ) ) ),
			'save'  => stockwire_faults_save( (int) $ids ),
			'notices' => stockwire_faults_notices(),
			default => array(),
		};
		header( 'Content-Type: application/json' );
		echo json_encode( $said );
		exit;
	}
);
