<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What is kept or thrown in English is shown in the language of whoever reads it.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use Stockwire\Refusal;
use Stockwire\Shop\Admin\Activity\ReceiptView;
use Stockwire\Shop\Activity\Runs as Journal;
use Stockwire\Shop\Jobs\Overdue;
use Stockwire\Shop\Jobs\Runs;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Message;
use Stockwire\Shop\Rest\RunRows;
use Stockwire\Tests\Support\ActivityTestCase;

final class MessageTest extends ActivityTestCase {

	protected function tearDown(): void {
		Swap::drop( Schedule::TROUBLE );
		parent::tearDown();
	}

	public function test_why_a_lost_push_failed_is_romanian_on_its_page_and_english_for_programs(): void {
		global $wpdb;
		$this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'running', started_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE id = $run" );
		Runs::bury_the_lost();
		$held = ( new Journal() )->find( $run );
		$page = self::romanian( static fn() => self::printed( new ReceiptView( $held ) ) );
		self::assertStringContainsString( 'Legătura cu baza de date s-a pierdut', $page );
		self::assertStringNotContainsString( 'The connection', $page );
		self::assertSame( 'The connection to the database was lost; what had been committed stays.', RunRows::find( $run )['error'] ?? null );
	}

	public function test_why_a_scheduled_fetch_failed_is_said_in_the_language_of_the_reader_not_of_the_worker(): void {
		Swap::set( Schedule::TROUBLE, Message::of( 'office_auth' )->and( Message::of( 'of_warehouse', 'Depozit' ) )->kept() );
		self::assertSame( 'The scheduled fetch failed: The back office refuses the account. Check user and token. (Warehouse: Depozit.)', Overdue::sentence() );
		self::assertMatchesRegularExpression( '/Programul de gestiune .* \(Gestiunea: Depozit\.\)$/u', self::romanian( array( Overdue::class, 'sentence' ) ) );
	}

	public function test_a_refusal_of_the_extension_is_known_by_its_words(): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		try {
			( new \Stockwire\Shop\EngineFactory() )->engine( 'tests' )->open();
			self::fail( 'Inside of a transaction' );
		} catch ( Refusal $refusal ) {
			$said = Message::of_fault( $refusal );
		} finally {
			$wpdb->query( 'ROLLBACK' );
		}
		self::assertSame( '[["engine_transaction"]]', $said->kept() );
		self::assertSame( $refusal->getMessage(), $said->text() );
		self::assertStringContainsString( 'tranzacție', self::romanian( static fn() => $said->translated() ) );
	}

	public function test_numbers_of_the_extension_s_sentences_stand_in_the_translation(): void {
		foreach ( array( 'engine_refused' => array( '1205' ), 'engine_time' => array( '3', '7' ) ) as $code => $facts ) {
			foreach ( $facts as $fact ) {
				self::assertStringContainsString( $fact, Message::of( $code, ...$facts )->text() );
				self::assertStringContainsString( $fact, self::romanian( static fn() => Message::of( $code, ...$facts )->translated() ) );
			}
		}
	}

	public function test_translators_are_told_what_stands_in_the_places_of_a_sentence(): void {
		$with = array_filter( Message::OURS + Message::ENGINE, static fn( string $sentence ): bool => str_contains( $sentence, '%' ) );
		self::assertEqualsCanonicalizing( array_keys( $with ), array_keys( Message::PLACES ) );
		$catalogue = (string) file_get_contents( dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/languages/stockwire.pot' );
		foreach ( Message::PLACES as $hint ) {
			self::assertStringContainsString( "#. translators: $hint\n", $catalogue );
		}
	}

	public function test_what_is_kept_is_read_as_it_was(): void {
		foreach ( array( Message::read( '' ), Message::of( 'given_up', 5 )->and( Message::of( 'fault', "a \"quote\" \u{1F600} %s \\ 100%" ) ), Message::read( 'A sentence of an older version.' ) ) as $message ) {
			self::assertSame( $message->text(), Message::read( $message->kept() )->text() );
		}
		self::assertSame( 'A sentence of an older version.', Message::read( 'A sentence of an older version.' )->translated() );
		self::assertSame( 'tomorrow 5', Message::read( '[["tomorrow","5"]]' )->translated() );
		self::assertTrue( Message::read( '' )->silent() );
		foreach ( array( '[[', '[[[]]]', '[[1,{}],null,[]]', '[["given_up"]]', '[["given_up","x","y","z","w"]]' ) as $nonsense ) {
			self::assertIsString( Message::read( $nonsense )->translated() );
		}
	}

	public function test_it_fits_its_column_however_long_the_facts_are(): void {
		$long = Message::of( 'given_up', 5 )->and( Message::of( 'fault', str_repeat( 'ș"', 5000 ) ) )->and( Message::of( 'of_warehouse', str_repeat( 'w', 400 ) ) );
		self::assertLessThanOrEqual( 500, mb_strlen( $long->kept(), 'UTF-8' ) );
		self::assertStringStartsWith( 'Given up after 5 tries. An error in the shop stopped it: ș"ș"', Message::read( $long->kept() )->text() );
	}

	public function test_a_message_without_a_code_cannot_be_made(): void {
		$this->expectException( \LogicException::class );
		Message::of( 'nothing of the kind' );
	}

	/** @param callable(): ?string $call what it says to a Romanian */
	private static function romanian( callable $call ): string {
		switch_to_locale( 'ro_RO' );
		load_textdomain( 'stockwire', dirname( __DIR__, 3 ) . '/wp-plugin/stockwire/languages/stockwire-ro_RO.mo', 'ro_RO' );
		try {
			return (string) $call();
		} finally {
			restore_previous_locale();
			unload_textdomain( 'stockwire', true );
		}
	}

	private static function printed( ReceiptView $view ): string {
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		set_current_screen( 'woocommerce_page_stockwire' );
		ob_start();
		$view->render();
		return (string) ob_get_clean();
	}
}
