<?php
/**
 * Keeps the tables of one site, or of every site of a network, in step with the plugin.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** Activation, deactivation, new sites, deleted sites, updates that came without an activation. */
final class Sites {

	/**
	 * Remembers where the plugin is.
	 *
	 * @param string $file Path of stockwire.php.
	 */
	public function __construct( private readonly string $file ) {}

	/** Registers the hooks. */
	public function register(): void {
		register_activation_hook( $this->file, array( $this, 'activate' ) );
		register_deactivation_hook( $this->file, array( $this, 'deactivate' ) );
		add_action( 'init', array( Tables::class, 'ensure' ), 5 );
		add_action( 'wp_initialize_site', array( $this, 'site_was_made' ), 20 );
		add_filter( 'wpmu_drop_tables', array( $this, 'tables_to_drop' ), 10, 2 );
	}

	/**
	 * Makes the tables, lets the Apache module know the tokens again and plans fetches anew, on every site when the whole network is meant.
	 *
	 * @param bool $network_wide Activated for the network.
	 */
	public function activate( bool $network_wide ): void {
		self::here_or_everywhere(
			$network_wide,
			static function (): void {
				Tables::create();
				( new TokenFile() )->heal();
				// No plugin hears of a folder that is taken away and brought back.
				Jobs\Schedule::forget();
			}
		);
	}

	/**
	 * Nothing of ours goes on: the Apache module refuses nobody in the name of a plugin that is off, WP-Cron calls nobody, no fetch is due.
	 *
	 * @param bool $network_wide Deactivated for the network.
	 */
	public function deactivate( bool $network_wide ): void {
		self::here_or_everywhere(
			$network_wide,
			static function (): void {
				( new TokenFile() )->withdraw();
				Jobs\Sweep::unschedule();
				Jobs\Schedule::forget();
			}
		);
	}

	/**
	 * Calls back for the current site, or for each of the network.
	 *
	 * @param bool            $network_wide The network is meant.
	 * @param callable():void $work         What to do there.
	 */
	private static function here_or_everywhere( bool $network_wide, callable $work ): void {
		if ( $network_wide ) {
			self::each( $work );
		} else {
			$work();
		}
	}

	/**
	 * A site made later needs its tables before its first push.
	 *
	 * @param \WP_Site $site The new site.
	 */
	public function site_was_made( \WP_Site $site ): void {
		self::load_plugin_functions();
		if ( is_plugin_active_for_network( plugin_basename( $this->file ) ) ) {
			switch_to_blog( (int) $site->blog_id );
			Tables::create();
			restore_current_blog();
		}
	}

	/**
	 * A deleted site takes its tables with it.
	 *
	 * @param array<string> $tables Tables WordPress is about to drop.
	 * @param int           $site   The site's id.
	 * @return array<string>
	 */
	public function tables_to_drop( array $tables, int $site ): array {
		global $wpdb;
		return array_merge( $tables, Tables::names( $wpdb->get_blog_prefix( $site ) ) );
	}

	/**
	 * Calls back on the site that something was noted of, whichever is the current one; not where the plugin is switched off, or never was on.
	 *
	 * @param int             $site Its id.
	 * @param callable():void $work What to do there.
	 */
	public static function at( int $site, callable $work ): void {
		if ( get_current_blog_id() === $site ) {
			$work();
			return;
		}
		switch_to_blog( $site );
		try {
			self::load_plugin_functions();
			if ( Tables::are_there() && is_plugin_active( plugin_basename( dirname( __DIR__ ) . '/stockwire.php' ) ) ) {
				$work();
			}
		} finally {
			restore_current_blog();
		}
	}

	/** Which plugins are active is asked by functions of wp-admin's. */
	private static function load_plugin_functions(): void {
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
	}

	/**
	 * Calls back once on every site, a hundred ids at a time.
	 *
	 * @param callable():void $work What to do there.
	 */
	public static function each( callable $work ): void {
		if ( ! is_multisite() ) {
			$work();
			return;
		}
		for ( $offset = 0; ; $offset += 100 ) {
			$ids = get_sites(
				array(
					'fields'  => 'ids',
					'number'  => 100,
					'offset'  => $offset,
					'orderby' => 'id',
				)
			);
			foreach ( $ids as $id ) {
				switch_to_blog( (int) $id );
				$work();
				restore_current_blog();
			}
			if ( count( $ids ) < 100 ) {
				return;
			}
		}
	}
}
