<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A property was given a value that it cannot hold.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Data_Exception extends Exception {
	/** @var string */
	protected $error_code;
	/** @var array<string, mixed> */
	protected $error_data;

	public function __construct( $code, $message, $http_status_code = 400, $data = array() ) {
		$this->error_code = $code;
		$this->error_data = $data + array( 'status' => $http_status_code );
		parent::__construct( $message, $http_status_code );
	}

	public function getErrorCode() {
		return $this->error_code;
	}

	public function getErrorData() {
		return $this->error_data;
	}
}
