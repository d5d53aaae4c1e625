<?php
/**
 * Section of the Link page: the tokens that are accepted, and how to get another one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;
use Stockwire\Shop\TokenUse;

/**
 * Two live tokens make a rotation without a gap.
 *
 * @phpstan-import-type TokenRecord from Settings
 */
final class TokenSection {

	/**
	 * Prints the section.
	 *
	 * @param ?string $fresh A token that was just made: shown now and never again.
	 */
	public function render( #[\SensitiveParameter] ?string $fresh ): void {
		$tokens = Settings::load()->tokens();
		echo '<h2 id="stockwire-token">' . esc_html__( 'Token', 'stockwire' ) . '</h2>';
		if ( null !== $fresh ) {
			$this->fresh( $fresh );
		}
		if ( array() === $tokens ) {
			Html::notice( 'info', __( 'No token yet: the address is closed to everybody.', 'stockwire' ) );
		} else {
			$this->table( $tokens );
		}
		if ( count( $tokens ) < Settings::MAX_TOKENS ) {
			$this->forms( array() !== $tokens );
		} else {
			echo '<p>' . esc_html__( 'Two tokens are accepted, as many as a change-over needs. When the back office uses the new one, revoke the old one.', 'stockwire' ) . '</p>';
		}
	}

	/**
	 * The new token.
	 *
	 * @param string $token The token.
	 */
	private function fresh( #[\SensitiveParameter] string $token ): void {
		echo '<div class="notice notice-success inline stockwire-fresh" role="status"><p><strong>' . esc_html__( 'Your new token', 'stockwire' ) . '</strong></p><p>';
		Html::copy_field( 'stockwire-fresh-token', __( 'New token', 'stockwire' ), $token );
		echo '</p><p>' . esc_html__( 'Copy it into the back office now. It is shown this once only; the shop keeps just a fingerprint of it.', 'stockwire' ) . '</p></div>';
	}

	/**
	 * The accepted tokens.
	 *
	 * @phpstan-param list<TokenRecord> $tokens
	 * @param array $tokens Newest first.
	 */
	private function table( array $tokens ): void {
		$columns = array( __( 'Name', 'stockwire' ), __( 'Made', 'stockwire' ), __( 'Last used', 'stockwire' ), __( 'Accepted', 'stockwire' ) );
		echo '<table class="widefat striped stockwire-tokens"><caption class="screen-reader-text">' . esc_html__( 'Tokens that are accepted', 'stockwire' ) . '</caption><thead><tr>';
		foreach ( $columns as $column ) {
			echo '<th scope="col">' . esc_html( $column ) . '</th>';
		}
		echo '<td></td></tr></thead><tbody>';
		foreach ( $tokens as $token ) {
			echo '<tr>';
			foreach ( self::cells( $token ) as $at => $cell ) {
				$tag = $at > 0 ? 'td' : 'th';
				printf( '<%1$s data-label="%2$s"%4$s>%3$s</%1$s>', tag_escape( $tag ), esc_attr( $columns[ $at ] ), esc_html( $cell ), $at > 0 ? '' : ' scope="row"' );
			}
			echo '<td class="stockwire-do">';
			$this->revoke_button( $token );
			echo '</td></tr>';
		}
		echo '</tbody></table>';
	}

	/**
	 * What the table says of a token.
	 *
	 * @phpstan-param TokenRecord $token
	 * @param array $token The token's record.
	 * @return list<string>
	 */
	private static function cells( array $token ): array {
		$use = TokenUse::all()[ $token['digest'] ] ?? null;
		return array(
			self::name( $token ),
			$token['created'] > 0 ? self::date( $token['created'] ) : '—',
			/* translators: 1: date and time, 2: IP address */
			null === $use ? __( 'never', 'stockwire' ) : sprintf( __( '%1$s from %2$s', 'stockwire' ), self::date( $use['at'] ), $use['from'] ),
			/* translators: %s: date and time */
			0 === $token['expires'] ? __( 'until revoked', 'stockwire' ) : sprintf( __( 'until %s', 'stockwire' ), self::date( $token['expires'] ) ),
		);
	}

