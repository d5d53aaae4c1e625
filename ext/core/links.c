/* SPDX-License-Identifier: MIT */
/* Keys, look-up and counting of what no product carries. */
#include "links.h"

#include "limits.h"

#include <string.h>

sw_key_kind sw_links_kind(sw_way_kind kind)
{
	return kind == SW_BY_CODE ? SW_KEY_CODE : kind == SW_BY_NAME ? SW_KEY_TEXT : SW_KEY_GTIN;
}

static sw_slice tagged(sw_arena *arena, sw_key_kind kind, const unsigned char *hash)
{
	char *copy = sw_arena_alloc(arena, SW_KEY_BYTES + 1);

	if (copy == NULL) {
		return (sw_slice){NULL, 0};
	}
	copy[0] = (char) kind;
	memcpy(copy + 1, hash, SW_KEY_BYTES);
	return (sw_slice){copy, SW_KEY_BYTES + 1};
}

/* Two spellings of one name are two ways with one key: they stand in a chain. */
static sw_status make_key(sw_matches *m, uint32_t at)
{
	sw_way *way = &m->ways[at];
	const sw_key_kind kind = sw_links_kind(way->kind);
	sw_way_keys *keys = sw_match_own_keys(m, way);
	sw_status status = SW_OK;
	sw_slice key;
	uint32_t first;

	if (keys == NULL) {
		return SW_E_NOMEM;
	}
	if (way->kind == SW_BY_CODE) {
		status = sw_name_key(kind, way->text, &m->shop->locale, &m->scratch, &keys->link);
	} else {
		keys->link = keys->text;
	}
	if (status != SW_OK || keys->link.empty) {
		return status;
	}
	key = tagged(m->keys, kind, keys->link.bytes);
	first = key.ptr == NULL ? SW_MAP_NONE : sw_map_put(&m->by_link, m->keys, key, at);
	if (first == SW_MAP_NONE) {
		return SW_E_NOMEM;
	}
	if (first != at) {
		way->next_link = m->ways[first].next_link;
		m->ways[first].next_link = at;
	}
	return SW_OK;
}

sw_status sw_links_select(sw_matches *m, uint32_t from, uint32_t to, sw_buf *sql, bool *asked)
{
	size_t n = 0;

	sw_sql_format(sql, m->shop->prefix,
		"SELECT l.kind, l.hash, l.state, p.ID FROM %t l LEFT JOIN %t p ON p.ID = l.product_id "
		"AND p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft') "
		"WHERE l.kind IN (0,1,3) AND l.hash IN (", "stockwire_links", "posts");
	for (uint32_t i = from; i < to; i++) {
		sw_status status;

		if (m->ways[i].hit_count > 0) {
			continue;
		}
		status = make_key(m, i);
		if (status != SW_OK) {
			return status;
		}
		if (sw_match_keys(&m->ways[i])->link.empty) {
			continue;
		}
		sw_sql_comma(sql, n++);
		sw_sql_binary(sql, sw_match_keys(&m->ways[i])->link.bytes, SW_KEY_BYTES);
	}
	sw_buf_char(sql, ')');
	*asked = n > 0;
	return SW_OK;
}

static bool is(sw_slice cell, const char *word)
{
	return cell.len == strlen(word) && memcmp(cell.ptr, word, cell.len) == 0;
}

bool sw_links_take(void *context, const sw_slice *cells, unsigned n)
{
	sw_matches *m = context;
	char key[SW_KEY_BYTES + 1];
	uint32_t at;

	if (n != 4 || cells[1].len != SW_KEY_BYTES) {
		return true;
	}
	key[0] = (char) sw_sql_u64(cells[0]);
	memcpy(key + 1, cells[1].ptr, SW_KEY_BYTES);
	for (at = sw_map_get(&m->by_link, (sw_slice){key, sizeof key}); at != SW_MAP_NONE; at = m->ways[at].next_link) {
		sw_way *way = &m->ways[at];

		if (is(cells[2], "ignored")) {
			way->link = SW_LINK_IGNORED;
		} else if (cells[3].ptr != NULL) {
			way->link = is(cells[2], "former") ? SW_LINK_FORMER : SW_LINK_MADE;
			way->hits[0] = sw_sql_u64(cells[3]);
			way->hit_count = 1;
		}
	}
	return true;
}

static void add_unmatched(const sw_plan *p, const sw_way *way, uint32_t at, sw_buf *sql)
{
	const sw_line *line = &p->lines[at];
	const sw_slice warehouse = p->entries[at].warehouse;

	sw_buf_char(sql, '(');
	sw_buf_u64(sql, sw_links_kind(way->kind));
	sw_buf_char(sql, ',');
	sw_sql_binary(sql, sw_match_keys(way)->link.bytes, SW_KEY_BYTES);
	sw_buf_char(sql, ',');
	sw_sql_binary(sql, (const unsigned char *) warehouse.ptr, warehouse.len);
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(line->warehouse, SW_MAX_WAREHOUSE_CHARS));
	sw_buf_char(sql, ',');
	/* What decided is kept, whatever the sender calls it. */
	sw_sql_text(sql, sw_sql_cap(way->kind == SW_BY_GTIN ? line->gtin : line->code, SW_MAX_CODE_CHARS));
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(line->name, SW_MAX_NAME_CHARS));
	sw_buf_char(sql, ',');
	sw_sql_quantity(sql, true, line->quantity);
}

/* A line that nothing was found for stands in a group of its own. */
static const sw_way *unmatched_way(const sw_plan *p, uint32_t at)
{
	const uint32_t index = p->entries[at].way;
	const sw_way *way = index == SW_MAP_NONE ? NULL : &p->matches->ways[index];

	return way != NULL && p->lines[at].outcome == SW_UNMATCHED && !sw_match_keys(way)->link.empty && way->link != SW_LINK_IGNORED ? way : NULL;
}

bool sw_links_unmatched(const sw_plan *p, uint64_t run, size_t *group, size_t end, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, p->shop->prefix,
		"INSERT INTO %t (kind, hash, warehouse, label, code, name, quantity, run_id, first_seen, last_seen) VALUES ",
		"stockwire_unmatched");
	for (; *group < end && sql->len < SW_MAX_STATEMENT / 2; (*group)++) {
		const uint32_t at = p->groups[*group].first;
		const sw_way *way = unmatched_way(p, at);

		if (way != NULL) {
			sw_sql_comma(sql, n++);
			add_unmatched(p, way, at, sql);
			sw_sql_format(sql, p->shop->prefix, ",%u,UTC_TIMESTAMP(6),UTC_TIMESTAMP(6))", run);
		}
	}
	sw_buf_str(sql, " ON DUPLICATE KEY UPDATE label = VALUES(label), code = VALUES(code), name = VALUES(name), "
		"quantity = VALUES(quantity), times = times + 1, run_id = VALUES(run_id), last_seen = VALUES(last_seen)");
	return n > 0;
}
