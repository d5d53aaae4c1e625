<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The commands of `wp stockwire`: what they do, what they print, how they exit.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Cli;

use Stockwire\Shop\Cli\Cli;
use Stockwire\Shop\Cli\Command;
use Stockwire\Shop\Jobs\NamesRebuild;
use Stockwire\Tests\Support\InboxTestCase;
use Stockwire\Tests\Support\Printed;

final class CommandsTest extends InboxTestCase {

	/** @var list<string> */
	private array $files = array();

	protected function tearDown(): void {
		array_map( 'unlink', $this->files );
		parent::tearDown();
	}

	/** @param array<string, string|bool> $options */
	private function call( int $expected, string $name, array $words = array(), array $options = array() ): Printed {
		$printed = new Printed();
		self::assertSame( $expected, Cli::call( $name, $words, $options, $printed ), implode( "\n", $printed->said ) . $printed->text );
		wp_cache_flush();
		return $printed;
	}

	private function file( string $body ): string {
		$this->files[] = $file = (string) tempnam( sys_get_temp_dir(), 'cli' );
		file_put_contents( $file, $body );
		return $file;
	}

	private function pushed( int $quantity, string $code ): string {
		return $this->file( self::lines( array( 'code' => $code, 'quantity' => $quantity, 'warehouse' => self::WAREHOUSE ) ) );
	}

	/** Five products with stock, the brake set, and a run that would empty all of them. */
	private function held(): int {
		$this->link( array( 'brake_percent' => 0, 'brake_products' => 2 ) );
		for ( $i = 0; $i < 5; $i++ ) {
			$this->simple( array( 'sku' => "{$this->tag}-H$i", 'stock_quantity' => 5 ) );
			$lines[] = array( 'code' => "{$this->tag}-H$i", 'quantity' => 5, 'warehouse' => self::WAREHOUSE );
			$empty[] = array( 'quantity' => 0 ) + $lines[ $i ];
		}
		$this->push( ...$lines );
		$printed = $this->call( Command::HELD, 'push', array( $this->file( self::lines( ...$empty ) ) ), array( 'format' => 'json' ) );
		self::assertFalse( $printed->json()['applied'] );
		return $printed->json()['run'];
	}

	public function test_push_applies_a_file_and_prints_its_receipt(): void {
		$id      = $this->simple( array( 'sku' => "{$this->tag}-1" ) );
		$printed = $this->call( Command::OK, 'push', array( $this->pushed( 9, "{$this->tag}-1" ) ) );
		$this->assertStock( 9.0, $id );
		self::assertMatchesRegularExpression( "/\\| +1 +\\| {$this->tag}-1 .*\\| updated +\\| set +\\|/", $printed->text );
		self::assertSame( 'cli', $this->call( Command::OK, 'runs', array(), array( 'format' => 'json', 'limit' => '1' ) )->json()[0]['source'] );
	}

	public function test_push_in_smartbill_s_dialect_and_as_csv(): void {
		$id      = $this->simple( array( 'sku' => "{$this->tag}-2" ) );
		$body    = (string) wp_json_encode( array( array( 'productName' => 'Ceai, "verde"', 'productCode' => "{$this->tag}-2", 'warehouse' => self::WAREHOUSE, 'quantity' => 4 ) ) );
		$printed = $this->call( Command::OK, 'push', array( $this->file( $body ) ), array( 'dialect' => 'smartbill', 'format' => 'csv' ) );
		$this->assertStock( 4.0, $id );
		$rows = array_map( static fn( string $line ): array => str_getcsv( $line, ',', '"', '' ), explode( "\n", trim( $printed->text ) ) );
		self::assertSame( array( 'Ceai, "verde"', 'updated' ), array_values( array_intersect_key( array_combine( $rows[0], $rows[1] ), array( 'name' => 1, 'outcome' => 1 ) ) ) );
	}

	public function test_a_preview_changes_nothing(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-3" ) );
		self::assertFalse( $this->call( Command::OK, 'push', array( $this->pushed( 9, "{$this->tag}-3" ) ), array( 'preview' => true, 'format' => 'json' ) )->json()['applied'] );
		$this->assertStock( 1.0, $id );
	}

