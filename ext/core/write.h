/* SPDX-License-Identifier: MIT */
/* SQL text of a chunk's writes: WooCommerce's own rows, whole sets at a time. */
#ifndef SW_WRITE_H
#define SW_WRITE_H

#include "plan.h"

/* The statements of a chunk, in the order in which they run. The term's count comes last: it is one hot row of the shop. */
typedef enum sw_write_step {
	SW_WRITE_METAS,        /* rows that are there, by meta_id */
	SW_WRITE_NEW_METAS,    /* rows that were missing */
	SW_WRITE_LOOKUP,
	SW_WRITE_NEW_LOOKUP,
	SW_WRITE_MODIFIED,
	SW_WRITE_TERM_ADD,
	SW_WRITE_TERM_DROP,
	SW_WRITE_ATTRIBUTE_IN,
	SW_WRITE_ATTRIBUTE_OUT,
	SW_WRITE_TERM_COUNT,
	SW_WRITE_STEPS
} sw_write_step;

/* Appends the statement of a step; false where the changes need none. */
bool sw_write_statement(sw_write_step step, const sw_catalog *c, const sw_changes *changes, sw_buf *sql);
/* The statement that WooCommerce would run for this holder's number: what listeners of
   woocommerce_update_product_stock_query get to see. */
void sw_write_woocommerce_query(const sw_shop *shop, const sw_change *change, sw_buf *sql);

#endif
