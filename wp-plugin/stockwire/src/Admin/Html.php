<?php
/**
 * The few pieces of HTML that several sections of our pages share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Everything is escaped here. */
final class Html {

	/**
	 * A text to be copied: read-only, with a button that says when it has copied.
	 *
	 * @param string $id    Of the field.
	 * @param string $label For the field.
	 * @param string $text  To be copied.
	 */
	public static function copy_field( string $id, string $label, string $text ): void {
		printf(
			'<span class="stockwire-copy"><label class="screen-reader-text" for="%1$s">%2$s</label>'
			. '<input type="text" readonly class="code" id="%1$s" value="%3$s" spellcheck="false">'
			. '<button type="button" class="button" data-stockwire-copy="%1$s" data-done="%5$s" aria-label="%6$s">%4$s</button>'
			. '<span class="stockwire-copied" role="status"></span></span>',
			esc_attr( $id ),
			esc_html( $label ),
			esc_attr( $text ),
			esc_html__( 'Copy', 'stockwire' ),
			esc_attr__( 'Copied', 'stockwire' ),
			/* translators: %s: what is copied, e.g. "Address" */
			esc_attr( sprintf( __( 'Copy: %s', 'stockwire' ), $label ) )
		);
	}

	/**
	 * A notice inside the page.
	 *
	 * @param string $kind info, success, warning, error.
	 * @param string $text Plain.
	 */
	public static function notice( string $kind, string $text ): void {
		printf( '<div class="notice notice-%s inline" role="%s"><p>%s</p></div>', esc_attr( $kind ), 'error' === $kind ? 'alert' : 'status', esc_html( $text ) );
	}

	/**
	 * Begins a form that posts to the page itself.
	 *
	 * @param string $action  Name of the action; its nonce is its own.
	 * @param string $section Id of the section to show afterwards, '' for the top of the page.
	 * @param string $tab     Name of the tab whose form it is.
	 */
	public static function open_form( string $action, string $section = '', string $tab = 'link' ): void {
		printf( '<form method="post" action="%s">', esc_url( Menu::tab( $tab ) . ( '' === $section ? '' : '#' . $section ) ) );
		printf( '<input type="hidden" name="stockwire_action" value="%s">', esc_attr( $action ) );
		// Not wp_nonce_field(): it would print the same id in every form of the page.
		printf( '<input type="hidden" name="_wpnonce" value="%s">', esc_attr( wp_create_nonce( 'stockwire_' . $action ) ) );
	}

	/**
	 * One state: a mark, its name, what is to be said.
	 *
	 * @param string $kind  good, warning, bad, unknown.
	 * @param string $label Its name.
	 * @param string $text  Plain.
	 */
	public static function state( string $kind, string $label, string $text ): void {
		$marks = array(
			'good'    => array( 'yes-alt', __( 'Good:', 'stockwire' ) ),
			'warning' => array( 'warning', __( 'Attention:', 'stockwire' ) ),
			'bad'     => array( 'dismiss', __( 'Problem:', 'stockwire' ) ),
			'unknown' => array( 'minus', __( 'Not known:', 'stockwire' ) ),
		);
		printf(
			'<li class="stockwire-state stockwire-%1$s"><span class="dashicons dashicons-%2$s" aria-hidden="true"></span><span><span class="screen-reader-text">%3$s</span> <strong>%4$s</strong> <span class="stockwire-say">%5$s</span></span></li>',
			esc_attr( $kind ),
			esc_attr( $marks[ $kind ][0] ),
			esc_html( $marks[ $kind ][1] ),
			esc_html( $label ),
			esc_html( $text )
		);
	}
}
