<?php
/**
 * WooCommerce → Stockwire: the menu entry, its page and its files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Plugin;

/** One page with tabs; each tab carries out its own forms. */
final class Menu {

	public const SLUG       = 'stockwire';
	public const CAPABILITY = 'manage_woocommerce';

	/**
	 * Takes the pages.
	 *
	 * @param string             $file Path of stockwire.php.
	 * @param array<string, Tab> $tabs By the name in the address, in their order; the first is shown where none is named.
	 */
	public function __construct( private readonly string $file, private readonly array $tabs ) {}

	/** Hooks in. */
	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add_page' ), 60 );
		add_filter( 'plugin_action_links_' . plugin_basename( $this->file ), array( $this, 'add_plugin_link' ) );
		add_filter( 'woocommerce_screen_ids', array( $this, 'add_screen' ) );
	}

	/** Adds the page below WooCommerce. */
	public function add_page(): void {
		$hook = add_submenu_page( 'woocommerce', __( 'Stockwire', 'stockwire' ), __( 'Stockwire', 'stockwire' ), self::CAPABILITY, self::SLUG, array( $this, 'render' ) );
		if ( is_string( $hook ) ) {
			add_action( 'load-' . $hook, array( $this->tabs[ $this->current() ], 'act' ) );
			add_action( 'admin_print_styles-' . $hook, array( $this, 'enqueue' ) );
		}
	}

	/** Prints the page. */
	public function render(): void {
		echo '<div class="wrap woocommerce stockwire">';
		echo '<h1>' . esc_html__( 'Stockwire', 'stockwire' ) . '</h1>';
		echo '<nav class="nav-tab-wrapper woo-nav-tab-wrapper" aria-label="' . esc_attr__( 'Stockwire', 'stockwire' ) . '">';
		foreach ( $this->tabs as $name => $tab ) {
			$state = $name === $this->current() ? ' nav-tab-active" aria-current="page' : '';
			// phpcs:ignore WordPress.Security.EscapeOutput -- the state is one of our own two texts.
			printf( '<a href="%s" class="nav-tab%s">%s</a>', esc_url( self::tab( $name ) ), $state, esc_html( $tab->title() ) );
		}
		echo '</nav>';
		$this->tabs[ $this->current() ]->render();
		echo '</div>';
	}

	/** Name of the tab that is asked for. */
	private function current(): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- chooses what is shown.
		$asked = isset( $_GET['tab'] ) && is_string( $_GET['tab'] ) ? sanitize_key( $_GET['tab'] ) : '';
		return isset( $this->tabs[ $asked ] ) ? $asked : (string) array_key_first( $this->tabs );
	}

	/** Style and script of our pages. */
	public function enqueue(): void {
		wp_enqueue_style( 'stockwire-admin', plugins_url( 'assets/admin.css', $this->file ), array(), Plugin::VERSION );
		wp_enqueue_script( 'stockwire-admin', plugins_url( 'assets/admin.js', $this->file ), array(), Plugin::VERSION, true );
	}

	/**
	 * The way to the settings from the list of plugins.
	 *
	 * @param array<string> $links Of the plugin's row.
	 * @return array<string>
	 */
	public function add_plugin_link( array $links ): array {
		if ( current_user_can( self::CAPABILITY ) ) {
			array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( self::url() ), esc_html__( 'Link', 'stockwire' ) ) );
		}
		return $links;
	}

	/**
	 * WooCommerce loads its styles on screens that it knows.
	 *
	 * @param array<string> $screens Known screens.
	 * @return array<string>
	 */
	public function add_screen( array $screens ): array {
		$screens[] = 'woocommerce_page_' . self::SLUG;
		return $screens;
	}

	/**
	 * Address of a tab.
	 *
	 * @param string                $name      Its name.
	 * @param array<string, string> $arguments Further ones.
	 */
	public static function tab( string $name, array $arguments = array() ): string {
		return self::url( 'link' === $name ? $arguments : array( 'tab' => $name ) + $arguments );
	}

	/**
	 * Address of the page.
	 *
	 * @param array<string, string> $arguments Further ones.
	 */
	public static function url( array $arguments = array() ): string {
		return add_query_arg( array( 'page' => self::SLUG ) + $arguments, admin_url( 'admin.php' ) );
	}
}