	/**
	 * Revokes one.
	 *
	 * @phpstan-param TokenRecord $token
	 * @param array $token The token's record.
	 */
	private function revoke_button( array $token ): void {
		Html::open_form( 'revoke' );
		printf(
			'<input type="hidden" name="digest" value="%1$s"><button type="submit" class="button stockwire-danger" data-stockwire-confirm="%2$s" aria-label="%3$s">%4$s</button></form>',
			esc_attr( $token['digest'] ),
			esc_attr__( 'Revoke this token? A back office that uses it is refused from now on.', 'stockwire' ),
			/* translators: %s: name of the token */
			esc_attr( sprintf( __( 'Revoke: %s', 'stockwire' ), self::name( $token ) ) ),
			esc_html__( 'Revoke', 'stockwire' )
		);
	}

	/**
	 * The two ways to another token.
	 *
	 * @param bool $rotation True where there is one already.
	 */
	private function forms( bool $rotation ): void {
		$off = Requirements::php_fits() ? '' : ' disabled';
		echo '<div class="stockwire-ways"><div>';
		Html::open_form( 'generate', 'stockwire-token' );
		echo '<h3>' . esc_html__( 'Let the shop make one', 'stockwire' ) . '</h3>';
		$this->shared_fields( 'generate', $rotation );
		printf( '<p><button type="submit" class="button"%s>%s</button></p></form></div><div>', esc_attr( $off ), esc_html__( 'Generate a token', 'stockwire' ) );
		Html::open_form( 'paste' );
		echo '<h3>' . esc_html__( 'Use one of the back office', 'stockwire' ) . '</h3>';
		printf(
			'<p><label for="stockwire-paste">%s</label><input type="password" id="stockwire-paste" name="token" class="regular-text code" required minlength="%d" maxlength="512" autocomplete="off" spellcheck="false"></p>',
			esc_html__( 'Token', 'stockwire' ),
			(int) LinkActions::MIN_TOKEN
		);
		$this->shared_fields( 'paste', $rotation );
		printf( '<p><button type="submit" class="button"%s>%s</button></p></form></div></div>', esc_attr( $off ), esc_html__( 'Save this token', 'stockwire' ) );
	}

	/**
	 * Name, and what becomes of the token in use.
	 *
	 * @param string $form     Of which form.
	 * @param bool   $rotation True where there is one already.
	 */
	private function shared_fields( string $form, bool $rotation ): void {
		printf( '<p><label for="stockwire-label-%1$s">%2$s</label><input type="text" id="stockwire-label-%1$s" name="label" class="regular-text" maxlength="100"></p>', esc_attr( $form ), esc_html__( 'Name, for yourself (optional)', 'stockwire' ) );
		if ( ! $rotation ) {
			return;
		}
		printf( '<p><label for="stockwire-grace-%1$s">%2$s</label><select id="stockwire-grace-%1$s" name="grace">', esc_attr( $form ), esc_html__( 'The token in use stays accepted', 'stockwire' ) );
		foreach ( LinkActions::GRACE_DAYS as $days ) {
			/* translators: %d: number of days */
			$text = 0 === $days ? __( 'until I revoke it', 'stockwire' ) : sprintf( _n( 'for %d more day', 'for %d more days', $days, 'stockwire' ), $days );
			printf( '<option value="%d">%s</option>', (int) $days, esc_html( $text ) );
		}
		echo '</select></p>';
	}

	/**
	 * What a token is called.
	 *
	 * @phpstan-param TokenRecord $token
	 * @param array $token The token's record.
	 */
	private static function name( array $token ): string {
		/* translators: %s: first characters of a fingerprint */
		return '' !== $token['label'] ? $token['label'] : sprintf( __( 'Token %s…', 'stockwire' ), substr( $token['digest'], 0, 6 ) );
	}

	/**
	 * In the shop's time and format.
	 *
	 * @param int $time Unix time.
	 */
	private static function date( int $time ): string {
		return (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time );
	}
}
