/* SPDX-License-Identifier: MIT */
/* What was, or will be, changed, as PHP sees it. */
#include "engine.h"

#include <string.h>

/* A text that many rows have in common: one string for all of them, until the request ends. */
static zend_string *shared(const char *text)
{
	return zend_string_init_interned(text, strlen(text), false);
}

static void add_shared(zval *row, zend_string *key, const char *text)
{
	zval value;

	ZVAL_INTERNED_STR(&value, shared(text));
	zend_hash_add_new(Z_ARRVAL_P(row), key, &value);
}

static void add_number(zval *row, zend_string *key, uint64_t number)
{
	zval value;

	ZVAL_LONG(&value, (zend_long) number);
	zend_hash_add_new(Z_ARRVAL_P(row), key, &value);
}

static void add_stock(zval *row, zend_string *key, bool known, sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];
	zval value;

	ZVAL_NULL(&value);
	if (known) {
		ZVAL_STRINGL(&value, text, sw_quantity_print(q, text));
	}
	zend_hash_add_new(Z_ARRVAL_P(row), key, &value);
}

void sw_changes_to_array(const sw_changes *changes, bool holders_only, zval *out)
{
	static const char *const kinds[] = {"holder", "parent", "child"};
	enum { ID, KIND, TYPE, PARENT, OLD, NEW, OLD_STATUS, NEW_STATUS, KEYS };
	zend_string *const keys[KEYS] = {shared("id"), shared("kind"), shared("type"), shared("parent"), shared("old"), shared("new"),
		shared("old_status"), shared("new_status")};

	array_init_size(out, (uint32_t) changes->count);
	for (size_t i = 0; i < changes->count; i++) {
		const sw_change *c = &changes->items[i];
		zval row;

		if (holders_only && c->role != SW_ROLE_HOLDER) {
			continue;
		}
		array_init_size(&row, KEYS);
		add_number(&row, keys[ID], c->id);
		add_shared(&row, keys[KIND], kinds[c->role]);
		add_shared(&row, keys[TYPE], sw_type_text(c->type));
		add_number(&row, keys[PARENT], c->parent);
		add_stock(&row, keys[OLD], c->old_known, c->old);
		add_stock(&row, keys[NEW], c->stock_known, c->stock);
		add_shared(&row, keys[OLD_STATUS], sw_stock_status_text(c->old_status));
		add_shared(&row, keys[NEW_STATUS], sw_stock_status_text(c->status));
		add_next_index_zval(out, &row);
	}
}
