<?php
/**
 * The fast lane's end of push.php: answers a push where the noted facts are true, and leaves everything else to WordPress.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Refusal;
use Stockwire\Shop\Announce\Caches;
use Stockwire\Shop\Connection\Probe;
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Rest\Authorization;
use Stockwire\Shop\Rest\Call;
use Stockwire\Shop\Rest\Push;
use Stockwire\Shop\Rest\Refusals;
use Stockwire\Shop\Rest\Reply;
use Stockwire\Shop\TokenUse;
use Stockwire\Token;

/**
 * Until the engine is asked, declining costs nothing: the ordinary route then answers within the same request.
 *
 * @phpstan-import-type TokenRecord from \Stockwire\Shop\Settings
 */
final class Entry {

	/**
	 * Answers the current request.
	 *
	 * @param string $dialect As the module says it: smartbill or v1.
	 * @param string $site    Home path of the site, as the module understood the address.
	 * @return bool False where nothing was done and WordPress has to answer.
	 */
	public static function serve( string $dialect, string $site ): bool {
		if ( ! Requirements::php_fits() || null === Database::connection() ) {
			return false;
		}
		$options = Options::read();
		$options->lend();
		try {
			return self::answer( $dialect, $site, Facts::of( $options ) );
		} finally {
			// The ordinary route reads and writes options as everybody does.
			$options->withdraw();
		}
	}

	/**
	 * The same with the facts at hand.
	 *
	 * @param string $dialect As the module says it.
	 * @param string $site    Home path of the site.
	 * @param Facts  $facts   As noted.
	 */
	private static function answer( string $dialect, string $site, Facts $facts ): bool {
		$request = new Request();
		$report  = self::probe( $request, $facts, $site );
		if ( null !== $report ) {
			self::send( Reply::json( (string) wp_json_encode( $report ) ), $facts );
			return true;
		}
		$tokens = $facts->open() && self::is_site( $facts, $site ) && Requirements::tables_were_good() ? self::tokens( $facts ) : array();
		$token  = self::token( $tokens );
		if ( null === $token ) {
			return false;
		}
		$entry = new self( 'v1' === $dialect ? Refusals::V1 : Refusals::SMARTBILL, $facts );
		$reply = $entry->reply( new Call( $request, Authorization::read() ), $token );
		self::send( $reply, $facts );
		$entry->wake();
		TokenUse::note( $token['digest'], array_column( $tokens, 'digest' ) );
		return true;
	}

	/**
	 * What became of the push, for the background.
	 *
	 * @var ?Receipt
	 */
	private ?Receipt $receipt = null;

	/**
	 * For one request.
	 *
	 * @param int   $dialect Refusals::SMARTBILL or V1.
	 * @param Facts $facts   True ones.
	 */
	private function __construct( private readonly int $dialect, private readonly Facts $facts ) {}

	/**
	 * The connection test's question, answered also while the lane is closed; null where it is none.
	 *
	 * @param Request $request The request.
	 * @param Facts   $facts   As noted.
	 * @param string  $site    Home path of the site.
	 * @return ?array<string, mixed>
	 */
	private static function probe( Request $request, Facts $facts, string $site ): ?array {
		$name = (string) $request->get_header( Probe::HEADER );
		return '' !== $name && self::is_site( $facts, $site ) && null !== Probe::expected( $name ) ? array(
			'stockwire_probe' => true,
			'lane'            => true,
		) : null;
	}

	/**
	 * Is this WordPress the one that the address belongs to?
	 *
	 * @param Facts  $facts As noted.
	 * @param string $site  Home path, as the module understood the address.
	 */
	private static function is_site( Facts $facts, string $site ): bool {
		$home = explode( ' ', (string) $facts->get( 'site' ), 2 );
		return isset( $home[1] ) && rtrim( $home[1], '/' ) === rtrim( $site, '/' );
	}

	/**
	 * The tokens that are good now; none while the link is off.
	 *
	 * @param Facts $facts True ones.
	 * @phpstan-return list<TokenRecord>
	 */
	private static function tokens( Facts $facts ): array {
		$tokens = array();
		foreach ( true === $facts->get( 'enabled' ) ? (array) $facts->get( 'tokens' ) : array() as $token ) {
			if ( 0 === $token['expires'] || $token['expires'] > time() ) {
				$tokens[] = $token;
			}
		}
		return $tokens;
	}

