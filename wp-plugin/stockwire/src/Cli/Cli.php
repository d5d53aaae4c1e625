<?php
/**
 * The commands of `wp stockwire`, and the thin piece that hangs them into wp-cli.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** The only file that knows wp-cli. */
final class Cli {

	/** Registers the commands where wp-cli runs. */
	public static function register(): void {
		if ( ! defined( 'WP_CLI' ) || ! class_exists( 'WP_CLI', false ) ) {
			return;
		}
		foreach ( self::commands() as $name => $about ) {
			$call = static function ( array $words, array $options ) use ( $name ): void {
				$code = self::call( $name, array_values( array_map( 'strval', $words ) ), $options, new Streams() );
				if ( Command::OK !== $code ) {
					\WP_CLI::halt( $code );
				}
			};
			\WP_CLI::add_command( "stockwire $name", $call, $about );
		}
	}

	/**
	 * Carries out a command.
	 *
	 * @param string                     $name    Of the command.
	 * @param list<string>               $words   Without a dash.
	 * @param array<string, string|bool> $options With two.
	 * @param Output                     $output  Where to write.
	 * @return int Exit code.
	 */
	public static function call( string $name, array $words, array $options, Output $output ): int {
		if ( ! class_exists( \Stockwire\Engine::class, false ) ) {
			$output->say( (string) \Stockwire\Shop\Requirements::obstacle() );
			return Command::FAILED;
		}
		try {
			return self::command( $name )->run( new Input( $words, $options ), $output );
		} catch ( Usage $usage ) {
			$output->say( $usage->getMessage() );
			return Command::USAGE;
		} catch ( \Throwable $fault ) {
			$output->say( $fault->getMessage() );
			return Command::FAILED;
		}
	}

	/**
	 * What wp-cli's help shows, by name.
	 *
	 * @return array<string, array{shortdesc: string, synopsis: list<array<string, mixed>>}>
	 */
	public static function commands(): array {
		$format  = self::option( 'format', 'How the result is printed.', Format::NAMES, 'table' );
		$run     = self::word( 'run', 'Number of the run.', false );
		$preview = self::flag( 'preview', 'Decide only; write nothing.' );
		$dialect = self::option( 'dialect', 'How the lines are spelled.', array( 'v1', 'smartbill' ), 'v1' );
		$filters = array( self::option( 'source', 'Only runs of this source, e.g. smartbill or fetch.' ), self::option( 'state', 'Only runs in this state, e.g. done or held.' ), self::option( 'limit', 'How many.', array(), '20' ), $format );
		return array(
			'push'     => self::about( 'Pushes the stock lines of a JSON file.', array( self::word( 'file', 'Path; "-" or nothing is standard input.', true ), $dialect, $preview, $format ) ),
			'fetch'    => self::about( 'Fetches the stock of the followed warehouses from the back office.', array( self::option( 'product', 'Only this product, by its id or SKU.' ), $preview, $format ) ),
			'status'   => self::about( 'Says whether what is pushed would be written; exit code 1 where it would not.', array( $format ) ),
			'runs'     => self::about( 'Lists the newest runs.', $filters ),
			'receipt'  => self::about( 'Prints what became of every line of a run.', array( $run, $format ) ),
			'undo'     => self::about( 'Takes a run back, where nothing newer has changed the product.', array( $run, $preview, $format ) ),
			'release'  => self::about( 'Lets a held run go.', array( $run, $format ) ),
			'discard'  => self::about( 'Throws a held run away.', array( $run, $format ) ),
			'reindex'  => self::about( 'Reads the names of all products anew, by two connections to the database where they can be had.', array( $format ) ),
			'announce' => self::about( 'Tells WordPress and its plugins of changes that they were not told of yet.', array( $format ) ),
		);
	}

	/**
	 * The command of a name.
	 *
	 * @param string $name One of commands().
	 * @throws Usage Where there is none.
	 */
	private static function command( string $name ): Command {
		return match ( $name ) {
			'push'     => new PushCommand(),
			'fetch'    => new FetchCommand(),
			'status'   => new StatusCommand(),
			'runs'     => new RunsCommand(),
			'receipt'  => new ReceiptCommand(),
			'undo', 'release', 'discard' => new OwnerCommand( $name ),
			'reindex'  => new ReindexCommand(),
			'announce' => new AnnounceCommand(),
			default    => throw new Usage( 'The commands are: ' . implode( ', ', array_keys( self::commands() ) ) . '.' ), // phpcs:ignore WordPress.Security.EscapeOutput -- a terminal, and our own words.
		};
	}

	/**
	 * About a command.
	 *
	 * @param string                     $text     A sentence.
	 * @param list<array<string, mixed>> $synopsis Words and options.
	 * @return array{shortdesc: string, synopsis: list<array<string, mixed>>}
	 */
	private static function about( string $text, array $synopsis ): array {
		return array(
			'shortdesc' => $text,
			'synopsis'  => $synopsis,
		);
	}

	/**
	 * About a word.
	 *
	 * @param string $name     Its name.
	 * @param string $text     A sentence.
	 * @param bool   $optional May be missing.
	 * @return array<string, mixed>
	 */
	private static function word( string $name, string $text, bool $optional ): array {
		return array(
			'type'        => 'positional',
			'name'        => $name,
			'description' => $text,
			'optional'    => $optional,
		);
	}

	/**
	 * About an option without a value.
	 *
	 * @param string $name Its name.
	 * @param string $text A sentence.
	 * @return array<string, mixed>
	 */
	private static function flag( string $name, string $text ): array {
		return array(
			'type'        => 'flag',
			'name'        => $name,
			'description' => $text,
			'optional'    => true,
		);
	}

	/**
	 * About an option with a value. What may be given is checked by the command itself, whose exit code tells.
	 *
	 * @param string       $name    Its name.
	 * @param string       $text    A sentence.
	 * @param list<string> $allowed Values, for the help.
	 * @param string       $usual   Where it is missing.
	 * @return array<string, mixed>
	 */
	private static function option( string $name, string $text, array $allowed = array(), string $usual = '' ): array {
		return array(
			'type'        => 'assoc',
			'name'        => $name,
			'description' => $text . ( array() === $allowed ? '' : ' One of: ' . implode( ', ', $allowed ) . '.' ) . ( '' === $usual ? '' : " Default: $usual." ),
			'optional'    => true,
		);
	}
}
