<?php
/**
 * Wires the parts of the plugin into WordPress. No logic of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Engine;

/** Booted once by stockwire.php. */
final class Plugin {

	public const VERSION = '0.1.0';

	/** The header as it came, before another plugin could take it away. */
	private readonly Rest\Authorization $authorization;

	/**
	 * Remembers where the plugin is.
	 *
	 * @param string $file Path of stockwire.php.
	 */
	public function __construct( private readonly string $file ) {
		$this->authorization = Rest\Authorization::read();
	}

	/** Registers every hook. */
	public function boot(): void {
		( new Sites( $this->file ) )->register();
		add_action( 'before_woocommerce_init', array( $this, 'declare_compatibility' ) );
		add_action( 'plugins_loaded', array( $this, 'load' ) );
	}

	/** Version of WooCommerce; '' where it is not active. */
	public static function woocommerce_version(): string {
		$version = defined( 'WC_VERSION' ) && class_exists( 'WooCommerce', false ) ? constant( 'WC_VERSION' ) : '';
		return is_string( $version ) ? $version : '';
	}

	/** Orders play no part in what we write, so their storage does not matter. */
	public function declare_compatibility(): void {
		if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', $this->file, true );
		}
	}

	/** After every plugin's file was read: WooCommerce is known to be there or not. */
	public function load(): void {
		add_action( 'init', array( $this, 'translate' ) );
		add_action( 'init', array( Settings::class, 'register' ) );
		TokenFile::register();
		( new Lane\Doubt() )->register();
		( new Rest\Routes( $this->endpoints(), $this->authorization ) )->register();
		( new Admin\Notices() )->register();
		// Every page of ours compares letters. Without mbstring the routes refuse, and the notice names the cure.
		if ( class_exists( 'WooCommerce', false ) && Requirements::mbstring_fits() ) {
			( new Admin\Menu( $this->file, $this->tabs() ) )->register();
			( new Admin\HeldNotice() )->register();
			( new Admin\ProductHistory( $this->file ) )->register();
			( new Health\SiteHealth() )->register();
			( new Jobs\Overdue() )->register();
			Cli\Cli::register();
			$this->keep_up();
		}
	}

	/** What follows the shop's own changes, and what goes on behind the requests. */
	private function keep_up(): void {
		if ( ! Requirements::php_fits() ) {
			return;
		}
		$engines = new EngineFactory();
		( new Heal( static fn(): Engine => $engines->engine( 'heal' ) ) )->register();
		$names   = static fn(): Engine => $engines->engine( 'names' );
		( new NameKeys( $names ) )->register();
		$rebuild = new Jobs\NamesRebuild( $names );
		$rebuild->register();
		( new Jobs\Sweep( $rebuild ) )->register();
		( new Jobs\Retention() )->register();
		( new Activity\Held() )->register();
		( new History\Recorder() )->register();
		( new Jobs\AnnounceRoute() )->register();
		( new Jobs\Steps( $engines ) )->register();
		( new Jobs\Schedule() )->register();
		( new Jobs\Recompute() )->register();
		( new Shadow() )->register();
		( new Admin\ProgressCall() )->register();
		( new Inbox\FormerCodes() )->register();
		( new Follow\ProductPanel() )->register();
		( new Follow\FetchOne() )->register();
		( new Follow\ProductsList() )->register();
		( new Follow\Recompute() )->register();
	}

	/**
	 * The pages of the admin, in their order.
	 *
	 * @return array<string, Admin\Tab>
	 */
	private function tabs(): array {
		return array(
			'link'     => new Admin\LinkPage( new Admin\LinkActions() ),
			'fetch'    => new Admin\FetchPage(),
			'activity' => new Admin\Activity\Page(),
			'inbox'    => new Admin\InboxPage( new Admin\InboxActions() ),
			'coverage' => new Admin\CoveragePage(),
			'settings' => new Admin\SettingsPage(),
		);
	}

	/** Reads the translations. */
	public function translate(): void {
		load_plugin_textdomain( 'stockwire', false, dirname( plugin_basename( $this->file ) ) . '/languages' );
	}

	/**
	 * What answers our routes.
	 *
	 * @return array<string, Rest\Endpoint>
	 */
	private function endpoints(): array {
		return array(
			'smartbill' => new Rest\Push( Rest\Refusals::SMARTBILL ),
			'stock'     => new Rest\Push( Rest\Refusals::V1 ),
			'receipts'  => new Rest\Receipts(),
			'status'    => new Rest\Status(),
			'runs'      => new Rest\RunsList(),
			'unmatched' => new Rest\UnmatchedList(),
			'coverage'  => new Rest\CoverageReport(),
			'owner'     => new Rest\OwnerAction(),
		);
	}
}
