<?php
/**
 * The Apache module's file of digests: a cache of the tokens of every site on this machine.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Shop\Lane\Facts;

/**
 * One line a token: `host path digest`, host in lower case without port; `fast` after it opens the fast lane. The option stays the truth; where the file cannot be
 * written the module lets PHP decide, so nothing here may fail a request.
 */
final class TokenFile {

	/** Its folder is made by `make install` for the group that PHP's user and Apache's share. */
	public const DEFAULT_PATH = '/var/lib/stockwire/tokens';

	public const ABSENT     = 'absent';
	public const UNREADABLE = 'unreadable';
	public const UNWRITABLE = 'unwritable';
	public const STALE      = 'stale';
	public const GOOD       = 'good';

	/** Where it is. */
	public readonly string $path;

	/**
	 * Finds the file.
	 *
	 * @param ?string $path Another place; else STOCKWIRE_TOKEN_FILE of wp-config.php, else the usual one.
	 */
	public function __construct( ?string $path = null ) {
		$this->path = $path ?? ( defined( 'STOCKWIRE_TOKEN_FILE' ) ? (string) constant( 'STOCKWIRE_TOKEN_FILE' ) : self::DEFAULT_PATH );
	}

	/** Keeps the file in step with the option, whoever changes that: the page, WP-CLI, an import. */
	public static function register(): void {
		foreach ( array( 'add', 'update' ) as $change ) {
			add_action(
				$change . '_option_' . Settings::OPTION,
				static function (): void {
					( new self() )->heal();
				}
			);
		}
	}

	/** What can be said of it: one of the constants. */
	public function state(): string {
		if ( ! $this->has_folder() ) {
			return self::ABSENT;
		}
		$text = $this->read();
		if ( null === $text && $this->is_there() ) {
			return self::UNREADABLE;
		}
		if ( ! $this->is_writable() ) {
			return self::UNWRITABLE;
		}
		return $this->holds( (string) $text ) ? self::GOOD : self::STALE;
	}

	/** Writes the digests of this site where they are not there yet. */
	public function heal(): void {
		if ( $this->has_folder() && ! $this->holds( (string) $this->read() ) ) {
			$this->write();
		}
	}

	/**
	 * Writes the digests of this site; those of others stay.
	 *
	 * @param list<string> $further Digests that are to pass for a moment: the connection test's.
	 * @param bool         $fast    They are to take the fast lane.
	 */
	public function write( array $further = array(), bool $fast = false ): void {
		$this->put( array( ...self::own_lines(), ...array_map( static fn( string $digest ): string => self::line( $digest, $fast ), $further ) ) );
	}

	/** Takes this site's digests out, whatever the settings say: the plugin is being switched off. */
	public function withdraw(): void {
		$this->put( array() );
	}

	/**
	 * Puts lines in the place of this site's.
	 *
	 * @param list<string> $own Of this site.
	 */
	private function put( array $own ): void {
		if ( ! $this->is_writable() ) {
			return;
		}
		// phpcs:disable WordPress.WP.AlternativeFunctions -- a lock and an atomic rename outside the site's own folders.
		$lock = @fopen( $this->path . '.lock', 'c' ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- a cache: may fail.
		if ( false === $lock || ! flock( $lock, LOCK_EX ) ) {
			return;
		}
		// The command line may have made it as another user; the folder's group is the one that PHP shares.
		@chmod( $this->path . '.lock', 0660 ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- only its owner may.
		$text = $this->read();
		// What cannot be read holds other sites' lines, perhaps: it is better stale than without them.
		if ( null === $text && $this->is_there() ) {
			fclose( $lock );
			return;
		}
		$others = array_filter( self::lines( (string) $text ), static fn( string $line ): bool => ! str_starts_with( $line, self::site() . ' ' ) );
		$lines  = array( ...$others, ...$own );
		$text   = array() === $lines ? '' : implode( "\n", $lines ) . "\n";
		$beside = $this->path . '.' . wp_generate_password( 12, false );
		// A full disk writes a part.
		if ( strlen( $text ) === @file_put_contents( $beside, $text ) ) { // phpcs:ignore WordPress.PHP.NoSilencedErrors -- a cache: may fail.
			chmod( $beside, 0640 );
			rename( $beside, $this->path );
		} else {
			@unlink( $beside ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- it may not have been made.
		}
		fclose( $lock );
		// phpcs:enable
	}

	/** Takes this site's digests out of the file and the settings. */
	public function forget(): void {
		delete_option( Settings::OPTION );
		$this->withdraw();
	}

	/** Host and path that requests to this site carry; an IPv6 address as Apache has it, without brackets. */
	public static function site(): string {
		$home = wp_parse_url( home_url( '/' ) );
		$home = is_array( $home ) ? $home : array();
		return strtolower( trim( (string) ( $home['host'] ?? '' ), '[]' ) ) . ' ' . ( rtrim( (string) ( $home['path'] ?? '' ), '/' ) . '/' );
	}

	/**
	 * This site's lines. None while the link is off: the module must not refuse what then belongs to SmartBill's own plugin.
	 *
	 * @return list<string>
	 */
	private static function own_lines(): array {
		$settings = Settings::load();
		$tokens   = $settings->enabled() ? $settings->tokens() : array();
		$fast     = array() !== $tokens && Facts::read()->open();
		return array_map( static fn( array $token ): string => self::line( $token['digest'], $fast ), $tokens );
	}

	/**
	 * A line of this site.
	 *
	 * @param string $digest Of a token.
	 * @param bool   $fast   Its pushes may take the fast lane.
	 */
	private static function line( string $digest, bool $fast ): string {
		return self::site() . ' ' . $digest . ( $fast ? ' fast' : '' );
	}

	/**
	 * Does a text say of this site what the settings say?
	 *
	 * @param string $text Of the file.
	 */
	private function holds( string $text ): bool {
		$there = array_filter( self::lines( $text ), static fn( string $line ): bool => str_starts_with( $line, self::site() . ' ' ) );
		$own   = self::own_lines();
		return array() === array_diff( $own, $there ) && array() === array_diff( $there, $own );
	}

	/**
	 * Lines of a text.
	 *
	 * @param string $text Of the file.
	 * @return list<string>
	 */
	private static function lines( string $text ): array {
		return array_values( array_filter( array_map( 'trim', explode( "\n", $text ) ), static fn( string $line ): bool => '' !== $line ) );
	}

	/** The text; null where it cannot be read. */
	private function read(): ?string {
		// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- a local file, perhaps outside open_basedir.
		$text = @file_get_contents( $this->path );
		return false === $text ? null : $text;
	}

	/** Is the file there? */
	private function is_there(): bool {
		return @file_exists( $this->path ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- perhaps outside open_basedir.
	}

	/** Is the folder there, so that a module may be installed? */
	private function has_folder(): bool {
		return @is_dir( dirname( $this->path ) ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- perhaps outside open_basedir.
	}

	/** A rename needs the folder, not the file. */
	private function is_writable(): bool {
		return $this->has_folder() && @is_writable( dirname( $this->path ) ); // phpcs:ignore WordPress
	}
}
