<?php
/**
 * Lets in who holds a live token, or who may manage the shop.
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Refusal;
use Stockwire\Shop\Settings;
use Stockwire\Shop\TokenFile;
use Stockwire\Shop\TokenUse;
use Stockwire\Token;

/** Tokens are compared by the extension, in constant time, by digest. No configured token means closed. */
final class Gate {

	/**
	 * The reply that refuses, or null where the token is right.
	 *
	 * @param Call $call    The request.
	 * @param int  $dialect For the refusal.
	 */
	public function refuse_token( Call $call, int $dialect ): ?Reply {
		$tokens = Settings::load()->tokens();
		try {
			$found = Token::find( $call->authorization->value, array_column( $tokens, 'digest' ) );
		} catch ( Refusal $refusal ) {
			return Refusals::reply( $refusal->answer, $dialect );
		}
		if ( null === $found ) {
			return Refusals::reply( 'forbidden', $dialect );
		}
		TokenUse::note( $tokens[ $found ]['digest'] );
		// A right token that the module's file does not hold yet: it was rotated on another node.
		( new TokenFile() )->heal();
		return null;
	}

	/**
	 * The reply that refuses, or null for a user who may manage the shop or for the holder of a token.
	 *
	 * @param Call $call The request.
	 */
	public function refuse_reader( Call $call ): ?Reply {
		return current_user_can( 'manage_woocommerce' ) ? null : $this->refuse_token( $call, Refusals::V1 );
	}
}
