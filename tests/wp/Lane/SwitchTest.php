<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The fast lane is open only while what was noted is the truth; whatever changes, no push is answered wrongly or lost.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Lane;

use Stockwire\Engine;
use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Health\Checks;
use Stockwire\Shop\Jobs\NamesRebuild;
use Stockwire\Shop\Lane\Facts;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;
use Stockwire\Shop\TokenFile;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LaneTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class SwitchTest extends LaneTestCase {

	private int $product;

	protected function setUp(): void {
		parent::setUp();
		$this->product = $this->product( 'LANE-S' );
	}

	protected function tearDown(): void {
		wp_delete_post( $this->product, true );
		parent::tearDown();
	}

	/** @dataProvider obstacles */
	public function test_it_closes_with_its_reason_and_opens_again( string $code, string $reason, string $expected ): void {
		$this->open();
		$this->by_lane( fn(): array => $this->push( '3' ) );
		// A request that began before the other plugin came would note the shop as it knew it.
		self::assertTrue( self::within( 30, fn(): bool => 0 === $this->waiting( $this->product ) ), 'The first push is announced' );
		MuPlugin::install( $code );
		// The very next push, which the module still sends to the lane, is the whole of WordPress' already.
		$boots = $this->boots( fn(): array => $this->push( '2.5' ) );
		self::assertContains( self::PUSH, $boots );
		self::assertSame( $expected, (string) (float) $this->stock_of( $this->product ) );
		self::assertSame( $reason, Facts::read()->reason() );
		self::assertStringNotContainsString( ' fast', (string) file_get_contents( ( new TokenFile() )->path ) );
		$check = array_column( Checks::all(), null, 'id' )['lane'];
		self::assertSame( 'unknown', $check['kind'] );
		self::assertNotSame( $reason, $check['text'], 'The reason is a sentence' );
	}

	/** @return array<string, array{string, string, string}> */
	public static function obstacles(): array {
		return array(
			'rounding of its own'     => array( "add_filter( 'woocommerce_stock_amount', fn( \$n ) => ceil( (float) \$n ), 1 );", 'rounding', '3' ),
			'a translation plugin'    => array( "add_filter( 'stockwire_original_products', fn( \$o ) => \$o );", 'translations', '2' ),
			'a rewritten stock query' => array( "add_filter( 'woocommerce_update_product_stock_query', fn( \$s ) => \$s );", 'query', '2' ),
		);
	}

	public function test_a_filter_that_the_engine_knows_keeps_it_open(): void {
		MuPlugin::install( "remove_all_filters( 'woocommerce_stock_amount' ); add_filter( 'woocommerce_stock_amount', 'floatval' ); add_action( 'init', function () { remove_filter( 'woocommerce_stock_amount', 'intval' ); } );" );
		$this->open();
		self::assertSame( '', Facts::read()->reason() );
		$this->by_lane( fn(): array => $this->push( '2.5' ) );
		self::assertSame( '2.5', (string) (float) $this->stock_of( $this->product ) );
	}

	public function test_the_shops_options_are_those_that_filters_make_of_them(): void {
		MuPlugin::install( "add_filter( 'option_woocommerce_notify_no_stock_amount', fn() => '3' );" );
		$this->open();
		$this->by_lane( fn(): array => $this->push( '3' ) );
		wp_cache_flush();
		self::assertSame( 'outofstock', get_post_meta( $this->product, '_stock_status', true ) );
		$this->by_lane( fn(): array => $this->push( '4' ) );
		wp_cache_flush();
		self::assertSame( 'instock', get_post_meta( $this->product, '_stock_status', true ) );
	}

	/** @dataProvider decisive_options */
	public function test_another_value_of_what_decides_closes_it_until_the_next_push( string $name, string $value ): void {
		global $wpdb;
		$this->open();
		$was = $wpdb->get_row( $wpdb->prepare( "SELECT option_value, autoload FROM {$wpdb->options} WHERE option_name = %s", $name ), ARRAY_A );
		try {
			$wpdb->replace( $wpdb->options, array( 'option_name' => $name, 'option_value' => $value, 'autoload' => $was['autoload'] ?? 'yes' ) );
			wp_cache_flush();
			self::assertSame( 'stale', Facts::read()->reason() );
			self::assertContains( self::PUSH, $this->boots( fn(): array => $this->push( '4' ) ) );
			self::assertSame( '', Facts::read()->reason() );
		} finally {
			null === $was ? $wpdb->delete( $wpdb->options, array( 'option_name' => $name ) ) : $wpdb->replace( $wpdb->options, array( 'option_name' => $name ) + $was );
			wp_cache_flush();
			( new NamesRebuild( static fn(): Engine => ( new EngineFactory() )->engine( 'names' ) ) )->step( 60.0 );
		}
	}

	/** @return array<string, array{string, string}> */
	public static function decisive_options(): array {
		return array(
			'the language, by which names are matched' => array( 'WPLANG', 'de_DE' ),
			'the time zone, in which posts are dated'  => array( 'timezone_string', 'Pacific/Auckland' ),
			'whether what is sold out is hidden'       => array( 'woocommerce_hide_out_of_stock_items', 'yes' ),
		);
	}

	public function test_settings_changed_behind_everybodys_back_are_honoured_at_once(): void {
		global $wpdb;
		$this->open();
		$settings               = get_option( Settings::OPTION );
		$settings['warehouses'] = array( 'Another' );
		$wpdb->update( $wpdb->options, array( 'option_value' => maybe_serialize( $settings ) ), array( 'option_name' => Settings::OPTION ) );
		$said = json_decode( $this->push( '8' )['body'], true );
		self::assertSame( array( 'other_warehouse' => 1 ), $said['counts'] );
	}

	public function test_a_token_revoked_behind_everybodys_back_is_refused_at_once(): void {
		global $wpdb;
		$this->open();
		$settings           = get_option( Settings::OPTION );
		$settings['tokens'] = array();
		$wpdb->update( $wpdb->options, array( 'option_value' => maybe_serialize( $settings ) ), array( 'option_name' => Settings::OPTION ) );
		$this->assertProblem( 401, 'forbidden', $this->push( '8' ) );
		self::assertSame( '1', $this->stock_of( $this->product ) );
	}

	public function test_a_push_that_began_before_a_token_was_revoked_does_not_bring_it_back(): void {
		MuPlugin::install( "add_action( 'shutdown', fn() => isset( \$_GET['slow'] ) && sleep( 4 ), 1 );" );
		// Facts that have to be noted anew, by the slow push among others.
		delete_option( Facts::OPTION );
		$slow = proc_open( array( 'curl', '-sS', '-H', Http::bearer(), '-H', 'Content-Type: application/json', '-d', self::lines( array( 'code' => 'LANE-S', 'warehouse' => 'Test', 'quantity' => '6' ) ), Http::url( self::PUSH . '?slow=1' ) ), array( 1 => array( 'pipe', 'w' ) ), $pipes );
		self::assertTrue( self::within( 3, fn(): bool => '6' === (string) (float) $this->stock_of( $this->product ) ), 'The slow push is written, and not over' );
		$settings           = get_option( Settings::OPTION );
		$digest             = $settings['tokens'][0]['digest'];
		$settings['tokens'] = array();
		update_option( Settings::OPTION, $settings );
		self::assertStringNotContainsString( $digest, (string) file_get_contents( ( new TokenFile() )->path ) );
		$running = proc_get_status( $slow )['running'];
		self::assertStringContainsString( '"updated":1', (string) stream_get_contents( $pipes[1] ) );
		proc_close( $slow );
		self::assertTrue( $running );
		sleep( 5 );
		self::assertStringNotContainsString( $digest, (string) file_get_contents( ( new TokenFile() )->path ) );
		self::assertSame( 'never', Facts::read()->reason() );
		self::assertContains( $this->push( '8' )['status'], array( 401, 403 ) );
		self::assertSame( '6', (string) (float) $this->stock_of( $this->product ) );
	}

	public function test_a_token_that_expires_is_refused(): void {
		$settings                         = get_option( Settings::OPTION );
		$settings['tokens'][0]['expires'] = time() + 8;
		update_option( Settings::OPTION, $settings );
		$this->open();
		self::assertSame( 200, $this->push( '8' )['status'] );
		sleep( max( 0, $settings['tokens'][0]['expires'] - time() + 1 ) );
		self::assertContains( $this->push( '9' )['status'], array( 401, 429 ) );
		self::assertSame( '8', (string) (float) $this->stock_of( $this->product ) );
	}

	public function test_switched_off_means_off(): void {
		global $wpdb;
		$this->open();
		$settings            = get_option( Settings::OPTION );
		$settings['enabled'] = false;
		$wpdb->update( $wpdb->options, array( 'option_value' => maybe_serialize( $settings ) ), array( 'option_name' => Settings::OPTION ) );
		$this->assertProblem( 503, 'disabled', $this->push( '8' ) );
		$this->assertSentence( 400, $this->http->smartbill( '[]' ) );
	}

	public function test_after_an_hour_the_tables_are_looked_at_again(): void {
		$this->open();
		update_option( Requirements::TABLES_GOOD, array( 'at' => time() - HOUR_IN_SECONDS ) + get_option( Requirements::TABLES_GOOD ) );
		self::assertContains( self::PUSH, $this->boots( fn(): array => $this->push( '4' ) ) );
		self::assertSame( '4', (string) (float) $this->stock_of( $this->product ) );
		$this->by_lane( fn(): array => $this->push( '5' ) );
		self::assertSame( '5', (string) (float) $this->stock_of( $this->product ) );
	}

	public function test_a_table_that_was_seen_to_take_part_in_transactions_no_more_closes_it_at_once(): void {
		global $wpdb;
		$this->open();
		$table = $wpdb->prefix . 'wc_product_attributes_lookup';
		$wpdb->query( "ALTER TABLE `$table` ENGINE=Aria" );
		try {
			// Site Health, for one.
			self::assertNotNull( array_column( Requirements::all(), 'problem', 'id' )['tables'] );
			$this->assertProblem( 503, 'unavailable', $this->push( '5' ) );
			self::assertSame( '1', $this->stock_of( $this->product ) );
		} finally {
			$wpdb->query( "ALTER TABLE `$table` ENGINE=InnoDB" );
		}
		self::assertSame( 200, $this->push( '6' )['status'] );
	}

	public function test_a_plugin_that_was_deactivated_answers_no_more(): void {
		global $wpdb;
		$this->open();
		$active = get_option( 'active_plugins' );
		$set    = static fn( array $plugins ) => $wpdb->update( $wpdb->options, array( 'option_value' => serialize( array_values( $plugins ) ) ), array( 'option_name' => 'active_plugins' ) );
		try {
			$set( array_diff( $active, array( 'stockwire/stockwire.php' ) ) );
			self::assertSame( 404, $this->push( '8' )['status'] );
			$set( array_diff( $active, array( 'woocommerce/woocommerce.php' ) ) );
			$this->assertProblem( 503, 'unavailable', $this->push( '8' ) );
		} finally {
			$set( $active );
			wp_cache_flush();
		}
		self::assertSame( '1', $this->stock_of( $this->product ) );
	}

	public function test_where_apache_refuses_the_folder_the_test_says_so_and_pushes_go_on(): void {
		self::configure( '', '' );
		try {
			$finding = ( new Test() )->run();
			self::assertSame( array( 'lane_denied', true, 'Require all granted' ), array( $finding->code, $finding->works, $finding->line ) );
			self::assertStringContainsString( self::run_folder() . '/lane', $finding->sentence() );
			self::assertSame( 'lane_denied', Facts::read()->reason() );
			self::assertSame( array( 'lane', 'warning' ), array_slice( array_values( array_intersect_key( array_column( Checks::all(), null, 'id' )['lane'], array( 'id' => 1, 'kind' => 1 ) ) ), 0, 2 ) );
			$boots = $this->boots( fn(): array => $this->push( '5' ) );
			self::assertContains( self::PUSH, $boots );
			self::assertSame( '5', (string) (float) $this->stock_of( $this->product ) );
		} finally {
			self::configure();
		}
		$this->open();
		self::assertSame( '', Facts::read()->reason() );
	}

	public function test_where_php_may_not_read_the_folder_the_test_says_so(): void {
		$run     = self::run_folder();
		$allowed = "$run/wp:$run/php:$run/log:$run/tokens:$run/ext:/tmp/none";
		if ( ! self::is_mod_php() ) {
			self::markTestSkipped( 'php-fpm reads open_basedir when its pool starts.' );
		}
		self::configure( "php_admin_value open_basedir \"$allowed\"\n" );
		try {
			$finding = ( new Test() )->run();
			self::assertSame( array( 'lane_basedir', true, 'warning' ), array( $finding->code, $finding->works, $finding->state_of( $finding->hop ) ) );
			self::assertStringEndsWith( "$allowed:$run/lane\"", $finding->line );
			self::assertSame( 'lane_basedir', Facts::read()->reason() );
			self::assertSame( 200, $this->push( '5' )['status'] );
		} finally {
			self::configure();
		}
	}

	public function test_where_push_php_fails_the_test_says_so(): void {
		$file = self::run_folder() . '/lane/push.php';
		$text = (string) file_get_contents( $file );
		file_put_contents( $file, "<?php\nhttp_response_code( 500 );\n" );
		touch( $file, time() - 10 );
		try {
			$finding = ( new Test() )->run();
			self::assertSame( array( 'lane_broken', true, 'StockwireLane Off' ), array( $finding->code, $finding->works, $finding->line ) );
			self::assertStringContainsString( '500', $finding->sentence() );
			self::assertSame( 200, $this->push( '5' )['status'] );
		} finally {
			file_put_contents( $file, $text );
			touch( $file, time() - 5 );
		}
		$this->open();
		self::assertSame( '', Facts::read()->reason() );
	}

	/** @return array{status: int, headers: array<string, string>, body: string} */
	private function push( string $quantity ): array {
		return $this->http->stock( self::lines( array( 'code' => 'LANE-S', 'warehouse' => 'Test', 'quantity' => $quantity ) ) );
	}
}
