<?php
/**
 * Reads stock through the extension's BackOffice.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

use Stockwire\BackOffice;
use Stockwire\PullFailure;
use Stockwire\Shop\Settings;

/** Thin: the extension calls, reads and counts. */
final class SmartBill implements Source {

	/** Characters of a code or a name that can be asked for: Stockwire\BackOffice::product() takes no more. */
	private const LONGEST = 1000;

	/**
	 * Made by of_this_shop().
	 *
	 * @param BackOffice $office Of the extension.
	 * @param Pace       $pace   Of all that ask.
	 */
	private function __construct( private readonly BackOffice $office, private readonly Pace $pace = new Pace() ) {}

	/**
	 * With the account of this shop.
	 *
	 * @throws Failure Where there is no account, or the extension cannot fetch.
	 */
	public static function of_this_shop(): self {
		if ( ! class_exists( BackOffice::class, false ) ) {
			throw new Failure( 'unavailable', 'The extension has no BackOffice.' );
		}
		$settings = Settings::load();
		$url      = $settings->text( 'fetch_url' );
		$account  = Account::load( $url );
		if ( null === $account ) {
			throw new Failure( 'auth', 'There is no account that can be read.' );
		}
		try {
			return new self(
				new BackOffice(
					array(
						'url'     => $url,
						'user'    => $account->user,
						'token'   => $account->token,
						'company' => $settings->text( 'fetch_company' ),
					)
				)
			);
		} catch ( \ValueError $refused ) {
			throw new Failure( 'refused', $refused->getMessage(), 0, $refused ); // phpcs:ignore WordPress.Security.EscapeOutput -- not output.
		}
	}

	/**
	 * Names of its warehouses.
	 *
	 * @return list<string>
	 * @throws Failure Where it does not answer well.
	 */
	public function warehouses(): array {
		return $this->ask( fn(): array => array_values( $this->office->warehouses() ) );
	}

	/**
	 * Reads the stock of one warehouse.
	 *
	 * @param string                                     $warehouse Its name.
	 * @param callable(list<array<string, mixed>>): void $lines     Called with each batch.
	 * @param callable(): void                           $tick      Called every so often.
	 * @throws Failure Where the answer was not read whole.
	 */
	public function stocks( string $warehouse, callable $lines, callable $tick ): int {
		return $this->ask( fn(): int => $this->office->stocks( $warehouse, $lines, static fn() => $tick() ) );
	}

	/**
	 * Reads what one warehouse holds of one product today.
	 *
	 * @param string $warehouse Its name.
	 * @param string $code      The product's code; '' where it has none.
	 * @param string $name      Its name; asked for where it has no code.
	 * @return list<array<string, mixed>> Lines.
	 * @throws Failure Where the answer was not read whole.
	 */
	public function product( string $warehouse, string $code, string $name ): array {
		// Nobody has an article of such a code or name, and the extension refuses to ask for it.
		if ( mb_strlen( '' === $code ? $name : $code ) > self::LONGEST ) {
			return array();
		}
		$lines = array();
		$take  = static function ( array $batch ) use ( &$lines ): void {
			$lines = array( ...$lines, ...$batch );
		};
		$this->ask( fn(): int => $this->office->product( $warehouse, $code, '' === $code ? $name : '', (string) wp_date( 'Y-m-d' ), $take ) );
		return array_values( $lines );
	}

	/**
	 * Turns the extension's failure into ours.
	 *
	 * @template T
	 * @param \Closure():T $call Asks the back office.
	 * @return T
	 * @throws Failure Where it does not answer well.
	 */
	private function ask( \Closure $call ): mixed {
		$this->pace->wait();
		try {
			return $call();
		} catch ( PullFailure $failure ) {
			throw new Failure( $failure->reason, $failure->getMessage(), $failure->retryAfter, $failure ); // phpcs:ignore
		}
	}
}
