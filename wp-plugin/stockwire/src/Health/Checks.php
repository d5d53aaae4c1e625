<?php
/**
 * What can be said about the state of the link: the same on the Link page and in Site Health.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Health;

use Stockwire\Shop\Lane\Facts;
use Stockwire\Shop\Lane\Sentences;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Rest\RouteOwners;
use Stockwire\Shop\Settings;
use Stockwire\Shop\TokenFile;

/**
 * Each check says how it is (good, warning, bad, unknown) in one sentence.
 *
 * @phpstan-type Check array{id: string, label: string, kind: string, text: string}
 */
final class Checks {

	/**
	 * All of them but the connection test, which takes its time.
	 *
	 * @phpstan-return list<Check>
	 */
	public static function all(): array {
		$checks = array();
		foreach ( Requirements::all() as $requirement ) {
			$checks[] = self::check( $requirement['id'], $requirement['label'], null === $requirement['problem'] ? 'good' : 'bad', $requirement['problem'] ?? __( 'as needed', 'stockwire' ) );
		}
		return array( ...$checks, self::shop(), self::link(), self::route(), self::token_file(), ...self::lane() );
	}

	/**
	 * The fast lane, once Apache offered it.
	 *
	 * @phpstan-return list<Check>
	 */
	private static function lane(): array {
		$facts  = Facts::read();
		$reason = $facts->reason();
		if ( 'never' === $reason ) {
			return array();
		}
		$kind = match ( $reason ) {
			''                                          => 'good',
			'lane_denied', 'lane_basedir', 'lane_broken' => 'warning',
			default                                     => 'unknown',
		};
		return array( self::check( 'lane', __( 'Fast lane', 'stockwire' ), $kind, Sentences::of( $reason, $facts->node()['detail'] ) ) );
	}

	/**
	 * The shop's own switch.
	 *
	 * @phpstan-return Check
	 */
	private static function shop(): array {
		$on = 'yes' === get_option( 'woocommerce_manage_stock' );
		return self::check(
			'shop',
			__( 'Stock management of the shop', 'stockwire' ),
			$on ? 'good' : 'bad',
			$on ? __( 'switched on', 'stockwire' ) : __( 'switched off, so nothing can be updated (WooCommerce → Settings → Products → Inventory)', 'stockwire' )
		);
	}

	/**
	 * Our switch, token, warehouses, shadow mode.
	 *
	 * @phpstan-return Check
	 */
	private static function link(): array {
		$settings = Settings::load();
		$label    = __( 'Link', 'stockwire' );
		if ( ! $settings->enabled() ) {
			return self::check( 'link', $label, 'unknown', __( 'switched off', 'stockwire' ) );
		}
		if ( array() === $settings->tokens() ) {
			return self::check( 'link', $label, 'bad', __( 'switched on, but without a token nobody can send', 'stockwire' ) );
		}
		if ( array() === $settings->warehouses() ) {
			return self::check( 'link', $label, 'bad', __( 'switched on, but no warehouse is followed, so nothing is updated', 'stockwire' ) );
		}
		if ( $settings->shadow() ) {
			return self::check( 'link', $label, 'warning', __( 'switched on, but shadow mode is on, too, so nothing is written', 'stockwire' ) );
		}
		return self::check( 'link', $label, 'good', __( 'switched on', 'stockwire' ) );
	}

	/**
	 * Who answers on SmartBill's address.
	 *
	 * @phpstan-return Check
	 */
	private static function route(): array {
		$label  = __( 'Who answers SmartBill', 'stockwire' );
		$others = implode( ', ', RouteOwners::others( rest_get_server() ) );
		if ( Settings::load()->enabled() ) {
			/* translators: %s: names of plugins */
			return self::check( 'route', $label, 'good', '' === $others ? __( 'Stockwire', 'stockwire' ) : sprintf( __( 'Stockwire; %s has the same address and is not asked for stock while the link is on', 'stockwire' ), $others ) );
		}
		/* translators: %s: names of plugins */
		return self::check( 'route', $label, 'unknown', '' === $others ? __( 'nobody, while the link is off', 'stockwire' ) : sprintf( __( '%s, while the link is off', 'stockwire' ), $others ) );
	}

	/**
	 * The Apache module's file.
	 *
	 * @phpstan-return Check
	 */
	private static function token_file(): array {
		$file                = new TokenFile();
		list( $kind, $text ) = match ( $file->state() ) {
			/* translators: %s: path of a file */
			TokenFile::GOOD       => array( 'good', __( '%s holds the tokens of this shop', 'stockwire' ) ),
			/* translators: %s: path of a file */
			TokenFile::STALE      => array( 'warning', __( '%s does not hold the tokens of this shop yet; it is written with the next push or change of a token', 'stockwire' ) ),
			/* translators: %s: path of a file */
			TokenFile::UNREADABLE => array( 'bad', __( 'PHP cannot read %s. Give the group of the web server read access to it', 'stockwire' ) ),
			/* translators: %s: path of a file */
			TokenFile::UNWRITABLE => array( 'bad', __( 'PHP cannot write %s. Give the group of the web server write access to its folder (make install does)', 'stockwire' ) ),
			/* translators: %s: path of a file */
			default               => array( 'unknown', __( 'none at %s, so WordPress checks every token itself: right, but slower. It comes with the Apache module (make install)', 'stockwire' ) ),
		};
		return self::check( 'token_file', __( 'Token file of the Apache module', 'stockwire' ), $kind, sprintf( $text, $file->path ) );
	}

	/**
	 * One check.
	 *
	 * @param string $id    Stable name.
	 * @param string $label Shown name.
	 * @param string $kind  good, warning, bad, unknown.
	 * @param string $text  What is to be said.
	 * @phpstan-return Check
	 */
	private static function check( string $id, string $label, string $kind, string $text ): array {
		return compact( 'id', 'label', 'kind', 'text' );
	}
}
