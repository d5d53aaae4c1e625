<?php
/**
 * Finds out whether push.php runs on this machine: by a request of the shop to itself, as a back office would send it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Shop\Connection\Finding;
use Stockwire\Shop\Connection\Probe;
use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\TokenFile;

/** Until it did, and whenever it does not any more, the lane is closed. */
final class Proof {

	/** Microseconds; the module looks at its file once a second. */
	private const MODULE_LOOKS_AGAIN = 1200000;

	/**
	 * Tries it and notes the result.
	 *
	 * @param string $path Of push.php.
	 * @return ?Finding What is wrong and which line cures it; null where it runs.
	 */
	public function run( string $path ): ?Finding {
		$probe = Probe::issue( true );
		$file  = new TokenFile();
		$file->write( array( $probe->digest() ), true );
		try {
			$finding = $this->send( $probe, $path );
			if ( null !== $finding ) {
				usleep( self::MODULE_LOOKS_AGAIN );
				// A push may have written the file anew meanwhile, without the probe.
				$file->write( array( $probe->digest() ), true );
				$finding = $this->send( $probe, $path );
			}
		} finally {
			$probe->recall();
		}
		Facts::prove( null === $finding ? Facts::PROVEN : $finding->code, $finding->detail ?? '' );
		$file->write();
		return $finding;
	}

	/**
	 * Sends it once.
	 *
	 * @param Probe  $probe The probe.
	 * @param string $path  Of push.php.
	 */
	private function send( Probe $probe, string $path ): ?Finding {
		$answer = Test::ask( $probe );
		$status = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
		$report = is_wp_error( $answer ) ? null : json_decode( wp_remote_retrieve_body( $answer ), true );
		$report = is_array( $report ) && true === ( $report['stockwire_probe'] ?? null ) ? $report : array();
		if ( true === ( $report['lane'] ?? null ) ) {
			return null;
		}
		$folder = dirname( $path );
		// Of the PHP that answers requests, where this one is the command line's.
		$facts   = Facts::read();
		$basedir = (string) $facts->get( 'basedir' );
		if ( '' !== $basedir && array() === $report ) {
			$line = 'apache2handler' === $facts->get( 'sapi' ) ? 'php_admin_value open_basedir "%s:%s"' : 'php_admin_value[open_basedir] = %s:%s';
			return new Finding( 'lane_basedir', 'php', true, $folder, sprintf( $line, $basedir, $folder ) );
		}
		// The module goes the ordinary way where Apache would refuse the file.
		return array() !== $report
			? new Finding( 'lane_denied', 'apache', true, $folder, 'Require all granted' )
			: new Finding( 'lane_broken', 'php', true, (string) $status, 'StockwireLane Off' );
	}
}
