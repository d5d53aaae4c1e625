/* SPDX-License-Identifier: MIT */
/* A group of products whose names are indexed together: its memory, and what it holds. */
#include "index_parts.h"

#include <stdlib.h>
#include <string.h>

sw_index *sw_index_create(const sw_shop *shop)
{
	sw_index *ix = calloc(1, sizeof *ix);

	if (ix == NULL) {
		return NULL;
	}
	ix->shop = shop;
	ix->arena = sw_arena_create();
	if (ix->arena == NULL) {
		free(ix);
		return NULL;
	}
	return ix;
}

void sw_index_destroy(sw_index *ix)
{
	if (ix == NULL) {
		return;
	}
	free(ix->items);
	free(ix->texts);
	free(ix->wanted.rows);
	free(ix->present.rows);
	sw_buf_free(&ix->name);
	sw_buf_free(&ix->scratch);
	sw_arena_destroy(ix->arena);
	free(ix);
}

bool sw_index_room(void **items, size_t count, size_t *cap, size_t size)
{
	const size_t room = *cap == 0 ? 64 : *cap * 2;
	void *grown;

	if (count < *cap) {
		return true;
	}
	grown = room <= SIZE_MAX / size ? realloc(*items, room * size) : NULL;
	if (grown == NULL) {
		return false;
	}
	*items = grown;
	*cap = room;
	return true;
}

sw_slice sw_index_copy(sw_index *ix, sw_slice text)
{
	return (sw_slice){ sw_arena_copy(ix->arena, text.len > 0 ? text.ptr : "", text.len), text.len };
}

/* Index of the item with this id, added where it is new; SW_MAP_NONE when memory is short. */
static uint32_t item_of(sw_index *ix, uint64_t id)
{
	uint32_t at = sw_map_put_id(&ix->by_id, ix->arena, id, ix->count);
	size_t cap = ix->cap;
	void *items = ix->items;

	if (at == SW_MAP_NONE || at < ix->count) {
		return at;
	}
	if (!sw_index_room(&items, ix->count, &cap, sizeof *ix->items)) {
		return SW_MAP_NONE;
	}
	ix->items = items;
	ix->cap = (uint32_t) cap;
	ix->items[at] = (index_item){ .id = id, .parent = SW_MAP_NONE };
	return ix->count++;
}

bool sw_index_add(sw_index *ix, uint64_t id)
{
	const uint32_t at = item_of(ix, id);

	if (at == SW_MAP_NONE) {
		return false;
	}
	ix->items[at].given = true;
	ix->given = ix->count;
	return true;
}

size_t sw_index_size(const sw_index *ix)
{
	return ix->given;
}

bool sw_index_take_id(void *index, const sw_slice *cells, unsigned n)
{
	return n < 1 || sw_index_add(index, sw_sql_u64(cells[0]));
}

/* Item of a row that begins with its id; NULL where it is not ours. */
static index_item *item_at(sw_index *ix, const sw_slice *cells, unsigned n, unsigned want)
{
	const uint32_t at = n == want ? sw_map_get_id(&ix->by_id, sw_sql_u64(cells[0])) : SW_MAP_NONE;

	return at == SW_MAP_NONE ? NULL : &ix->items[at];
}

static bool take_post(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	index_item *item = item_at(ix, cells, n, 2);

	if (item == NULL) {
		return true;
	}
	item->live = true;
	item->title = sw_index_copy(ix, cells[1]);
	return item->title.ptr != NULL;
}

/* Rows ID, post_parent, title of variations: of a parent in the trash, too, so that their keys go. */
static bool take_child(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	const uint32_t parent = n == 3 ? sw_map_get_id(&ix->by_id, sw_sql_u64(cells[1])) : SW_MAP_NONE;
	uint32_t at;

	if (parent == SW_MAP_NONE) {
		return true;
	}
	at = item_of(ix, sw_sql_u64(cells[0]));
	if (at == SW_MAP_NONE) {
		return false;
	}
	ix->items[at].parent = parent;
	ix->items[at].live = ix->items[parent].live;
	ix->items[at].title = sw_index_copy(ix, cells[2]);
	ix->items[parent].varied = true;
	return ix->items[at].title.ptr != NULL;
}

static bool take_attributes(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	index_item *item = item_at(ix, cells, n, 2);

	/* Of two rows WordPress reads the first. */
	return item == NULL || item->attributes != NULL || sw_index_attributes(ix, item, cells[1]);
}

static bool take_value(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	index_item *item = item_at(ix, cells, n, 3);
	index_text *value;

	if (item == NULL || item->parent == SW_MAP_NONE) {
		return true;
	}
	for (value = item->values; value != NULL; value = value->next) {
		if (sw_slice_equal(value->key, cells[1])) {
			return true;
		}
	}
	value = sw_arena_alloc(ix->arena, sizeof *value);
	if (value == NULL) {
		return false;
	}
	*value = (index_text){ item->values, sw_index_copy(ix, cells[1]), sw_index_copy(ix, cells[2]) };
	item->values = value;
	return value->key.ptr != NULL && value->text.ptr != NULL;
}

