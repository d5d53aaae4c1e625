<?php
/**
 * The findings of a connection test in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Connection;

/** One sentence a code; %s is the detail. */
final class Sentences {

	/**
	 * The sentence of a finding.
	 *
	 * @param string $code   Its code.
	 * @param string $detail What it names.
	 */
	public static function of( string $code, string $detail ): string {
		return str_replace( '%s', $detail, self::network()[ $code ] ?? self::header()[ $code ] ?? self::lane()[ $code ] ?? $code );
	}

	/**
	 * Name of a hop.
	 *
	 * @param string $hop One of Finding::HOPS.
	 */
	public static function hop( string $hop ): string {
		return match ( $hop ) {
			'network' => __( 'Network', 'stockwire' ),
			'apache'  => __( 'Apache', 'stockwire' ),
			'php'     => __( 'PHP', 'stockwire' ),
			'core'    => __( 'WordPress', 'stockwire' ),
			default   => __( 'Other plugins', 'stockwire' ),
		};
	}

	/**
	 * The request did not reach us.
	 *
	 * @return array<string, string>
	 */
	private static function network(): array {
		return array(
			/* translators: %s: message of the HTTP library */
			'unreachable' => __( 'The shop cannot reach its own address: %s. If the back office is refused as well, ask the host; if only the shop itself is, name the shop in the machine\'s hosts file.', 'stockwire' ),
			/* translators: %s: a web address */
			'redirected'  => __( 'The address answers with a redirect to %s, and the header is lost on the way. Give the back office the final address, or correct the addresses under Settings → General.', 'stockwire' ),
			'basic'       => __( 'Apache asks for a password (Basic) before PHP starts. Exempt the address of the link from it.', 'stockwire' ),
			'not_found'   => __( 'Apache does not hand the address to WordPress. Save Settings → Permalinks once more, and allow the .htaccess file to rewrite.', 'stockwire' ),
			'module'      => __( 'The Apache module refuses tokens that this shop accepts: its token file is not the one that the shop writes. See "Token file" below.', 'stockwire' ),
			/* translators: %s: HTTP status */
			'blocked'     => __( 'Something in front of WordPress stops the request (status %s): a firewall, a rule of Apache or of the host. Exempt the address of the link from it.', 'stockwire' ),
			/* translators: %s: HTTP status */
			'broken'      => __( 'PHP or WordPress fails before it can answer (status %s). The error log of PHP has the details.', 'stockwire' ),
			/* translators: %s: error code */
			'taken'       => __( 'Another plugin answered before Stockwire could (%s). It ends requests to the REST API early; make an exception for the address of the link in its settings.', 'stockwire' ),
		);
	}

	/**
	 * The request reached us, but not by the fast lane.
	 *
	 * @return array<string, string>
	 */
	private static function lane(): array {
		return array(
			/* translators: %s: path of a folder */
			'lane_denied'  => __( 'It works, on the ordinary way. The fast lane stays closed, since Apache refuses the folder %s: put the line below into its <Directory> block.', 'stockwire' ),
			/* translators: %s: path of a folder */
			'lane_basedir' => __( 'It works, on the ordinary way. The fast lane stays closed, since PHP may not read the folder %s: set open_basedir as below.', 'stockwire' ),
			/* translators: %s: HTTP status */
			'lane_broken'  => __( 'It works, on the ordinary way. The fast lane stays closed, since push.php fails (status %s). The error log of PHP has the details; the line below gives the lane up.', 'stockwire' ),
		);
	}

	/**
	 * The request reached us.
	 *
	 * @return array<string, string>
	 */
	private static function header(): array {
		return array(
			'works'    => __( 'The header arrives. A back office with the right address and token gets through.', 'stockwire' ),
			'lost'     => __( 'Apache keeps the Authorization header from PHP. Add the line below to the site\'s .htaccess or virtual host, or install mod_stockwire.', 'stockwire' ),
			'proxy'    => __( 'The Authorization header is removed before it reaches Apache, by a proxy or by the host. Ask the host to let it through.', 'stockwire' ),
			'altered'  => __( 'The Authorization header arrives, but not as it was sent: something in front of PHP replaces it or adds to it.', 'stockwire' ),
			'method'   => __( 'The request arrives with another method than it was sent with, so its body is lost. A redirect or a rule of Apache changes it.', 'stockwire' ),
			'apache'   => __( 'It works: Stockwire fetches the header from Apache itself. Other plugins do not see it; the line below gives it to them, too.', 'stockwire' ),
			'core'     => __( 'It works: Stockwire finds the header where WordPress does not look for it. The line below brings it to the usual place, for other plugins.', 'stockwire' ),
			'removed'  => __( 'It works: another plugin removes the header, but Stockwire had read it before.', 'stockwire' ),
			/* translators: %s: error code */
			'objected' => __( 'It works: another plugin refuses such requests (%s), and Stockwire decides for its own addresses.', 'stockwire' ),
		);
	}
}
