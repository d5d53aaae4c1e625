/* SPDX-License-Identifier: MIT */
/* Reads, applies, sums and stores levels. */
#include "levels.h"

#include "limits.h"

#include <string.h>

#define DAY (INT64_C(24) * 3600 * 1000000) /* microseconds */

void sw_levels_select(const sw_shop *shop, const uint64_t *holders, size_t n, bool locked, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"SELECT holder_id, warehouse, quantity, sequence, as_of, " SW_SQL_BYTES("label") ", source, run_id, "
		SW_SQL_MICROSECONDS("updated_at") " FROM %t WHERE holder_id IN ",
		"stockwire_levels");
	sw_sql_ids(sql, holders, n);
	sw_buf_str(sql, locked ? " ORDER BY holder_id, warehouse FOR UPDATE" : "");
}

/* One holder may have levels in as many warehouses as a push has lines. */
static uint64_t place_of(uint64_t holder, sw_slice warehouse)
{
	uint64_t h = UINT64_C(14695981039346656037) ^ holder;

	for (size_t i = 0; i < warehouse.len; i++) {
		h = (h ^ (unsigned char) warehouse.ptr[i]) * UINT64_C(1099511628211);
	}
	return h;
}

/* To be found by place() once its warehouse is known. */
static sw_level *add(sw_levels *l, uint64_t holder)
{
	sw_level *items = sw_arena_grow(l->arena, l->items, l->count, &l->cap, sizeof *items);

	if (items == NULL) {
		return NULL;
	}
	l->items = items;
	l->items[l->count] = (sw_level){.holder = holder, .next = SW_MAP_NONE};
	return &l->items[l->count++];
}

static bool place(sw_levels *l, sw_level *level)
{
	const uint32_t at = (uint32_t) (level - l->items);
	const uint32_t first = sw_map_put_id(&l->by_place, l->arena, place_of(level->holder, level->warehouse), at);

	if (first != SW_MAP_NONE && first != at) {
		level->next = l->items[first].next;
		l->items[first].next = at;
	}
	return first != SW_MAP_NONE;
}

bool sw_levels_take(void *context, const sw_slice *cells, unsigned n)
{
	sw_levels *l = context;
	sw_level *level = n == 9 ? add(l, sw_sql_u64(cells[0])) : NULL;
	const char *warehouse;
	const char *label;
	const char *source;

	if (level == NULL) {
		return n != 9;
	}
	warehouse = sw_arena_copy(l->arena, cells[1].ptr, cells[1].len);
	label = sw_arena_copy(l->arena, cells[5].ptr, cells[5].len);
	source = sw_arena_copy(l->arena, cells[6].ptr, cells[6].len);
	if (warehouse == NULL || label == NULL || source == NULL) {
		return false;
	}
	level->source = (sw_slice){source, cells[6].len};
	level->run = sw_sql_u64(cells[7]);
	level->told = sw_sql_i64(cells[8]);
	level->warehouse = (sw_slice){warehouse, cells[1].len};
	level->label = (sw_slice){label, cells[5].len};
	level->has_sequence = cells[3].ptr != NULL;
	level->sequence = sw_sql_i64(cells[3]);
	level->has_as_of = cells[4].ptr != NULL;
	level->as_of = sw_sql_i64(cells[4]);
	(void) sw_quantity_from_stored(cells[2].ptr, cells[2].len, &level->quantity);
	return place(l, level);
}

bool sw_levels_select_since(const sw_shop *shop, const uint64_t *holders, size_t n, sw_buf *sql)
{
	if (shop->warehouse_count == 0) {
		return false;
	}
	sw_sql_format(sql, shop->prefix, "SELECT h.holder_id, SUM(CASE WHEN h.cause = 'order' THEN h.new_quantity - h.old_quantity END), "
		"MAX(h.cause <> 'order') FROM %t h WHERE h.holder_id IN ", "stockwire_history");
	sw_sql_ids(sql, holders, n);
	/* Since the newest of them: a push of one warehouse sums all of them up. */
	sw_sql_format(sql, shop->prefix, " AND h.at > (SELECT MAX(l.updated_at) FROM %t l WHERE l.holder_id = h.holder_id AND l.warehouse IN (",
		"stockwire_levels");
	for (size_t i = 0; i < shop->warehouse_count; i++) {
		sw_sql_comma(sql, i);
		sw_sql_binary(sql, (const unsigned char *) shop->warehouses[i].ptr, shop->warehouses[i].len);
	}
	sw_buf_str(sql, ")) GROUP BY h.holder_id");
	return true;
}

