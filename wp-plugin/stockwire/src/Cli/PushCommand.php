<?php
/**
 * `wp stockwire push`: a push from a file or from standard input.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Refusal;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Rest\Call;
use Stockwire\Shop\Settings;

/** The same engine as behind the addresses; whoever may run wp-cli needs no token. */
final class PushCommand implements Command {

	private const DIALECTS = array(
		'v1'        => 1,
		'smartbill' => 0,
	);

	/**
	 * Takes what makes the engine.
	 *
	 * @param EngineFactory $engines Makes it.
	 */
	public function __construct( private readonly EngineFactory $engines = new EngineFactory() ) {}

	/**
	 * Reads, applies, prints the receipt.
	 *
	 * @param Input  $input  File, dialect, preview, format.
	 * @param Output $output For the receipt.
	 */
	public function run( Input $input, Output $output ): int {
		$format  = $input->format();
		$dialect = self::DIALECTS[ $input->option( 'dialect', 'v1', array_keys( self::DIALECTS ) ) ];
		$problem = Requirements::obstacle() ?? ( Settings::load()->enabled() ? null : 'Stock updates are switched off in this shop. Switch them on under WooCommerce, Stockwire, Link.' );
		if ( null !== $problem ) {
			$output->say( $problem );
			return self::FAILED;
		}
		$body = self::body( $input->word( 0 ) );
		if ( null === $body ) {
			$output->say( 'The file cannot be read.' );
			return self::FAILED;
		}
		if ( strlen( $body ) > Call::MAX_BODY ) {
			$output->say( 'The file is larger than this shop takes. Push it in several smaller ones.' );
			return self::FAILED;
		}
		$announcer = new Announcer();
		try {
			$receipt = $this->engines->engine( 'cli', array( 'actor' => get_current_user_id() ), $announcer )->receive( $body, $dialect, $input->flag( 'preview' ) );
		} catch ( Refusal $refusal ) {
			$output->say( $refusal->getMessage() );
			return self::FAILED;
		}
		if ( $receipt->changed > 0 ) {
			$announcer->after( $receipt, $receipt->run );
		}
		if ( 'json' === $format ) {
			$output->write( $receipt->toJson() . "\n" );
		} else {
			Format::rows( $output, $format, ReceiptCommand::COLUMNS, array_values( $receipt->lines() ) );
		}
		return Report::state( $output, $receipt->run, $receipt->state );
	}

	/**
	 * What is to be pushed; null where it cannot be read.
	 *
	 * @param string $file Path; '' and '-' are standard input.
	 */
	private static function body( string $file ): ?string {
		$path = in_array( $file, array( '', '-' ), true ) ? 'php://stdin' : $file;
		if ( 'php://stdin' !== $path && ( ! is_file( $path ) || ! is_readable( $path ) ) ) {
			return null;
		}
		// One byte more than is taken, so that what is too large is told from what is cut.
		$body = file_get_contents( $path, false, null, 0, Call::MAX_BODY + 1 ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a local file or stream.
		return is_string( $body ) ? $body : null;
	}
}
