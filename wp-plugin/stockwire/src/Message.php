<?php
/**
 * A sentence that is kept or thrown in one language and shown in another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Refusal;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Jobs\Trouble;

/**
 * Codes with their facts: as JSON where they are kept, in English for the journal's readers (REST, commands, logs), in the
 * reader's language on pages and in mails. Whatever has no code cannot be kept, so that no sentence stays untranslated.
 */
final class Message {

	/** What we say ourselves. */
	public const OURS = array(
		'office_rate'        => 'The back office asks for fewer calls.',
		'office_server'      => 'The back office has an error of its own.',
		'office_refused'     => 'The back office refuses the request. Check the company and the warehouses.',
		'office_auth'        => 'The back office refuses the account. Check user and token.',
		'office_tls'         => 'The certificate of the back office is expired, unknown or for another host. Nothing was sent to it.',
		'office_address'     => 'The name of the back office leads to this machine or a private network. Nothing was sent to it.',
		'office_redirect'    => 'The back office sends the shop on to another address. Use that address, if it is its own.',
		'office_timeout'     => 'The back office took too long.',
		'office_too_large'   => 'The back office sent more than any stock list holds.',
		'office_syntax'      => 'The back office answered with something that is no stock list.',
		'office_shape'       => 'The back office answered with something that is no stock list.',
		'office_cut'         => 'The answer of the back office broke off in the middle.',
		'office_connect'     => 'The back office cannot be reached.',
		'office_unavailable' => 'This PHP extension cannot fetch: it was built without libcurl.',
		'office_other'       => 'The back office did not answer as expected.',
		'of_warehouse'       => '(Warehouse: %s.)',
		'empty_list'         => 'The back office sent an empty list. An empty list is not taken for "all sold out": nothing was changed.',
		'empty_beside'       => 'The back office sent an empty list for: %s. That is not taken for "all sold out": what is known of it stays.',
		'nothing_changed'    => 'Nothing was changed.',
		'written_stays'      => 'What was written before stays.',
		'given_up'           => 'Given up after %d tries.',
		'connection_lost'    => 'The connection to the database was lost; what had been committed stays.',
		'never_read'         => 'Its lines were never read to the end, so nothing was changed.',
		'fault'              => 'An error in the shop stopped it: %s',
		'busy'               => 'Another fetch or computation is under way. Wait for its end or cancel it.',
		'no_product'         => 'There is no such product.',
		'not_in_stock_list'  => 'The back office has no stock of this product in the followed warehouses. Nothing was changed.',
		'no_account'         => 'Save the account of the back office first.',
		'no_company'         => 'Save the company\'s tax number first.',
		'no_warehouse'       => 'No warehouse is followed: choose at least one.',
		'switched_off'       => 'Stock updates are switched off on the Link page.',
		'shadow_on'          => 'Shadow mode is on: nothing is written.',
		'no_extension'       => 'The PHP extension "stockwire" is not loaded in PHP %s. Install it (make install, or pie) and restart PHP; until then no stock is received.',
		'other_extension'    => 'The PHP extension "stockwire" has version %1$s, the plugin %2$s. Install the same version of both and restart PHP.',
		'no_mbstring'        => 'The PHP extension "mbstring" is not loaded in PHP %s. Install it (php-mbstring on most systems) and restart PHP; until then no stock is received.',
		'no_mysqli'          => 'WordPress does not use mysqli for its database (a db.php drop-in stands between). Remove wp-content/db.php, or use one that keeps a mysqli connection to the writer in $wpdb->dbh.',
		'no_woocommerce'     => 'WooCommerce is not active. Activate it; Stockwire does nothing without it.',
		'other_woocommerce'  => 'WooCommerce has version %1$s. Stockwire writes its rows as WooCommerce %2$s up to, not including, %3$s does; use one of these.',
		'other_storage'      => 'Another plugin keeps products in a storage of its own (%s). Stockwire writes WooCommerce\'s own tables only; deactivate that storage.',
		'no_table'           => 'The table %s is missing. Deactivate and activate Stockwire, or let WooCommerce make its tables again (WooCommerce → Status → Tools).',
		'table_without_undo' => 'The table %1$s uses %2$s, which cannot undo a half-written change. Run: ALTER TABLE `%1$s` ENGINE=InnoDB',
	);

