/* SPDX-License-Identifier: MIT */
/* The journal's statements. */
#include "journal.h"

#include "limits.h"

#include <string.h>

void sw_journal_count(const sw_plan *p, size_t groups, sw_counts *out)
{
	*out = (sw_counts){0};
	for (size_t g = 0; g < groups; g++) {
		for (uint32_t i = p->groups[g].first; i != SW_MAP_NONE; i = p->entries[i].next) {
			out->of[p->lines[i].outcome]++;
		}
	}
}

void sw_journal_counts_json(const sw_counts *counts, sw_buf *out)
{
	size_t n = 0;

	sw_buf_char(out, '{');
	for (sw_outcome o = SW_UPDATED; o < SW_OUTCOMES; o++) {
		if (counts->of[o] > 0) {
			sw_sql_comma(out, n++);
			sw_buf_char(out, '"');
			sw_buf_str(out, sw_outcome_code(o));
			sw_buf_str(out, "\":");
			sw_buf_u64(out, counts->of[o]);
		}
	}
	sw_buf_char(out, '}');
}

static void add_optional(sw_buf *sql, sw_slice bytes)
{
	if (bytes.ptr == NULL) {
		sw_buf_str(sql, "NULL");
	} else {
		sw_sql_binary(sql, (const unsigned char *) bytes.ptr, bytes.len);
	}
}

void sw_journal_begin(const sw_shop *shop, const sw_run_facts *facts, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"INSERT INTO %t (source, state, preview, started_at, line_count, token_label, idempotency_key, body_digest, actor) VALUES (",
		"stockwire_runs");
	sw_sql_text(sql, sw_sql_cap(facts->source, SW_MAX_SOURCE_CHARS));
	sw_buf_str(sql, ",'");
	sw_buf_str(sql, facts->state);
	sw_buf_str(sql, facts->preview ? "',1,UTC_TIMESTAMP(6)," : "',0,UTC_TIMESTAMP(6),");
	sw_buf_u64(sql, facts->lines);
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(facts->token_label, 100));
	sw_buf_char(sql, ',');
	add_optional(sql, facts->idempotency_key);
	sw_buf_char(sql, ',');
	add_optional(sql, facts->body_digest);
	sw_buf_char(sql, ',');
	sw_buf_u64(sql, facts->actor);
	sw_buf_char(sql, ')');
}

void sw_journal_end(const sw_shop *shop, uint64_t run, const char *state, const sw_counts *counts, bool pending, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET state = '", "stockwire_runs");
	sw_buf_str(sql, state);
	sw_buf_str(sql, "', finished_at = UTC_TIMESTAMP(6), counts = '");
	sw_journal_counts_json(counts, sql);
	sw_buf_str(sql, pending ? "'" : "', announced_at = UTC_TIMESTAMP(6)");
	sw_sql_format(sql, shop->prefix, " WHERE id = %u", run);
}

void sw_journal_progress(const sw_shop *shop, uint64_t run, const sw_progress *g, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET matched = matched + %u, zeroed = zeroed + %u, heartbeat_at = UTC_TIMESTAMP(6), ",
		"stockwire_runs", g->matched, g->zeroed);
	if (g->cursor != 0) {
		sw_sql_format(sql, "", "cursor_holder = %u, ", g->cursor);
	}
	if (g->next != NULL) {
		/* Of a run that is held, the owner wants to know what it would change. */
		sw_sql_format(sql, "", strcmp(g->next, "held") == 0 ? "position = 0, changed = changed + %u, state = '"
			: "position = 0, changed = 0, state = '", g->changed);
		sw_buf_str(sql, g->next);
		sw_buf_char(sql, '\'');
	} else {
		sw_sql_format(sql, "", "position = position + %u, changed = changed + %u", g->lines, g->changed);
	}
	sw_sql_format(sql, "", " WHERE id = %u AND state = '", run);
	sw_buf_str(sql, g->state);
	sw_buf_char(sql, '\'');
	/* While lines are applied their own rows tell what is left. */
	if (strcmp(g->state, "applying") != 0) {
		sw_sql_format(sql, "", " AND position = %u", g->from);
	}
}

void sw_journal_select_counts(const sw_shop *shop, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT outcome, COUNT(*) FROM %t WHERE run_id = %u GROUP BY outcome", "stockwire_lines", run);
}

bool sw_journal_take_count(void *context, const sw_slice *cells, unsigned n)
{
	sw_counts *counts = context;

	if (n == 2) {
		counts->of[sw_outcome_read(cells[0].ptr, cells[0].len)] += (uint32_t) sw_sql_u64(cells[1]);
	}
	return true;
}

void sw_journal_finish(const sw_shop *shop, uint64_t run, const sw_counts *counts, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET state = 'done', finished_at = UTC_TIMESTAMP(6), heartbeat_at = UTC_TIMESTAMP(6), "
		"counts = '", "stockwire_runs");
	sw_journal_counts_json(counts, sql);
	/* What the last step changed is announced after it; all that came before is, or the background sees to it. */
	sw_sql_format(sql, shop->prefix, "', announced_at = CASE WHEN EXISTS (SELECT 1 FROM %t WHERE changed = 1 AND announced_at IS NULL "
		"AND run_id = %u) THEN NULL ELSE UTC_TIMESTAMP(6) END WHERE id = %u AND state = 'applying'", "stockwire_lines", run, run);
}

