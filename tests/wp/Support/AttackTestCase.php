<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Attackers of every kind, and everything that they could have changed.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Shop\Jobs\Signature;

abstract class AttackTestCase extends LinkTestCase {

	protected const PAGE = '/wp-admin/admin.php?page=stockwire';

	/** Tells who is logged in the nonces of some actions, and which calls and forms of the admin end at a class of ours. */
	private const HELPER = <<<'PHP'
		add_action( 'wp_ajax_attack_nonces', fn() => wp_send_json( array_map( 'wp_create_nonce', (array) ( $_POST['actions'] ?? array() ) ) ) );
		add_action( 'wp_ajax_attack_hooks', function () {
			$ours = array();
			foreach ( $GLOBALS['wp_filter'] as $name => $hook ) {
				foreach ( array_merge( ...array_values( $hook->callbacks ) ) as $callback ) {
					$whose = is_array( $callback['function'] ) ? $callback['function'][0] : $callback['function'];
					$class = $whose instanceof Closure ? (string) ( new ReflectionFunction( $whose ) )->getClosureScopeClass()?->name : ( is_object( $whose ) ? $whose::class : (string) $whose );
					if ( str_starts_with( $class, 'Stockwire\\' ) && preg_match( '/^(wp_ajax_|admin_post|admin_action_|heartbeat_)/', $name ) ) {
						$ours[] = $name;
					}
				}
			}
			wp_send_json( array_values( array_unique( $ours ) ) );
		} );
		PHP;

	protected function setUp(): void {
		parent::setUp();
		MuPlugin::install( self::HELPER );
		// The key of the shop's own calls is made when the first one comes.
		Signature::make( time(), 0 );
	}

	/**
	 * Right nonces of who is logged in.
	 *
	 * @return array<string, string> by action
	 */
	protected function nonces( Http $http, string ...$actions ): array {
		$said = json_decode( $http->post_form( '/wp-admin/admin-ajax.php?action=attack_nonces', array( 'actions' => $actions ) )['body'], true );
		self::assertIsArray( $said );
		return array_combine( $actions, $said );
	}

	/** @return list<string> calls and forms of the admin that end at a class of ours */
	protected function hooks( Http $http ): array {
		return json_decode( $http->send( 'GET', '/wp-admin/admin-ajax.php?action=attack_hooks' )['body'], true );
	}

	/** @return array<string, string> all forms of the tabs, taken from the sources: name => tab that carries it out */
	protected static function forms(): array {
		$found = array();
		$files = array( ...(array) glob( dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/src/Admin/*Actions.php' ), ...(array) glob( dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/src/Admin/*/*Actions.php' ) );
		self::assertGreaterThanOrEqual( 5, count( $files ) );
		foreach ( $files as $file ) {
			$text = (string) file_get_contents( (string) $file );
			self::assertSame( 1, preg_match( '/match \( \$action \) \{(.*?)\n\t\t\};/s', $text, $match ), "$file has a form for each arm of a match" );
			preg_match_all( "/^\t\t\t'([a-z_]+)'\s+=>/m", $match[1], $names );
			preg_match( '/const NAMES\s+= array\(([^)]*)\)/', $text, $more );
			preg_match_all( "/'([a-z_]+)'/", $more[1] ?? '', $others );
			// LinkActions.php, Activity/Actions.php: the link's is the first tab, which has no name.
			$tab    = strtolower( (string) preg_replace( '#^.*?([A-Za-z]+)/?Actions\.php$#', '$1', (string) $file ) );
			$found += array_fill_keys( array( ...$names[1], ...$others[1] ), 'link' === $tab ? '' : $tab );
		}
		return $found;
	}

	/** A loopback address that asked nothing yet: wrong tokens are counted by address. */
	protected static function stranger(): Http {
		static $number = 0;
		++$number;
		$http       = new Http();
		$http->from = sprintf( '127.%d.%d.%d', wp_rand( 10, 250 ), intdiv( $number, 250 ) + 1, $number % 250 + 1 );
		return $http;
	}

	/** @return array<string, string> everything of ours that an attacker could change, by table or option, and how often the back office was called */
	protected function state(): array {
		global $wpdb;
		$state = array( '_stock' => (string) $wpdb->get_var( "SELECT MD5(GROUP_CONCAT(post_id, ':', meta_value ORDER BY post_id)) FROM {$wpdb->postmeta} WHERE meta_key IN ('_stock', '_stock_status')" ) );
		foreach ( $wpdb->get_col( "SHOW TABLES LIKE '{$wpdb->prefix}stockwire\\_%'" ) as $table ) {
			$state[ $table ] = (string) $wpdb->get_row( "CHECKSUM TABLE $table", ARRAY_N )[1];
		}
		// What the background writes by itself says nothing of an attacker.
		$options = $wpdb->get_results( "SELECT option_name AS name, option_value AS value FROM {$wpdb->options} WHERE option_name LIKE 'stockwire\\_%' AND option_name NOT IN ('stockwire_token_use', 'stockwire_lane', 'stockwire_lane_doubt', 'stockwire_lease', 'stockwire_retention_done', 'stockwire_tables_good')" );
		$log   = (string) getenv( 'BACKOFFICE_LOG' );
		$calls = is_readable( $log ) ? substr_count( (string) file_get_contents( $log ), "\n" ) : -1;
		return $state + array( 'calls of the back office' => (string) $calls ) + array_column( $options, 'value', 'name' );
	}
}