	/** What stands in the places of a sentence; scripts/translations tells whoever translates it. */
	public const PLACES = array(
		'of_warehouse'       => '%s: name of a warehouse',
		'empty_beside'       => '%s: names of warehouses',
		'given_up'           => '%d: number of tries',
		'fault'              => '%s: message of an error, in English',
		'no_extension'       => '%s: PHP version, e.g. 8.2',
		'no_mbstring'        => '%s: PHP version, e.g. 8.2',
		'other_extension'    => '1: version of the extension, 2: version of the plugin',
		'other_woocommerce'  => '1: version that is installed, 2: oldest version that works, 3: first version that is not known to work',
		'other_storage'      => '%s: name of a PHP class',
		'no_table'           => '%s: name of a database table',
		'table_without_undo' => '1: name of a database table, 2: name of a storage engine',
		'engine_refused'     => '%u: number of an error of the database',
		'engine_time'        => '1: groups of lines that are written, 2: all groups; keep both places as they are, in this order',
	);

	/** What the extension throws, word for word as in ext/; a test compares them. */
	public const ENGINE = array(
		'engine_transaction'  => 'Another plugin has a database transaction open in this request, so nothing was written. Send the same push again.',
		'engine_lost'         => 'The connection to the database was lost. Send the same push again.',
		'engine_unknown'      => 'The connection to the database was lost while the change was being confirmed, so its outcome is unknown. Send the same push again: it is applied once.',
		'engine_closed'       => 'The connection to the database is closed.',
		'engine_refused'      => 'The database refused a statement (error %u). Nothing of it was written.',
		'engine_time'         => 'The time for one request was used up after %zu of %zu groups of lines; those are written. Send the same push again: it goes on where this one ended.',
		'engine_time_part'    => 'The time for one request was used up in the middle of a part; nothing of that part was written. Send a push again, or its lines in several smaller ones; anything else is tried again by itself.',
		'engine_stopped'      => 'The run was cancelled. What was applied before stays.',
		'engine_cancelled'    => 'The run was cancelled.',
		'engine_state'        => 'There is no such run, or it is not in a state for this.',
		'engine_no_run'       => 'There is no such run.',
		'engine_too_many'     => 'A run cannot have so many lines.',
		'engine_memory'       => 'There is not enough memory for this push. Nothing was written.',
		'engine_memory_part'  => 'There is not enough memory for this push. Nothing of this part was written.',
		'engine_memory_step'  => 'There is not enough memory for the next step of this run. Nothing of it was lost.',
		'engine_memory_lines' => 'There is not enough memory for these lines. None of them was taken.',
		'engine_memory_look'  => 'There is not enough memory for this preview.',
		'engine_memory_heal'  => 'There is not enough memory to check these products.',
		'engine_memory_names' => 'There is not enough memory to index names. Nothing of this part was written.',
		'engine_unavailable'  => 'The shop cannot take stock at the moment. Send the same request again later.',
		'engine_conflict'     => 'The first request with this Idempotency-Key is still running. Ask again in a moment.',
	);

	/** Characters of the column that keeps it. */
	private const COLUMN = 500;

	/**
	 * Made by the functions below.
	 *
	 * @param list<non-empty-list<string>> $parts A code and its facts each; the code '' stands for a text that has none.
	 */
	private function __construct( private readonly array $parts ) {}

	/**
	 * A sentence.
	 *
	 * @param string     $code     One of the keys above.
	 * @param string|int ...$facts For its places.
	 * @throws \LogicException Where there is no such code.
	 */
	public static function of( string $code, string|int ...$facts ): self {
		if ( '' === self::sentence( $code ) ) {
			throw new \LogicException( "No message has the code $code." ); // phpcs:ignore WordPress.Security.EscapeOutput -- a mistake of ours.
		}
		return new self( array( array( $code, ...array_map( 'strval', array_values( $facts ) ) ) ) );
	}

