<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Every sentence of the plugin is in the catalogue, and in Romanian; the reasons are those of core.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Reasons;

final class LanguagesTest extends TestCase {

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
		self::assertSame( 'Cantitatea lipsește.', $translated );
		self::assertSame( 'The quantity is missing.', Reasons::sentence( 'quantity_missing' ) );
		self::assertSame( 'a_code_of_tomorrow', Reasons::translated( 'a_code_of_tomorrow' ) );
	}

	private static function folder(): string {
		return dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/';
	}

	/** @return list<string> */
	private static function placeholders( string $text ): array {
		preg_match_all( '/%(?:\d\$)?[sd]/', $text, $found );
		sort( $found[0] );
		return $found[0];
	}

	/** @return list<string> first arguments of the translating functions, the reasons, the plugin's description */
	private static function sentences(): array {
		$found = array_values( Reasons::SENTENCES );
		preg_match( '/^ \* Description: +(.+)$/m', (string) file_get_contents( self::folder() . 'stockwire.php' ), $description );
		$found[] = $description[1];
		$files   = new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( self::folder() . 'src', \FilesystemIterator::SKIP_DOTS ) );
		foreach ( $files as $file ) {
			$tokens = array_values( array_filter( token_get_all( (string) file_get_contents( (string) $file ) ), static fn( $token ) => ! is_array( $token ) || T_WHITESPACE !== $token[0] ) );
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
