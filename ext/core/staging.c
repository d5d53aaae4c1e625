/* SPDX-License-Identifier: MIT */
/* SQL text of lines that wait, and how they become lines again. */
#include "staging.h"

#include "limits.h"

#include <string.h>

#define COLUMNS "line, kind, holder_id, " SW_SQL_BYTES("code") ", " SW_SQL_BYTES("name") ", " SW_SQL_BYTES("gtin") ", " \
	SW_SQL_BYTES("warehouse") ", quantity, sequence, as_of, expected, old_level, new_level, COALESCE(after_run, run_id), " \
	SW_SQL_MICROSECONDS("old_level_at")
/* Outcomes of lines that told a level. */
#define KEEPS_LEVEL "('updated','unchanged','other_warehouse','opted_out')"

enum { LINE, KIND, HOLDER, CODE, NAME, GTIN, WAREHOUSE, QUANTITY, SEQUENCE, AS_OF, EXPECTED, OLD_LEVEL, NEW_LEVEL, AFTER, LEVEL_AT, CELLS };

void sw_staging_select_lines(const sw_shop *shop, uint64_t run, uint64_t after, size_t cap, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT " COLUMNS " FROM %t WHERE run_id = %u AND line > %u ORDER BY line LIMIT %u",
		"stockwire_staged", run, after, (uint64_t) cap);
}

void sw_staging_select_holders(const sw_shop *shop, uint64_t run, uint64_t after, bool all, size_t cap, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT " COLUMNS " FROM %t WHERE run_id = %u", "stockwire_staged", run);
	if (!all) {
		sw_sql_format(sql, shop->prefix, " AND holder_id > %u", after);
	}
	sw_sql_format(sql, shop->prefix, " ORDER BY holder_id, line LIMIT %u", (uint64_t) cap);
}

static bool quantity_of(sw_slice cell, sw_quantity *out)
{
	return cell.ptr != NULL && sw_quantity_from_stored(cell.ptr, cell.len, out) == SW_OK;
}

static bool read_restore(sw_staged *staged, sw_line *line, const sw_slice *cells)
{
	sw_restore *r = sw_arena_alloc(staged->arena, sizeof *r);

	if (r == NULL) {
		return false;
	}
	*r = (sw_restore){.number = cells[QUANTITY].ptr != NULL};
	r->expected_known = quantity_of(cells[EXPECTED], &r->expected) || !r->number;
	r->left_known = quantity_of(cells[OLD_LEVEL], &r->left);
	r->level_known = quantity_of(cells[NEW_LEVEL], &r->level);
	r->told = sw_sql_i64(cells[LEVEL_AT]);
	line->restore = r;
	return true;
}

bool sw_staging_take(void *context, const sw_slice *cells, unsigned n)
{
	sw_staged *staged = context;
	sw_line *line;
	sw_slice *texts[4];

	if (n != CELLS || staged->count == staged->cap) {
		return true;
	}
	line = &staged->lines[staged->count];
	*line = (sw_line){.number = (uint32_t) sw_sql_u64(cells[LINE]), .kind = (sw_line_kind) sw_sql_u64(cells[KIND]),
		.holder = sw_sql_u64(cells[HOLDER]), .has_sequence = cells[SEQUENCE].ptr != NULL, .has_as_of = cells[AS_OF].ptr != NULL,
		.sequence = sw_sql_i64(cells[SEQUENCE]), .as_of = sw_sql_i64(cells[AS_OF]), .after = sw_sql_u64(cells[AFTER])};
	texts[0] = &line->code;
	texts[1] = &line->name;
	texts[2] = &line->gtin;
	texts[3] = &line->warehouse;
	for (size_t i = 0; i < 4; i++) {
		const char *copy = sw_arena_copy(staged->arena, cells[CODE + i].ptr, cells[CODE + i].len);

		if (copy == NULL) {
			return false;
		}
		*texts[i] = (sw_slice){copy, cells[CODE + i].len};
	}
	(void) quantity_of(cells[QUANTITY], &line->quantity);
	if (line->kind == SW_LINE_RESTORE && !read_restore(staged, line, cells)) {
		return false;
	}
	staged->count++;
	return true;
}

void sw_staging_trim(sw_staged *staged)
{
	size_t keep = staged->count;

	staged->full = staged->count == staged->cap;
	if (!staged->full || staged->lines[keep - 1].holder == 0) {
		return;
	}
	while (keep > 0 && staged->lines[keep - 1].holder == staged->lines[staged->count - 1].holder) {
		keep--;
	}
	if (keep > 0) {
		staged->count = keep;
	}
}

