<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Another plugin in the sandbox's shop, for the length of one test.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class MuPlugin {

	/** @var list<string> */
	private static array $files = array();

	/** Registers SmartBill's route, as SmartBill's own plugin does. */
	public const SAME_ROUTE = <<<'PHP'
		add_action( 'rest_api_init', function () {
			register_rest_route( 'smartbill_woocommerce/v1', '/stocks', array(
				'methods' => 'POST',
				'callback' => fn() => new WP_REST_Response( 'the other plugin', 200 ),
				'permission_callback' => '__return_true',
			) );
		}, %d );
		PHP;

	/** Refuses whoever brings a bearer that it did not issue. */
	public const REFUSES_BEARERS = <<<'PHP'
		add_filter( 'rest_authentication_errors', function ( $result ) {
			$header = $_SERVER['HTTP_AUTHORIZATION'] ?? ( function_exists( 'getallheaders' ) ? ( getallheaders()['Authorization'] ?? '' ) : '' );
			return stripos( (string) $header, 'bearer' ) === 0 ? new WP_Error( 'jwt_auth_invalid_token', 'Wrong number of segments', array( 'status' => 403 ) ) : $result;
		}, PHP_INT_MAX - 1 );
		PHP;

	/** Refuses whoever is not logged in. */
	public const REFUSES_GUESTS = <<<'PHP'
		add_filter( 'rest_authentication_errors', function ( $result ) {
			return is_user_logged_in() ? $result : new WP_Error( 'rest_cannot_access', 'Only authenticated users can access the REST API.', array( 'status' => 401 ) );
		}, 1 );
		PHP;

	/** Answers every dispatch itself. */
	public const TAKES_DISPATCH = <<<'PHP'
		add_filter( 'rest_pre_dispatch', fn() => new WP_Error( 'no_api', 'The API is closed.', array( 'status' => 403 ) ), 10 );
		PHP;

	/** Takes the header away once plugins are loaded. */
	public const REMOVES_HEADER = <<<'PHP'
		add_action( 'init', function () {
			unset( $_SERVER['HTTP_AUTHORIZATION'], $_SERVER['REDIRECT_HTTP_AUTHORIZATION'], $_SERVER['REDIRECT_REDIRECT_HTTP_AUTHORIZATION'] );
		} );
		PHP;

	/** Nobody is woken. */
	public const NO_WAKE = "add_filter( 'rest_pre_dispatch', fn( \$r, \$s, \$q ) => '/stockwire/v1/announce' === \$q->get_route() ? new WP_Error( 'deaf', 'No.', array( 'status' => 403 ) ) : \$r, 10, 3 );";

	/** Nobody is woken, and a page of wp-admin that somebody opens runs no queue either: what is to be done in the background waits. */
	public const DEAF = self::NO_WAKE . "add_action( 'init', fn() => remove_all_actions( 'action_scheduler_run_queue' ), 99 );";

	/** The shop calls nobody, itself included. */
	public const CALLS_NOBODY = "add_filter( 'pre_http_request', fn() => new WP_Error( 'blocked', 'No.' ), PHP_INT_MAX );";

	public static function install( string $code ): void {
		$folder = getenv( 'WP_PATH' ) . '/wp-content/mu-plugins';
		if ( ! is_dir( $folder ) ) {
			mkdir( $folder, 0755 );
		}
		// Never the same name twice: PHP may still have the old text in its cache.
		$file = $folder . '/aa-test-' . bin2hex( random_bytes( 6 ) ) . '.php';
		file_put_contents( $file, "<?php\n" . $code . "\n" );
		chmod( $file, 0644 );
		self::$files[] = $file;
	}

	public static function remove_all(): void {
		array_map( 'unlink', self::$files );
		self::$files = array();
	}
}
