<?php
/**
 * Serves our routes from `rest_pre_dispatch`: before WordPress decodes a body and before any other plugin's handler.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Connection\Probe;
use Stockwire\Shop\Settings;

/** WordPress' own dispatch would parse up to 32 MiB of JSON first, and answer 404 to a wrong method. */
final class Routes {

	public const SMARTBILL = '/smartbill_woocommerce/v1/stocks';
	public const BASE      = '/stockwire/v1';

	/**
	 * Replies of the requests that are being served.
	 *
	 * @var \WeakMap<\WP_REST_Request<array<string, mixed>>, Reply>
	 */
	private \WeakMap $replies;

	/** Code of the error with which another plugin wanted to refuse this request: the connection test names it. */
	private string $objector = '';

	/**
	 * Takes the endpoints.
	 *
	 * @param array<string, Endpoint> $endpoints smartbill, receipts, owner; the others by their place below stockwire/v1.
	 * @param Authorization           $at_start  The header as it was when the plugin was loaded.
	 */
	public function __construct( private readonly array $endpoints, private readonly Authorization $at_start ) {
		$this->replies = new \WeakMap();
	}

	/** Hooks in, first and last: nobody's order of loading matters. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'declare_routes' ) );
		add_filter( 'rest_authentication_errors', array( $this, 'decide_authentication' ), PHP_INT_MAX );
		add_filter( 'rest_pre_dispatch', array( $this, 'answer' ), PHP_INT_MIN, 3 );
		add_filter( 'rest_pre_dispatch', array( $this, 'insist' ), PHP_INT_MAX, 3 );
		add_filter( 'rest_pre_serve_request', array( $this, 'serve' ), PHP_INT_MAX, 3 );
	}

	/** Makes the routes visible in the index. The callbacks answer alike should anything reach them past the filter. */
	public function declare_routes(): void {
		$reader = fn(): bool => null === ( new Gate() )->refuse_reader( $this->current_call() );
		$sender = fn(): bool => ! ( new Gate() )->token( $this->current_call(), Refusals::V1 ) instanceof Reply;
		if ( Settings::load()->enabled() ) {
			$this->declare_route( self::SMARTBILL, 'POST', $sender );
		}
		$this->declare_route( self::BASE . '/stock', 'POST', $sender );
		$this->declare_route( self::BASE . '/receipts/(?P<run>\d+)', 'GET', $reader );
		foreach ( array( 'status', 'runs', 'unmatched', 'coverage' ) as $name ) {
			$this->declare_route( self::BASE . "/$name", 'GET', $reader );
		}
		$owner = fn(): bool => null === ( new Gate() )->refuse_all_but_owner( $this->current_call() );
		foreach ( OwnerAction::ACTIONS as $action ) {
			$this->declare_route( self::BASE . '/runs/(?P<run>\d+)/' . $action, 'POST', $owner );
		}
	}

	/**
	 * Security plugins refuse guests and foreign bearers; on our routes our own gate decides, later. Whoever comes with an error
	 * comes as a guest: a user is only believed where nobody objected.
	 *
	 * @param mixed $errors What the others decided.
	 */
	public function decide_authentication( mixed $errors ): mixed {
		$path = isset( $GLOBALS['wp'] ) && $GLOBALS['wp'] instanceof \WP ? (string) ( $GLOBALS['wp']->query_vars['rest_route'] ?? '' ) : '';
		if ( ! $this->is_ours( $path ) ) {
			return $errors;
		}
		if ( is_wp_error( $errors ) ) {
			$this->objector = (string) $errors->get_error_code();
			wp_set_current_user( 0 );
		}
		return true;
	}

	/**
	 * Answers a request of ours.
	 *
	 * @param mixed                                  $result  What was decided before.
	 * @param \WP_REST_Server                        $server  The server.
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function answer( mixed $result, \WP_REST_Server $server, \WP_REST_Request $request ): mixed {
		$probe = $this->is_smartbill( $request->get_route() ) ? Probe::answer( $request, $this->at_start, $this->objector ) : null;
		$name  = $this->endpoint_of( $request->get_route(), $server );
		if ( null === $name && null === $probe ) {
			return $result;
		}
		$reply = null === $probe ? $this->reply( (string) $name, $request ) : Reply::json( (string) wp_json_encode( $probe ) );
		if ( $reply->body instanceof \Closure ) {
			// WordPress would decode it to look for `_fields`: for a large push that takes as much memory as the push itself.
			$request->set_body( '' );
		}
		$this->replies[ $request ] = $reply;
		return $this->response( $reply );
	}

	/**
	 * Puts our answer back where another filter replaced it: what was written was written.
	 *
	 * @param mixed                                  $result  What the others made of it.
	 * @param \WP_REST_Server                        $server  The server.
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function insist( mixed $result, \WP_REST_Server $server, \WP_REST_Request $request ): mixed {
		return isset( $this->replies[ $request ] ) ? $this->response( $this->replies[ $request ] ) : $result;
	}

	/**
	 * Sends our answer as it is: WordPress would encode it again, or wrap it.
	 *
	 * @param mixed                                  $served   True where it was sent already.
	 * @param mixed                                  $response WordPress' response.
	 * @param \WP_REST_Request<array<string, mixed>> $request  The request.
	 */
	public function serve( mixed $served, mixed $response, \WP_REST_Request $request ): mixed {
		$reply = $this->replies[ $request ] ?? null;
		if ( null === $reply || true === $served ) {
			return $served;
		}
		if ( ! headers_sent() ) {
			status_header( $reply->status );
			header( 'Content-Type: ' . $reply->type );
			foreach ( $reply->headers as $name => $value ) {
				header( $name . ': ' . $value );
			}
		}
		if ( 'HEAD' !== strtoupper( $request->get_method() ) ) {
			$reply->send();
		}
		return true;
	}