static void add_number(sw_buf *sql, bool known, int64_t number)
{
	sw_buf_char(sql, ',');
	if (known) {
		sw_buf_i64(sql, number);
	} else {
		sw_buf_str(sql, "NULL");
	}
}

static void add_head(const sw_shop *shop, const char *more, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"INSERT INTO %t (run_id, line, kind, holder_id, code, name, gtin, warehouse, quantity, sequence, as_of, after_run",
		"stockwire_staged");
	sw_buf_str(sql, more);
	sw_buf_str(sql, ") VALUES ");
}

static void add_line(uint64_t run, const sw_line *line, uint64_t holder, sw_buf *sql)
{
	const sw_slice texts[] = {sw_sql_cap(line->code, SW_MAX_CODE_CHARS), sw_sql_cap(line->name, SW_MAX_NAME_CHARS),
		sw_sql_cap(line->gtin, SW_MAX_CODE_CHARS), sw_sql_cap(line->warehouse, SW_MAX_WAREHOUSE_CHARS)};

	sw_sql_format(sql, "", "(%u,%u,%u,%u", run, (uint64_t) line->number, (uint64_t) line->kind, holder);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		sw_buf_char(sql, ',');
		sw_sql_text(sql, texts[i]);
	}
	sw_buf_char(sql, ',');
	sw_sql_quantity(sql, line->kind == SW_LINE_LEVEL, line->quantity);
	add_number(sql, line->has_sequence, line->sequence);
	add_number(sql, line->has_as_of, line->as_of);
	add_number(sql, line->after > 0, (int64_t) line->after);
}

bool sw_staging_insert(const sw_shop *shop, uint64_t run, const sw_line *lines, size_t count, size_t *at, sw_buf *sql)
{
	size_t n = 0;

	add_head(shop, "", sql);
	for (; *at < count && sql->len < SW_MAX_STATEMENT / 2; (*at)++) {
		if (lines[*at].outcome == SW_UNDECIDED) {
			sw_sql_comma(sql, n++);
			add_line(run, &lines[*at], lines[*at].holder, sql);
			sw_buf_char(sql, ')');
		}
	}
	return n > 0;
}

bool sw_staging_hold(const sw_plan *p, uint64_t run, size_t *at, sw_buf *sql)
{
	size_t n = 0;

	add_head(p->shop, ", product_id, old_quantity, new_quantity", sql);
	for (; *at < p->count && sql->len < SW_MAX_STATEMENT / 2; (*at)++) {
		const sw_entry *entry = &p->entries[*at];

		if (p->lines[*at].outcome == SW_HELD) {
			sw_sql_comma(sql, n++);
			add_line(run, &p->lines[*at], entry->holder, sql);
			sw_sql_format(sql, "", ",%u,", entry->product);
			sw_sql_quantity(sql, entry->old_known, entry->old_quantity);
			sw_buf_char(sql, ',');
			sw_sql_quantity(sql, entry->new_known, entry->new_quantity);
			sw_buf_char(sql, ')');
		}
	}
	return n > 0;
}

/* "(run,line," of the next row. */
static void begin_row(const sw_plan *p, uint64_t run, size_t at, size_t *n, sw_buf *sql)
{
	sw_sql_comma(sql, (*n)++);
	sw_sql_format(sql, "", "(%u,%u,", run, (uint64_t) p->lines[at].number);
}

bool sw_staging_found(const sw_plan *p, uint64_t run, size_t from, size_t to, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, p->shop->prefix, "INSERT INTO %t (run_id, line, holder_id, product_id) VALUES ", "stockwire_staged");
	for (size_t i = from; i < to; i++) {
		if (p->entries[i].holder != 0) {
			begin_row(p, run, i, &n, sql);
			sw_sql_format(sql, "", "%u,%u)", p->entries[i].holder, p->entries[i].product);
		}
	}
	sw_buf_str(sql, " ON DUPLICATE KEY UPDATE holder_id = VALUES(holder_id), product_id = VALUES(product_id)");
	return n > 0;
}

