<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Reads and writes values: yes and no, decimals, times, stock numbers.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

function wc_string_to_bool( $string ) {
	return is_bool( $string ) ? $string : in_array( strtolower( (string) ( $string ?? '' ) ), array( 'yes', '1', 'true' ), true );
}

function wc_bool_to_string( $bool ) {
	return wc_string_to_bool( $bool ) ? 'yes' : 'no';
}

function wc_stock_amount( $amount ) {
	return apply_filters( 'woocommerce_stock_amount', $amount );
}

function wc_clean( $var ) {
	if ( is_array( $var ) ) {
		return array_map( 'wc_clean', $var );
	}
	return is_scalar( $var ) ? sanitize_text_field( (string) $var ) : $var;
}

function wc_sanitize_taxonomy_name( $taxonomy ) {
	$slug = sanitize_title( urldecode( (string) $taxonomy ) );
	return apply_filters( 'sanitize_taxonomy_name', urldecode( $slug ), $taxonomy );
}

function wc_get_price_decimals() {
	$decimals = apply_filters( 'wc_get_price_decimals', get_option( 'woocommerce_price_num_decimals', 2 ) );
	return absint( $decimals );
}

function wc_get_price_decimal_separator() {
	$set = (string) apply_filters( 'wc_get_price_decimal_separator', get_option( 'woocommerce_price_decimal_sep' ) );
	return '' === $set ? '.' : stripslashes( $set );
}

/** The decimal as text with a point; its own digits are kept unless a number of decimals is asked for. */
function wc_format_decimal( $number, $dp = false, $trim_zeros = false ) {
	if ( ! is_float( $number ) ) {
		$kept = (string) preg_replace( '/[^\d.-]+/', '', strtr( wc_clean( (string) ( $number ?? '' ) ), wc_get_price_decimal_separator(), '.' ) );
		// Of several points only the last one can be the decimal point.
		$parts  = explode( '.', $kept );
		$last   = array_pop( $parts );
		$number = $parts ? rtrim( implode( '', $parts ) . ".$last", "." ) : $last;
	}
	if ( false !== $dp ) {
		$number = number_format( (float) $number, absint( '' === $dp ? wc_get_price_decimals() : $dp ), '.', '' );
	} elseif ( is_float( $number ) ) {
		$number = wc_float_to_string( $number );
	}
	return $trim_zeros && str_contains( $number, '.' ) ? rtrim( rtrim( $number, '0' ), '.' ) : $number;
}

function wc_float_to_string( $float ) {
	return is_float( $float ) ? rtrim( rtrim( sprintf( '%.12F', $float ), '0' ), '.' ) : $float;
}

function wc_format_stock_quantity_for_display( $stock_quantity, $product ) {
	return apply_filters( 'woocommerce_format_stock_quantity', $stock_quantity, $product );
}

function wc_price( $price, $args = array() ) {
	return apply_filters( 'wc_price', '<span class="woocommerce-Price-amount amount">' . esc_html( number_format_i18n( (float) $price, wc_get_price_decimals() ) . ' ' . get_woocommerce_currency() ) . '</span>', $price, $args, $price, $price );
}

function wc_string_to_timestamp( $time_string, $from_timestamp = null ) {
	// WordPress sets PHP's zone to UTC, and other plugins may not.
	$zone = date_default_timezone_get();
	date_default_timezone_set( 'UTC' );
	$stamp = null === $from_timestamp ? strtotime( $time_string ?? '' ) : strtotime( $time_string ?? '', $from_timestamp );
	date_default_timezone_set( $zone );
	return $stamp;
}

function wc_timezone_string() {
	return wp_timezone_string();
}

function wc_timezone_offset() {
	return (int) wp_timezone()->getOffset( new DateTime() );
}

function wc_get_text_attributes( $raw_attributes ) {
	$words = array_map( 'trim', explode( WC_DELIMITER, html_entity_decode( $raw_attributes, ENT_QUOTES, get_bloginfo( 'charset' ) ) ) );
	return array_filter( $words, static fn( $word ) => '' !== $word );
}

function wc_implode_text_attributes( $attributes ) {
	$between = sprintf( ' %s ', WC_DELIMITER );
	return implode( $between, $attributes );
}
