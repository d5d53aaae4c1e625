/* SPDX-License-Identifier: MIT */
/* Statements on the row of a staged run. */
#include "runs.h"

void sw_runs_lock(const sw_shop *shop, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT line_count FROM %t WHERE id = %u AND state = 'staging' FOR UPDATE", "stockwire_runs", run);
}

void sw_runs_set_lines(const sw_shop *shop, uint64_t run, uint64_t lines, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET line_count = %u, heartbeat_at = UTC_TIMESTAMP(6) WHERE id = %u", "stockwire_runs", lines,
		run);
}

void sw_runs_select_undone(const sw_shop *shop, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT line_count FROM %t WHERE id = %u AND preview = 0 "
		"AND state IN ('done','failed','cancelled','discarded')", "stockwire_runs", run);
}

/* An undo was looked at before, and has its own guard: no brake, and nothing to match. */
void sw_runs_begin_undo(const sw_shop *shop, uint64_t undo, uint64_t undone, uint64_t lines, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET undo_of = %u, line_count = %u, state = 'applying', "
		"heartbeat_at = UTC_TIMESTAMP(6) WHERE id = %u", "stockwire_runs", undone, lines, undo);
}

void sw_runs_set_counts(const sw_shop *shop, uint64_t run, const sw_counts *counts, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET counts = '", "stockwire_runs");
	sw_journal_counts_json(counts, sql);
	sw_sql_format(sql, "", "' WHERE id = %u", run);
}

void sw_runs_move(const sw_shop *shop, uint64_t run, const sw_move *move, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "UPDATE %t SET heartbeat_at = UTC_TIMESTAMP(6), ", "stockwire_runs");
	sw_buf_str(sql, move->anew ? "line_count = 0, "
		: move->drop ? "finished_at = UTC_TIMESTAMP(6), " : "position = 0, changed = 0, ");
	sw_buf_str(sql, "state = '");
	sw_buf_str(sql, move->to);
	sw_sql_format(sql, "", "' WHERE id = %u AND state IN (", run);
	sw_buf_str(sql, move->from);
	sw_buf_char(sql, ')');
}

void sw_runs_drop_staged(const sw_shop *shop, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "DELETE FROM %t WHERE run_id = %u", "stockwire_staged", run);
}

void sw_runs_drop_journal(const sw_shop *shop, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "DELETE FROM %t WHERE run_id = %u", "stockwire_lines", run);
}

void sw_runs_select_facts(const sw_shop *shop, uint64_t run, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT state, source, preview, position, cursor_holder, zeroed FROM %t WHERE id = %u", "stockwire_runs",
		run);
}
