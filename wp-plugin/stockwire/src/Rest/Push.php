<?php
/**
 * Receives stock: SmartBill's route and our own differ in dialect only.
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Receipt;
use Stockwire\Refusal;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/** Method, token, switch, requirements, length, type: in the order in which the module checks them, then the engine. */
final class Push implements Endpoint {

	private const SOURCES = array( 'smartbill', 'v1' );

	/**
	 * Takes what a push needs.
	 *
	 * @param int                    $dialect  Refusals::SMARTBILL or V1.
	 * @param EngineFactory          $engines  Makes the engine.
	 * @param \Closure(Receipt):void $announce Tells WordPress what was committed.
	 * @param Gate                   $gate     Checks the token.
	 */
	public function __construct(
		private readonly int $dialect,
		private readonly EngineFactory $engines,
		private readonly \Closure $announce,
		private readonly Gate $gate = new Gate(),
	) {}

	/**
	 * Answers a push.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply {
		$refusal = $this->refuse( $call );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$preview = Refusals::V1 === $this->dialect && in_array( $call->query( 'preview' ), array( '1', 'true' ), true );
		$key     = Refusals::V1 === $this->dialect && ! $preview ? $call->header( 'idempotency-key' ) : '';
		if ( '' === $key ) {
			return $this->receive( $call, $preview )[0];
		}
		return ( new Idempotency( $key, $call->body() ) )->once( fn(): array => $this->receive( $call, false ) );
	}

	/**
	 * Everything that can be wrong before the body is read.
	 *
	 * @param Call $call The request.
	 */
	private function refuse( Call $call ): ?Reply {
		if ( ! Requirements::extension_fits() ) {
			return Refusals::reply( 'unavailable', $this->dialect, Requirements::obstacle() );
		}
		if ( 'POST' !== $call->method() ) {
			return Refusals::reply( 'method', $this->dialect );
		}
		$enabled = Settings::load()->enabled();
		// SmartBill's own answer to a link that is off does not ask for the token first.
		if ( ! $enabled && Refusals::SMARTBILL === $this->dialect ) {
			return Refusals::reply( 'disabled', $this->dialect );
		}
		$refusal = $this->gate->refuse_token( $call, $this->dialect );
		if ( null !== $refusal ) {
			return $refusal;
		}
		if ( ! $enabled ) {
			return Refusals::reply( 'disabled', $this->dialect );
		}
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			return Refusals::reply( 'unavailable', $this->dialect, $obstacle );
		}
		$problem = $call->length_problem();
		if ( null === $problem && Refusals::V1 === $this->dialect && ! self::is_json( $call->header( 'content-type' ) ) ) {
			$problem = 'media_type';
		}
		return null === $problem ? null : Refusals::reply( $problem, $this->dialect );
	}

	/**
	 * Lets the engine work, then tells WordPress.
	 *
	 * @param Call $call    The request.
	 * @param bool $preview Decide only.
	 * @return array{Reply, ?int} The reply, and the number of the run where there was one.
	 */
	private function receive( Call $call, bool $preview ): array {
		try {
			$receipt = $this->engines->engine( self::SOURCES[ $this->dialect ] )->receive( $call->body(), $this->dialect, $preview );
		} catch ( Refusal $refusal ) {
			return array( Refusals::reply( $refusal->answer, $this->dialect, $refusal->getMessage() ), null );
		}
		( $this->announce )( $receipt );
		$reply = Refusals::V1 === $this->dialect
			? Reply::json( $receipt->toJson() )
			: Reply::json( array() === $receipt->lines() ? self::success() : $receipt->toSmartBill() );
		return array( $reply, $receipt->run );
	}

	/** What SmartBill's "test connection" shows: it sends an empty list. */
	private static function success(): string {
		return '"The connection works. This shop is ready to receive stock."';
	}

	/**
	 * Is a Content-Type JSON?
	 *
	 * @param string $type The header.
	 */
	private static function is_json( string $type ): bool {
		return 'application/json' === strtolower( trim( explode( ';', $type )[0] ) );
	}
}
