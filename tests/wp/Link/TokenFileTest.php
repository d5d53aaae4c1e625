<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The module's file of digests: this site's lines and nobody else's, written whole or not at all.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use Stockwire\Shop\TokenFile;
use Stockwire\Tests\Support\LinkTestCase;

final class TokenFileTest extends LinkTestCase {

	private string $folder;

	private TokenFile $file;

	protected function setUp(): void {
		parent::setUp();
		$this->folder = sys_get_temp_dir() . '/stockwire-tokens-' . uniqid();
		mkdir( $this->folder );
		$this->file = new TokenFile( $this->folder . '/tokens' );
	}

	protected function tearDown(): void {
		array_map( 'unlink', (array) glob( $this->folder . '/*' ) );
		@rmdir( $this->folder );
		parent::tearDown();
	}

	public function test_a_line_holds_host_path_and_digest(): void {
		$this->file->write();
		self::assertSame( '127.0.0.1 / ' . hash( 'sha256', strtolower( (string) getenv( 'TOKEN' ) ) ) . "\n", file_get_contents( $this->file->path ) );
		self::assertSame( TokenFile::GOOD, $this->file->state() );
	}

	public function test_an_ipv6_address_stands_as_apache_has_it(): void {
		$home = static fn(): string => 'http://[2001:DB8::1]:8080/shop';
		add_filter( 'home_url', $home );
		$this->file->write();
		remove_filter( 'home_url', $home );
		self::assertStringStartsWith( '2001:db8::1 /shop/ ', (string) file_get_contents( $this->file->path ) );
	}

	public function test_no_line_while_the_link_is_off(): void {
		$this->file->write();
		$this->link( array( 'enabled' => false ) );
		$this->file->heal();
		self::assertSame( '', file_get_contents( $this->file->path ) );
		$this->link();
		$this->file->heal();
		self::assertSame( TokenFile::GOOD, $this->file->state() );
		self::assertNotSame( '', file_get_contents( $this->file->path ) );
	}

	public function test_the_lines_of_other_sites_stay(): void {
		$others = '127.0.0.1 /shop/ ' . str_repeat( 'a', 64 ) . "\nexample.test / " . str_repeat( 'b', 64 ) . "\n";
		file_put_contents( $this->file->path, $others . '127.0.0.1 / ' . str_repeat( 'c', 64 ) . "\n" );
		self::assertSame( TokenFile::STALE, $this->file->state() );
		$this->file->heal();
		$text = (string) file_get_contents( $this->file->path );
		self::assertStringStartsWith( $others, $text );
		self::assertStringNotContainsString( str_repeat( 'c', 64 ), $text );
		self::assertSame( TokenFile::GOOD, $this->file->state() );
	}

	public function test_healing_what_is_right_writes_nothing(): void {
		$this->file->write();
		$inode = fileinode( $this->file->path );
		clearstatcache();
		$this->file->heal();
		clearstatcache();
		self::assertSame( $inode, fileinode( $this->file->path ) );
	}

	public function test_a_probe_passes_for_its_time_only(): void {
		$this->file->write( array( str_repeat( 'd', 64 ) ) );
		self::assertStringContainsString( 'dddd', (string) file_get_contents( $this->file->path ) );
		$this->file->write();
		self::assertStringNotContainsString( 'dddd', (string) file_get_contents( $this->file->path ) );
	}

	public function test_it_is_not_readable_for_everybody_and_leaves_no_rest(): void {
		$this->file->write();
		self::assertSame( 0640, fileperms( $this->file->path ) & 0777 );
		self::assertSame( array( 'tokens', 'tokens.lock' ), array_map( 'basename', (array) glob( $this->folder . '/*' ) ) );
	}

	public function test_without_its_folder_nothing_happens(): void {
		$file = new TokenFile( $this->folder . '/not-there/tokens' );
		$file->write();
		$file->heal();
		self::assertSame( TokenFile::ABSENT, $file->state() );
		self::assertDirectoryDoesNotExist( $this->folder . '/not-there' );
	}

	public function test_a_folder_that_cannot_be_written_is_told(): void {
		$file = new TokenFile( '/proc/self/tokens' );
		$file->write();
		self::assertSame( TokenFile::UNWRITABLE, $file->state() );
	}

	public function test_a_file_that_php_may_not_read_keeps_the_lines_of_other_sites(): void {
		$others = 'example.test / ' . str_repeat( 'b', 64 ) . "\n";
		file_put_contents( $this->file->path, $others );
		chmod( $this->file->path, 0600 );
		chmod( $this->folder, 0777 );
		$this->as_somebody_else(
			function (): void {
				$this->file->write();
			}
		);
		self::assertSame( $others, file_get_contents( $this->file->path ) );
		chmod( $this->file->path, 0644 );
		$this->as_somebody_else(
			function (): void {
				$this->file->write();
			}
		);
		self::assertStringContainsString( '127.0.0.1 / ', (string) file_get_contents( $this->file->path ) );
	}

	/** Root may read everything. */
	private function as_somebody_else( \Closure $work ): void {
		self::await( self::in_a_child( static function () use ( $work ): void {
			posix_setgid( 65534 );
			posix_setuid( 65534 );
			$work();
		} ) );
		clearstatcache();
	}

	/** A child never goes on as a second PHPUnit, whatever its work throws: it dies by another signal then. */
	private static function in_a_child( \Closure $work ): int {
		global $wpdb;
		$child = pcntl_fork();
		if ( 0 === $child ) {
			// Of two who speak on one connection, one waits for ever for the answer that the other has taken; and to close it is to speak.
			$parents = $wpdb->dbh;
			$wpdb->db_connect( false );
			$signal = SIGTERM;
			try {
				$work();
				$signal = SIGKILL;
			} finally {
				posix_kill( getmypid(), $signal );
			}
		}
		return $child;
	}

	private static function await( int $child ): void {
		pcntl_waitpid( $child, $status );
		self::assertSame( SIGKILL, pcntl_wtermsig( $status ), 'The child did its work' );
	}

	public function test_twenty_writers_at_once_leave_one_whole_file(): void {
		$others = 'example.test / ' . str_repeat( 'b', 64 ) . "\n";
		file_put_contents( $this->file->path, $others );
		$children = array();
		for ( $i = 0; $i < 20; $i++ ) {
			$children[] = self::in_a_child( fn() => $this->file->write() );
		}
		array_map( self::await( ... ), $children );
		self::assertSame( 2, substr_count( (string) file_get_contents( $this->file->path ), "\n" ) );
		self::assertStringStartsWith( $others, (string) file_get_contents( $this->file->path ) );
	}

	public function test_a_right_token_that_the_file_lacks_is_written_by_the_push(): void {
		if ( ! defined( 'STOCKWIRE_TOKEN_FILE' ) ) {
			self::markTestSkipped( 'this sandbox has no token file' );
		}
		$file = new TokenFile();
		$text = (string) file_get_contents( $file->path );
		file_put_contents( $file->path, '127.0.0.1 / ' . str_repeat( 'e', 64 ) . "\n" );
		$this->http->from = '127.0.77.' . random_int( 1, 250 ); // nobody guessed from there before
		// The module reads the file again once a second at most: until then it still knows the token, and nothing is to be written.
		for ( $push = 0; $push < 5 && TokenFile::GOOD !== $file->state(); $push++ ) {
			self::assertSame( 200, $this->http->smartbill( '[]' )['status'] );
			usleep( 600000 );
		}
		self::assertSame( TokenFile::GOOD, $file->state() );
		file_put_contents( $file->path, $text );
	}
}
