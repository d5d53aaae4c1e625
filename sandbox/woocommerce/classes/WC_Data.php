<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * An object of the shop: what it is, what was changed since it was read, its other meta data.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

abstract class WC_Data {
	use Stockwire\Standin\OtherMeta;

	/** @var int */
	protected $id = 0;
	/** @var array<string, mixed> */
	protected $data = array();
	/** @var array<string, mixed> */
	protected $changes = array();
	/** @var bool */
	protected $object_read = false;
	/** @var string */
	protected $object_type = 'data';
	/** @var array<string, mixed> */
	protected $extra_data = array();
	/** @var array<string, mixed> */
	protected $default_data = array();
	/** @var WC_Data_Store|null */
	protected $data_store;
	/** @var string */
	protected $cache_group = '';

	public function __construct( $read = 0 ) {
		$this->data         = $this->extra_data + $this->data;
		$this->default_data = $this->data;
	}

	public function get_data_store() {
		return $this->data_store;
	}

	public function get_id() {
		return $this->id;
	}

	public function set_id( $id ) {
		$this->id = absint( $id );
	}

	public function save() {
		if ( $this->data_store ) {
			do_action( "woocommerce_before_{$this->object_type}_object_save", $this, $this->data_store );
			$this->get_id() ? $this->data_store->update( $this ) : $this->data_store->create( $this );
			do_action( "woocommerce_after_{$this->object_type}_object_save", $this, $this->data_store );
		}
		return $this->get_id();
	}

	public function delete( $force_delete = false ) {
		$answer = apply_filters( "woocommerce_pre_delete_$this->object_type", null, $this, $force_delete );
		if ( null !== $answer ) {
			return $answer;
		}
		if ( ! $this->data_store ) {
			return false;
		}
		$how = compact( 'force_delete' );
		$this->data_store->delete( $this, $how );
		$this->set_id( 0 );
		return true;
	}

	public function get_data() {
		return array( 'id' => $this->get_id() ) + $this->data + array( 'meta_data' => $this->get_meta_data() );
	}

	public function __toString() {
		return (string) wp_json_encode( $this->get_data() );
	}

	public function get_data_keys() {
		return array_keys( $this->data );
	}

	public function get_extra_data_keys() {
		return array_keys( $this->extra_data );
	}

	public function set_defaults() {
		$this->data    = $this->default_data;
		$this->changes = array();
		$this->set_object_read( false );
	}

	public function set_object_read( $read = true ) {
		$this->object_read = (bool) $read;
	}

	public function get_object_read() {
		return $this->object_read;
	}

	public function get_changes() {
		return $this->changes;
	}

	public function apply_changes() {
		$this->data    = array_replace_recursive( $this->data, $this->changes );
		$this->changes = array();
	}

	public function set_props( $props, $context = 'set' ) {
		$errors = new WP_Error();
		foreach ( $props as $prop => $value ) {
			$setter = array( $this, "set_$prop" );
			// These setters are not properties' own.
			if ( null === $value || in_array( $prop, array( 'prop', 'date_prop', 'meta_data' ), true ) || ! is_callable( $setter ) ) {
				continue;
			}
			try {
				$setter( $value );
			} catch ( WC_Data_Exception $refusal ) {
				$errors->add( $refusal->getErrorCode(), $refusal->getMessage(), array( 'property_name' => $prop ) );
			}
		}
		return array() === $errors->errors ? true : $errors;
	}

	protected function set_prop( $prop, $value ) {
		if ( ! array_key_exists( $prop, $this->data ) ) {
			return;
		}
		if ( ! $this->object_read ) {
			$this->data[ $prop ] = $value;
		} elseif ( $this->data[ $prop ] !== $value || array_key_exists( $prop, $this->changes ) ) {
			// Once changed, a property stays in the list, even where it is set back.
			$this->changes[ $prop ] = $value;
		}
	}

	protected function get_prop( $prop, $context = 'view' ) {
		if ( ! array_key_exists( $prop, $this->data ) ) {
			return null;
		}
		$value = ( $this->changes + $this->data )[ $prop ];
		return 'view' === $context ? apply_filters( $this->get_hook_prefix() . $prop, $value, $this ) : $value;
	}

	protected function get_hook_prefix() {
		return "woocommerce_{$this->object_type}_get_";
	}

	/** A number is a time in UTC, a text one of the site's zone. */
	protected function set_date_prop( $prop, $value ) {
		if ( ! $value || '0000-00-00 00:00:00' === $value ) {
			$this->set_prop( $prop, null );
			return;
		}
		if ( ! $value instanceof WC_DateTime ) {
			$stamp = is_numeric( $value ) ? (int) $value : wc_string_to_timestamp( get_gmt_from_date( (string) $value ) );
			$value = new WC_DateTime( "@$stamp", new DateTimeZone( 'UTC' ) );
		}
		if ( get_option( 'timezone_string' ) ) {
			$value->setTimezone( new DateTimeZone( wc_timezone_string() ) );
		} else {
			$value->set_utc_offset( wc_timezone_offset() );
		}
		$this->set_prop( $prop, $value );
	}

	/** @throws WC_Data_Exception Always. */
	protected function error( $code, $message, $http_status_code = 400, $data = array() ) {
		throw new WC_Data_Exception( $code, $message, $http_status_code, $data );
	}
}
