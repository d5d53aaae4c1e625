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

enum { ID, KIND, TYPE, PARENT, OLD, NEW, OLD_STATUS, NEW_STATUS, KEYS };

/* The keys of a row, which all rows have in common. */
typedef struct keys {
	zend_string *of[KEYS];
} keys;

static keys shared_keys(void)
{
	static const char *const texts[KEYS] = {"id", "kind", "type", "parent", "old", "new", "old_status", "new_status"};
	keys k;

	for (int i = 0; i < KEYS; i++) {
		k.of[i] = shared(texts[i]);
	}
	return k;
}

static void add_change(zval *out, const keys *k, const sw_change *c)
{
	static const char *const kinds[] = {"holder", "parent", "child"};
	zval row;

	array_init_size(&row, KEYS);
	add_number(&row, k->of[ID], c->id);
	add_shared(&row, k->of[KIND], kinds[c->role]);
	add_shared(&row, k->of[TYPE], sw_type_text(c->type));
	add_number(&row, k->of[PARENT], c->parent);
	add_stock(&row, k->of[OLD], c->old_known, c->old);
	add_stock(&row, k->of[NEW], c->stock_known, c->stock);
	add_shared(&row, k->of[OLD_STATUS], sw_stock_status_text(c->old_status));
	add_shared(&row, k->of[NEW_STATUS], sw_stock_status_text(c->status));
	add_next_index_zval(out, &row);
}

void sw_changes_to_array(const sw_changes *changes, bool holders_only, zval *out)
{
	const keys k = shared_keys();

	array_init_size(out, (uint32_t) changes->count);
	for (size_t i = 0; i < changes->count; i++) {
		if (!holders_only || changes->items[i].role == SW_ROLE_HOLDER) {
			add_change(out, &k, &changes->items[i]);
		}
	}
}

/* The ids of the list as keys; false with a PHP exception thrown where one is none. */
static bool take_ids(HashTable *holders, HashTable *ids)
{
	zval *value;

	ZEND_HASH_FOREACH_VAL(holders, value) {
		const uint64_t id = sw_listed_id(value);

		if (id == 0) {
			return false;
		}
		zend_hash_index_add_empty_element(ids, id);
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* To which holder's family a change belongs: what the engine derives hangs on one product, the parent. */
static bool is_of(const sw_change *c, const HashTable *holders, const HashTable *parents)
{
	switch (c->role) {
	case SW_ROLE_HOLDER:
		return zend_hash_index_exists(holders, c->id);
	case SW_ROLE_PARENT:
		return zend_hash_index_exists(parents, c->id);
	default:
		return zend_hash_index_exists(holders, c->parent);
	}
}

void sw_changes_of(const sw_changes *changes, HashTable *holders, zval *out)
{
	const keys k = shared_keys();
	HashTable ids;
	HashTable parents;

	array_init(out);
	zend_hash_init(&ids, zend_hash_num_elements(holders), NULL, NULL, false);
	zend_hash_init(&parents, 0, NULL, NULL, false);
	if (take_ids(holders, &ids)) {
		for (size_t i = 0; i < changes->count; i++) {
			const sw_change *c = &changes->items[i];

			if (c->role == SW_ROLE_HOLDER && c->parent != 0 && zend_hash_index_exists(&ids, c->id)) {
				zend_hash_index_add_empty_element(&parents, c->parent);
			}
		}
		for (size_t i = 0; i < changes->count; i++) {
			if (is_of(&changes->items[i], &ids, &parents)) {
				add_change(out, &k, &changes->items[i]);
			}
		}
	}
	zend_hash_destroy(&parents);
	zend_hash_destroy(&ids);
}
