<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The commands in a process of their own: standard input and output, exit codes, the adapter to wp-cli.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Cli;

use Stockwire\Shop\Cli\Cli;
use Stockwire\Tests\Support\InboxTestCase;

final class ProcessTest extends InboxTestCase {

	/**
	 * @param list<string> $command
	 * @return array{int, string, string} exit code, output, errors
	 */
	private function process( array $command, string $input = '' ): array {
		$ini     = array_filter( explode( ' ', str_replace( "'", '', (string) getenv( 'PHP_INI_ARGS' ) ) ) );
		$process = proc_open( array( PHP_BINARY, ...$ini, ...$command ), array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), array( 'file', $errors = (string) tempnam( sys_get_temp_dir(), 'cli' ), 'w' ) ), $pipes );
		fwrite( $pipes[0], $input );
		fclose( $pipes[0] );
		$text = (string) stream_get_contents( $pipes[1] );
		$code = proc_close( $process );
		$said = (string) file_get_contents( $errors );
		unlink( $errors );
		wp_cache_flush();
		return array( $code, $text, $said );
	}

	/** @return array{int, string, string} */
	private function adapter( string $input, string ...$words ): array {
		return $this->process( array( dirname( __DIR__ ) . '/fixtures/wp-cli.php', ...$words ), $input );
	}

	public function test_push_reads_standard_input_and_writes_the_receipt_alone_to_standard_output(): void {
		$id                          = $this->simple( array( 'sku' => "{$this->tag}-P" ) );
		list( $code, $text, $said ) = $this->adapter( self::lines( array( 'code' => "{$this->tag}-P", 'quantity' => 6, 'warehouse' => self::WAREHOUSE ) ), 'push', '-', '--format=json' );
		self::assertSame( 0, $code, $said );
		self::assertTrue( json_decode( $text, true, 64, JSON_THROW_ON_ERROR )['applied'] );
		$this->assertStock( 6.0, $id );
	}

	public function test_exit_codes_reach_the_shell_and_complaints_go_to_standard_error(): void {
		foreach ( array( array( 2, 'undo' ), array( 1, 'receipt', '999999999' ), array( 2, 'status', '--format=xml' ), array( 0, 'status' ) ) as $case ) {
			$expected                   = array_shift( $case );
			list( $code, $text, $said ) = $this->adapter( '', ...$case );
			self::assertSame( $expected, $code, "$text$said" );
			self::assertSame( 0 === $expected, '' !== $text );
			self::assertSame( 0 === $expected, '' === $said, $said );
		}
	}

	public function test_a_real_wp_cli_knows_every_command(): void {
		$phar = (string) getenv( 'WP_CLI_PHAR' );
		if ( '' === $phar ) {
			self::markTestSkipped( 'WP_CLI_PHAR names no wp-cli.' );
		}
		$wp = array( $phar, '--allow-root', '--path=' . getenv( 'WP_PATH' ), '--url=' . getenv( 'SITE_URL' ) );
		foreach ( array_keys( Cli::commands() ) as $name ) {
			self::assertSame( 0, $this->process( array( ...$wp, 'cli', 'has-command', "stockwire $name" ) )[0], $name );
		}
		$id                         = $this->simple( array( 'sku' => "{$this->tag}-R" ) );
		list( $code, $text, $said ) = $this->process( array( ...$wp, 'stockwire', 'push', '--format=json' ), self::lines( array( 'code' => "{$this->tag}-R", 'quantity' => 6, 'warehouse' => self::WAREHOUSE ) ) );
		self::assertSame( 0, $code, $said );
		$this->assertStock( 6.0, $id );
		self::assertSame( 1, $this->process( array( ...$wp, 'stockwire', 'receipt', '999999999' ) )[0] );
	}
}