bool sw_levels_take_since(void *context, const sw_slice *cells, unsigned n)
{
	sw_levels *l = context;
	sw_since *since;

	if (n != 3) {
		return true;
	}
	since = sw_arena_grow(l->arena, l->since, l->since_count, &l->since_cap, sizeof *since);
	if (since == NULL) {
		return false;
	}
	l->since = since;
	since[l->since_count] = (sw_since){.others = sw_sql_u64(cells[2]) != 0};
	if (cells[1].ptr != NULL) {
		(void) sw_quantity_from_stored(cells[1].ptr, cells[1].len, &since[l->since_count].orders);
	}
	return sw_map_put_id(&l->since_of, l->arena, sw_sql_u64(cells[0]), (uint32_t) l->since_count++) != SW_MAP_NONE;
}

const sw_since *sw_levels_since(const sw_levels *l, uint64_t holder)
{
	const uint32_t at = sw_map_get_id(&l->since_of, holder);

	return at == SW_MAP_NONE ? NULL : &l->since[at];
}

static sw_level *find(const sw_levels *l, uint64_t holder, sw_slice warehouse)
{
	uint32_t i = sw_map_get_id(&l->by_place, place_of(holder, warehouse));

	while (i != SW_MAP_NONE && (l->items[i].gone || l->items[i].holder != holder || !sw_slice_equal(l->items[i].warehouse, warehouse))) {
		i = l->items[i].next;
	}
	return i == SW_MAP_NONE ? NULL : &l->items[i];
}

/* By the sender's own word, below 0: the line is older than what is known, above 0: newer. Numbers and clocks of two senders say nothing
   about each other; one that repeats itself leaves it to the order in which its pushes came. */
static int compare_age(const sw_line *line, const sw_level *level, sw_slice source)
{
	int order = 0;

	if (!sw_slice_equal(level->source, source)) {
		return 0;
	}
	if (line->has_sequence && level->has_sequence) {
		order = (line->sequence > level->sequence) - (line->sequence < level->sequence);
	}
	if (order == 0 && line->has_as_of && level->has_as_of) {
		order = (line->as_of > level->as_of) - (line->as_of < level->as_of);
	}
	return order;
}

/* A table of runs that was emptied begins to count anew: the runs that its levels still name are not later ones. A day, since clocks step
   and days do not. */
static bool was_told_lately(const sw_levels *l, const sw_level *level)
{
	return level->told >= l->begun - DAY;
}

static void remember(sw_level_was *was, const sw_level *level)
{
	was->known = level != NULL;
	was->quantity = level == NULL ? 0 : level->quantity;
	was->told = level == NULL ? 0 : level->told;
}

sw_level_change sw_levels_apply(sw_levels *l, uint64_t holder, sw_slice warehouse, const sw_line *line, sw_level_was *was)
{
	sw_level *level = find(l, holder, warehouse);
	const int age = level == NULL ? 1 : compare_age(line, level, l->source);
	bool changed;

	remember(was, level);
	if (age < 0) {
		return SW_LEVEL_STALE;
	}
	/* A long push, a fetch that waited: what came in after it was read is not undone by it, nor told anew. */
	if (age == 0 && line->after > 0 && level->run > line->after && was_told_lately(l, level)) {
		return level->quantity == line->quantity ? SW_LEVEL_KNOWN : SW_LEVEL_STALE;
	}
	changed = level == NULL || level->quantity != line->quantity;
	if (level == NULL) {
		level = add(l, holder);
		if (level == NULL) {
			return SW_LEVEL_NOMEM;
		}
		level->warehouse = warehouse;
		if (!place(l, level)) {
			return SW_LEVEL_NOMEM;
		}
	}
	level->label = line->warehouse;
	level->quantity = line->quantity;
	if (!sw_slice_equal(level->source, l->source)) {
		/* Another sender's order of events begins here. */
		level->source = l->source;
		level->has_sequence = false;
		level->has_as_of = false;
	}
	/* Stored even where the number is the same: it makes later, older lines stale, a fetch that was read before it too, and it is
	   what the owner is shown as confirmed. */
	level->dirty = true;
	level->told = 0;
	if (line->has_sequence) {
		level->has_sequence = true;
		level->sequence = line->sequence;
	}
	if (line->has_as_of) {
		level->has_as_of = true;
		level->as_of = line->as_of;
	}
	return changed ? SW_LEVEL_CHANGED : SW_LEVEL_SAME;
}

bool sw_levels_is_left(const sw_levels *l, uint64_t holder, sw_slice warehouse, const sw_restore *r)
{
	const sw_level *level = find(l, holder, warehouse);

	return level == NULL ? !r->left_known : r->left_known && level->quantity == r->left;
}

