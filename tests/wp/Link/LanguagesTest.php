<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Every sentence of the plugin is in the catalogue, and in Romanian; the reasons are those of core.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Message;
use Stockwire\Shop\Reasons;

final class LanguagesTest extends TestCase {

	/** Whose sentences no page shows: commands, answers to programs, logs; and the lists themselves. */
	private const FOR_PROGRAMS = array( 'Cli/', 'Rest/', 'Announce/', 'Lane/Entry.php', 'Jobs/AnnounceRoute.php', 'Message.php', 'Reasons.php' );

	/** What takes English on purpose: the log, and a failure's message, which only the log shows. */
	private const FOR_LOGS = array( 'failure', 'Failure', 'RuntimeException', 'LogicException', 'DomainException' );

	private const FUNCTIONS = array( '__', '_e', '_n', '_x', 'esc_html__', 'esc_attr__', 'esc_html_e', 'esc_attr_e' );

	public function test_every_sentence_of_the_sources_is_in_the_catalogue(): void {
		$sentences = self::sentences();
		self::assertGreaterThan( 100, count( $sentences ) );
		self::assertSame( array(), array_values( array_diff( $sentences, array_keys( self::catalogue( 'stockwire.pot' ) ) ) ), 'run scripts/translations' );
		self::assertSame( array(), array_values( array_diff( array_keys( self::catalogue( 'stockwire.pot' ) ), $sentences ) ), 'run scripts/translations' );
	}

	public function test_every_sentence_is_there_in_romanian(): void {
		$romanian = self::catalogue( 'stockwire-ro_RO.po' );
		foreach ( array_keys( self::catalogue( 'stockwire.pot' ) ) as $sentence ) {
			self::assertArrayHasKey( $sentence, $romanian );
			self::assertNotContains( '', $romanian[ $sentence ], $sentence );
		}
	}

	public function test_the_compiled_catalogue_is_the_written_one(): void {
		$compiled = new \MO();
		self::assertTrue( $compiled->import_from_file( self::folder() . 'languages/stockwire-ro_RO.mo' ) );
		$written = self::catalogue( 'stockwire-ro_RO.po' );
		$there   = array();
		foreach ( $compiled->entries as $entry ) {
			$there[ $entry->singular ] = $entry->translations;
		}
		ksort( $there );
		ksort( $written );
		self::assertSame( $written, $there, 'run scripts/translations' );
	}

	public function test_placeholders_survive_translation(): void {
		foreach ( self::catalogue( 'stockwire-ro_RO.po' ) as $sentence => $translations ) {
			foreach ( $translations as $translation ) {
				self::assertSame( self::placeholders( $sentence ), self::placeholders( $translation ), $sentence );
			}
		}
	}

	public function test_romanian_is_written_with_commas_below_not_cedillas(): void {
		foreach ( self::catalogue( 'stockwire-ro_RO.po' ) as $translations ) {
			self::assertDoesNotMatchRegularExpression( '/[şţŞŢ]/u', implode( $translations ) );
		}
	}

	public function test_the_reasons_are_those_of_core_word_for_word(): void {
		$source = (string) file_get_contents( dirname( __DIR__, 3 ) . '/ext/core/outcome.c' );
		preg_match_all( '/\[SW_R_\w+\]\s*=\s*\{\s*"(\w+)",\s*"((?:[^"\\\\]|\\\\.)*)"\s*\}/', $source, $found );
		$core = array_combine( $found[1], array_map( 'stripcslashes', $found[2] ) );
		self::assertGreaterThan( 40, count( $core ) );
		self::assertSame( $core, Reasons::SENTENCES );
	}

	public function test_a_reason_is_translated_for_pages_and_stays_english_in_receipts(): void {
		switch_to_locale( 'ro_RO' );
		load_textdomain( 'stockwire', self::folder() . 'languages/stockwire-ro_RO.mo', 'ro_RO' );
		$translated = Reasons::translated( 'quantity_missing' );
		restore_previous_locale();
		unload_textdomain( 'stockwire', true );
		self::assertSame( 'Cantitatea lipsește.', $translated );
		self::assertSame( 'The quantity is missing.', Reasons::sentence( 'quantity_missing' ) );
		self::assertSame( 'a_code_of_tomorrow', Reasons::translated( 'a_code_of_tomorrow' ) );
	}

	public function test_what_the_extension_throws_has_a_message_word_for_word(): void {
		$folder = dirname( __DIR__, 3 ) . '/ext/';
		$text   = static fn( string $literals ): string => stripcslashes( (string) preg_replace( '/"\s*"/', '', trim( $literals, " \t\n\"" ) ) );
		$thrown = array();
		foreach ( (array) glob( $folder . '*.c' ) as $file ) {
			$source = (string) file_get_contents( (string) $file );
			preg_match_all( '/sw_fail\(e,\s*\w+,\s*\w+,\s*"[^"]*",\s*((?:"(?:[^"\\\\]|\\\\.)*"\s*)+)/', $source, $found );
			self::assertSame( substr_count( $source, 'sw_fail(' ), count( $found[1] ), "$file: a sentence that cannot be read here" );
			$thrown = array( ...$thrown, ...array_map( $text, $found[1] ) );
		}
		// Where nothing better is known, the table's own sentence is thrown.
		preg_match_all( '/\[SW_A_(?:UNAVAILABLE|CONFLICT)\] = \{ "\w+", "[^"]*",\s*"([^"]+)"/', (string) file_get_contents( $folder . 'core/answer.c' ), $found );
		$thrown = array_values( array_unique( array( ...$thrown, ...$found[1] ) ) );
		self::assertGreaterThan( 15, count( $thrown ) );
		self::assertSame( array(), array_values( array_diff( $thrown, Message::ENGINE ) ), 'Thrown, but not in Message::ENGINE' );
		self::assertSame( array(), array_values( array_diff( Message::ENGINE, $thrown ) ), 'In Message::ENGINE, but not thrown' );
	}

