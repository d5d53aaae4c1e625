<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Writes messages where PHP writes its own.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Logger implements WC_Logger_Interface {
	public function add( $handle, $message, $level = 'notice' ) {
		$this->log( $level, $message, array( 'source' => $handle ) );
		return true;
	}

	public function log( $level, $message, $context = array() ) {
		$message = apply_filters( 'woocommerce_logger_log_message', $message, $level, $context, null );
		if ( null !== $message ) {
			// phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log -- a log is what it is.
			error_log( sprintf( 'woocommerce %s %s: %s', $context['source'] ?? '-', $level, $message ) );
		}
	}

	public function emergency( $message, $context = array() ) {
		$this->log( 'emergency', $message, $context );
	}

	public function alert( $message, $context = array() ) {
		$this->log( 'alert', $message, $context );
	}

	public function critical( $message, $context = array() ) {
		$this->log( 'critical', $message, $context );
	}

	public function error( $message, $context = array() ) {
		$this->log( 'error', $message, $context );
	}

	public function warning( $message, $context = array() ) {
		$this->log( 'warning', $message, $context );
	}

	public function notice( $message, $context = array() ) {
		$this->log( 'notice', $message, $context );
	}

	public function info( $message, $context = array() ) {
		$this->log( 'info', $message, $context );
	}

	public function debug( $message, $context = array() ) {
		$this->log( 'debug', $message, $context );
	}
}
