<?php
/**
 * Lets in who holds a live token, or who may manage the shop.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
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

/**
 * Tokens are compared by the extension, in constant time, by digest. No configured token means closed.
 *
 * @phpstan-import-type TokenRecord from Settings
 */
final class Gate {

	/**
	 * The token that a request carries, or the reply that refuses.
	 *
	 * @param Call $call    The request.
	 * @param int  $dialect For the refusal.
	 * @phpstan-return TokenRecord|Reply
	 */
	public function token( Call $call, int $dialect ): array|Reply {
		$tokens = Settings::load()->tokens();
		try {
			$found = Token::find( $call->authorization->value, array_column( $tokens, 'digest' ) );
		} catch ( Refusal $refusal ) {
			return Refusals::reply( $refusal->answer, $dialect );
		}
		if ( null === $found ) {
			$wait = WrongTokens::note();
			return 0 === $wait ? Refusals::reply( 'forbidden', $dialect ) : Refusals::wait( $dialect, $wait );
		}
		TokenUse::note( $tokens[ $found ]['digest'] );
		// A right token that the module's file does not hold yet: it was rotated on another node.
		( new TokenFile() )->heal();
		return $tokens[ $found ];
	}

	/**
	 * The reply that refuses, or null for a user who may manage the shop or for the holder of a token.
	 *
	 * @param Call $call The request.
	 */
	public function refuse_reader( Call $call ): ?Reply {
		if ( current_user_can( 'manage_woocommerce' ) ) {
			return null;
		}
		$token = $this->token( $call, Refusals::V1 );
		return $token instanceof Reply ? $token : null;
	}

	/**
	 * The reply that refuses, or null for a user who may manage the shop: a token is not enough.
	 *
	 * WordPress believes a cookie only with its nonce, so another site cannot act through the owner's browser.
	 *
	 * @param Call $call The request.
	 */
	public function refuse_all_but_owner( Call $call ): ?Reply {
		if ( current_user_can( 'manage_woocommerce' ) ) {
			return null;
		}
		$token = is_user_logged_in() ? null : $this->token( $call, Refusals::V1 );
		return $token instanceof Reply ? $token : Refusals::not_the_owner();
	}
}
