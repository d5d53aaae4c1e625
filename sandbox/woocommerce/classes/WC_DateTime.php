<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A time that knows the site's distance from UTC, also where the site has no named zone.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_DateTime extends DateTime {
	/** @var int */
	protected $utc_offset = 0;

	public function __toString() {
		return $this->format( DATE_ATOM );
	}

	public function set_utc_offset( $offset ) {
		$this->utc_offset = (int) $offset;
	}

	#[\ReturnTypeWillChange]
	public function getOffset() {
		return $this->utc_offset ? $this->utc_offset : parent::getOffset();
	}

	#[\ReturnTypeWillChange]
	public function setTimezone( $timezone ) {
		$this->utc_offset = 0;
		return parent::setTimezone( $timezone );
	}

	#[\ReturnTypeWillChange]
	public function getTimestamp() {
		return parent::getTimestamp();
	}

	public function getOffsetTimestamp() {
		return $this->getOffset() + $this->getTimestamp();
	}

	public function date( $format ) {
		$local = $this->getOffsetTimestamp();
		return gmdate( $format, $local );
	}

	public function date_i18n( $format = 'Y-m-d' ) {
		$local = $this->getOffsetTimestamp();
		return date_i18n( $format, $local );
	}
}