void sw_journal_hold(const sw_shop *shop, uint64_t run, const sw_counts *counts, const sw_progress *would, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET state = 'held', heartbeat_at = UTC_TIMESTAMP(6), counts = '", "stockwire_runs");
	sw_journal_counts_json(counts, sql);
	sw_sql_format(sql, "", "', matched = %u, changed = %u, zeroed = %u WHERE id = %u", would->matched, would->changed, would->zeroed, run);
}

void sw_journal_candidates(const sw_way *way, sw_buf *out)
{
	for (uint32_t i = 0; i < sw_match_held(way) && i < SW_NAMED_HITS; i++) {
		sw_sql_comma(out, i);
		sw_buf_u64(out, sw_match_hit(way, i));
	}
}

uint32_t sw_journal_more_candidates(const sw_way *way)
{
	return way->hit_count > SW_NAMED_HITS ? way->hit_count - SW_NAMED_HITS : 0;
}

static void add_id(sw_buf *sql, uint64_t id)
{
	sw_buf_char(sql, ',');
	if (id == 0) {
		sw_buf_str(sql, "NULL");
	} else {
		sw_buf_u64(sql, id);
	}
}

static void add_word(sw_buf *sql, const char *word)
{
	sw_buf_str(sql, ",'");
	sw_buf_str(sql, word);
	sw_buf_char(sql, '\'');
}

/* Candidates of an ambiguous line, or the codes of what its reason leaves unsaid. */
static void add_detail(const sw_plan *p, const sw_line *line, const sw_entry *entry, sw_buf *sql)
{
	sw_remarks rest = entry->remarks;
	size_t n = 0;

	sw_buf_str(sql, ",'");
	if (line->outcome == SW_AMBIGUOUS && entry->way != SW_MAP_NONE) {
		const sw_way *way = &p->matches->ways[entry->way];

		sw_journal_candidates(way, sql);
		if (sw_journal_more_candidates(way) > 0) {
			sw_sql_format(sql, "", ",+%u", (uint64_t) sw_journal_more_candidates(way));
		}
	}
	for (sw_reason r = sw_remarks_take(&rest); r != SW_R_NONE; r = sw_remarks_take(&rest)) {
		sw_sql_comma(sql, n++);
		sw_buf_str(sql, sw_reason_code(r));
	}
	sw_buf_char(sql, '\'');
}

/* The level after the line: what it says, or what an undo went back to. */
static void add_level(const sw_line *line, sw_buf *sql)
{
	switch (line->kind) {
	case SW_LINE_SUM:
		sw_sql_quantity(sql, false, 0);
		break;
	case SW_LINE_RESTORE:
		sw_sql_quantity(sql, line->restore->level_known, line->restore->level);
		break;
	case SW_LINE_LEVEL:
	default:
		sw_sql_quantity(sql, line->outcome != SW_INVALID, line->quantity);
		break;
	}
}

static void add_line(const sw_plan *p, uint64_t run, uint32_t at, sw_buf *sql)
{
	const sw_line *line = &p->lines[at];
	const sw_entry *entry = &p->entries[at];

	sw_buf_char(sql, '(');
	sw_buf_u64(sql, run);
	sw_buf_char(sql, ',');
	sw_buf_u64(sql, line->number);
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(line->code, SW_MAX_CODE_CHARS));
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(line->name, SW_MAX_NAME_CHARS));
	sw_buf_char(sql, ',');
	sw_sql_text(sql, sw_sql_cap(line->warehouse, SW_MAX_WAREHOUSE_CHARS));
	sw_buf_char(sql, ',');
	add_level(line, sql);
	add_word(sql, sw_outcome_code(line->outcome));
	add_word(sql, sw_reason_code(line->reason));
	add_id(sql, entry->product);
	add_id(sql, entry->holder);
	sw_buf_char(sql, ',');
	sw_sql_quantity(sql, entry->old_known, entry->old_quantity);
	sw_buf_char(sql, ',');
	sw_sql_quantity(sql, entry->new_known, entry->new_quantity);
	add_word(sql, sw_stock_status_text(entry->old_status));
	add_word(sql, sw_stock_status_text(entry->new_status));
	sw_buf_str(sql, entry->decider && !p->tried_only ? ",1" : ",0");
	add_detail(p, line, entry, sql);
	sw_buf_char(sql, ',');
	sw_sql_quantity(sql, entry->level_was.known, entry->level_was.quantity);
	/* When, so that an undo knows what came later: numbers of runs do not tell, since a run may wait before it is written. */
	sw_buf_str(sql, entry->decider && !p->tried_only ? ",UTC_TIMESTAMP(6)," : ",NULL,");
	if (entry->level_was.told == 0) {
		sw_buf_str(sql, "NULL)");
	} else {
		sw_sql_instant(sql, entry->level_was.told);
		sw_buf_char(sql, ')');
	}
}

bool sw_journal_lines(const sw_plan *p, uint64_t run, size_t *group, uint32_t *line, size_t end, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, p->shop->prefix,
		"INSERT INTO %t (run_id, line, code, name, warehouse, quantity, outcome, reason, product_id, holder_id, old_quantity, "
		"new_quantity, old_status, new_status, changed, detail, old_level, written_at, old_level_at) VALUES ", "stockwire_lines");
	while (*group < end && sql->len < SW_MAX_STATEMENT / 2) {
		if (*line == SW_MAP_NONE) {
			*line = p->groups[*group].first;
		}
		if (p->lines[*line].outcome != SW_HELD) {
			sw_sql_comma(sql, n++);
			add_line(p, run, *line, sql);
		}
		*line = p->entries[*line].next;
		if (*line == SW_MAP_NONE) {
			(*group)++;
		}
	}
	return n > 0;
}
