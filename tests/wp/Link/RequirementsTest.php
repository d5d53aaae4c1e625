<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What has to be there, and what happens where it is not: nothing is written, the site stays up, the cure is named.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use Stockwire\Shop\Database;
use Stockwire\Shop\Jobs\Overdue;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Tables;
use Stockwire\Tests\Support\LinkTestCase;

final class RequirementsTest extends LinkTestCase {

	protected function tearDown(): void {
		Swap::drop( Schedule::DUE );
		parent::tearDown();
	}

	public function test_this_shop_has_all_of_them(): void {
		self::assertNull( Requirements::obstacle() );
		self::assertSame( array(), array_filter( array_column( Requirements::all(), 'problem' ) ) );
	}

	/** @dataProvider versions */
	public function test_woocommerce_from_9_2_to_11( string $version, bool $fits ): void {
		$problem = Requirements::problem_of_woocommerce( $version );
		self::assertSame( $fits, null === $problem );
		self::assertTrue( $fits || '' === $version || str_contains( (string) $problem?->text(), $version ) );
	}

	/** @return array<string, array{string, bool}> */
	public static function versions(): array {
		return array(
			'none'       => array( '', false ),
			'8.9.9'      => array( '8.9.9', false ),
			'9.1.5'      => array( '9.1.5', false ),
			'9.2.0'      => array( '9.2.0', true ),
			'9.10.0'     => array( '9.10.0', true ),
			'10.4.1'     => array( '10.4.1', true ),
			'11.99.0'    => array( '11.99.0', true ),
			'12.0.0-dev' => array( '12.0.0-dev', false ),
			'12.0.0'     => array( '12.0.0', false ),
		);
	}

	/** @return array<string, array{string}> one of ours, one of WooCommerce's */
	public static function tables(): array {
		return array(
			'levels'            => array( 'stockwire_levels' ),
			'attributes lookup' => array( 'wc_product_attributes_lookup' ),
		);
	}

	/** @dataProvider tables */
	public function test_a_table_that_is_not_innodb_stops_pushes_and_its_cure_is_named( string $name ): void {
		global $wpdb;
		$table = $wpdb->prefix . $name;
		$wpdb->query( "ALTER TABLE `$table` ENGINE=Aria" );
		delete_option( Requirements::TABLES_GOOD );
		try {
			$answer = $this->http->stock( '{"lines":[]}' );
			$this->assertProblem( 503, 'unavailable', $answer );
			self::assertStringContainsString( "ALTER TABLE `$table` ENGINE=InnoDB", $answer['body'] );
			self::assertArrayHasKey( 'retry-after', $answer['headers'] );
		} finally {
			$wpdb->query( "ALTER TABLE `$table` ENGINE=InnoDB" );
		}
		self::assertSame( 200, $this->http->stock( '{"lines":[]}' )['status'] );
	}

	public function test_whoever_looks_at_the_tables_tells_those_who_remember_them_good(): void {
		global $wpdb;
		$table = $wpdb->prefix . 'stockwire_levels';
		self::assertSame( 200, $this->http->stock( '{"lines":[]}' )['status'] );
		$wpdb->query( "ALTER TABLE `$table` ENGINE=Aria" );
		try {
			// Site Health, for one.
			self::assertNotNull( array_column( Requirements::all(), 'problem', 'id' )['tables'] );
			$this->assertProblem( 503, 'unavailable', $this->http->stock( '{"lines":[]}' ) );
		} finally {
			$wpdb->query( "ALTER TABLE `$table` ENGINE=InnoDB" );
		}
	}

	public function test_a_missing_table_is_told(): void {
		global $wpdb;
		$table = $wpdb->prefix . 'stockwire_names';
		$wpdb->query( "RENAME TABLE `$table` TO `{$table}_away`" );
		delete_option( Requirements::TABLES_GOOD );
		try {
			$this->assertProblem( 503, 'unavailable', $this->http->stock( '{"lines":[]}' ) );
		} finally {
			$wpdb->query( "RENAME TABLE `{$table}_away` TO `$table`" );
		}
	}

