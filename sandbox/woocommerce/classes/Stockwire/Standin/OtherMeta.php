<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The meta data of an object that are none of its properties: read when first asked for, written with the object.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

use WC_Cache_Helper;
use WC_Meta_Data;

defined( 'ABSPATH' ) || exit;

trait OtherMeta {
	/** @var array<int, WC_Meta_Data>|null */
	protected $meta_data = null;

	public function get_meta_data() {
		$this->maybe_read_meta_data();
		return array_values( array_filter( $this->meta_data, fn( WC_Meta_Data $meta ): bool => $this->filter_null_meta( $meta ) ) );
	}

	protected function filter_null_meta( $meta ) {
		return null !== $meta->value;
	}

	public function get_meta( $key = '', $single = true, $context = 'view' ) {
		$own = 'get_' . ltrim( $key, '_' );
		if ( $this->is_internal_meta_key( $key ) && is_callable( array( $this, $own ) ) ) {
			return $this->$own();
		}
		$found = array_filter( $this->get_meta_data(), static fn( $meta ) => $meta->key === $key );
		$value = $single ? ( $found ? reset( $found )->value : '' ) : $found;
		return 'view' === $context ? apply_filters( $this->get_hook_prefix() . $key, $value, $this ) : $value;
	}

	public function meta_exists( $key = '' ) {
		return in_array( $key, array_column( array_map( static fn( $meta ) => $meta->get_data(), $this->get_meta_data() ), 'key' ), true );
	}

	/** Whether the key belongs to a property, which has its own getter and setter. */
	protected function is_internal_meta_key( $key ) {
		$name = ltrim( $key, '_' );
		return '' !== $key && $this->data_store && in_array( $key, $this->data_store->get_internal_meta_keys(), true )
			&& ( is_callable( array( $this, "set_$name" ) ) || is_callable( array( $this, "get_$name" ) ) );
	}

	public function set_meta_data( $data ) {
		$this->maybe_read_meta_data();
		foreach ( (array) $data as $meta ) {
			$meta = (array) $meta;
			$known = array_intersect_key( array_filter( $meta, static fn( $part ) => null !== $part ), array_flip( array( 'id', 'key', 'value' ) ) );
			if ( 3 === count( $known ) ) {
				$this->meta_data[] = new WC_Meta_Data( $known );
			}
		}
	}

	public function add_meta_data( $key, $value, $unique = false ) {
		$own = 'set_' . ltrim( $key, '_' );
		if ( $this->is_internal_meta_key( $key ) && is_callable( array( $this, $own ) ) ) {
			return $this->$own( $value );
		}
		$this->maybe_read_meta_data();
		if ( $unique ) {
			$this->delete_meta_data( $key );
		}
		$this->meta_data[] = new WC_Meta_Data( compact( 'key', 'value' ) );
	}

	public function update_meta_data( $key, $value, $meta_id = 0 ) {
		$own = 'set_' . ltrim( $key, '_' );
		if ( $this->is_internal_meta_key( $key ) && is_callable( array( $this, $own ) ) ) {
			return $this->$own( $value );
		}
		$this->maybe_read_meta_data();
		$known = array_filter( $this->meta_data, static fn( $meta ) => $meta_id ? (int) $meta->id === (int) $meta_id : $meta->key === $key );
		$kept  = array_shift( $known );
		foreach ( $known as $double ) {
			$double->value = null;
		}
		if ( ! $kept ) {
			return $this->add_meta_data( $key, $value, true );
		}
		$kept->key   = $key;
		$kept->value = $value;
	}

	public function delete_meta_data( $key ) {
		$this->drop( static fn( $meta ) => $meta->key === $key );
	}

	public function delete_meta_data_value( $key, $value ) {
		$this->drop( static fn( $meta ) => $meta->key === $key && $meta->value === $value );
	}

	public function delete_meta_data_by_mid( $mid ) {
		$this->drop( static fn( $meta ) => (int) $meta->id === (int) $mid );
	}

	/** What is to be deleted has no value until the object is saved. */
	private function drop( callable $which ): void {
		$this->maybe_read_meta_data();
		foreach ( array_filter( $this->meta_data, $which ) as $meta ) {
			$meta->value = null;
		}
	}

	protected function maybe_read_meta_data() {
		if ( null === $this->meta_data ) {
			$this->read_meta_data();
		}
	}

	public function get_meta_cache_key() {
		return $this->get_id() ? self::generate_meta_cache_key( $this->get_id(), $this->cache_group ) : false;
	}

	public static function generate_meta_cache_key( $id, $cache_group ) {
		return WC_Cache_Helper::get_cache_prefix( $cache_group ) . WC_Cache_Helper::get_cache_prefix( "object_$id" ) . "object_meta_$id";
	}

	public function read_meta_data( $force_read = false ) {
		$this->meta_data = array();
		if ( ! $this->get_id() || ! $this->data_store ) {
			return;
		}
		$rows   = false;
		$cached = '' !== $this->cache_group;
		if ( $cached && ! $force_read ) {
			$rows = wp_cache_get( $this->get_meta_cache_key(), $this->cache_group );
		}
		if ( ! is_array( $rows ) ) {
			$rows = $this->data_store->read_meta( $this );
			$cached && wp_cache_set( $this->get_meta_cache_key(), $rows, $this->cache_group );
		}
		$this->init_meta_data( $rows );
	}

	public function init_meta_data( array $filtered_meta_data = array() ) {
		$this->meta_data = array();
		foreach ( $filtered_meta_data as $row ) {
			$this->meta_data[] = new WC_Meta_Data(
				array(
					'id'    => (int) $row->meta_id,
					'key'   => $row->meta_key,
					'value' => maybe_unserialize( $row->meta_value ),
				)
			);
		}
	}

	public function save_meta_data() {
		if ( ! $this->data_store || null === $this->meta_data ) {
			return;
		}
		foreach ( $this->meta_data as $at => $meta ) {
			if ( null === $meta->value ) {
				if ( $meta->id ) {
					$this->data_store->delete_meta( $this, $meta );
					unset( $this->meta_data[ $at ] );
				}
			} elseif ( ! $meta->id ) {
				$meta->id = $this->data_store->add_meta( $this, $meta );
				$meta->apply_changes();
			} elseif ( $meta->get_changes() ) {
				$this->data_store->update_meta( $this, $meta );
				$meta->apply_changes();
			}
		}
		if ( '' !== $this->cache_group ) {
			wp_cache_delete( self::generate_meta_cache_key( $this->get_id(), $this->cache_group ), $this->cache_group );
		}
	}
}
