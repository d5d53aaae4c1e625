<?php
/**
 * Receives stock: SmartBill's route and our own differ in dialect only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Refusal;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Wake;
use Stockwire\Shop\Lane\Keeper;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/**
 * Method, token, switch, requirements, length, type: in the order in which the module checks them, then the engine.
 *
 * @phpstan-import-type TokenRecord from Settings
 */
final class Push implements Endpoint {

	public const SOURCES = array( 'smartbill', 'v1' );

	/**
	 * Takes what a push needs.
	 *
	 * @param int           $dialect Refusals::SMARTBILL or V1.
	 * @param EngineFactory $engines Makes the engine.
	 * @param Gate          $gate    Checks the token.
	 */
	public function __construct(
		private readonly int $dialect,
		private readonly EngineFactory $engines = new EngineFactory(),
		private readonly Gate $gate = new Gate(),
	) {}

	/**
	 * Answers a push.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply {
		$token = $this->admit( $call );
		if ( $token instanceof Reply ) {
			return $token;
		}
		Keeper::after_push();
		$problem = self::problem( $call, $this->dialect );
		if ( null !== $problem ) {
			return Refusals::reply( $problem, $this->dialect );
		}
		$facts   = array( 'token_label' => $token['label'] );
		$preview = self::is_preview( $call, $this->dialect );
		// A preview writes nothing, so it may be repeated anyway.
		$key = Refusals::V1 === $this->dialect && ! $preview ? $call->header( 'idempotency-key' ) : '';
		if ( '' === $key ) {
			return $this->receive( $call->body(), $preview, $facts );
		}
		$once = new Idempotency( $key, $call->body() );
		return $once->reply( fn( array $of_key ): Reply => $this->receive( $call->body(), false, $facts + $of_key ) );
	}

	/**
	 * Whoever may send, while the link is on and can write.
	 *
	 * @param Call $call The request.
	 * @phpstan-return TokenRecord|Reply
	 */
	private function admit( Call $call ): array|Reply {
		if ( ! Requirements::php_fits() ) {
			return Refusals::reply( 'unavailable', $this->dialect, Requirements::obstacle() );
		}
		if ( 'POST' !== $call->method() ) {
			return Refusals::reply( 'method', $this->dialect );
		}
		$enabled = Settings::load()->enabled();
		// SmartBill is told that the link is off whatever token it holds.
		if ( ! $enabled && Refusals::SMARTBILL === $this->dialect ) {
			return Refusals::reply( 'disabled', $this->dialect );
		}
		$token = $this->gate->token( $call, $this->dialect );
		if ( $token instanceof Reply ) {
			return $token;
		}
		if ( ! $enabled ) {
			return Refusals::reply( 'disabled', $this->dialect );
		}
		$obstacle = Requirements::obstacle();
		return null === $obstacle ? $token : Refusals::reply( 'unavailable', $this->dialect, $obstacle );
	}

	/**
	 * Code of what is wrong with the body before it is read; null where nothing is.
	 *
	 * @param Call $call    The request.
	 * @param int  $dialect Refusals::SMARTBILL or V1.
	 */
	public static function problem( Call $call, int $dialect ): ?string {
		$problem = $call->length_problem();
		if ( null === $problem && Refusals::V1 === $dialect && 'application/json' !== $call->media_type() ) {
			return 'media_type';
		}
		return $problem;
	}

	/**
	 * Is nothing to be written?
	 *
	 * @param Call $call    The request.
	 * @param int  $dialect Refusals::SMARTBILL or V1.
	 */
	public static function is_preview( Call $call, int $dialect ): bool {
		return Refusals::V1 === $dialect && in_array( $call->query( 'preview' ), array( '1', 'true' ), true );
	}

	/**
	 * Lets the engine work, then tells WordPress.
	 *
	 * @param string               $body    As it came.
	 * @param bool                 $preview Decide only.
	 * @param array<string, mixed> $facts   For the journal.
	 */
	private function receive( string $body, bool $preview, array $facts ): Reply {
		$announcer = new Announcer();
		try {
			$receipt = $this->engines->engine( self::SOURCES[ $this->dialect ], $facts, $announcer )->receive( $body, $this->dialect, $preview );
		} catch ( Refusal $refusal ) {
			return Refusals::reply( $refusal->answer, $this->dialect, $refusal->getMessage() );
		}
		if ( $receipt->changed > 0 ) {
			$announcer->after( $receipt, $receipt->run );
		}
		if ( 'held' === $receipt->state ) {
			// The sender waits for no mail server. Where the shop cannot wake itself, the sweep tells.
			Wake::send( $receipt->run );
		}
		try {
			return Reply::receipt( $receipt, $this->dialect );
		} catch ( Refusal $refusal ) {
			return Refusals::reply( $refusal->answer, $this->dialect, 'There is not enough memory to write the answer. What was written stays: the same push again ends with the same numbers.' );
		}
	}
}
