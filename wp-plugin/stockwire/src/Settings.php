<?php
/**
 * The option `stockwire_settings`: one schema cleans it on save and on read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/**
 * What the owner chose. Immutable: a change makes another one, which is then saved.
 *
 * @phpstan-type TokenRecord array{digest: string, label: string, created: int, expires: int}
 * @phpstan-type SettingsArray array{enabled: bool, warehouses: list<string>, gtin: bool, tokens: list<TokenRecord>}
 */
final class Settings {

	public const OPTION = 'stockwire_settings';

	/** As many as a rotation needs: the one in use and its successor. */
	public const MAX_TOKENS = 2;

	private const SCHEMA = array(
		'type'       => 'object',
		'properties' => array(
			'enabled'    => array(
				'type'    => 'boolean',
				'default' => false,
			),
			'warehouses' => array(
				'type'        => 'array',
				'default'     => array(),
				'maxItems'    => 100,
				'uniqueItems' => true,
				'items'       => array(
					'type'      => 'string',
					'minLength' => 1,
					'maxLength' => 100,
				),
			),
			'gtin'       => array(
				'type'    => 'boolean',
				'default' => false,
			),
			'tokens'     => array(
				'type'     => 'array',
				'default'  => array(),
				'maxItems' => self::MAX_TOKENS,
				'items'    => array(
					'type'       => 'object',
					'properties' => array(
						'digest'  => array(
							'type'     => 'string',
							'pattern'  => '^[0-9a-f]{64}\z',
							'required' => true,
						),
						'label'   => array(
							'type'      => 'string',
							'default'   => '',
							'maxLength' => 100,
						),
						'created' => array(
							'type'    => 'integer',
							'default' => 0,
							'minimum' => 0,
						),
						// 0: does not expire.
						'expires' => array(
							'type'    => 'integer',
							'default' => 0,
							'minimum' => 0,
						),
					),
				),
			),
		),
	);

	/**
	 * Only the schema makes settings.
	 *
	 * @param array $values Clean values.
	 * @phpstan-param SettingsArray $values
	 */
	private function __construct( private readonly array $values ) {}

	/** Hooks the schema into every save, whoever saves. */
	public static function register(): void {
		register_setting(
			'stockwire',
			self::OPTION,
			array(
				'type'              => 'object',
				'sanitize_callback' => array( self::class, 'sanitise' ),
			)
		);
	}

	/** The settings of the current site. */
	public static function load(): self {
		return new self( self::sanitise( get_option( self::OPTION, array() ) ) );
	}

	/** Writes the settings of the current site. */
	public function save(): void {
		update_option( self::OPTION, $this->values );
	}

	/**
	 * Whatever comes in, clean settings come out: what breaks the schema is dropped, never mended into something else.
	 *
	 * @param mixed $value From the database or from a form.
	 * @phpstan-return SettingsArray
	 */
	public static function sanitise( mixed $value ): array {
		/**
		 * The schema has no required property at the top, so it always yields an array.
		 *
		 * @phpstan-var SettingsArray $clean
		 */
		$clean               = Schema::clean( self::SCHEMA, is_array( $value ) ? $value : array() );
		$clean['warehouses'] = self::distinct( $clean['warehouses'] );
		return $clean;
	}

	/** Are stock updates switched on? */
	public function enabled(): bool {
		return $this->values['enabled'];
	}

	/** Are products known by GTIN, too? */
	public function gtin(): bool {
		return $this->values['gtin'];
	}

	/**
	 * The warehouses whose sum is the shop's number.
	 *
	 * @return list<string>
	 */
	public function warehouses(): array {
		return $this->values['warehouses'];
	}

	/**
	 * Tokens that are accepted now, newest first.
	 *
	 * @param ?int $now Unix time.
	 * @phpstan-return list<TokenRecord>
	 */
	public function tokens( ?int $now = null ): array {
		$now ??= time();
		$live = array_filter( $this->values['tokens'], static fn( array $token ): bool => 0 === $token['expires'] || $token['expires'] > $now );
		return array_values( $live );
	}

	/**
	 * What to save when the owner changed the link itself.
	 *
	 * @param bool         $enabled    Update stocks.
	 * @param list<string> $warehouses Warehouses to follow.
	 * @param bool         $gtin       Know products by GTIN, too.
	 */
	public function with_link( bool $enabled, array $warehouses, bool $gtin ): self {
		return new self( self::sanitise( compact( 'enabled', 'warehouses', 'gtin' ) + $this->values ) );
	}

	/**
	 * A new token; the one before it goes on working until $until, so that the back office can be changed in peace.
	 *
	 * @param string $digest Its SHA-256.
	 * @param string $label  The owner's name for it.
	 * @param int    $until  When the older one stops to be accepted (0: not by itself).
	 * @throws \DomainException Where two tokens are live already, or this one is.
	 */
	public function with_token( string $digest, string $label, int $until = 0 ): self {
		$tokens = $this->tokens();
		if ( count( $tokens ) >= self::MAX_TOKENS ) {
			throw new \DomainException( 'full' );
		}
		foreach ( $tokens as $at => $token ) {
			if ( $token['digest'] === $digest ) {
				throw new \DomainException( 'known' );
			}
			$tokens[ $at ]['expires'] = $until;
		}
		$new = array(
			'digest'  => $digest,
			'label'   => $label,
			'created' => time(),
			'expires' => 0,
		);
		return new self( self::sanitise( array( 'tokens' => array( $new, ...$tokens ) ) + $this->values ) );
	}

	/**
	 * Without a token. The one that stays does not expire any more: a link is not to close by itself.
	 *
	 * @param string $digest Of the token to revoke.
	 */
	public function without_token( string $digest ): self {
		$tokens = array();
		foreach ( $this->tokens() as $token ) {
			if ( $token['digest'] !== $digest ) {
				$tokens[] = array( 'expires' => 0 ) + $token;
			}
		}
		return new self( compact( 'tokens' ) + $this->values );
	}

	/**
	 * Warehouses are compared ignoring case, so two spellings of one are one.
	 *
	 * @param list<string> $names As they were typed.
	 * @return list<string>
	 */
	private static function distinct( array $names ): array {
		$kept = array();
		foreach ( $names as $name ) {
			$name = trim( $name );
			$key  = mb_strtolower( $name, 'UTF-8' );
			if ( '' !== $name && ! isset( $kept[ $key ] ) ) {
				$kept[ $key ] = $name;
			}
		}
		return array_values( $kept );
	}
}
