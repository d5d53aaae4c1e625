<?php
/**
 * On the page of a product, and in the panel of a variation: what changed its stock, and what each warehouse says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Admin\Activity\EventsTable;
use Stockwire\Shop\Admin\Activity\TimelineView;
use Stockwire\Shop\History\Timeline;
use Stockwire\Shop\Plugin;

/** The last changes; the whole history has a page of its own. */
final class ProductHistory {

	/** Changes that are shown here. */
	private const SHOWN = 8;

	/** The form that the date belongs to: it cannot stand inside the product's own. */
	private const FORM = 'stockwire-on-form';

	/**
	 * Takes the place of our files.
	 *
	 * @param string $file Path of stockwire.php.
	 */
	public function __construct( private readonly string $file ) {}

	/** Hooks in. */
	public function register(): void {
		add_action( 'add_meta_boxes_product', array( $this, 'add_box' ) );
		add_action( 'woocommerce_product_after_variable_attributes', array( $this, 'variation' ), 20, 3 );
	}

	/** Adds the box, for whoever may see the Activity tab. */
	public function add_box(): void {
		if ( ! current_user_can( Menu::CAPABILITY ) ) {
			return;
		}
		add_meta_box( 'stockwire-history', __( 'Stock history', 'stockwire' ), array( $this, 'box' ), 'product', 'normal', 'low' );
		add_action( 'admin_footer', array( $this, 'form' ) );
		wp_enqueue_style( 'stockwire-admin', plugins_url( 'assets/admin.css', $this->file ), array(), Plugin::VERSION );
	}

	/**
	 * The box of a product.
	 *
	 * @param \WP_Post $post The product.
	 */
	public function box( \WP_Post $post ): void {
		if ( 'auto-draft' === $post->post_status ) {
			echo '<p>' . esc_html__( 'No change is known yet.', 'stockwire' ) . '</p>';
			return;
		}
		echo '<div class="stockwire">';
		$this->content( $post->ID );
		printf(
			'<p class="stockwire-filter"><input type="hidden" form="%1$s" name="product" value="%2$d"><label for="stockwire-on">%3$s</label> <input type="date" id="stockwire-on" name="on" form="%1$s"> <button type="submit" class="button" form="%1$s">%4$s</button></p></div>',
			esc_attr( self::FORM ),
			(int) $post->ID,
			esc_html__( 'Stock on a day', 'stockwire' ),
			esc_html__( 'Show', 'stockwire' )
		);
	}

	/** The form that the date belongs to. */
	public function form(): void {
		printf( '<form id="%s" method="get" action="%s" target="_blank"><input type="hidden" name="page" value="%s"><input type="hidden" name="tab" value="activity"></form>', esc_attr( self::FORM ), esc_url( admin_url( 'admin.php' ) ), esc_attr( Menu::SLUG ) );
	}

	/**
	 * Inside a variation's panel.
	 *
	 * @param mixed $loop      Its place.
	 * @param mixed $data      Its meta.
	 * @param mixed $variation Its post.
	 */
	public function variation( mixed $loop, mixed $data, mixed $variation ): void {
		if ( ! $variation instanceof \WP_Post || ! current_user_can( Menu::CAPABILITY ) ) {
			return;
		}
		printf( '<details class="stockwire stockwire-panel"><summary>%s</summary>', esc_html__( 'Stock history', 'stockwire' ) );
		$this->content( $variation->ID );
		echo '</details>';
	}

	/**
	 * Levels and the last changes.
	 *
	 * @param int $id Product or variation.
	 */
	private function content( int $id ): void {
		$timeline = new Timeline( $id );
		TimelineView::levels( $timeline );
		$events = $timeline->events( self::SHOWN );
		if ( array() === $events ) {
			echo '<p>' . esc_html__( 'No change is known yet.', 'stockwire' ) . '</p>';
		} else {
			printf( '<table class="widefat striped stockwire-list"><caption>%s</caption><thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead><tbody>', esc_html__( 'Last changes', 'stockwire' ), esc_html__( 'When', 'stockwire' ), esc_html__( 'Who', 'stockwire' ), esc_html__( 'Number', 'stockwire' ) );
			foreach ( $events as $event ) {
				// phpcs:ignore WordPress.Security.EscapeOutput -- both functions escape.
				printf( '<tr><td>%s</td><td>%s</td><td>%s</td></tr>', esc_html( Show::time( $event->at ) ), EventsTable::who( $event ), Show::change( $event->before, $event->after ) );
			}
			echo '</tbody></table>';
		}
		printf( '<p><a href="%s">%s</a></p>', esc_url( Menu::tab( 'activity', array( 'product' => (string) $id ) ) ), esc_html__( 'Whole history, and the stock on any day', 'stockwire' ) );
	}
}
