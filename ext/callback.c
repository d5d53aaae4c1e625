/* SPDX-License-Identifier: MIT */
/* Calls the plugin's callables. None of them runs while a C library is on the stack, so a throw or an exit unwinds cleanly. */
#include "engine.h"

#include "core/write.h"

static bool call(zval *callable, uint32_t argc, zval *argv, zval *result)
{
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	bool ok;

	ZVAL_UNDEF(result);
	ok = zend_fcall_info_init(callable, 0, &fci, &fcc, NULL, NULL) == SUCCESS;
	if (ok) {
		fci.retval = result;
		fci.param_count = argc;
		fci.params = argv;
		ok = zend_call_function(&fci, &fcc) == SUCCESS && EG(exception) == NULL;
	}
	for (uint32_t i = 0; i < argc; i++) {
		zval_ptr_dtor(&argv[i]);
	}
	if (!ok) {
		zval_ptr_dtor(result);
		ZVAL_UNDEF(result);
		if (EG(exception) == NULL) {
			stockwire_refuse(SW_A_UNAVAILABLE, "A part of the plugin could not be called.");
		}
	}
	return ok;
}

bool sw_call_before(sw_engine *engine, const sw_changes *changes)
{
	zval list;
	zval result;

	if (Z_TYPE(engine->call.before) == IS_UNDEF || changes->count == 0) {
		return true;
	}
	sw_changes_to_array(changes, true, &list);
	if (!call(&engine->call.before, 1, &list, &result)) {
		return false;
	}
	zval_ptr_dtor(&result);
	return true;
}

bool sw_call_committed(sw_engine *engine, const sw_changes *changes)
{
	zval list;
	zval result;

	if (Z_TYPE(engine->call.committed) == IS_UNDEF || changes->count == 0) {
		return true;
	}
	array_init_size(&list, (uint32_t) changes->count);
	for (size_t i = 0; i < changes->count; i++) {
		add_next_index_long(&list, (zend_long) changes->items[i].id);
	}
	if (!call(&engine->call.committed, 1, &list, &result)) {
		return false;
	}
	zval_ptr_dtor(&result);
	return true;
}

static bool no_memory(void)
{
	stockwire_refuse(SW_A_UNAVAILABLE, "There is not enough memory for this push. Nothing of this part was written.");
	return false;
}

/* One holder's statement; another text than WooCommerce's own is kept in the chunk's arena, to be run instead of ours. */
static bool call_query(sw_engine *engine, sw_run *run, sw_change *change)
{
	char text[SW_QUANTITY_TEXT];
	const size_t len = sw_quantity_print(change->stock, text);
	zval argv[3];
	zval result;

	sw_buf_clear(&run->sql);
	sw_write_woocommerce_query(&run->shop, change, &run->sql);
	if (run->sql.failed) {
		return no_memory();
	}
	ZVAL_STRINGL(&argv[0], run->sql.ptr, run->sql.len);
	ZVAL_LONG(&argv[1], (zend_long) change->id);
	ZVAL_STRINGL(&argv[2], text, len);
	if (!call(&engine->call.query, 3, argv, &result)) {
		return false;
	}
	if (Z_TYPE(result) == IS_STRING
		&& !sw_slice_equal((sw_slice){Z_STRVAL(result), Z_STRLEN(result)}, (sw_slice){run->sql.ptr, run->sql.len})) {
		change->query = (sw_slice){sw_arena_copy(run->chunk, Z_STRVAL(result), Z_STRLEN(result)), Z_STRLEN(result)};
		if (change->query.ptr == NULL) {
			zval_ptr_dtor(&result);
			return no_memory();
		}
	}
	zval_ptr_dtor(&result);
	return true;
}

bool sw_call_queries(sw_engine *engine, sw_run *run)
{
	for (size_t i = 0; Z_TYPE(engine->call.query) != IS_UNDEF && i < run->changes.count; i++) {
		if (run->changes.items[i].set_stock && !call_query(engine, run, &run->changes.items[i])) {
			return false;
		}
	}
	return true;
}

static void list_hits(const sw_matches *matches, zval *list)
{
	array_init(list);
	for (uint32_t i = 0; i < matches->count; i++) {
		const sw_way *way = &matches->ways[i];

		for (uint32_t h = 0; h < sw_match_held(way); h++) {
			add_next_index_long(list, (zend_long) sw_match_hit(way, h));
		}
	}
}

bool sw_call_originals(sw_engine *engine, sw_matches *matches)
{
	zval list;
	zval result;

	if (Z_TYPE(engine->call.original) == IS_UNDEF) {
		return true;
	}
	list_hits(matches, &list);
	if (!call(&engine->call.original, 1, &list, &result)) {
		return false;
	}
	for (uint32_t i = 0; Z_TYPE(result) == IS_ARRAY && i < matches->count; i++) {
		sw_way *way = &matches->ways[i];
		uint64_t hits[SW_MAX_HITS];
		const uint32_t held = sw_match_held(way);

		for (uint32_t h = 0; h < held; h++) {
			hits[h] = sw_match_hit(way, h);
		}
		for (uint32_t h = 0; h < held; h++) {
			const zval *original = zend_hash_index_find(Z_ARRVAL(result), (zend_ulong) hits[h]);

			if (original != NULL && Z_TYPE_P(original) == IS_LONG && Z_LVAL_P(original) > 0) {
				sw_match_replace_hit(way, hits[h], (uint64_t) Z_LVAL_P(original));
			}
		}
	}
	zval_ptr_dtor(&result);
	return true;
}

bool sw_call_round(void *context, sw_quantity in, sw_quantity *out)
{
	sw_engine *engine = context;
	char text[SW_QUANTITY_TEXT];
	zval argument;
	zval result;
	zend_string *rounded;
	bool ok;

	ZVAL_STRINGL(&argument, text, sw_quantity_print(in, text));
	if (!call(&engine->call.round, 1, &argument, &result)) {
		return false;
	}
	rounded = zval_get_string(&result);
	ok = sw_quantity_from_stored(ZSTR_VAL(rounded), ZSTR_LEN(rounded), out) == SW_OK;
	zend_string_release(rounded);
	zval_ptr_dtor(&result);
	if (!ok) {
		stockwire_refuse(SW_A_UNAVAILABLE, "The shop's own rounding of stock (wc_stock_amount) gave something that is no number.");
	}
	return ok;
}
