<?php
// SPDX-License-Identifier: MIT
// WooCommerce's REST API as a back office uses it over plain http: a consumer key, and each call signed (OAuth 1.0a, RFC 5849).

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Keys {
	private string $key;
	private string $secret;
	private Http $http;
	private string $base;
	private string $sent;

	/** A key of its own, for this measurement only. */
	public function __construct() {
		global $wpdb;
		$this->http   = new Http();
		$this->base   = home_url( '/wp-json/wc/v3/' );
		// Signed for the shop's address, sent to the port where it is without our plugin.
		$this->sent   = getenv( 'BENCH_PEERS' ) . '/wp-json/wc/v3/';
		$this->key    = 'ck_' . bin2hex( random_bytes( 20 ) );
		$this->secret = 'cs_' . bin2hex( random_bytes( 20 ) );
		$wpdb->insert(
			"{$wpdb->prefix}woocommerce_api_keys",
			array(
				'user_id'         => 1,
				'description'     => 'bench',
				'permissions'     => 'read_write',
				'consumer_key'    => wc_api_hash( $this->key ),
				'consumer_secret' => $this->secret,
				'truncated_key'   => substr( $this->key, -7 ),
			)
		);
	}

	public function __destruct() {
		global $wpdb;
		$wpdb->delete( "{$wpdb->prefix}woocommerce_api_keys", array( 'description' => 'bench' ) );
	}

	/**
	 * Calls a route below /wp-json/wc/v3/.
	 *
	 * @param array<string, mixed> $body
	 * @return array<string, mixed>
	 */
	public function call( string $method, string $route, array $body ): array {
		$url   = $this->base . $route;
		$query = array(
			'oauth_consumer_key'     => $this->key,
			'oauth_nonce'            => bin2hex( random_bytes( 8 ) ),
			'oauth_signature_method' => 'HMAC-SHA256',
			'oauth_timestamp'        => (string) time(),
		);
		$base  = "$method&" . rawurlencode( $url ) . '&' . rawurlencode( http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ) );

		$query['oauth_signature'] = base64_encode( hash_hmac( 'sha256', $base, "$this->secret&", true ) );

		return (array) json_decode( $this->http->send( $method, "$this->sent$route?" . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ), array(), (string) json_encode( $body ) ), true );
	}
}
