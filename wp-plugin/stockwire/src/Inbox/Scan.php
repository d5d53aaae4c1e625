<?php
/**
 * One pass over the catalogue for a page of the inbox: codes that are nearly an SKU, names that are nearly a product's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

/**
 * No index answers such questions, and a question an entry would read the catalogue twenty times: it is read once, in
 * pieces, and what it is compared with is kept in maps. Ends after a time, so that a huge catalogue costs no more.
 */
final class Scan {

	/** Products read at a time. */
	private const BATCH = 4000;

	/** Seconds for a whole pass. */
	private const BUDGET = 5.0;

	/** Names that are compared closely, an entry. */
	private const CLOSE = 40;

	/** Letters of a word's beginning that make a near miss of the word. */
	private const STEM = 4;

	/** Share of an entry's letters that a name has to have in common before it is compared closely. */
	private const SHARE = 0.34;

	/** Likeness from which on a name is worth showing. */
	private const ALIKE = 0.3;

	/**
	 * Entries by their loose code.
	 *
	 * @var array<string, list<string>>
	 */
	private array $codes = array();

	/**
	 * Entries by the letters of a code that may be a slug.
	 *
	 * @var array<string, list<Entry>>
	 */
	private array $slugs = array();

	/**
	 * Weight of a word, or of a word's beginning, by entry.
	 *
	 * @var array<string, array<string, int>>
	 */
	private array $words = array();

	/**
	 * Folded name by entry.
	 *
	 * @var array<string, string>
	 */
	private array $names = array();

	/**
	 * Products whose names are worth a closer look, by entry.
	 *
	 * @var array<string, array<int, array{float, string}>>
	 */
	private array $close = array();

	/**
	 * Suggestions by entry.
	 *
	 * @var array<string, list<Suggestion>>
	 */
	private array $found = array();

	/**
	 * Products without SKU whose slug a code is, by entry.
	 *
	 * @var array<string, list<int>>
	 */
	private array $by_slug = array();

	/** False where the time was over before the catalogue. */
	private bool $complete = true;

	/**
	 * Prepares the maps.
	 *
	 * @param list<Entry> $entries Of one page.
	 * @param float       $seconds For the whole pass; a piece that was begun is ended.
	 * @param int         $batch   Products of a piece.
	 */
	public function __construct( array $entries, private readonly float $seconds = self::BUDGET, private readonly int $batch = self::BATCH ) {
		foreach ( $entries as $entry ) {
			$loose = Entry::CODE === $entry->kind ? Codes::loose( $entry->code ) : '';
			if ( strlen( $loose ) > 1 ) {
				$this->codes[ $loose ][] = $entry->id();
			}
			if ( Entry::CODE === $entry->kind && str_contains( $entry->code, '-' ) ) {
				$this->slugs[ self::letters( $entry->code ) ][] = $entry;
			}
			// A code that is made of words says as much as a name.
			$this->add_name( $entry->id(), '' !== $entry->name ? $entry->name : $entry->code );
		}
	}

	/**
	 * Reads the catalogue.
	 *
	 * @return array<string, list<Suggestion>> By entry, the best first.
	 */
	public function run(): array {
		$start = hrtime( true );
		$after = 0;
		do {
			$rows  = $this->read( $after );
			$names = Trigrams::fold( array_column( $rows, 'post_title' ) );
			foreach ( $rows as $at => $row ) {
				$after = (int) $row['ID'];
				$this->look_at( $after, $names[ $at ], $row );
			}
			$more = count( $rows ) >= $this->batch;
		} while ( $more && ( hrtime( true ) - $start ) / 1e9 < $this->seconds );
		$this->complete = ! $more;
		foreach ( $this->by_slug as $id => $products ) {
			if ( 1 === count( $products ) ) {
				$this->found[ $id ][] = new Suggestion( $products[0], Suggestion::SLUG );
			}
		}
		$this->compare_names();
		return $this->found;
	}

	/** Was the whole catalogue looked at? */
	public function complete(): bool {
		return $this->complete;
	}

	/**
	 * The words of an entry's name, and their beginnings: a slip of the pen is seldom in the first letters.
	 *
	 * @param string $id   Of the entry.
	 * @param string $name As it came.
	 */
	private function add_name( string $id, string $name ): void {
		$folded = Trigrams::fold( array( $name ) )[0];
		foreach ( array_filter( explode( ' ', $folded ), static fn( string $word ): bool => strlen( $word ) > 1 ) as $word ) {
			$this->words[ $word ][ $id ]                                = strlen( $word );
			$this->words[ substr( $word, 0, self::STEM ) . '~' ][ $id ] = self::STEM;
		}
		$this->names[ $id ] = $folded;
	}