	/**
	 * What was thrown.
	 *
	 * @param \Throwable $fault Ours, the extension's or anybody's.
	 */
	public static function of_fault( \Throwable $fault ): self {
		return match ( true ) {
			$fault instanceof Trouble => $fault->said,
			$fault instanceof Failure => $fault->said(),
			$fault instanceof Refusal => self::of_engine( $fault->getMessage() ),
			default                   => self::of( 'fault', $fault->getMessage() ),
		};
	}

	/**
	 * What kept() gave; any other text is shown as it is.
	 *
	 * @param string $kept Of the database.
	 */
	public static function read( string $kept ): self {
		if ( '' === $kept ) {
			return new self( array() );
		}
		$parts = str_starts_with( $kept, '[[' ) ? json_decode( $kept, true ) : null;
		if ( ! is_array( $parts ) ) {
			return new self( array( array( '', $kept ) ) );
		}
		$read = array();
		foreach ( $parts as $part ) {
			$part = is_array( $part ) ? array_values( array_map( 'strval', array_filter( $part, 'is_scalar' ) ) ) : array();
			if ( array() !== $part ) {
				$read[] = $part;
			}
		}
		return new self( $read );
	}

	/**
	 * This one and another after it.
	 *
	 * @param self $next The other.
	 */
	public function and( self $next ): self {
		return new self( array( ...$this->parts, ...$next->parts ) );
	}

	/** Nothing is said. */
	public function silent(): bool {
		return array() === $this->parts;
	}

	/** As it is kept: no longer than the column, with its facts cut where it has to be. */
	public function kept(): string {
		$kept = '';
		foreach ( array( 300, 100, 30, 0 ) as $most ) {
			$parts = array_map(
				static fn( array $part ): array => array( $part[0], ...array_map( static fn( string $fact ): string => mb_substr( $fact, 0, $most, 'UTF-8' ), array_slice( $part, 1 ) ) ),
				$this->parts
			);
			$kept  = array() === $parts ? '' : (string) wp_json_encode( $parts, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE );
			if ( mb_strlen( $kept, 'UTF-8' ) <= self::COLUMN ) {
				break;
			}
		}
		return $kept;
	}

	/** In English, for whoever reads it by a program. */
	public function text(): string {
		return $this->spelled( static fn( string $sentence ): string => $sentence );
	}

	/** In the reader's language. */
	public function translated(): string {
		// phpcs:ignore WordPress.WP.I18n -- the lists above are added to the catalogue by scripts/translations.
		return $this->spelled( static fn( string $sentence ): string => translate( $sentence, 'stockwire' ) );
	}

	/**
	 * A refusal of the extension, which says its sentence and not its code.
	 *
	 * @param string $text Its message.
	 */
	private static function of_engine( string $text ): self {
		foreach ( self::ENGINE as $code => $sentence ) {
			$pattern = preg_replace( '/%(?:u|zu)/', '([0-9]+)', preg_quote( $sentence, '/' ) );
			if ( 1 === preg_match( "/^$pattern\z/", $text, $found ) ) {
				return self::of( $code, ...array_slice( $found, 1 ) );
			}
		}
		return new self( array( array( '', $text ) ) );
	}

	/**
	 * All parts, one after the other.
	 *
	 * @param \Closure(string): string $language Of the sentences.
	 */
	private function spelled( \Closure $language ): string {
		$texts = array();
		foreach ( $this->parts as $part ) {
			$sentence = self::sentence( $part[0] );
			// A code of tomorrow is shown as it is. C counts with %zu and %u, PHP takes what it is given.
			$texts[] = '' === $sentence ? trim( implode( ' ', $part ) ) : vsprintf( str_replace( array( '%zu', '%u' ), '%s', $language( $sentence ) ), array_pad( array_slice( $part, 1 ), 3, '' ) );
		}
		return implode( ' ', $texts );
	}

	/**
	 * The English sentence; '' where the code is not known.
	 *
	 * @param string $code The code.
	 */
	private static function sentence( string $code ): string {
		return self::OURS[ $code ] ?? self::ENGINE[ $code ] ?? '';
	}
}