sw_level_change sw_levels_restore(sw_levels *l, uint64_t holder, sw_slice warehouse, const sw_line *line, sw_level_was *was)
{
	const sw_restore *r = line->restore;
	sw_level *level = find(l, holder, warehouse);

	remember(was, level);
	if (!sw_levels_is_left(l, holder, warehouse, r)) {
		return SW_LEVEL_STALE;
	}
	if (r->left_known == r->level_known && (!r->level_known || r->left == r->level)) {
		if (level != NULL && r->told != 0) {
			level->told = r->told;
			level->run = line->after;
			level->dirty = true;
		}
		return SW_LEVEL_SAME;
	}
	if (level == NULL) {
		level = add(l, holder);
		if (level == NULL) {
			return SW_LEVEL_NOMEM;
		}
		level->warehouse = warehouse;
		level->label = line->warehouse;
		level->source = l->source;
		if (!place(l, level)) {
			return SW_LEVEL_NOMEM;
		}
	}
	level->gone = !r->level_known;
	level->dirty = r->level_known;
	level->quantity = r->level;
	/* Nobody tells it anew: what was sold since it was told still has to be taken from it, and a push that waits meanwhile still has its say. */
	level->told = r->told;
	level->run = line->after;
	return SW_LEVEL_CHANGED;
}

sw_quantity sw_levels_bound(sw_quantity sum)
{
	const sw_quantity most = SW_MAX_STORED * SW_QUANTITY_ONE;

	return sum > most ? most : sum < -most ? -most : sum;
}

sw_quantity sw_levels_sum(const sw_levels *l, const sw_shop *shop, uint64_t holder, bool *missing)
{
	sw_quantity sum = 0;

	*missing = false;
	for (size_t i = 0; i < shop->warehouse_count; i++) {
		const sw_level *level = find(l, holder, shop->warehouses[i]);

		if (level == NULL) {
			*missing = true;
		} else {
			sum += level->quantity;
		}
		sum = sw_levels_bound(sum);
	}
	return sum;
}

static void write_level(const sw_level *level, uint64_t run, sw_buf *sql)
{
	sw_buf_char(sql, '(');
	sw_buf_u64(sql, level->holder);
	sw_buf_char(sql, ',');
	sw_sql_binary(sql, (const unsigned char *) level->warehouse.ptr, level->warehouse.len);
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(level->label, SW_MAX_WAREHOUSE_CHARS));
	sw_buf_char(sql, ',');
	sw_sql_quantity(sql, true, level->quantity);
	sw_buf_char(sql, ',');
	if (level->has_sequence) {
		sw_buf_i64(sql, level->sequence);
	} else {
		sw_buf_str(sql, "NULL");
	}
	sw_buf_char(sql, ',');
	if (level->has_as_of) {
		sw_buf_i64(sql, level->as_of);
	} else {
		sw_buf_str(sql, "NULL");
	}
	sw_buf_char(sql, ',');
	sw_buf_u64(sql, level->told == 0 ? run : level->run);
	sw_buf_char(sql, ',');
	if (level->told == 0) {
		sw_buf_str(sql, "UTC_TIMESTAMP(6)");
	} else {
		sw_sql_instant(sql, level->told);
	}
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(level->source, SW_MAX_SOURCE_CHARS));
	sw_buf_char(sql, ')');
}

bool sw_levels_write(const sw_levels *l, const sw_shop *shop, uint64_t run, size_t *at, sw_buf *sql)
{
	size_t written = 0;

	sw_sql_format(sql, shop->prefix,
		"INSERT INTO %t (holder_id, warehouse, label, quantity, sequence, as_of, run_id, updated_at, source) VALUES ", "stockwire_levels");
	for (; *at < l->count && sql->len < SW_MAX_STATEMENT / 2; (*at)++) {
		if (l->items[*at].dirty) {
			sw_sql_comma(sql, written++);
			write_level(&l->items[*at], run, sql);
		}
	}
	sw_buf_str(sql, " ON DUPLICATE KEY UPDATE label = VALUES(label), quantity = VALUES(quantity), sequence = VALUES(sequence), "
		"as_of = VALUES(as_of), run_id = VALUES(run_id), updated_at = VALUES(updated_at), source = VALUES(source)");
	return written > 0;
}

bool sw_levels_delete(const sw_levels *l, const sw_shop *shop, size_t *at, sw_buf *sql)
{
	const size_t from = *at;
	size_t listed = 0;
	size_t written = 0;

	/* The pairs alone would not be looked up by index: the holders are named beside them. */
	sw_sql_format(sql, shop->prefix, "DELETE FROM %t WHERE holder_id IN (", "stockwire_levels");
	for (; *at < l->count && listed < SW_CHUNK_LINES; (*at)++) {
		if (l->items[*at].gone) {
			sw_sql_comma(sql, listed++);
			sw_buf_u64(sql, l->items[*at].holder);
		}
	}
	sw_buf_str(sql, ") AND (holder_id, warehouse) IN (");
	for (size_t i = from; i < *at; i++) {
		if (l->items[i].gone) {
			sw_sql_comma(sql, written++);
			sw_buf_char(sql, '(');
			sw_buf_u64(sql, l->items[i].holder);
			sw_buf_char(sql, ',');
			sw_sql_binary(sql, (const unsigned char *) l->items[i].warehouse.ptr, l->items[i].warehouse.len);
			sw_buf_char(sql, ')');
		}
	}
	sw_buf_char(sql, ')');
	return written > 0;
}
