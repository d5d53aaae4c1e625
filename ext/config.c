/* SPDX-License-Identifier: MIT */
/* Reads the engine's configuration from PHP's array, strictly: a wrong entry is named, never guessed. */
#include "engine.h"

#include "core/limits.h"

#include <string.h>

#define DEFAULT_DEADLINE_MS 25000
#define NO_MEMORY "There is not enough memory to set the link up."
#define MAX_UTC_OFFSET (14 * 3600L)

static bool refuse(const char *key, const char *must)
{
	zend_argument_value_error(2, "must have a \"%s\" that is %s", key, must);
	return false;
}

static zval *get(HashTable *config, const char *key)
{
	zval *value = zend_hash_str_find_deref(config, key, strlen(key));

	return value != NULL && Z_TYPE_P(value) == IS_NULL ? NULL : value;
}

static bool get_bool(HashTable *config, const char *key, bool fallback, bool *out)
{
	const zval *value = get(config, key);

	*out = value == NULL ? fallback : Z_TYPE_P(value) == IS_TRUE;
	return value == NULL || Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE || refuse(key, "a bool");
}

static bool get_long(HashTable *config, const char *key, zend_long fallback, zend_long *out)
{
	const zval *value = get(config, key);

	*out = value == NULL ? fallback : Z_TYPE_P(value) == IS_LONG ? Z_LVAL_P(value) : 0;
	return value == NULL || Z_TYPE_P(value) == IS_LONG || refuse(key, "an int");
}

/* *out gets a new reference, or NULL where the key is absent. */
static bool get_string(HashTable *config, const char *key, zend_string **out)
{
	zval *value = get(config, key);

	if (value != NULL && Z_TYPE_P(value) != IS_STRING) {
		return refuse(key, "a string");
	}
	*out = value == NULL ? NULL : zend_string_copy(Z_STR_P(value));
	return true;
}

static bool get_callable(HashTable *config, const char *key, zval *out)
{
	zval *value = get(config, key);

	if (value == NULL) {
		return true;
	}
	if (!zend_is_callable(value, 0, NULL)) {
		return refuse(key, "callable");
	}
	ZVAL_COPY(out, value);
	return true;
}

/* A copy in the engine's arena; NULL with an exception where memory is short. */
static const char *keep(sw_engine *engine, const char *bytes, size_t len)
{
	const char *copy = sw_arena_copy(engine->arena, bytes, len);

	if (copy == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, NO_MEMORY);
	}
	return copy;
}