	/**
	 * A piece of the catalogue.
	 *
	 * @param int $after The last product of the piece before.
	 * @return list<array<string, string>>
	 */
	private function read( int $after ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- read once a page; a cache would only be in the way.
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT p.ID, p.post_title, p.post_name, COALESCE(l.sku, '') AS sku FROM {$wpdb->posts} p LEFT JOIN {$wpdb->prefix}wc_product_meta_lookup l ON l.product_id = p.ID WHERE p.ID > %d AND p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft') ORDER BY p.ID LIMIT %d", $after, $this->batch ), ARRAY_A );
		return is_array( $rows ) ? array_values( $rows ) : array();
	}

	/**
	 * Compares one product with all entries.
	 *
	 * @param int                   $product Its id.
	 * @param string                $name    Folded.
	 * @param array<string, string> $row     As it was read.
	 */
	private function look_at( int $product, string $name, array $row ): void {
		if ( '' !== $row['sku'] ) {
			foreach ( $this->codes[ Codes::loose( $row['sku'] ) ] ?? array() as $id ) {
				$this->found[ $id ][] = new Suggestion( $product, Suggestion::CODE );
			}
		} elseif ( array() !== $this->slugs ) {
			$this->look_at_slug( $product, $name, $row );
		}
		$shares = array();
		foreach ( array_flip( explode( ' ', $name ) ) as $word => $nothing ) {
			$word = (string) $word;
			foreach ( $this->words[ $word ] ?? $this->words[ substr( $word, 0, self::STEM ) . '~' ] ?? array() as $id => $weight ) {
				$shares[ $id ] = ( $shares[ $id ] ?? 0 ) + $weight;
			}
		}
		foreach ( $shares as $id => $share ) {
			$share /= max( strlen( $this->names[ $id ] ), 1 );
			if ( $share >= self::SHARE ) {
				$this->keep( (string) $id, $product, $share, $name );
			}
		}
	}

	/**
	 * SmartBill's own plugin sends the slug of a product without SKU as its code.
	 *
	 * @param int                   $product Its id.
	 * @param string                $name    Folded.
	 * @param array<string, string> $row     As it was read.
	 */
	private function look_at_slug( int $product, string $name, array $row ): void {
		$slug    = (string) preg_replace( '/-[0-9]{1,3}$/', '', $row['post_name'] );
		$entries = array();
		foreach ( array( self::letters( $name ), self::letters( $row['post_name'] ), self::letters( $slug ) ) as $letters ) {
			foreach ( $this->slugs[ $letters ] ?? array() as $entry ) {
				$entries[ $entry->id() ] = $entry->code;
			}
		}
		foreach ( $entries as $id => $code ) {
			if ( in_array( $code, array( sanitize_title( $row['post_title'] ), $row['post_name'], $slug ), true ) ) {
				$this->by_slug[ $id ][] = $product;
			}
		}
	}

	/**
	 * Keeps the few names that share most.
	 *
	 * @param string $id      Of the entry.
	 * @param int    $product Its id.
	 * @param float  $share   How much its name has in common.
	 * @param string $name    Folded.
	 */
	private function keep( string $id, int $product, float $share, string $name ): void {
		$this->close[ $id ][ $product ] = array( $share, $name );
		if ( count( $this->close[ $id ] ) >= 2 * self::CLOSE ) {
			// Cut seldom, and by half: a common word may bring thousands.
			arsort( $this->close[ $id ] );
			$this->close[ $id ] = array_slice( $this->close[ $id ], 0, self::CLOSE, true );
		}
	}

	/** The closer look. */
	private function compare_names(): void {
		foreach ( $this->close as $id => $products ) {
			$scores = array();
			foreach ( $products as $product => list( , $name ) ) {
				$scores[ $product ] = Trigrams::similarity( $this->names[ $id ], $name );
			}
			arsort( $scores );
			foreach ( array_slice( $scores, 0, 2 * Suggestions::SHOWN, true ) as $product => $score ) {
				if ( $score >= self::ALIKE ) {
					$this->found[ $id ][] = new Suggestion( $product, Suggestion::NAME, $score );
				}
			}
		}
	}

	/**
	 * What is left of a slug or a name without its signs.
	 *
	 * @param string $text Folded, or a slug.
	 */
	private static function letters( string $text ): string {
		return str_replace( array( ' ', '-', '_' ), '', strtolower( $text ) );
	}
}