	/**
	 * Is this SmartBill's address?
	 *
	 * @param string $path Below wp-json.
	 */
	private function is_smartbill( string $path ): bool {
		return self::SMARTBILL === strtolower( untrailingslashit( $path ) );
	}

	/**
	 * Name of the endpoint that answers a path; null where it is not ours to answer.
	 *
	 * @param string          $path   Below wp-json.
	 * @param \WP_REST_Server $server The server.
	 */
	private function endpoint_of( string $path, \WP_REST_Server $server ): ?string {
		$path = strtolower( untrailingslashit( $path ) );
		if ( $this->is_smartbill( $path ) ) {
			return Settings::load()->enabled() || ! RouteOwners::somebody_else( $server ) ? 'smartbill' : null;
		}
		if ( ! str_starts_with( $path, self::BASE . '/' ) ) {
			return null;
		}
		$rest = substr( $path, strlen( self::BASE ) + 1 );
		if ( str_starts_with( $rest, 'receipts/' ) ) {
			return 'receipts';
		}
		if ( isset( $this->endpoints[ $rest ] ) && ! in_array( $rest, array( 'smartbill', 'receipts', 'owner' ), true ) ) {
			return $rest;
		}
		if ( 1 === preg_match( '@^runs/[0-9]+/(?:undo|release|discard)$@D', $rest ) ) {
			return 'owner';
		}
		// Further routes of ours are served by WordPress' dispatch; what nobody knows gets our kind of 404.
		foreach ( array_keys( $server->get_routes( ltrim( self::BASE, '/' ) ) ) as $route ) {
			if ( 1 === preg_match( '@^' . $route . '$@i', $path ) ) {
				return null;
			}
		}
		return 'unknown';
	}

	/**
	 * Is a path ours to authenticate?
	 *
	 * @param string $path Below wp-json.
	 */
	private function is_ours( string $path ): bool {
		$path = strtolower( untrailingslashit( $path ) );
		return str_starts_with( $path, self::BASE . '/' )
			|| ( $this->is_smartbill( $path ) && 'smartbill' === $this->endpoint_of( $path, rest_get_server() ) );
	}

	/**
	 * The reply of an endpoint. Whatever goes wrong inside is an answer, never a page of HTML with status 200.
	 *
	 * @param string                                 $name    Of the endpoint.
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function reply( string $name, \WP_REST_Request $request ): Reply {
		$dialect = 'smartbill' === $name ? Refusals::SMARTBILL : Refusals::V1;
		try {
			return isset( $this->endpoints[ $name ] )
				? $this->endpoints[ $name ]->reply( $this->call( $request ) )
				: Refusals::reply( 'not_found', $dialect, 'There is nothing at this address.' );
		} catch ( \Throwable $error ) {
			self::log( $error );
			return Refusals::reply( 'unavailable', $dialect, 'An unexpected error stopped the request; the shop\'s log (WooCommerce, Status, Logs) has the details.' );
		}
	}

	/**
	 * Where an owner looks for errors. The trace stays out: it could show arguments.
	 *
	 * @param \Throwable $error What happened.
	 */
	private static function log( \Throwable $error ): void {
		if ( function_exists( 'wc_get_logger' ) ) {
			wc_get_logger()->error( sprintf( '%s: %s at %s:%d', get_class( $error ), $error->getMessage(), $error->getFile(), $error->getLine() ), array( 'source' => 'stockwire' ) );
		}
	}

	/**
	 * Adds one route to the index.
	 *
	 * @param string          $path    Below wp-json.
	 * @param string          $method  HTTP method.
	 * @param \Closure():bool $allowed Who may.
	 */
	private function declare_route( string $path, string $method, \Closure $allowed ): void {
		list( , $vendor, $version, $route ) = explode( '/', $path, 4 );
		register_rest_route(
			"$vendor/$version",
			"/$route",
			array(
				'methods'             => $method,
				'callback'            => fn( \WP_REST_Request $request ): mixed => $this->answer( null, rest_get_server(), $request ),
				'permission_callback' => $allowed,
			)
		);
	}

	/**
	 * A call with its header.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function call( \WP_REST_Request $request ): Call {
		return new Call( $request, Authorization::read()->or( $this->at_start ) );
	}

	/** The header alone, for a permission callback, which asks for nothing else. */
	private function current_call(): Call {
		return $this->call( new \WP_REST_Request() );
	}

	/**
	 * WordPress' form of a reply, for the filters that look at it.
	 *
	 * @param Reply $reply The reply.
	 */
	private function response( Reply $reply ): \WP_REST_Response {
		$response = new \WP_REST_Response( is_string( $reply->body ) ? $reply->body : null, $reply->status, $reply->headers );
		$response->header( 'Content-Type', $reply->type );
		return $response;
	}
}
