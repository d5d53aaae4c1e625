<?php
/**
 * POST stockwire/v1/runs/{run}/undo, release, discard: the owner's word on a run, from outside the admin.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Refusal;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Requirements;

/** A token sends stock; it does not decide what the brake held, nor take back what others sent. */
final class OwnerAction implements Endpoint {

	public const ACTIONS = array( 'undo', 'release', 'discard' );

	/**
	 * Takes what is needed.
	 *
	 * @param Gate    $gate    Checks the user.
	 * @param Verdict $verdict Carries it out.
	 */
	public function __construct( private readonly Gate $gate = new Gate(), private readonly Verdict $verdict = new Verdict() ) {}

	/**
	 * The run after it, or why not.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply {
		if ( ! Requirements::php_fits() ) {
			return Refusals::reply( 'unavailable', Refusals::V1, Requirements::obstacle() );
		}
		if ( 'POST' !== $call->method() ) {
			return Refusals::reply( 'method', Refusals::V1, 'This is asked for with POST.' );
		}
		$refusal = $this->gate->refuse_all_but_owner( $call );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			return Refusals::reply( 'unavailable', Refusals::V1, $obstacle );
		}
		list( $run, $action ) = self::asked( $call );
		if ( null === RunRows::find( $run ) ) {
			return Refusals::reply( 'not_found', Refusals::V1 );
		}
		try {
			$done = $this->carry_out( $action, $run, in_array( $call->query( 'preview' ), array( '1', 'true' ), true ) );
		} catch ( Refusal $refusal ) {
			return Refusals::reply( $refusal->answer, Refusals::V1, $refusal->getMessage() );
		}
		return 0 === $done ? Refusals::reply( 'conflict', Refusals::V1, self::too_late( $action ) ) : Reader::json( (array) RunRows::find( $done ) );
	}

	/**
	 * Does it.
	 *
	 * @param string $action  One of ACTIONS.
	 * @param int    $run     With which run.
	 * @param bool   $preview Only say what an undo would do.
	 * @return int The run to show, 0 where it was too late.
	 */
	private function carry_out( string $action, int $run, bool $preview ): int {
		return match ( $action ) {
			'release' => $this->verdict->release( $run ) ? $run : 0,
			'discard' => $this->verdict->discard( $run ) ? $run : 0,
			default   => $this->verdict->undo( $run, $preview ),
		};
	}

	/**
	 * Run and action of the path.
	 *
	 * @param Call $call The request.
	 * @return array{int, string}
	 */
	private static function asked( Call $call ): array {
		$parts = explode( '/', untrailingslashit( $call->path() ) );
		$run   = $parts[ count( $parts ) - 2 ] ?? '';
		return array( ctype_digit( $run ) && strlen( $run ) < 19 ? (int) $run : 0, strtolower( (string) end( $parts ) ) );
	}

	/**
	 * Why nothing was done.
	 *
	 * @param string $action One of ACTIONS.
	 */
	private static function too_late( string $action ): string {
		return 'release' === $action ? 'The run is not held, so there is nothing to release.' : 'The run is over already.';
	}
}
