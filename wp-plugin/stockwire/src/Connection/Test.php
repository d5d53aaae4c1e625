<?php
/**
 * Sends a probe through the whole stack and reads from the answer what became of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Connection;

use Stockwire\Shop\Lane\Proof;
use Stockwire\Shop\Rest\Authorization;
use Stockwire\Shop\Rest\Routes;
use Stockwire\Shop\TokenFile;

/**
 * As a back office would send it: POST, bearer, the address that is shown to the owner.
 *
 * @phpstan-type Response array{status: int, location: string, challenge: string, body: string}
 */
final class Test {

	private const SECONDS = 10;

	/** Microseconds. */
	private const MODULE_LOOKS_AGAIN = 1200000;

	/** For every stack of Apache since 2.4.13 where PHP does not run inside Apache. */
	private const LINE_PASS = 'CGIPassAuth On';

	/**
	 * For a directory that asks for a password. The request line, since a rewrite to index.php changes REQUEST_URI; anchored and
	 * without dots, `%` or foreign parameters, since none of them may open another page.
	 */
	private const LINE_EXEMPT = 'Require expr %%{THE_REQUEST} =~ m#^[A-Z]+ %s(smartbill_woocommerce/v1/stocks|stockwire/v1/[a-z0-9/]+)([?]preview=1)? #';

	/**
	 * Path of push.php, where Apache offers the fast lane.
	 *
	 * @var string
	 */
	private string $offered = '';

	/** Runs the test. */
	public function run(): Finding {
		$probe = Probe::issue();
		$file  = new TokenFile();
		// The module is to let the probe pass as it would a token of the shop.
		$file->write( array( $probe->digest() ) );
		try {
			$finding = $this->send( $probe );
			if ( 'module' === $finding->code ) {
				// It looks at its file once a second; what it refuses after that it does not know.
				usleep( self::MODULE_LOOKS_AGAIN );
				$finding = $this->send( $probe );
			}
		} finally {
			$probe->recall();
			$file->write();
		}
		return '' !== $this->offered && $finding->works ? ( new Proof() )->run( $this->offered ) ?? $finding : $finding;
	}

	/**
	 * Sends it once.
	 *
	 * @param Probe $probe The probe.
	 */
	private function send( Probe $probe ): Finding {
		$answer = self::ask( $probe );
		if ( is_wp_error( $answer ) ) {
			return new Finding( 'unreachable', 'network', false, $answer->get_error_message() );
		}
		$report        = json_decode( wp_remote_retrieve_body( $answer ), true );
		$this->offered = is_array( $report ) ? (string) ( $report['offered'] ?? '' ) : '';
		return self::judge(
			array(
				'status'    => (int) wp_remote_retrieve_response_code( $answer ),
				'location'  => self::header( $answer, 'location' ),
				'challenge' => self::header( $answer, 'www-authenticate' ),
				'body'      => wp_remote_retrieve_body( $answer ),
			)
		);
	}

	/**
	 * The request itself.
	 *
	 * @param Probe $probe The probe.
	 * @return array<string, mixed>|\WP_Error
	 */
	public static function ask( Probe $probe ): array|\WP_Error {
		return wp_remote_post(
			rest_url( Routes::SMARTBILL ),
			array(
				'timeout'     => self::SECONDS,
				'redirection' => 0,
				// As WordPress' own loop-back: a shop often cannot check its own certificate, and nothing secret is sent.
				'sslverify'   => apply_filters( 'https_local_ssl_verify', false ), // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' filter.
				'headers'     => array(
					'Authorization' => 'Bearer ' . $probe->bearer,
					'Content-Type'  => 'application/json',
					Probe::HEADER   => $probe->name,
				),
				'body'        => '[]',
			)
		);
	}

	/**
	 * From an answer to a finding.
	 *
	 * @param array $response The answer.
	 * @phpstan-param Response $response
	 */
	public static function judge( array $response ): Finding {
		$report = json_decode( $response['body'], true );
		if ( is_array( $report ) && true === ( $report['stockwire_probe'] ?? null ) ) {
			return self::judge_report( $report );
		}
		$status = $response['status'];
		if ( $status >= 300 && $status < 400 ) {
			return new Finding( 'redirected', 'network', false, esc_url_raw( $response['location'] ) );
		}
		if ( 401 === $status && str_starts_with( strtolower( $response['challenge'] ), 'basic' ) ) {
			$prefix = (string) preg_replace( '#^[a-z]+://[^/]+#i', '', rest_url() );
			return new Finding( 'basic', 'apache', false, '', sprintf( self::LINE_EXEMPT, preg_quote( $prefix, '#' ) ) );
		}
		if ( is_array( $report ) && isset( $report['code'] ) ) {
			return new Finding( 'taken', 'plugin', false, sanitize_text_field( (string) $report['code'] ) );
		}
		if ( 404 === $status ) {
			return new Finding( 'not_found', 'apache', false, '', 'AllowOverride All' );
		}
		if ( is_string( $report ) ) {
			// A sentence of ours, yet no report: the module wrote it.
			return new Finding( 'module', 'apache', false, (string) $status );
		}
		return $status >= 500 ? new Finding( 'broken', 'php', false, (string) $status ) : new Finding( 'blocked', 'apache', false, (string) $status );
	}

	/**
	 * From the report of a probe that arrived.
	 *
	 * @param array<string, mixed> $report See Probe::answer().
	 */
	private static function judge_report( array $report ): Finding {
		if ( '' === $report['at_start'] && '' === $report['now'] ) {
			// Inside Apache, PHP can ask for every header: what it does not find there never came.
			return 'apache2handler' === $report['sapi']
				? new Finding( 'proxy', 'network', false )
				: new Finding( 'lost', 'apache', false, '', self::LINE_PASS );
		}
		if ( true !== $report['whole'] ) {
			return new Finding( 'altered', 'apache', false );
		}
		if ( 'POST' !== $report['method'] ) {
			return new Finding( 'method', 'apache', false );
		}
		if ( in_array( $report['at_start'], Authorization::PLACES, true ) && ! in_array( $report['now'], Authorization::PLACES, true ) ) {
			return new Finding( 'removed', 'plugin', true );
		}
		if ( '' !== $report['objector'] ) {
			return new Finding( 'objected', 'plugin', true, sanitize_text_field( (string) $report['objector'] ) );
		}
		if ( 'getallheaders' === $report['now'] ) {
			return new Finding( 'apache', 'php', true, '', self::LINE_PASS );
		}
		return true === $report['core'] ? new Finding( 'works', '', true ) : new Finding( 'core', 'core', true, '', self::LINE_PASS );
	}

	/**
	 * One header of an answer.
	 *
	 * @param array<string, mixed> $answer As WordPress gives it.
	 * @param string               $name   Of the header.
	 */
	private static function header( array $answer, string $name ): string {
		$value = wp_remote_retrieve_header( $answer, $name );
		return is_array( $value ) ? (string) reset( $value ) : $value;
	}
}
