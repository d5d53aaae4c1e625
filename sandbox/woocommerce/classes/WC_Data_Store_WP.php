<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps objects in WordPress' tables: meta rows that exist only where they say something, and lookup rows.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Data_Store_WP {
	/** @var string */
	protected $meta_type = 'post';
	/** @var string */
	protected $object_id_field_for_meta = '';
	/** @var list<string> */
	protected $internal_meta_keys = array();
	/** @var list<string> */
	protected $must_exist_meta_keys = array();

	protected function get_term_ids( $object, $taxonomy ) {
		$terms = get_the_terms( is_numeric( $object ) ? (int) $object : $object->get_id(), $taxonomy );
		return is_array( $terms ) ? wp_list_pluck( $terms, 'term_id' ) : array();
	}

	/** @return list<string> */
	protected function term_names( int $id, string $taxonomy ): array {
		$terms = get_the_terms( $id, $taxonomy );
		return is_array( $terms ) ? array_values( wp_list_pluck( $terms, 'name' ) ) : array();
	}

	public function get_internal_meta_keys() {
		return $this->internal_meta_keys;
	}

	public function read_meta( &$object ) {
		global $wpdb;
		$db = $this->get_db_info();
		return $this->filter_raw_meta_data(
			$object,
			$wpdb->get_results(
				$wpdb->prepare(
					"SELECT {$db['meta_id_field']} AS meta_id, meta_key, meta_value FROM {$db['table']} WHERE {$db['object_id_field']} = %d ORDER BY 1",
					$object->get_id()
				)
			)
		);
	}

	public function filter_raw_meta_data( &$object, $raw_meta_data ) {
		$own                      = array_map( array( $this, 'prefix_key' ), $object->get_data_keys() );
		$this->internal_meta_keys = array_values( array_unique( array_merge( $own, $this->get_internal_meta_keys() ) ) );
		$rows                     = array_filter( $raw_meta_data, array( $this, 'exclude_internal_meta_keys' ) );
		return apply_filters( "woocommerce_data_store_wp_{$this->meta_type}_read_meta", $rows, $object, $this );
	}

	protected function prefix_key( $key ) {
		return str_starts_with( $key, '_' ) ? $key : "_$key";
	}

	protected function exclude_internal_meta_keys( $meta ) {
		$key = $meta->meta_key;
		return ! str_starts_with( strtolower( $key ), 'wp_' ) && ! in_array( $key, $this->internal_meta_keys, true );
	}

	public function delete_meta( &$object, $meta ) {
		delete_metadata_by_mid( $this->meta_type, $meta->id );
	}

	public function add_meta( &$object, $meta ) {
		return add_metadata( $this->meta_type, $object->get_id(), wp_slash( $meta->key ), is_string( $meta->value ) ? wp_slash( $meta->value ) : $meta->value );
	}

	public function update_meta( &$object, $meta ) {
		update_metadata_by_mid( $this->meta_type, $meta->id, $meta->value, $meta->key );
	}

	/** @return array{table: string, object_id_field: string, meta_id_field: string} */
	protected function get_db_info() {
		global $wpdb;
		$core = in_array( $this->meta_type, array( 'post', 'comment', 'term' ), true );
		return array(
			'table'           => $wpdb->prefix . ( $core ? '' : 'woocommerce_' ) . $this->meta_type . 'meta',
			'object_id_field' => $this->object_id_field_for_meta ? $this->object_id_field_for_meta : $this->meta_type . '_id',
			'meta_id_field'   => 'meta_id',
		);
	}

	/** Those that changed, and those without a row yet. */
	protected function get_props_to_update( $object, $meta_key_to_props, $meta_type = 'post' ) {
		$changes = $object->get_changes();
		return array_filter(
			$meta_key_to_props,
			static fn( $prop, $key ) => array_key_exists( $prop, $changes ) || ! metadata_exists( $meta_type, $object->get_id(), $key ),
			ARRAY_FILTER_USE_BOTH
		);
	}

	/** Nothing is not stored; zero and null are. */
	protected function update_or_delete_post_meta( $object, $meta_key, $meta_value ) {
		$empty = '' === $meta_value || array() === $meta_value;
		if ( $empty && ! in_array( $meta_key, $this->must_exist_meta_keys, true ) ) {
			return (bool) delete_post_meta( $object->get_id(), $meta_key );
		}
		return (bool) update_post_meta( $object->get_id(), $meta_key, $meta_value );
	}

	protected function get_data_for_lookup_table( $id, $table ) {
		return array();
	}

	protected function get_primary_key_for_lookup_table( $table ) {
		return '';
	}

	/** The row is left alone where it is known to be right already: WooCommerce's own shortcut, with its own risk. */
	protected function update_lookup_table( $id, $table ) {
		global $wpdb;
		$row = $this->get_data_for_lookup_table( $id, $table );
		if ( $row && wp_cache_get( 'lookup_table', "object_$id" ) !== $row ) {
			$wpdb->replace( $wpdb->prefix . $table, $row );
			wp_cache_set( 'lookup_table', $row, "object_$id" );
		}
	}

	public function delete_from_lookup_table( $id, $table ) {
		global $wpdb;
		$key = $this->get_primary_key_for_lookup_table( $table );
		if ( $id && '' !== $key ) {
			$wpdb->delete( $wpdb->prefix . $table, array( $key => (int) $id ) );
			wp_cache_delete( 'lookup_table', "object_$id" );
		}
	}

	protected function string_to_timestamp( $time_string ) {
		return '0000-00-00 00:00:00' === $time_string ? null : wc_string_to_timestamp( $time_string );
	}
}
