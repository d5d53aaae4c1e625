<?php
/**
 * GET stockwire/v1/receipts/{run}: what became of every line of a run.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Journal;
use Stockwire\Shop\Requirements;

/** Straight from the journal. */
final class Receipts implements Endpoint {

	/**
	 * Takes what is needed.
	 *
	 * @param Gate $gate Checks token or user.
	 */
	public function __construct( private readonly Gate $gate = new Gate() ) {}

	/**
	 * The receipt, or why not.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply {
		if ( ! Requirements::php_fits() ) {
			return Refusals::reply( 'unavailable', Refusals::V1, Requirements::obstacle() );
		}
		if ( ! in_array( $call->method(), array( 'GET', 'HEAD' ), true ) ) {
			return Refusals::reply( 'method', Refusals::V1, 'Receipts are read with GET.', 'GET, HEAD' );
		}
		$refusal = $this->gate->refuse_reader( $call );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$number  = basename( $call->path() );
		$receipt = ctype_digit( $number ) && strlen( $number ) < 19 ? ( new Journal() )->receipt( (int) $number ) : null;
		return null === $receipt ? Refusals::reply( 'not_found', Refusals::V1 ) : Reply::json( $receipt, array( 'Cache-Control' => 'no-store' ) );
	}
}