static bool read_prefix(sw_engine *engine, HashTable *config)
{
	const zval *value = get(config, "prefix");

	if (value == NULL || Z_TYPE_P(value) != IS_STRING || Z_STRLEN_P(value) > 64
		|| strspn(Z_STRVAL_P(value), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") != Z_STRLEN_P(value)) {
		return refuse("prefix", "made of letters, digits and _ only");
	}
	engine->shop.prefix = keep(engine, Z_STRVAL_P(value), Z_STRLEN_P(value));
	return engine->shop.prefix != NULL;
}

static bool add_warehouse(sw_engine *engine, const zval *name, sw_slice *out)
{
	sw_buf folded = {0};
	const sw_status status = sw_shop_fold_warehouse((sw_slice){Z_STRVAL_P(name), Z_STRLEN_P(name)}, &folded);

	if (status != SW_OK || folded.failed) {
		sw_buf_free(&folded);
		if (status == SW_OK || status == SW_E_NOMEM) {
			stockwire_refuse(SW_A_UNAVAILABLE, NO_MEMORY);
			return false;
		}
		return refuse("warehouses", "a list of UTF-8 strings");
	}
	out->ptr = keep(engine, folded.ptr != NULL ? folded.ptr : "", folded.len);
	out->len = folded.len;
	sw_buf_free(&folded);
	return out->ptr != NULL;
}

static bool read_warehouses(sw_engine *engine, HashTable *config)
{
	const zval *value = get(config, "warehouses");
	sw_slice *list;
	zval *name;

	if (value == NULL || Z_TYPE_P(value) != IS_ARRAY) {
		return refuse("warehouses", "a list of strings");
	}
	list = sw_arena_alloc(engine->arena, (zend_hash_num_elements(Z_ARRVAL_P(value)) + 1) * sizeof *list);
	if (list == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, NULL);
		return false;
	}
	engine->shop.warehouses = list;
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), name) {
		if (Z_TYPE_P(name) != IS_STRING || Z_STRLEN_P(name) == 0) {
			return refuse("warehouses", "a list of strings that are not empty");
		}
		if (!add_warehouse(engine, name, &list[engine->shop.warehouse_count])) {
			return false;
		}
		/* Two spellings of one warehouse would count its level twice. */
		if (sw_shop_followed(&engine->shop, list[engine->shop.warehouse_count]) == NULL) {
			engine->shop.warehouse_count++;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* Types that the plugin found to be children of WooCommerce's own variable product. */
static bool read_types(sw_engine *engine, HashTable *config)
{
	const zval *value = get(config, "variable_types");
	const zval *type;
	sw_slice *list;

	if (value == NULL) {
		return true;
	}
	if (Z_TYPE_P(value) != IS_ARRAY || zend_hash_num_elements(Z_ARRVAL_P(value)) > SW_MAX_VARIABLE_TYPES) {
		return refuse("variable_types", "a list of at most 16 slugs");
	}
	list = sw_arena_alloc(engine->arena, (zend_hash_num_elements(Z_ARRVAL_P(value)) + 1) * sizeof *list);
	if (list == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, NO_MEMORY);
		return false;
	}
	engine->shop.more_types = list;
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), type) {
		const sw_slice slug = Z_TYPE_P(type) == IS_STRING ? (sw_slice){Z_STRVAL_P(type), Z_STRLEN_P(type)} : (sw_slice){NULL, 0};

		if (!sw_shop_is_type(slug)) {
			return refuse("variable_types", "a list of at most 16 slugs");
		}
		list[engine->shop.more_type_count] = (sw_slice){keep(engine, slug.ptr, slug.len), slug.len};
		if (list[engine->shop.more_type_count++].ptr == NULL) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

static bool read_rounding(sw_engine *engine, HashTable *config)
{
	const zval *value = get(config, "rounding");
	const char *text = value == NULL || Z_TYPE_P(value) != IS_STRING ? "" : Z_STRVAL_P(value);

	if (strcmp(text, "identity") == 0) {
		engine->shop.rounding = SW_ROUND_IDENTITY;
	} else if (strcmp(text, "truncate") == 0) {
		engine->shop.rounding = SW_ROUND_TRUNCATE;
	} else if (strcmp(text, "callback") == 0) {
		engine->shop.rounding = SW_ROUND_CALLBACK;
		return Z_TYPE(engine->call.round) != IS_UNDEF || refuse("round", "callable where rounding is \"callback\"");
	} else {
		return refuse("rounding", "\"identity\", \"truncate\" or \"callback\"");
	}
	return true;
}

/* WooCommerce compares with absint() of the option: never negative. */
static bool read_threshold(sw_engine *engine, HashTable *config)
{
	const zval *value = get(config, "no_stock_amount");
	sw_quantity q = 0;

	if (value != NULL && Z_TYPE_P(value) == IS_LONG && Z_LVAL_P(value) >= -SW_MAX_QUANTITY && Z_LVAL_P(value) <= SW_MAX_QUANTITY) {
		q = (sw_quantity) Z_LVAL_P(value) * SW_QUANTITY_ONE;
	} else if (value != NULL && (Z_TYPE_P(value) != IS_STRING
		|| (Z_STRLEN_P(value) > 0 && sw_quantity_from_stored(Z_STRVAL_P(value), Z_STRLEN_P(value), &q) != SW_OK))) {
		return refuse("no_stock_amount", "a number");
	}
	engine->shop.no_stock_amount = q < 0 ? -q : q;
	return true;
}

static bool read_locale(sw_engine *engine, HashTable *config)
{
	zend_string *locale = NULL;

	if (!get_string(config, "locale", &locale)) {
		return false;
	}
	if (locale != NULL) {
		(void) strncpy(engine->shop.locale.code, ZSTR_VAL(locale), sizeof engine->shop.locale.code - 1);
		zend_string_release(locale);
	}
	return true;
}

static bool read_journal(sw_engine *engine, HashTable *config)
{
	if (!get_string(config, "source", &engine->source) || !get_string(config, "token_label", &engine->token_label)
		|| !get_string(config, "idempotency_key", &engine->idempotency_key)
		|| !get_string(config, "body_digest", &engine->body_digest)) {
		return false;
	}
	engine->shop.source = engine->source == NULL ? (sw_slice){"push", 4} : (sw_slice){ZSTR_VAL(engine->source), ZSTR_LEN(engine->source)};
	if (engine->idempotency_key != NULL && (ZSTR_LEN(engine->idempotency_key) == 0 || ZSTR_LEN(engine->idempotency_key) > 255)) {
		return refuse("idempotency_key", "1 to 255 bytes long");
	}
	return engine->body_digest == NULL || ZSTR_LEN(engine->body_digest) == 32 || refuse("body_digest", "32 bytes long");
}

static bool read_callbacks(sw_engine *engine, HashTable *config)
{
	return get_callable(config, "before", &engine->call.before) && get_callable(config, "query", &engine->call.query)
		&& get_callable(config, "committed", &engine->call.committed) && get_callable(config, "original", &engine->call.original)
		&& get_callable(config, "round", &engine->call.round);
}

bool sw_engine_configure(sw_engine *engine, HashTable *config)
{
	sw_shop *shop = &engine->shop;
	zend_long offset = 0;
	zend_long deadline = 0;
	zend_long buffer = 0;
	zend_long percent = 0;
	zend_long products = 0;
	zend_long actor = 0;

	if (!read_prefix(engine, config) || !read_warehouses(engine, config) || !read_callbacks(engine, config)
		|| !read_types(engine, config) || !read_rounding(engine, config) || !read_threshold(engine, config) || !read_locale(engine, config)
		|| !read_journal(engine, config)) {
		return false;
	}
	if (!get_bool(config, "manage_stock", true, &shop->manage_stock)
		|| !get_bool(config, "hide_out_of_stock", false, &shop->hide_out_of_stock)
		|| !get_bool(config, "sync_prices", true, &shop->sync_prices)
		|| !get_bool(config, "gtin", false, &shop->gtin)
		|| !get_bool(config, "status_truncates", true, &shop->status_truncates)
		|| !get_bool(config, "attribute_lookup", true, &shop->attribute_lookup)
		|| !get_long(config, "utc_offset", 0, &offset) || !get_long(config, "deadline", DEFAULT_DEADLINE_MS, &deadline)) {
		return false;
	}
	if (!get_long(config, "buffer", 0, &buffer) || !get_long(config, "brake_percent", 0, &percent)
		|| !get_long(config, "brake_products", 0, &products) || !get_long(config, "actor", 0, &actor)
		|| !get_bool(config, "shadow", false, &engine->shadow)) {
		return false;
	}
	if (buffer < 0 || buffer > SW_MAX_QUANTITY) {
		return refuse("buffer", "a number of pieces, not negative");
	}
	if (percent < 0 || percent > 100) {
		return refuse("brake_percent", "from 0 to 100");
	}
	if (products < 0 || actor < 0) {
		return refuse(products < 0 ? "brake_products" : "actor", "not negative");
	}
	shop->buffer = (sw_quantity) buffer * SW_QUANTITY_ONE;
	shop->brake_percent = percent;
	shop->brake_products = products;
	engine->actor = (uint64_t) actor;
	if (offset < -MAX_UTC_OFFSET || offset > MAX_UTC_OFFSET) {
		return refuse("utc_offset", "at most 14 hours, in seconds");
	}
	if (deadline < 0) {
		return refuse("deadline", "a number of milliseconds, not negative");
	}
	shop->utc_offset = offset;
	engine->deadline_ms = deadline;
	return true;
}
