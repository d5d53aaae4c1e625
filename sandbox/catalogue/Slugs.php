<?php
// SPDX-License-Identifier: MIT
// Gives every post of a type a slug of its own, as WordPress does, without a query for each.

declare(strict_types=1);

namespace Stockwire\Sandbox;

final class Slugs {
	/** @var array<string, true> */
	private array $taken = array();

	/** @var array<string, int> where the search for a free number goes on */
	private array $next = array();

	public function __construct( string $type ) {
		global $wpdb, $wp_rewrite;
		foreach ( $wpdb->get_col( $wpdb->prepare( "SELECT post_name FROM $wpdb->posts WHERE post_type = %s AND post_name <> ''", $type ) ) as $slug ) {
			$this->taken[ $slug ] = true;
		}
		foreach ( array_merge( (array) $wp_rewrite->feeds, array( 'embed' ) ) as $reserved ) {
			$this->taken[ $reserved ] = true;
		}
	}

	public function make( string $title ): string {
		return $this->take( sanitize_title( $title ) );
	}

	public function take( string $slug ): string {
		$free = $slug;
		if ( isset( $this->taken[ $slug ] ) ) {
			$n = $this->next[ $slug ] ?? 2;
			do {
				$free = _truncate_post_slug( $slug, 200 - ( strlen( (string) $n ) + 1 ) ) . "-$n";
				++$n;
			} while ( isset( $this->taken[ $free ] ) );
			$this->next[ $slug ] = $n;
		}
		$this->taken[ $free ] = true;
		return $free;
	}

	/** The trash gives a slug free for others and keeps one with a suffix. */
	public function trash( string $slug ): string {
		unset( $this->taken[ $slug ], $this->next[ preg_replace( '/-\d+$/', '', $slug ) ] );
		return $this->take( _truncate_post_slug( $slug, 191 ) . '__trashed' );
	}
}
