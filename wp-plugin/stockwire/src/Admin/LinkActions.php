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
		if ( ! current_user_can( Menu::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not change the link of this shop.', 'stockwire' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'stockwire_' . $action );
		if ( ! Requirements::extension_fits() ) {
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
		$typed = preg_split( '/\R/u', wp_check_invalid_utf8( $this->posted_raw( 'more_warehouses' ) ) );
		$names = array_map( array( Posted::class, 'plain' ), array( ...$this->posted_list( 'warehouses' ), ...( is_array( $typed ) ? $typed : array() ) ) );
		$names = array_values( array_filter( $names, static fn( string $name ): bool => '' !== $name ) );
		foreach ( $names as $name ) {
			if ( mb_strlen( $name, 'UTF-8' ) > 100 ) {
				return ActionResult::error( __( 'The name of a warehouse is longer than 100 characters. Nothing was saved.', 'stockwire' ) );
			}
		}
		Settings::load()->with_link( '' !== $this->posted( 'enabled' ), $names, '' !== $this->posted( 'gtin' ) )->save();
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
		$token = trim( $this->posted_raw( 'token' ) );
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
		$days  = (int) $this->posted( 'grace' );
		$until = in_array( $days, self::GRACE_DAYS, true ) && $days > 0 ? time() + $days * DAY_IN_SECONDS : 0;
		try {
			Settings::load()->with_token( Token::digest( $token ), $this->posted( 'label' ), $until )->save();
		} catch ( \DomainException $refused ) {
			return 'known' === $refused->getMessage()
				? __( 'This token is accepted already.', 'stockwire' )
				: __( 'Two tokens are accepted already. First revoke the one that is not needed any more.', 'stockwire' );
		}
		return null;
	}

	/** Takes a token away. */
	private function revoke(): ActionResult {
		Settings::load()->without_token( $this->posted( 'digest' ) )->save();
		return ActionResult::done( 'revoked' );
	}

	/** Tests the connection; the result waits for the next showing of the page. */
	private function test(): ActionResult {
		( new Test() )->run()->keep();
		return ActionResult::done( 'tested' );
	}

	/**
	 * A posted line or text.
	 *
	 * @param string $name Of the field.
	 */
	private function posted( string $name ): string {
		return sanitize_textarea_field( $this->posted_raw( $name ) );
	}

	/**
	 * A posted text as it is.
	 *
	 * @param string $name Of the field.
	 */
	private function posted_raw( string $name ): string {
		// phpcs:ignore WordPress.Security -- handle() checked the nonce; callers sanitise or check.
		$value = isset( $_POST[ $name ] ) ? wp_unslash( $_POST[ $name ] ) : '';
		return is_string( $value ) ? $value : '';
	}

	/**
	 * Posted lines.
	 *
	 * @param string $name Of the fields.
	 * @return list<string>
	 */
	private function posted_list( string $name ): array {
		// phpcs:ignore WordPress.Security -- handle() checked the nonce; sanitised below.
		$values = isset( $_POST[ $name ] ) && is_array( $_POST[ $name ] ) ? wp_unslash( $_POST[ $name ] ) : array();
		return array_values( array_map( array( Posted::class, 'plain' ), array_filter( $values, 'is_string' ) ) );
	}
}
