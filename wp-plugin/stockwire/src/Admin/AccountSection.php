<?php
/**
 * Section of the Fetch page: the account at the back office.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Settings;

/** User and token go in and never come out again. */
final class AccountSection {

	/**
	 * Prints the section.
	 *
	 * @param \Closure(string, string): string $typed What was typed into a field that was refused, else what is saved.
	 */
	public function render( \Closure $typed ): void {
		$settings = Settings::load();
		$url      = $settings->text( 'fetch_url' );
		$state    = Account::state( $url );
		echo '<h2 id="stockwire-account">' . esc_html__( 'Account at the back office', 'stockwire' ) . '</h2>';
		self::say( $state );
		Html::open_form( 'fetch_account', 'stockwire-account', 'fetch' );
		echo '<table class="form-table" role="presentation"><tbody>';
		// No type=url: a browser's own check lets javascript: pass, and stops what we would explain better.
		self::row( 'fetch_url', __( 'Address of the back office', 'stockwire' ), 'text', $typed( 'fetch_url', $url ), __( 'SmartBill\'s own, unless your back office gave you another one. Whoever changes it has to type user and token again.', 'stockwire' ) );
		self::row( 'fetch_company', __( 'Company', 'stockwire' ), 'text', $typed( 'fetch_company', $settings->text( 'fetch_company' ) ), __( 'Its tax number (CIF), as the back office has it.', 'stockwire' ) );
		$keep = 'ready' === $state ? __( 'Leave both empty to keep the saved account.', 'stockwire' ) : '';
		self::row( 'fetch_user', __( 'User', 'stockwire' ), 'text', '', trim( __( 'The e-mail with which you log in at the back office.', 'stockwire' ) . ' ' . $keep ) );
		self::row( 'fetch_token', __( 'Token', 'stockwire' ), 'password', '', __( 'In SmartBill: My account, Integrations, API.', 'stockwire' ) );
		echo '</tbody></table>';
		submit_button( __( 'Save account', 'stockwire' ), 'secondary', 'stockwire_save_account', true, 'keyless' === $state ? array( 'disabled' => 'disabled' ) : array() );
		echo '</form>';
		if ( in_array( $state, array( 'ready', 'locked', 'moved' ), true ) ) {
			Html::open_form( 'fetch_forget', '', 'fetch' );
			printf( '<p><button type="submit" class="button stockwire-danger" data-stockwire-confirm="%s">%s</button></p></form>', esc_attr__( 'Forget the account? Nothing can be fetched without it.', 'stockwire' ), esc_html__( 'Forget the account', 'stockwire' ) );
		}
	}

	/**
	 * What is known of it.
	 *
	 * @param string $state Of the account.
	 */
	private static function say( string $state ): void {
		switch ( $state ) {
			case 'ready':
				Html::notice( 'success', __( 'An account is saved, encrypted. It is not shown again.', 'stockwire' ) );
				break;
			case 'locked':
				Html::notice( 'warning', __( 'The saved account cannot be read any more: the keys in wp-config.php have changed. Type user and token again.', 'stockwire' ) );
				break;
			case 'moved':
				Html::notice( 'warning', __( 'The saved account belongs to another address. Type user and token again.', 'stockwire' ) );
				break;
			case 'keyless':
				Html::notice( 'error', FetchActions::no_key() );
		}
	}

	/**
	 * One field.
	 *
	 * @param string $name  Of the field.
	 * @param string $label Its name for people.
	 * @param string $type  Of the input.
	 * @param string $value Its text.
	 * @param string $help  Below it.
	 */
	private static function row( string $name, string $label, string $type, string $value, string $help ): void {
		printf(
			'<tr><th scope="row"><label for="%1$s">%2$s</label></th><td><input type="%3$s" id="%1$s" name="%1$s" value="%4$s" class="regular-text%6$s" maxlength="512" autocomplete="off" spellcheck="false" aria-describedby="%1$s-help"><p class="description" id="%1$s-help">%5$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( $type ),
			esc_attr( $value ),
			esc_html( $help ),
			esc_attr( str_ends_with( $name, 'url' ) ? ' code' : '' )
		);
	}
}
