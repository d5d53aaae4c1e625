<?php
/**
 * Carries out the forms of the Fetch page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Fetch\BaseAddress;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Fetch\SmartBill;
use Stockwire\Shop\Fetch\Vault;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Settings;

/** The capability and the nonce were checked before. */
final class FetchActions {

	/** Warehouses that the back office named, as they were read last. */
	public const WAREHOUSES = 'stockwire_warehouses';

	/**
	 * Carries out one action.
	 *
	 * @param string $action Its name.
	 */
	public function handle( string $action ): ActionResult {
		return match ( $action ) {
			'fetch'           => $this->start( false ),
			'fetch_preview'   => $this->start( true ),
			'fetch_cancel'    => $this->cancel(),
			'fetch_account'   => $this->account(),
			'fetch_forget'    => $this->forget(),
			'fetch_warehouses' => $this->warehouses(),
			'fetch_follow'    => $this->follow(),
			'fetch_schedule'  => $this->schedule(),
			default           => ActionResult::error( __( 'This form is not known. Load the page again.', 'stockwire' ) ),
		};
	}

	/**
	 * The button.
	 *
	 * @param bool $preview Write nothing.
	 */
	private function start( bool $preview ): ActionResult {
		( new Fetch() )->start( 'fetch', $preview );
		return ActionResult::done( 'started' );
	}

	/** Ends what is under way. */
	private function cancel(): ActionResult {
		$job = Job::load();
		if ( null === $job || ! ( new Fetch() )->cancel( $job->record()['run'] ) ) {
			return ActionResult::error( __( 'There is nothing to cancel: it has ended already.', 'stockwire' ) );
		}
		return ActionResult::done( 'cancelled' );
	}

	/** Address, company, user, token: all of it or nothing is saved. */
	private function account(): ActionResult {
		$url     = (string) preg_replace( '#^https://#i', 'https://', rtrim( trim( Posted::raw( 'fetch_url' ) ), '/' ) );
		$company = trim( Posted::raw( 'fetch_company' ) );
		$user    = trim( Posted::raw( 'fetch_user' ) );
		$token   = trim( Posted::raw( 'fetch_token' ) );
		$kept    = '' === $user && '' === $token && 'ready' === Account::state( $url );
		$problem = BaseAddress::problem( $url ) ?? self::company_problem( $company ) ?? ( $kept ? null : self::account_problem( $user, $token ) );
		if ( null !== $problem ) {
			return ActionResult::error( $problem . ' ' . __( 'Nothing was saved.', 'stockwire' ) );
		}
		if ( ! $kept && ! Account::save( $user, $token, $url ) ) {
			return ActionResult::error( self::no_key() );
		}
		Settings::load()->with(
			array(
				'fetch_url'     => $url,
				'fetch_company' => $company,
			)
		)->save();
		return ActionResult::done( 'account' );
	}

	/** Without an account, nothing is fetched. */
	private function forget(): ActionResult {
		Account::forget();
		delete_option( self::WAREHOUSES );
		return ActionResult::done( 'forgotten' );
	}

	/** Asks the back office for its warehouses. */
	private function warehouses(): ActionResult {
		try {
			$names = SmartBill::of_this_shop()->warehouses();
		} catch ( Failure $failure ) {
			return ActionResult::error( $failure->sentence() );
		}
		if ( array() === $names ) {
			return ActionResult::error( __( 'The back office named no warehouse.', 'stockwire' ) );
		}
		update_option( self::WAREHOUSES, array_slice( $names, 0, 200 ), false );
		return ActionResult::done( 'warehouses' );
	}

	/** Which ones to follow. */
	private function follow(): ActionResult {
		foreach ( Posted::texts( 'warehouses' ) as $name ) {
			if ( mb_strlen( $name, 'UTF-8' ) > 100 ) {
				return ActionResult::error( __( 'The name of a warehouse is longer than 100 characters. Nothing was saved.', 'stockwire' ) );
			}
		}
		Settings::load()->with( array( 'warehouses' => Posted::texts( 'warehouses' ) ) )->save();
		return ActionResult::done( 'followed' );
	}

	/** By the clock. */
	private function schedule(): ActionResult {
		$choice = Posted::text( 'schedule' );
		$hour   = Posted::number( 'schedule_hour' );
		if ( ! isset( Settings::SCHEDULES[ $choice ] ) || null === $hour || $hour < 0 || $hour > 23 ) {
			return ActionResult::error( __( 'Schedule: choose one of the times that are offered. Nothing was saved.', 'stockwire' ) );
		}
		Settings::load()->with(
			array(
				'schedule'      => $choice,
				'schedule_hour' => $hour,
			)
		)->save();
		Schedule::plan();
		return ActionResult::done( 'schedule' );
	}

	/**
	 * What is wrong with the company.
	 *
	 * @param string $company As it was typed.
	 */
	private static function company_problem( string $company ): ?string {
		return 1 === preg_match( '/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,49}\z/', $company ) ? null : __( 'Company: its tax number (CIF) has 1 to 50 letters and digits.', 'stockwire' );
	}

	/**
	 * What is wrong with user or token.
	 *
	 * @param string $user  As it was typed.
	 * @param string $token As it was typed.
	 */
	private static function account_problem( string $user, #[\SensitiveParameter] string $token ): ?string {
		// Basic authentication parts them by a colon.
		if ( 1 !== preg_match( '/^[^\s:\x00-\x1F\x7F]{1,200}\z/u', $user ) ) {
			return __( 'User: it is the e-mail with which you log in at the back office, without blanks or colons.', 'stockwire' );
		}
		if ( 1 !== preg_match( '/^[\x21-\x7E]{1,512}\z/', $token ) ) {
			return __( 'Token: it has up to 512 characters, without blanks or letters with accents.', 'stockwire' );
		}
		return null;
	}

	/** What is missing where an account cannot be kept. */
	public static function no_key(): string {
		/* translators: 1: name of a constant, 2: number of characters */
		return sprintf( __( 'This site has nothing to encrypt the account with, so it is not kept. Put a line with %1$s and at least %2$d random characters into wp-config.php, or the salts that WordPress wants there.', 'stockwire' ), "define( 'STOCKWIRE_KEY', '…' );", Vault::MIN_KEY );
	}
}
