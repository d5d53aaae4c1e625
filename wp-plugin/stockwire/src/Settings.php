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
 * @phpstan-type SettingsArray array{enabled: bool, warehouses: list<string>, gtin: bool, shadow: bool, buffer: int, brake_percent: int,
 *               brake_products: int, fetch_url: string, fetch_company: string, schedule: string, schedule_hour: int, retention: int,
 *               notify: string, tokens: list<TokenRecord>}
 */
final class Settings {

	public const OPTION = 'stockwire_settings';

	/** As many as a rotation needs: the one in use and its successor. */
	public const MAX_TOKENS = 2;

	/** SmartBill's own address. */
	public const FETCH_URL = 'https://ws.smartbill.ro/SBORO/api';

	/** Seconds between two scheduled fetches, by the choice's name. */
	public const SCHEDULES = array(
		'off'   => 0,
		'15m'   => 15 * MINUTE_IN_SECONDS,
		'30m'   => 30 * MINUTE_IN_SECONDS,
		'1h'    => HOUR_IN_SECONDS,
		'3h'    => 3 * HOUR_IN_SECONDS,
		'6h'    => 6 * HOUR_IN_SECONDS,
		'12h'   => 12 * HOUR_IN_SECONDS,
		'daily' => DAY_IN_SECONDS,
	);

	private const SCHEMA = array(
		'type'       => 'object',
		'properties' => array(
			'enabled'        => array(
				'type'    => 'boolean',
				'default' => false,
			),
			'warehouses'     => array(
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
			'gtin'           => array(
				'type'    => 'boolean',
				'default' => false,
			),
			// Pushes are received and answered, nothing is written.
			'shadow'         => array(
				'type'    => 'boolean',
				'default' => false,
			),
			// Pieces that are kept back from every product's sum.
			'buffer'         => array(
				'type'    => 'integer',
				'default' => 0,
				'minimum' => 0,
				'maximum' => 999999,
			),
			// A run that would take more than this share of the followed products in stock to zero is held; 0: off.
			'brake_percent'  => array(
				'type'    => 'integer',
				'default' => 30,
				'minimum' => 0,
				'maximum' => 100,
			),
			// The same by their number; 0: off.
			'brake_products' => array(
				'type'    => 'integer',
				'default' => 0,
				'minimum' => 0,
				'maximum' => 999999,
			),
			'fetch_url'      => array(
				'type'      => 'string',
				'default'   => self::FETCH_URL,
				'pattern'   => '^https://[^\s/?#@]+(/[^\s?#]*)?\z',
				'maxLength' => 500,
			),
			'fetch_company'  => array(
				'type'      => 'string',
				'default'   => '',
				'maxLength' => 50,
			),
			'schedule'       => array(
				'type'    => 'string',
				'default' => 'off',
				'enum'    => array( 'off', '15m', '30m', '1h', '3h', '6h', '12h', 'daily' ),
			),
			// Of the shop's day, for the daily fetch.
			'schedule_hour'  => array(
				'type'    => 'integer',
				'default' => 3,
				'minimum' => 0,
				'maximum' => 23,
			),
			// Days for which runs and changes are kept; 0: for ever.
			'retention'      => array(
				'type'    => 'integer',
				'default' => 90,
				'minimum' => 0,
				'maximum' => 3650,
			),
			// Address for mails about held runs and overdue fetches; '' is the site's own.
			'notify'         => array(
				'type'      => 'string',
				'default'   => '',
				'maxLength' => 200,
			),
			'tokens'         => array(
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

	/** Are pushes only tried, and nothing written? */
	public function shadow(): bool {
		return $this->values['shadow'];
	}

	/** Would what somebody pushes be written, as far as the owner chose? */
	public function writes(): bool {
		return $this->enabled() && ! $this->shadow() && array() !== $this->tokens() && array() !== $this->warehouses();
	}

	/**
	 * Any value, by its name in the schema.
	 *
	 * @param string $name Of the schema's first level; tokens have their own function.
	 * @return bool|int|string|list<string>
	 */
	public function get( string $name ): bool|int|string|array {
		return 'tokens' === $name ? array() : $this->values[ $name ]; // @phpstan-ignore return.type
	}

	/**
	 * A setting as text.
	 *
	 * @param string $name Of a text or a number.
	 */
	public function text( string $name ): string {
		$value = $this->get( $name );
		return is_array( $value ) ? '' : (string) $value;
	}

	/**
	 * Other values for some of the names; what breaks the schema gets its default, so check before.
	 *
	 * @param array<string, mixed> $changes By name.
	 */
	public function with( array $changes ): self {
		return new self( self::sanitise( $changes + $this->values ) );
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
		return new self( array( 'tokens' => $tokens ) + $this->values );
	}

	/**
	 * Warehouses are compared ignoring case, so two spellings of one are one. Without mbstring nobody compares, but every request
	 * reads the settings.
	 *
	 * @param list<string> $names As they were typed.
	 * @return list<string>
	 */
	private static function distinct( array $names ): array {
		$kept = array();
		foreach ( $names as $name ) {
			$name = trim( $name );
			$key  = Requirements::mbstring_fits() ? mb_strtolower( $name, 'UTF-8' ) : $name;
			if ( '' !== $name && ! isset( $kept[ $key ] ) ) {
				$kept[ $key ] = $name;
			}
		}
		return array_values( $kept );
	}
}