	public function test_no_sentence_of_the_pages_is_plain_english(): void {
		$planted = "<?php Runs::fail( 1, 'The list was lost.' ); note( __( 'This is fine as it is.', 'stockwire' ), \"Run \$run was put off.\" );";
		self::assertSame( array( 'The list was lost.', ' was put off.' ), self::plain( $planted ), 'what is planted is not found' );
		$found = array();
		foreach ( self::sources() as $path => $source ) {
			if ( array() === array_filter( self::FOR_PROGRAMS, static fn( string $begin ): bool => str_starts_with( $path, $begin ) ) ) {
				$found = array( ...$found, ...array_map( static fn( string $sentence ): string => "$path: $sentence", self::plain( $source ) ) );
			}
		}
		self::assertSame( array(), $found );
	}

	public function test_no_page_shows_an_exception_s_own_words(): void {
		foreach ( self::sources() as $path => $source ) {
			if ( 1 === preg_match( '~^(Admin|Jobs|Activity|Inbox|Follow)/~', $path ) ) {
				self::assertSame( array(), array_values( preg_grep( '/getMessage\(\)/', (array) preg_grep( '/===/', explode( "\n", $source ), PREG_GREP_INVERT ) ) ), $path );
			}
		}
	}

	/**
	 * Sentences in quotes that no translating function takes.
	 *
	 * @return list<string>
	 */
	private static function plain( string $source ): array {
		$tokens = array_values( array_filter( token_get_all( $source ), static fn( $token ) => ! is_array( $token ) || ! in_array( $token[0], array( T_WHITESPACE, T_COMMENT, T_DOC_COMMENT ), true ) ) );
		$found  = array();
		$calls  = array( '' );
		foreach ( $tokens as $at => $token ) {
			if ( '(' === $token ) {
				$calls[] = is_array( $tokens[ $at - 1 ] ) ? $tokens[ $at - 1 ][1] : '';
			} elseif ( ')' === $token ) {
				array_pop( $calls );
			}
			$text = is_array( $token ) && in_array( $token[0], array( T_CONSTANT_ENCAPSED_STRING, T_ENCAPSED_AND_WHITESPACE ), true ) ? trim( $token[1], "'\"" ) : '';
			if ( 1 === preg_match( '/^[A-Z ][^<>{}]* [^<>{}]* [^<>{}]*[.!?]\z/', $text ) && ! in_array( end( $calls ), array( ...self::FUNCTIONS, ...self::FOR_LOGS ), true ) ) {
				$found[] = $text;
			}
		}
		return $found;
	}

	/** @return array<string, string> text by path inside of src */
	private static function sources(): array {
		$sources = array();
		$files   = new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( self::folder() . 'src', \FilesystemIterator::SKIP_DOTS ) );
		foreach ( $files as $file ) {
			$sources[ substr( (string) $file, strlen( self::folder() . 'src/' ) ) ] = (string) file_get_contents( (string) $file );
		}
		return $sources;
	}

	private static function folder(): string {
		return dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/';
	}

	/** @return list<string> */
	private static function placeholders( string $text ): array {
		preg_match_all( '/%(?:\d\$)?(?:zu|[sdu])/', $text, $found );
		sort( $found[0] );
		return $found[0];
	}

	/** @return list<string> first arguments of the translating functions, the reasons, the plugin's description */
	private static function sentences(): array {
		$found = array( ...array_values( Reasons::SENTENCES ), ...array_values( Message::OURS ), ...array_values( Message::ENGINE ) );
		preg_match( '/^ \* Description: +(.+)$/m', (string) file_get_contents( self::folder() . 'stockwire.php' ), $description );
		$found[] = $description[1];
		foreach ( self::sources() as $source ) {
			$tokens = array_values( array_filter( token_get_all( $source ), static fn( $token ) => ! is_array( $token ) || T_WHITESPACE !== $token[0] ) );
			foreach ( $tokens as $at => $token ) {
				if ( is_array( $token ) && T_STRING === $token[0] && in_array( $token[1], self::FUNCTIONS, true ) && '(' === $tokens[ $at + 1 ] ) {
					$found[] = eval( 'return ' . $tokens[ $at + 2 ][1] . ';' );
				}
			}
		}
		return array_values( array_unique( $found ) );
	}

	/** @return array<string, list<string>> sentence => translations */
	private static function catalogue( string $file ): array {
		require_once ABSPATH . 'wp-includes/pomo/po.php';
		$po = new \PO();
		self::assertTrue( $po->import_from_file( self::folder() . 'languages/' . $file ) );
		$entries = array();
		foreach ( $po->entries as $entry ) {
			$entries[ $entry->singular ] = $entry->translations;
		}
		return $entries;
	}
}