	public function test_a_push_that_cannot_be_read_fails_and_says_why(): void {
		foreach ( array( '{"lines":[', '', 'null' ) as $body ) {
			$printed = $this->call( Command::FAILED, 'push', array( $this->file( $body ) ) );
			self::assertSame( '', $printed->text );
			self::assertNotSame( array(), $printed->said );
		}
		foreach ( array( '/no/such/file', sys_get_temp_dir() ) as $path ) {
			self::assertSame( array( 'The file cannot be read.' ), $this->call( Command::FAILED, 'push', array( $path ) )->said );
		}
	}

	public function test_while_the_link_is_off_nothing_is_pushed(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-4" ) );
		$this->link( array( 'enabled' => false ) );
		self::assertStringContainsString( 'switched off', $this->call( Command::FAILED, 'push', array( $this->pushed( 9, "{$this->tag}-4" ) ) )->said[0] );
		$this->assertStock( 1.0, $id );
	}

	public function test_a_held_push_exits_with_its_own_code_and_is_released(): void {
		$run = $this->held();
		$this->assertStock( 5.0, $this->posts[0] );
		$released = $this->call( Command::OK, 'release', array( (string) $run ), array( 'format' => 'json' ) )->json();
		self::assertSame( array( $run, 'done' ), array( $released['run'], $released['state'] ) );
		$this->assertStock( 0.0, $this->posts[0] );
		self::assertSame( array( "Run $run is not held." ), $this->call( Command::FAILED, 'release', array( (string) $run ) )->said );
	}

	public function test_a_held_push_is_discarded(): void {
		$run = $this->held();
		self::assertSame( 'discarded', $this->call( Command::OK, 'discard', array( (string) $run ), array( 'format' => 'json' ) )->json()['state'] );
		$this->assertStock( 5.0, $this->posts[0] );
		self::assertSame( array( "Run $run is over already." ), $this->call( Command::FAILED, 'discard', array( (string) $run ) )->said );
	}

	public function test_undo_is_previewed_then_done(): void {
		$id  = $this->simple( array( 'sku' => "{$this->tag}-5" ) );
		$run = $this->call( Command::OK, 'push', array( $this->pushed( 9, "{$this->tag}-5" ) ), array( 'format' => 'json' ) )->json()['run'];
		self::assertTrue( $this->call( Command::OK, 'undo', array( (string) $run ), array( 'preview' => true, 'format' => 'json' ) )->json()['preview'] );
		$this->assertStock( 9.0, $id );
		self::assertSame( $run, $this->call( Command::OK, 'undo', array( (string) $run ), array( 'format' => 'json' ) )->json()['undo_of'] );
		$this->assertStock( 1.0, $id );
	}

	public function test_runs_are_listed_newest_first_and_filtered(): void {
		$this->push( array( 'code' => "{$this->tag}-none" ) );
		$this->call( Command::OK, 'push', array( $this->pushed( 9, "{$this->tag}-none" ) ) );
		$sources = array_column( $this->call( Command::OK, 'runs', array(), array( 'format' => 'json', 'limit' => '2' ) )->json(), 'source' );
		self::assertSame( array( 'cli', 'v1' ), $sources );
		self::assertSame( array( 'v1' ), array_values( array_unique( array_column( $this->call( Command::OK, 'runs', array(), array( 'format' => 'json', 'source' => 'v1' ) )->json(), 'source' ) ) ) );
		self::assertSame( array(), $this->call( Command::OK, 'runs', array(), array( 'format' => 'json', 'state' => "x' OR 1=1 -- " ) )->json() );
		self::assertStringContainsString( '| run ', $this->call( Command::OK, 'runs' )->text );
	}

	public function test_a_receipt_is_that_of_the_push(): void {
		$pushed = $this->call( Command::OK, 'push', array( $this->pushed( 9, "{$this->tag}-none" ) ), array( 'format' => 'json' ) );
		$run    = (string) $pushed->json()['run'];
		self::assertSame( $pushed->text, $this->call( Command::OK, 'receipt', array( $run ), array( 'format' => 'json' ) )->text );
		self::assertStringContainsString( 'no_such_code', $this->call( Command::OK, 'receipt', array( $run ) )->text );
		$this->call( Command::FAILED, 'receipt', array( '999999999' ) );
	}

