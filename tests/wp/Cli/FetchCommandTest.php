<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * `wp stockwire fetch`: worked at here until its end.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Cli;

use Stockwire\Shop\Cli\Command;
use Stockwire\Shop\Cli\FetchCommand;
use Stockwire\Shop\Cli\Input;
use Stockwire\Shop\Cli\Report;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\ProductFetch;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Tests\Support\FetchTestCase;
use Stockwire\Tests\Support\Printed;
use Stockwire\Tests\Support\Shop;

final class FetchCommandTest extends FetchTestCase {

	/** @param array<string, string|bool> $options */
	private function call( int $expected, array $options = array() ): Printed {
		$printed = new Printed();
		self::assertSame( $expected, ( new FetchCommand( new Fetch(), $this->steps() ) )->run( new Input( array(), $options + array( 'format' => 'json' ) ), $printed ), implode( "\n", $printed->said ) );
		wp_cache_flush();
		return $printed;
	}

	public function test_a_fetch_is_carried_out_to_its_end(): void {
		$this->shop->simple( 'a', array( 'stock' => 1.0 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '4' ) );
		$this->office->has( 'Depozit', array( $this->shop->sku( 'a' ) => '3' ) );
		$run = $this->call( Command::OK )->json();
		self::assertSame( array( 'fetch', 'done', 2 ), array( $run['source'], $run['state'], $run['line_count'] ) );
		self::assertSame( 7.0, $this->stock( 'a' ) );
	}

	public function test_a_preview_changes_nothing(): void {
		$this->shop->simple( 'a', array( 'stock' => 1.0 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '4' ) );
		self::assertTrue( $this->call( Command::OK, array( 'preview' => true ) )->json()['preview'] );
		self::assertSame( 1.0, $this->stock( 'a' ) );
	}

	public function test_what_keeps_it_from_beginning_is_said(): void {
		Account::forget();
		$printed = $this->call( Command::FAILED );
		self::assertSame( array( '', 'Save the account of the back office first.' ), array( $printed->text, $printed->said[0] ) );
	}

	public function test_a_failed_fetch_exits_with_1_and_says_why(): void {
		$this->shop->simple( 'a', array( 'stock' => 1.0 ) );
		$this->office->next[] = new Failure( 'refused', 'No such company.' );
		$printed              = $this->call( Command::FAILED );
		self::assertSame( 'failed', $printed->json()['state'] );
		self::assertStringContainsString( 'has failed', (string) end( $printed->said ) );
		self::assertSame( 1.0, $this->stock( 'a' ) );
	}

	public function test_while_the_back_office_puts_it_off_it_sleeps(): void {
		$this->shop->simple( 'a', array( 'stock' => 1.0 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '4' ) );
		$this->office->next = array( new Failure( 'rate', '429', 3600 ) );
		$naps               = array();
		$sleep              = function ( int $seconds ) use ( &$naps ): void {
			$naps[] = $seconds;
			if ( count( $naps ) === 3 ) {
				$this->later( Run::newest( Fetch::SOURCES )->id );
			}
		};
		$code = ( new FetchCommand( new Fetch(), $this->steps(), $sleep ) )->run( new Input( array(), array( 'format' => 'json' ) ), new Printed() );
		self::assertSame( array( Command::OK, array( 5, 5, 5 ), array( 'Magazin', 'Magazin', 'Depozit' ) ), array( $code, $naps, $this->office->asked ) );
	}

	public function test_a_run_that_no_job_knows_is_asked_for_with_pauses_until_it_is_dropped(): void {
		$run   = ( new Fetch() )->start();
		$naps  = array();
		$asked = 0;
		Swap::drop( Job::OPTION );
		$each  = static function () use ( &$asked ): void {
			if ( ++$asked > 10 ) {
				throw new \LogicException( 'It asks for ever' );
			}
		};
		$sleep = function ( int $seconds ) use ( &$naps, $run ): void {
			$naps[] = $seconds;
			$this->age( $run, 700 * ( count( $naps ) - 1 ) );
		};
		self::assertSame( 'failed', Report::finish( $run, $this->steps(), $each, $sleep ) );
		self::assertSame( array( 1, 1 ), $naps );
	}

	/** The simulated back office itself, over HTTPS. */
	public function test_it_fetches_from_the_back_office_itself(): void {
		$url = (string) getenv( 'BACKOFFICE_URL' );
		Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
		$this->settings( array( 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ) ) );
		$printed = new Printed();
		self::assertSame( Command::OK, ( new FetchCommand() )->run( new Input( array(), array( 'format' => 'json', 'preview' => true ) ), $printed ), implode( "\n", $printed->said ) );
		self::assertSame( array( 'fetch', 'done', true ), array( $printed->json()['source'], $printed->json()['state'], $printed->json()['preview'] ) );
		self::assertGreaterThan( 100, $printed->json()['line_count'] );
	}

	public function test_one_product_is_fetched_from_every_followed_warehouse(): void {
		$this->shop->simple( 'a', array( 'stock' => 1.0 ) );
		$this->shop->simple( 'b', array( 'stock' => 1.0 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '4', $this->shop->sku( 'b' ) => '9' ) );
		$this->office->has( 'Depozit', array( $this->shop->sku( 'a' ) => '3' ) );
		$product = new ProductFetch( new EngineFactory(), fn() => $this->office );
		$call    = static function ( string $asked ) use ( $product ): array {
			$printed = new Printed();
			return array( ( new FetchCommand( product: $product ) )->run( new Input( array(), array( 'product' => $asked, 'format' => 'json' ) ), $printed ), $printed );
		};
		list( $code, $printed ) = $call( $this->shop->sku( 'a' ) );
		self::assertSame( array( Command::OK, 'done', 2 ), array( $code, $printed->json()['state'], $printed->json()['line_count'] ) );
		self::assertSame( array( 7.0, 1.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
		self::assertSame( Command::OK, $call( (string) $this->shop->ids['b'] )[0] );
		self::assertSame( 9.0, $this->stock( 'b' ) );
		foreach ( array( 'nobody-has-it' => 'no such product', (string) $this->shop->simple( 'c', array( 'stock' => 2.0 ) ) => 'no stock of this product' ) as $asked => $sentence ) {
			list( $code, $printed ) = $call( (string) $asked );
			self::assertSame( Command::FAILED, $code );
			self::assertStringContainsString( $sentence, $printed->said[0] );
		}
		self::assertSame( 2.0, $this->stock( 'c' ) );
	}

	/** The third call of the protocol, answered by the simulated back office. */
	public function test_one_product_is_asked_of_the_back_office_itself(): void {
		$url = (string) getenv( 'BACKOFFICE_URL' );
		Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
		$this->settings( array( 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ) ) );
		$sku     = Shop::of_the_catalogue()->get_sku();
		$printed = new Printed();
		self::assertSame( Command::OK, ( new FetchCommand() )->run( new Input( array(), array( 'product' => $sku, 'preview' => true, 'format' => 'json' ) ), $printed ), implode( "\n", $printed->said ) );
		self::assertSame( array( 'done', 2 ), array( $printed->json()['state'], $printed->json()['line_count'] ) );
		$log = (string) file_get_contents( (string) getenv( 'BACKOFFICE_LOG' ) );
		self::assertMatchesRegularExpression( '@/stocks\?.*productCode=' . preg_quote( $sku, '@' ) . '@', $log );
	}
}
