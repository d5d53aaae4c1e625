<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A test with the fast lane open: Apache offers it for as long as the tests of a class run, and a plugin of the test's own
 * writes down which requests start the whole of WordPress.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Shop\Connection\Finding;
use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\Lane\Facts;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\TokenFile;

abstract class LaneTestCase extends LinkTestCase {

	protected const PUSH = '/wp-json/stockwire/v1/stock';

	/** What Apache is told while these tests run, and what the sandbox tells it with LANE=fast. */
	private static string $configuration = '';

	private static string $own = '';

	private static string $boots = '';

	public static function setUpBeforeClass(): void {
		self::$own = self::run_folder() . '/apache/conf.d/stockwire-4.conf';
		if ( is_file( self::$own ) ) {
			rename( self::$own, self::$own . '.aside' );
		}
		self::configure();
	}

	public static function tearDownAfterClass(): void {
		unlink( self::$configuration );
		if ( is_file( self::$own . '.aside' ) ) {
			rename( self::$own . '.aside', self::$own );
		}
		self::reload();
		wp_cache_flush();
		delete_option( Facts::OPTION );
		( new TokenFile() )->heal();
		if ( is_file( self::$own ) ) {
			( new Test() )->run();
		}
		usleep( 1200000 );
	}

	protected function setUp(): void {
		parent::setUp();
		self::$boots = self::run_folder() . '/log/boots-' . bin2hex( random_bytes( 4 ) );
		touch( self::$boots );
		chown( self::$boots, 'www-data' );
		MuPlugin::install( "add_action( 'plugins_loaded', fn() => file_put_contents( '" . self::$boots . "', ( \$_SERVER['REQUEST_URI'] ?? '' ) . \"\\n\", FILE_APPEND ) );" );
	}

	protected function tearDown(): void {
		parent::tearDown();
		unlink( self::$boots );
	}

	/** Offers the lane, with more of Apache's configuration. */
	protected static function configure( string $more = '', string $folder = '<Directory "@LANE@">' . "\nRequire all granted\n</Directory>\n" ): void {
		$run  = self::run_folder();
		$file = $run . '/apache/conf.d/stockwire-5.conf';
		file_put_contents( $file, "StockwireWordPress \"$run/wp\"\nStockwireLane \"$run/lane/push.php\"\n" . str_replace( '@LANE@', "$run/lane", $folder . $more ) );
		self::$configuration = $file;
		self::reload();
	}

	/** A product whose code no test that was stopped has left behind. */
	protected function product( string $code ): int {
		$left = wc_get_product_id_by_sku( $code );
		if ( $left > 0 ) {
			wp_delete_post( $left, true );
		}
		return parent::product( $code );
	}

	/** Tests the connection until the lane is open, as it will be within seconds. */
	protected function open(): ?Finding {
		// A finding that lasts an hour, and that the lane cannot renew: a test must not meet its end.
		delete_option( Requirements::TABLES_GOOD );
		self::assertNull( Requirements::obstacle() );
		for ( $try = 0; $try < 8; $try++ ) {
			wp_cache_flush();
			$finding = ( new Test() )->run();
			if ( Facts::read()->open() ) {
				break;
			}
			usleep( 500000 );
		}
		self::assertTrue( Facts::read()->open(), 'The lane is open: ' . Facts::read()->reason() );
		// Each child of Apache looks at the token file once a second.
		usleep( 1200000 );
		return $finding;
	}

	/**
	 * Addresses of the requests that started the whole of WordPress while the callback ran.
	 *
	 * @return list<string>
	 */
	protected function boots( callable $work ): array {
		file_put_contents( self::$boots, '' );
		$work();
		return array_values( array_filter( explode( "\n", (string) file_get_contents( self::$boots ) ) ) );
	}

	/** Sends a push that has to take the lane. */
	protected function by_lane( callable $send ): array {
		$answer = array();
		$boots  = $this->boots(
			function () use ( $send, &$answer ): void {
				$answer = $send();
			}
		);
		self::assertNotContains( self::PUSH, array_map( static fn( string $uri ): string => explode( '?', $uri )[0], $boots ), 'The push took the fast lane' );
		return $answer;
	}

	/** What a WordPress of its own prints: PHP code, behind loading it. */
	protected function in_new_process( string $code ): string {
		$command = array( PHP_BINARY, ...array_values( array_filter( explode( ' ', (string) getenv( 'PHP_INI_ARGS' ) ) ) ), '-r', 'require "' . dirname( __DIR__, 3 ) . '/sandbox/setup/load.php"; ' . $code );
		$process = proc_open( $command, array( 1 => array( 'pipe', 'w' ), 2 => STDERR ), $pipes );
		$answer  = (string) stream_get_contents( $pipes[1] );
		self::assertSame( 0, proc_close( $process ), $answer );
		return $answer;
	}

	/** Changes of a product that nobody was told of yet. */
	protected function waiting( int $product ): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_lines WHERE holder_id = %d AND changed = 1 AND announced_at IS NULL", $product ) );
	}

	/** Does Apache run PHP itself? */
	protected static function is_mod_php(): bool {
		return str_contains( (string) file_get_contents( self::run_folder() . '/apache/httpd.conf' ), 'php_module' );
	}

	protected static function run_folder(): string {
		return dirname( (string) realpath( (string) getenv( 'WP_PATH' ) ) );
	}

	/** A graceful restart, as after a change of the configuration. */
	private static function reload(): void {
		$pid = (int) file_get_contents( self::run_folder() . '/apache/apache2.pid' );
		self::assertTrue( posix_kill( $pid, 10 ) ); // SIGUSR1.
		sleep( 2 );
	}
}