	public function test_without_woocommerce_s_lookup_of_attributes_stock_is_written(): void {
		global $wpdb;
		$table   = $wpdb->prefix . 'wc_product_attributes_lookup';
		$product = $this->product( 'NO-LOOKUP' );
		$wpdb->query( "RENAME TABLE `$table` TO `{$table}_away`" );
		delete_option( Requirements::TABLES_GOOD );
		try {
			self::assertSame( array(), array_filter( array_column( Requirements::all(), 'problem' ) ) );
			$answer = $this->http->stock( self::lines( array( 'code' => 'NO-LOOKUP', 'warehouse' => self::WAREHOUSE, 'quantity' => 0 ) ) );
			self::assertSame( 200, $answer['status'], $answer['body'] );
			self::assertSame( array( 0.0, 'outofstock' ), array( (float) $this->stock_of( $product ), $wpdb->get_var( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = $product AND meta_key = '_stock_status'" ) ) );
		} finally {
			$wpdb->query( "RENAME TABLE `{$table}_away` TO `$table`" );
			wp_delete_post( $product, true );
		}
	}

	public function test_a_database_class_without_mysqli_is_told(): void {
		$wpdb            = $GLOBALS['wpdb'];
		$GLOBALS['wpdb'] = new class() extends \wpdb {
			public function __construct() {}
		};
		$connection      = Database::connection();
		$GLOBALS['wpdb'] = $wpdb;
		self::assertNull( $connection );
		self::assertInstanceOf( \mysqli::class, Database::connection() );
	}

	public function test_without_the_extension_the_site_stays_up_and_explains(): void {
		// A schedule that nobody keeps meanwhile.
		$this->link( array( 'schedule' => '1h' ) );
		Swap::set( Schedule::DUE, '1h|' . ( Swap::now() - DAY_IN_SECONDS ) );
		self::assertStringContainsString( 'WP-Cron does not run', (string) Overdue::sentence(), 'With the extension it would be so' );
		$script = dirname( __DIR__ ) . '/Support/without-extension.php';
		exec( 'php -d display_errors=stderr ' . escapeshellarg( $script ) . ' 2>&1', $lines, $status );
		$said = json_decode( (string) end( $lines ), true );
		self::assertSame( 0, $status, implode( "\n", $lines ) );
		self::assertIsArray( $said, implode( "\n", $lines ) );
		if ( $said['loaded'] ) {
			self::markTestSkipped( 'PHP of this machine loads the extension by itself' );
		}
		self::assertSame( array(), $said['notices'] );
		self::assertSame( array( 503, 503, 503 ), $said['statuses'] );
		self::assertStringContainsString( 'not loaded', $said['body'] );
		self::assertStringContainsString( 'not loaded', $said['page'] );
		self::assertSame( 4, substr_count( $said['page'], ' disabled' ), 'buttons that could do nothing are not switched off' );
		self::assertStringContainsString( 'not loaded', $said['notice'] );
		self::assertSame( '', $said['overdue'], 'The schedule is not what is wrong' );
		self::assertNull( Overdue::sentence(), 'Nor is it when the extension is back' );
		self::assertTrue( $said['product_saved'] );
	}

	/** @return array<string, array{bool, string}> is our extension there, what the notice says */
	public static function beside_mbstring(): array {
		return array(
			'the extension is there'        => array( true, '"mbstring" is not loaded' ),
			'the extension is missing, too' => array( false, '"stockwire" is not loaded' ),
		);
	}

	/** @dataProvider beside_mbstring */
	public function test_without_mbstring_the_site_stays_up_and_explains( bool $extension, string $cure ): void {
		exec( self::php_without_mbstring( $extension ) . ' ' . escapeshellarg( dirname( __DIR__ ) . '/Support/without-mbstring.php' ) . ' 2>&1', $lines, $status );
		$said = json_decode( (string) end( $lines ), true );
		self::assertSame( 0, $status, implode( "\n", $lines ) );
		self::assertIsArray( $said, implode( "\n", $lines ) );
		if ( $said['mbstring'] || $extension !== $said['stockwire'] ) {
			self::markTestSkipped( 'the extensions of PHP on this machine cannot be left out' );
		}
		self::assertSame( array( 503, 503, 503, 503 ), array_column( $said['answers'], 0 ) );
		foreach ( array( $said['answers'][0][1], $said['answers'][1][1], $said['notice'] ) as $text ) {
			self::assertStringContainsString( $cure, html_entity_decode( stripslashes( $text ) ) );
		}
		self::assertTrue( $said['product_saved'] );
		self::assertStringNotContainsString( 'mb_', $said['error'] );
	}

	/** PHP with the extensions of this one, but for mbstring. */
	private static function php_without_mbstring( bool $extension ): string {
		$found = array();
		foreach ( array_filter( array_map( 'trim', explode( ',', (string) php_ini_scanned_files() ) ) ) as $file ) {
			preg_match_all( '/^\s*extension\s*=\s*"?([^"\s;]+)/m', (string) file_get_contents( $file ), $names );
			array_push( $found, ...$names[1] );
		}
		preg_match_all( '/extension=([^\s\']+)/', (string) getenv( 'PHP_INI_ARGS' ), $names );
		$found = array_unique( array( ...$found, ...$names[1] ) );
		$found = array_filter( $found, static fn( string $name ): bool => 1 !== preg_match( '/mbstring/', $name ) && ( $extension || 1 !== preg_match( '/stockwire/', basename( $name ) ) ) );
		return implode( ' ', array( escapeshellarg( PHP_BINARY ), '-n', '-d', 'display_errors=stderr', ...array_map( static fn( string $name ): string => '-d ' . escapeshellarg( "extension=$name" ), $found ) ) );
	}

	public function test_woocommerce_knows_that_its_storage_of_orders_does_not_matter_to_us(): void {
		$features = \Automattic\WooCommerce\Utilities\FeaturesUtil::class;
		if ( ! class_exists( $features ) || ! method_exists( $features, 'get_compatible_features_for_plugin' ) ) {
			self::markTestSkipped( 'this WooCommerce asks no plugin' );
		}
		self::assertContains( 'custom_order_tables', $features::get_compatible_features_for_plugin( 'stockwire/stockwire.php' )['compatible'] );
	}

	public function test_the_tables_are_made_where_they_are_missing_and_kept_where_they_are_there(): void {
		global $wpdb;
		$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_runs (source, state, started_at) VALUES ('test', 'done', UTC_TIMESTAMP(6))" );
		$run = $wpdb->insert_id;
		update_option( Tables::VERSION_OPTION, 0 );
		Tables::ensure();
		self::assertSame( Tables::VERSION, (int) get_option( Tables::VERSION_OPTION ) );
		self::assertSame( (string) $run, $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" ) );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_runs WHERE id = $run" );
	}

	public function test_text_columns_compare_by_bytes_and_hold_every_character(): void {
		global $wpdb;
		foreach ( array( 'code', 'name', 'warehouse' ) as $column ) {
			$row = $wpdb->get_row( "SHOW FULL COLUMNS FROM {$wpdb->prefix}stockwire_lines LIKE '$column'", ARRAY_A );
			self::assertSame( 'utf8mb4_bin', $row['Collation'] );
		}
	}
}