/* Keeps text under key; the first one stays. */
static bool put_text(sw_index *ix, sw_map *map, sw_slice key, sw_slice text)
{
	size_t cap = ix->text_cap;
	void *texts = ix->texts;
	uint32_t at;

	if (!sw_index_room(&texts, ix->text_count, &cap, sizeof *ix->texts)) {
		return false;
	}
	ix->texts = texts;
	ix->text_cap = (uint32_t) cap;
	if (sw_map_get(map, key) != SW_MAP_NONE) {
		return true;
	}
	at = ix->text_count;
	ix->texts[at] = (index_text){ NULL, sw_index_copy(ix, key), sw_index_copy(ix, text) };
	if (ix->texts[at].key.ptr == NULL || ix->texts[at].text.ptr == NULL) {
		return false;
	}
	ix->text_count++;
	return sw_map_put(map, ix->arena, ix->texts[at].key, at) != SW_MAP_NONE;
}

static bool take_label(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;

	return n != 2 || put_text(ix, &ix->labels, cells[0], cells[1]);
}

sw_slice sw_index_label(const sw_index *ix, sw_slice taxonomy)
{
	const sw_slice slug = taxonomy.len > 3 ? (sw_slice){ taxonomy.ptr + 3, taxonomy.len - 3 } : taxonomy; /* behind "pa_" */
	const uint32_t at = sw_map_get(&ix->labels, slug);

	return at == SW_MAP_NONE || ix->texts[at].text.len == 0 ? slug : ix->texts[at].text;
}

static sw_slice term_key(sw_index *ix, sw_slice taxonomy, sw_slice slug)
{
	sw_buf_clear(&ix->scratch);
	sw_buf_add(&ix->scratch, taxonomy.ptr, taxonomy.len);
	sw_buf_char(&ix->scratch, '\0');
	sw_buf_add(&ix->scratch, slug.ptr, slug.len);
	return (sw_slice){ ix->scratch.ptr, ix->scratch.len };
}

const sw_slice *sw_index_term(sw_index *ix, sw_slice taxonomy, sw_slice slug)
{
	const sw_slice key = term_key(ix, taxonomy, slug);
	const uint32_t at = ix->scratch.failed ? SW_MAP_NONE : sw_map_get(&ix->terms, key);

	return at == SW_MAP_NONE ? NULL : &ix->texts[at].text;
}

/* Rows taxonomy, slug, name, and for a parent's own terms its id. */
static bool take_term(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	const uint32_t at = n == 4 ? sw_map_get_id(&ix->by_id, sw_sql_u64(cells[3])) : SW_MAP_NONE;

	if (n < 3 || !put_text(ix, &ix->terms, term_key(ix, cells[0], cells[1]), cells[2]) || ix->scratch.failed) {
		return n < 3;
	}
	for (size_t i = 0; at != SW_MAP_NONE && i < ix->items[at].attribute_count; i++) {
		index_attribute *attribute = &ix->items[at].attributes[i];

		if (attribute->taxonomy && sw_slice_equal(attribute->name, cells[0])) {
			index_text *term = sw_arena_alloc(ix->arena, sizeof *term);

			if (term == NULL) {
				return false;
			}
			*term = (index_text){ attribute->terms, { NULL, 0 }, sw_index_copy(ix, cells[2]) };
			attribute->terms = term;
			return term->text.ptr != NULL;
		}
	}
	return true;
}

static bool take_gtin(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	index_item *item = item_at(ix, cells, n, 2);

	if (item == NULL) {
		return true;
	}
	item->gtin = sw_index_copy(ix, cells[1]);
	return item->gtin.ptr != NULL;
}

static bool take_row(void *index, const sw_slice *cells, unsigned n)
{
	sw_index *ix = index;
	void *rows = ix->present.rows;
	const uint32_t at = n == 4 ? sw_map_get_id(&ix->by_id, sw_sql_u64(cells[0])) : SW_MAP_NONE;
	index_row *row;

	if (at == SW_MAP_NONE || cells[2].len != SW_KEY_BYTES) {
		return true;
	}
	if (!sw_index_room(&rows, ix->present.count, &ix->present.cap, sizeof *row)) {
		return false;
	}
	ix->present.rows = rows;
	row = &ix->present.rows[ix->present.count++];
	*row = (index_row){ .kind = (uint8_t) sw_sql_u64(cells[1]), .rank = (uint8_t) sw_sql_u64(cells[3]), .item = at };
	memcpy(row->hash, cells[2].ptr, SW_KEY_BYTES);
	return true;
}

const sw_index_step sw_index_parents = { sw_index_ask_parents, sw_index_take_id, false };

const sw_index_step sw_index_steps[] = {
	{ sw_index_ask_lock, take_row, false },
	{ sw_index_ask_posts, take_post, false },
	{ sw_index_ask_children, take_child, false },
	{ sw_index_ask_attributes, take_attributes, false },
	{ sw_index_ask_labels, take_label, false },
	{ sw_index_ask_terms, take_term, false },
	{ sw_index_ask_values, take_value, false },
	{ sw_index_ask_slugs, take_term, false },
	{ sw_index_ask_gtins, take_gtin, true },
	{ sw_index_ask_rows, take_row, false },
};
const size_t sw_index_step_count = sizeof sw_index_steps / sizeof *sw_index_steps;