	public function test_status_exits_with_1_where_nothing_can_be_written(): void {
		self::assertTrue( $this->call( Command::OK, 'status', array(), array( 'format' => 'json' ) )->json()['ready'] );
		$this->link( array( 'enabled' => false ) );
		self::assertStringContainsString( '| enabled ', $this->call( Command::FAILED, 'status' )->text );
		$this->link( array( 'shadow' => true ) );
		self::assertTrue( $this->call( Command::FAILED, 'status', array(), array( 'format' => 'json' ) )->json()['shadow'] );
	}

	public function test_reindex_finds_a_name_that_was_changed_past_all_hooks(): void {
		global $wpdb;
		$id = $this->simple();
		$wpdb->update( $wpdb->posts, array( 'post_title' => "Schimbat {$this->tag}" ), array( 'ID' => $id ) );
		wp_cache_flush();
		self::assertSame( 'unmatched', $this->push( array( 'name' => "Schimbat {$this->tag}" ) )->lines()[0]['outcome'] );
		$read = $this->call( Command::OK, 'reindex', array(), array( 'format' => 'json' ) )->json();
		self::assertTrue( $read['complete'] );
		self::assertGreaterThan( 0, $read['products'] );
		self::assertFalse( NamesRebuild::due() );
		self::assertSame( 'updated', $this->push( array( 'name' => "Schimbat {$this->tag}" ) )->lines()[0]['outcome'] );
	}

	public function test_announce_tells_of_what_nobody_was_told_of(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-6" ) );
		\Stockwire\Tests\Support\Push::engine( new \Stockwire\Shop\Announcer() )->receive( self::lines( array( 'code' => "{$this->tag}-6", 'quantity' => 9, 'warehouse' => self::WAREHOUSE ) ), \Stockwire\Engine::V1 );
		$told = array();
		$hook = static function ( \WC_Product $product ) use ( &$told ): void {
			$told[] = $product->get_id();
		};
		add_action( 'woocommerce_product_set_stock', $hook );
		self::assertSame( array( 'announced' => true, 'left' => null ), $this->call( Command::OK, 'announce', array(), array( 'format' => 'json' ) )->json() );
		self::assertStringContainsString( '| announced | yes ', $this->call( Command::OK, 'announce' )->text );
		remove_action( 'woocommerce_product_set_stock', $hook );
		self::assertSame( array( $id ), $told );
	}

	/** @dataProvider wrong_calls */
	public function test_a_wrong_call_exits_with_2_and_says_how( string $name, array $words, array $options ): void {
		$printed = $this->call( Command::USAGE, $name, $words, $options );
		self::assertSame( '', $printed->text );
		self::assertCount( 1, $printed->said );
	}

	/** @return array<string, array{string, list<string>, array<string, string|bool>}> */
	public static function wrong_calls(): array {
		return array(
			'no such command'    => array( 'nonsense', array(), array() ),
			'no such format'     => array( 'status', array(), array( 'format' => 'yaml' ) ),
			'no such format, too' => array( 'reindex', array(), array( 'format' => 'xml' ) ),
			'nor this one'        => array( 'announce', array(), array( 'format' => 'xml' ) ),
			'no such dialect'    => array( 'push', array(), array( 'dialect' => 'xml' ) ),
			'no run'             => array( 'undo', array(), array() ),
			'a run of nothing'   => array( 'receipt', array( '0' ), array() ),
			'a run of words'     => array( 'release', array( "1' OR 1" ), array() ),
			'a run out of range' => array( 'discard', array( '99999999999999999999' ), array() ),
			'a limit of nothing' => array( 'runs', array(), array( 'limit' => '0' ) ),
		);
	}

	public function test_what_comes_from_outside_moves_no_cursor_and_is_no_formula(): void {
		$code  = "=1+1\u{202E}";
		$table = $this->call( Command::OK, 'push', array( $this->file( self::lines( array( 'code' => $code, 'name' => "a\u{1b}[31m", 'quantity' => 1, 'warehouse' => self::WAREHOUSE ) ) ) ) )->text;
		self::assertDoesNotMatchRegularExpression( '/[\x1b\x{202E}]/u', $table );
		$csv = $this->call( Command::OK, 'push', array( $this->file( self::lines( array( 'code' => $code, 'quantity' => 1, 'warehouse' => self::WAREHOUSE ) ) ) ), array( 'format' => 'csv' ) )->text;
		self::assertStringContainsString( "'=1+1", $csv );
	}
}
