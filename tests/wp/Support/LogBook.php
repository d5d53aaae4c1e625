<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * WooCommerce's log in memory: tests read it, and leave no files of root's beside the web server's.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

// phpcs:disable -- the interface's own signatures, without types.
final class LogBook implements \WC_Logger_Interface {

	/** @var list<string> "level message" */
	private static array $lines = array();

	/** @return list<string> what was written since this was last asked */
	public static function read(): array {
		$lines       = self::$lines;
		self::$lines = array();
		return $lines;
	}

	public function log( $level, $message, $context = array() ) {
		self::$lines[] = "$level $message";
	}

	public function add( $handle, $message, $level = 'notice' ) {
		$this->log( $level, $message );
		return true;
	}

	public function emergency( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function alert( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function critical( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function error( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function warning( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function notice( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function info( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}

	public function debug( $message, $context = array() ) {
		$this->log( __FUNCTION__, $message );
	}
}