bool sw_staging_tried(const sw_plan *p, uint64_t run, size_t from, size_t to, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, p->shop->prefix, "INSERT INTO %t (run_id, line, old_quantity, new_quantity) VALUES ", "stockwire_staged");
	for (size_t i = from; i < to; i++) {
		const sw_entry *entry = &p->entries[i];

		if (entry->new_known) {
			begin_row(p, run, i, &n, sql);
			sw_sql_quantity(sql, entry->old_known, entry->old_quantity);
			sw_buf_char(sql, ',');
			sw_sql_quantity(sql, true, entry->new_quantity);
			sw_buf_char(sql, ')');
		}
	}
	sw_buf_str(sql, " ON DUPLICATE KEY UPDATE old_quantity = VALUES(old_quantity), new_quantity = VALUES(new_quantity)");
	return n > 0;
}

bool sw_staging_delete(const sw_plan *p, uint64_t run, size_t *group, uint32_t *line, size_t end, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, p->shop->prefix, "DELETE FROM %t WHERE run_id = %u AND line IN (", "stockwire_staged", run);
	while (*group < end && n < SW_CHUNK_LINES) {
		if (*line == SW_MAP_NONE) {
			*line = p->groups[*group].first;
		}
		sw_sql_comma(sql, n++);
		sw_buf_u64(sql, p->lines[*line].number);
		*line = p->entries[*line].next;
		if (*line == SW_MAP_NONE) {
			(*group)++;
		}
	}
	sw_buf_char(sql, ')');
	return n > 0;
}

void sw_staging_insert_sums(const sw_shop *shop, uint64_t run, uint64_t first, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"INSERT INTO %t (run_id, line, kind, holder_id, product_id, code, name) "
		"SELECT %u, %u + ROW_NUMBER() OVER (ORDER BY t.holder_id), 1, t.holder_id, t.holder_id, LEFT(COALESCE(w.sku, ''), 100), "
		"p.post_title FROM (SELECT DISTINCT holder_id FROM %t) t JOIN %t p ON p.ID = t.holder_id "
		"AND p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft') "
		"LEFT JOIN %t w ON w.product_id = t.holder_id",
		"stockwire_staged", run, first, "stockwire_levels", "posts", "wc_product_meta_lookup");
}

/* The last line first: two lines of one level go back the way they came. What was changed again later, by a run or in the shop
   itself, stays as it is, also where it came to the same number: an unknown `expected` says so. A line that named no warehouse told the
   level of the one that was followed then. after_run is whose word comes back: what was received behind it is newer again. */
void sw_staging_insert_undo(const sw_shop *shop, uint64_t undo, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"INSERT INTO %t (run_id, line, kind, holder_id, product_id, code, name, warehouse, after_run, quantity, expected, old_level, new_level, "
		"old_level_at) SELECT %u, ROW_NUMBER() OVER (ORDER BY l.line DESC), 2, l.holder_id, l.product_id, l.code, l.name, "
		"COALESCE(NULLIF(l.warehouse, ''), (SELECT CONVERT(v.warehouse USING utf8mb4) FROM %t v WHERE v.holder_id = l.holder_id "
		"AND v.label = '' AND v.run_id = l.run_id LIMIT 1), ''), "
		"COALESCE((SELECT b.run_id FROM %t b JOIN %t t ON t.id = b.run_id AND t.preview = 0 WHERE b.holder_id = l.holder_id "
		"AND b.run_id < l.run_id AND b.warehouse = l.warehouse AND b.quantity IS NOT NULL "
		"AND b.outcome IN " KEEPS_LEVEL " ORDER BY b.run_id DESC LIMIT 1), 0), "
		"CASE WHEN l.changed = 1 THEN l.old_quantity END, "
		"CASE WHEN l.changed = 1 AND NOT EXISTS (SELECT 1 FROM %t n WHERE n.holder_id = l.holder_id AND n.changed = 1 AND n.run_id <> l.run_id "
		"AND (n.written_at > l.written_at OR (l.written_at IS NULL AND n.run_id > l.run_id))) "
		"AND NOT EXISTS (SELECT 1 FROM %t h WHERE h.holder_id = l.holder_id AND h.at > COALESCE(l.written_at, r.finished_at)) "
		"THEN l.new_quantity END, l.quantity, l.old_level, l.old_level_at FROM %t l JOIN %t r ON r.id = l.run_id WHERE l.run_id = %u "
		"AND l.holder_id IS NOT NULL AND l.outcome IN " KEEPS_LEVEL " "
		"AND (l.changed = 1 OR NOT (l.quantity <=> l.old_level))",
		"stockwire_staged", undo, "stockwire_levels", "stockwire_lines", "stockwire_runs", "stockwire_lines", "stockwire_history",
		"stockwire_lines", "stockwire_runs", run);
}
