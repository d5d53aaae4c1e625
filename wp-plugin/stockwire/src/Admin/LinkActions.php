<?php
/**
 * Carries out the forms of the Link page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;
use Stockwire\Token;

/** Each action asks for the capability and for its own nonce before it reads anything. */
final class LinkActions {

	/** The shortest token that is taken from an owner: shorter ones can be guessed. */
	public const MIN_TOKEN = 16;

	/** Choices for the older token of a rotation: days, 0 for "until I revoke it". */
	public const GRACE_DAYS = array( 0, 1, 7, 30 );

	/**
	 * Carries out one action.
	 *
	 * @param string $action Its name.
	 */
	public function handle( string $action ): ActionResult {
		Posted::allow( $action );
		if ( ! Requirements::php_fits() ) {
			return ActionResult::error( (string) Requirements::obstacle() );
		}
		return match ( $action ) {
			'save'     => $this->save(),
			'generate' => $this->generate(),
			'paste'    => $this->paste(),
			'revoke'   => $this->revoke(),
			'test'     => $this->test(),
			default    => ActionResult::error( __( 'This form is not known. Load the page again.', 'stockwire' ) ),
		};
	}

	/** Update stocks?, warehouses, GTIN. */
	private function save(): ActionResult {
		$typed = preg_split( '/\R/u', Posted::raw( 'more_warehouses' ) );
		$names = array( ...Posted::texts( 'warehouses' ), ...array_map( array( Posted::class, 'plain' ), is_array( $typed ) ? $typed : array() ) );
		$names = array_values( array_filter( $names, static fn( string $name ): bool => '' !== $name ) );
		foreach ( $names as $name ) {
			if ( mb_strlen( $name, 'UTF-8' ) > 100 ) {
				return ActionResult::error( __( 'The name of a warehouse is longer than 100 characters. Nothing was saved.', 'stockwire' ) );
			}
		}
		$enabled = Posted::text( 'enabled' );
		$gtin    = Posted::text( 'gtin' );
		Settings::load()->with_link( '' !== $enabled, $names, '' !== $gtin )->save();
		return ActionResult::done( 'saved' );
	}

	/** Makes a token. */
	private function generate(): ActionResult {
		$token = Token::generate();
		$error = $this->add( $token );
		return null === $error ? ActionResult::token( $token ) : ActionResult::error( $error );
	}

	/** Takes the token that the owner brings. */
	private function paste(): ActionResult {
		// A secret may hold any visible character but the comma, so it is checked, not sanitised; it is never printed.
		$token = trim( Posted::raw( 'token' ) );
		if ( strlen( $token ) < self::MIN_TOKEN || strlen( $token ) > 512 || 1 !== preg_match( '/^[\x21-\x2B\x2D-\x7E]+$/D', $token ) ) {
			/* translators: %d: number of characters */
			return ActionResult::error( sprintf( __( 'This is no usable token: it needs at least %d and at most 512 characters, without blanks, commas or letters with accents. Nothing was saved.', 'stockwire' ), self::MIN_TOKEN ) );
		}
		$error = $this->add( $token );
		return null === $error ? ActionResult::done( 'pasted' ) : ActionResult::error( $error );
	}

	/**
	 * Stores a token's digest. Returns why it cannot.
	 *
	 * @param string $token The token.
	 */
	private function add( #[\SensitiveParameter] string $token ): ?string {
		$days  = (int) Posted::text( 'grace' );
		$until = in_array( $days, self::GRACE_DAYS, true ) && $days > 0 ? time() + $days * DAY_IN_SECONDS : 0;
		try {
			Settings::load()->with_token( Token::digest( $token ), Posted::text( 'label' ), $until )->save();
		} catch ( \DomainException $refused ) {
			return 'known' === $refused->getMessage()
				? __( 'This token is accepted already.', 'stockwire' )
				: __( 'Two tokens are accepted already. First revoke the one that is not needed any more.', 'stockwire' );
		}
		return null;
	}

	/** Takes a token away. */
	private function revoke(): ActionResult {
		Settings::load()->without_token( Posted::text( 'digest' ) )->save();
		return ActionResult::done( 'revoked' );
	}

	/** Tests the connection; the result waits for the next showing of the page. */
	private function test(): ActionResult {
		( new Test() )->run()->keep();
		return ActionResult::done( 'tested' );
	}
}