	/**
	 * That of the request; null where it is none of ours.
	 *
	 * @param array $tokens Good ones.
	 * @phpstan-param list<TokenRecord> $tokens
	 * @phpstan-return ?TokenRecord
	 */
	private static function token( array $tokens ): ?array {
		try {
			$found = Token::find( Authorization::read()->value, array_column( $tokens, 'digest' ) );
		} catch ( Refusal ) {
			return null;
		}
		return null === $found ? null : $tokens[ $found ];
	}

	/**
	 * The answer; from here on the lane is responsible.
	 *
	 * @param Call  $call  The request.
	 * @param array $token That it brought.
	 * @phpstan-param TokenRecord $token
	 */
	private function reply( Call $call, array $token ): Reply {
		$problem = Push::problem( $call, $this->dialect );
		if ( null !== $problem ) {
			return Refusals::reply( $problem, $this->dialect );
		}
		try {
			$this->receipt = $this->engine( $token )->receive( $call->body(), $this->dialect, Push::is_preview( $call, $this->dialect ) );
			return Reply::receipt( $this->receipt, $this->dialect );
		} catch ( Refusal $refusal ) {
			return Refusals::reply( $refusal->answer, $this->dialect, $refusal->getMessage() );
		} catch ( \Throwable $error ) {
			// WooCommerce's log is not to be had here. The trace stays out: it could show arguments.
			error_log( sprintf( 'Stockwire: %s: %s at %s:%d', get_class( $error ), $error->getMessage(), $error->getFile(), $error->getLine() ) ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
			return Refusals::reply( 'unavailable', $this->dialect, 'An unexpected error stopped the request; PHP\'s error log has the details.' );
		}
	}

	/**
	 * The same engine as the ordinary route's, with what was noted in the place of what is asked there.
	 *
	 * @param array $token Whose label goes into the journal.
	 * @phpstan-param TokenRecord $token
	 */
	private function engine( array $token ): Engine {
		global $wpdb;
		$connection = Database::connection();
		assert( null !== $connection );
		$caches = new Caches( (int) $this->facts->get( 'term' ) );
		$config = array(
			'source'      => Push::SOURCES[ $this->dialect ],
			'token_label' => $token['label'],
			'prefix'      => $wpdb->prefix,
			'deadline'    => EngineFactory::deadline(),
			'actor'       => 0,
			'utc_offset'  => ( new \DateTimeImmutable( 'now', new \DateTimeZone( (string) $this->facts->get( 'timezone' ) ) ) )->getOffset(),
			'committed'   => array( $caches, 'forget' ),
		);
		return new Engine( $connection, $config + (array) $this->facts->get( 'config' ) );
	}

	/**
	 * Sends the answer, whole: the sender is not to wait for what comes after it.
	 *
	 * @param Reply $reply The answer.
	 * @param Facts $facts With the headers of an ordinary answer.
	 */
	private static function send( Reply $reply, Facts $facts ): void {
		status_header( $reply->status );
		foreach ( (array) $facts->get( 'headers' ) as $header ) {
			header( (string) $header );
		}
		header( 'Content-Type: ' . $reply->type );
		foreach ( $reply->headers as $name => $value ) {
			header( $name . ': ' . $value );
		}
		if ( null !== $reply->length() ) {
			header( 'Content-Length: ' . $reply->length() );
		}
		$reply->send();
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
			return;
		}
		while ( ob_get_level() > 0 && ob_end_flush() ) { // phpcs:ignore Generic.CodeAnalysis.EmptyStatement -- each level.
			continue;
		}
		flush();
	}

	/** Announcing, the owner's mail about a held run and older facts are the background's. */
	private function wake(): void {
		$told = null === $this->receipt || ( 0 === $this->receipt->changed && 'held' !== $this->receipt->state );
		if ( ! $told || $this->facts->age() >= Facts::RENEWED ) {
			ignore_user_abort( true );
			LoopBack::send( (string) $this->facts->get( 'wake' ), $this->receipt->run ?? 0 );
		}
	}
}
