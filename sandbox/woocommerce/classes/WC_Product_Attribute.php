<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * An attribute of a product: the shop's own, with terms, or words of the product alone.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Attribute implements ArrayAccess {
	/** @var array<string, mixed> */
	protected $data = array(
		'id'        => 0,
		'name'      => '',
		'options'   => array(),
		'position'  => 0,
		'visible'   => false,
		'variation' => false,
	);

	public function is_taxonomy() {
		return $this->get_id() > 0;
	}

	public function get_taxonomy() {
		return 0 === $this->get_id() ? '' : $this->get_name();
	}

	/** A name among the options that is no term yet becomes one. */
	public function get_terms() {
		$taxonomy = $this->get_taxonomy();
		if ( '' === $taxonomy || ! taxonomy_exists( $taxonomy ) ) {
			return null;
		}
		$terms = array();
		foreach ( (array) $this->data['options'] as $option ) {
			$term = get_term_by( is_int( $option ) ? 'id' : 'name', $option, $taxonomy );
			if ( ! $term && ! is_int( $option ) ) {
				$made = wp_insert_term( $option, $taxonomy );
				$term = is_wp_error( $made ) ? false : get_term( $made['term_id'], $taxonomy );
			}
			if ( $term instanceof WP_Term ) {
				$terms[] = $term;
			}
		}
		return $terms;
	}

	public function get_slugs() {
		return null === $this->get_terms() ? $this->get_options() : wp_list_pluck( $this->get_terms(), 'slug' );
	}

	public function get_data() {
		return $this->data + array(
			'is_visible'   => $this['is_visible'],
			'is_variation' => $this['is_variation'],
			'is_taxonomy'  => $this['is_taxonomy'],
			'value'        => $this['value'],
		);
	}

	public function set_id( $value ) {
		$this->data['id'] = absint( $value );
	}

	public function set_name( $value ) {
		$this->data['name'] = $value;
	}

	public function set_options( $value ) {
		$this->data['options'] = $value;
	}

	public function set_position( $value ) {
		$this->data['position'] = absint( $value );
	}

	public function set_visible( $value ) {
		$this->data['visible'] = wc_string_to_bool( $value );
	}

	public function set_variation( $value ) {
		$this->data['variation'] = wc_string_to_bool( $value );
	}

	public function get_id() {
		return $this->data['id'];
	}

	public function get_name() {
		return $this->data['name'];
	}

	public function get_options() {
		return $this->data['options'];
	}

	public function get_position() {
		return $this->data['position'];
	}

	public function get_visible() {
		return $this->data['visible'];
	}

	public function get_variation() {
		return $this->data['variation'];
	}

	/** As in the stored array, for callers from before it was an object. */
	#[\ReturnTypeWillChange]
	public function offsetGet( $offset ) {
		return match ( $offset ) {
			'is_visible'   => (int) $this->get_visible(),
			'is_variation' => (int) $this->get_variation(),
			'is_taxonomy'  => (int) $this->is_taxonomy(),
			'value'        => 0 === $this->get_id() ? wc_implode_text_attributes( $this->get_options() ) : '',
			default        => $this->data[ $offset ] ?? '',
		};
	}

	#[\ReturnTypeWillChange]
	public function offsetSet( $offset, $value ) {
		$names  = array(
			'is_visible'   => 'visible',
			'is_variation' => 'variation',
			'value'        => 'options',
		);
		$setter = array( $this, 'set_' . ( $names[ $offset ] ?? $offset ) );
		if ( is_callable( $setter ) ) {
			$setter( $value );
		}
	}

	#[\ReturnTypeWillChange]
	public function offsetUnset( $offset ) {
	}

	#[\ReturnTypeWillChange]
	public function offsetExists( $offset ) {
		return isset( $this->data[ $offset ] ) || in_array( $offset, array( 'is_visible', 'is_variation', 'is_taxonomy', 'value' ), true );
	}
}
