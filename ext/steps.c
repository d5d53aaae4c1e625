/* SPDX-License-Identifier: MIT */
/* Carries out a staged run, one bounded step at a time: match, try (where a brake is set), apply. */
#include "engine.h"

#include "core/limits.h"
#include "core/staging.h"

#include <string.h>

/* What the run's row says before the step. */
typedef struct facts {
	bool found;
	bool preview;
	char state[16];
	char source[4 * SW_MAX_SOURCE_CHARS + 1];
	uint64_t position;
	uint64_t cursor;
	uint64_t zeroed;
} facts;

static void copy_text(char *to, size_t room, sw_slice cell)
{
	const size_t len = cell.len < room - 1 ? cell.len : room - 1;

	memcpy(to, cell.ptr, len);
	to[len] = '\0';
}

static bool take_facts(void *context, const sw_slice *cells, unsigned n)
{
	facts *f = context;

	if (n == 6) {
		f->found = true;
		copy_text(f->state, sizeof f->state, cells[0]);
		copy_text(f->source, sizeof f->source, cells[1]);
		f->preview = sw_sql_u64(cells[2]) != 0;
		f->position = sw_sql_u64(cells[3]);
		f->cursor = sw_sql_u64(cells[4]);
		f->zeroed = sw_sql_u64(cells[5]);
	}
	return true;
}

static sw_status read_facts(sw_engine *engine, sw_run *run, facts *f, sw_error *e)
{
	sw_runs_select_facts(&run->shop, run->id, &run->sql);
	return sw_run_sql(engine, run, take_facts, f, e);
}

/* The state as it is shown; the texts of the table live as long as the receipt. */
static void say_state(sw_run *run, const char *state)
{
	const char *copy = sw_arena_copy(run->arena, state, strlen(state));

	run->state = copy != NULL ? copy : "";
}

static bool is(const facts *f, const char *state)
{
	return strcmp(f->state, state) == 0;
}

/* Reads the step's lines: run->sql holds the question. */
static sw_status read_lines(sw_engine *engine, sw_run *run, sw_staged *staged, sw_error *e)
{
	sw_status status;

	staged->arena = run->arena;
	staged->lines = sw_arena_alloc(run->arena, staged->cap * sizeof *staged->lines);
	if (staged->lines == NULL) {
		sw_buf_clear(&run->sql);
		return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for the next step of this run. Nothing of it was lost.");
	}
	status = sw_run_sql(engine, run, sw_staging_take, staged, e);
	staged->full = staged->count == staged->cap;
	return status;
}

static sw_status plan_lines(sw_engine *engine, sw_run *run, const sw_staged *staged, sw_error *e)
{
	sw_status status;

	run->feed = (sw_feed){.lines = staged->lines, .count = staged->count};
	status = sw_run_prepare(engine, run, e);
	return status == SW_OK ? sw_run_plan(engine, run, e) : status;
}

/* Stores what the step found out, and how far the run has come with it. */
static sw_status store(sw_engine *engine, sw_run *run, const sw_progress *progress,
	bool (*rows)(const sw_plan *, uint64_t, size_t, size_t, sw_buf *), sw_error *e)
{
	sw_status status = sw_db_begin(&engine->db, e);

	/* The run's row first, as whoever cancels takes it: no two wait for each other. */
	if (status == SW_OK) {
		sw_journal_progress(&run->shop, run->id, progress, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	if (status == SW_OK && engine->db.affected == 0) {
		/* Called off, or another worker was faster: what this step found out is not needed. */
		run->called_off = true;
		status = sw_fail(e, SW_E_STATE, 0, "run", "The run was cancelled.");
	}
	for (size_t i = 0; i < run->plan.count && status == SW_OK; i += SW_CHUNK_LINES) {
		const size_t end = run->plan.count - i < SW_CHUNK_LINES ? run->plan.count : i + SW_CHUNK_LINES;

		sw_buf_clear(&run->sql);
		if (rows(&run->plan, run->id, i, end, &run->sql)) {
			status = sw_run_sql(engine, run, NULL, NULL, e);
		}
	}
	sw_buf_clear(&run->sql);
	if (status == SW_OK) {
		status = sw_db_commit(&engine->db, e);
	}
	if (status != SW_OK) {
		sw_db_rollback(&engine->db);
	}
	return status;
}

static sw_status match_step(sw_engine *engine, sw_run *run, const facts *f, size_t limit, sw_error *e)
{
	sw_staged staged = {.cap = limit};
	sw_progress progress = {.state = "matching", .from = f->position};
	sw_status status;

	sw_staging_select_lines(&run->shop, run->id, f->position, limit, &run->sql);
	status = read_lines(engine, run, &staged, e);
	if (status == SW_OK && staged.count > 0) {
		status = plan_lines(engine, run, &staged, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	for (size_t i = 0; i < run->plan.count; i++) {
		progress.matched += run->plan.entries[i].product != 0;
	}
	/* The position is the number of the last line: invalid ones leave gaps. */
	progress.lines = staged.count == 0 ? 0 : staged.lines[staged.count - 1].number - f->position;
	if (!staged.full) {
		progress.next = sw_brake_is_set(&run->shop) && !f->preview ? "trying" : "applying";
	}
	say_state(run, progress.next != NULL ? progress.next : "matching");
	return store(engine, run, &progress, sw_staging_found, e);
}

static sw_status judge(sw_engine *engine, sw_run *run, uint64_t zeroed, const char **next, sw_error *e)
{
	uint64_t followed = 0;
	const sw_status status = zeroed < sw_brake_least(&run->shop) ? SW_OK : sw_run_followed(engine, run, &followed, e);

	*next = status == SW_OK && zeroed >= sw_brake_least(&run->shop) && sw_brake_trips(&run->shop, zeroed, followed) ? "held" : "applying";
	return status;
}

static sw_status try_step(sw_engine *engine, sw_run *run, const facts *f, size_t limit, sw_error *e)
{
	sw_staged staged = {.cap = limit};
	sw_progress progress = {.state = "trying", .from = f->position};
	sw_trial trial = {0};
	sw_status status;

	sw_staging_select_holders(&run->shop, run->id, f->cursor, false, limit, &run->sql);
	status = read_lines(engine, run, &staged, e);
	sw_staging_trim(&staged);
	if (status == SW_OK && staged.count > 0) {
		progress.cursor = staged.lines[staged.count - 1].holder;
		status = plan_lines(engine, run, &staged, e);
	}
	if (status == SW_OK && staged.count > 0 && EG(exception) == NULL) {
		status = sw_run_try(engine, run, &trial, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	progress.lines = staged.count;
	progress.changed = trial.changed;
	progress.zeroed = trial.zeroed;
	if (!staged.full) {
		status = judge(engine, run, f->zeroed + trial.zeroed, &progress.next, e);
	}
	say_state(run, progress.next != NULL ? progress.next : "trying");
	return status == SW_OK ? store(engine, run, &progress, sw_staging_tried, e) : status;
}

static sw_status finish(sw_engine *engine, sw_run *run, bool preview, sw_error *e)
{
	sw_counts counts = {0};
	sw_status status;

	sw_journal_select_counts(&run->shop, run->id, &run->sql);
	status = sw_run_sql(engine, run, sw_journal_take_count, &counts, e);
	if (status == SW_OK) {
		sw_journal_finish(&run->shop, run->id, &counts, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	run->called_off = status == SW_OK && engine->db.affected == 0;
	if (status == SW_OK && !run->called_off) {
		run->state = "done";
		run->applied = !preview;
	}
	return status;
}

static sw_status apply_step(sw_engine *engine, sw_run *run, const facts *f, size_t limit, sw_error *e)
{
	sw_staged staged = {.cap = limit};
	sw_status status;

	run->staged = true;
	run->state = "applying";
	sw_staging_select_holders(&run->shop, run->id, 0, true, limit, &run->sql);
	status = read_lines(engine, run, &staged, e);
	sw_staging_trim(&staged);
	if (status == SW_OK && staged.count > 0) {
		status = plan_lines(engine, run, &staged, e);
	}
	run->plan.tried_only = f->preview;
	if (status == SW_OK && staged.count > 0 && EG(exception) == NULL) {
		status = sw_run_chunks(engine, run, e);
	}
	return status == SW_OK && !staged.full && run->done == run->plan.group_count && EG(exception) == NULL ? finish(engine, run, f->preview, e) : status;
}

/* The source of the levels is that of the run, whoever carries it out. */
static sw_status take_source(sw_engine *engine, sw_run *run, const facts *f, sw_error *e)
{
	const char *source = sw_arena_copy(run->arena, f->source, strlen(f->source));

	if (source == NULL) {
		return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for the next step of this run. Nothing of it was lost.");
	}
	engine->shop.source = (sw_slice){source, strlen(f->source)};
	run->shop.source = engine->shop.source;
	return SW_OK;
}

sw_status sw_staged_advance(sw_engine *engine, sw_run *run, size_t limit, sw_error *e)
{
	const sw_slice own = engine->shop.source;
	facts f = {0};
	sw_status status;

	run->shop = engine->shop;
	status = read_facts(engine, run, &f, e);
	if (status == SW_OK && !f.found) {
		status = sw_fail(e, SW_E_STATE, 0, "run", "There is no such run.");
	}
	if (status == SW_OK) {
		say_state(run, f.state);
		status = take_source(engine, run, &f, e);
	}
	if (status == SW_OK && is(&f, "matching")) {
		status = match_step(engine, run, &f, limit, e);
	} else if (status == SW_OK && is(&f, "trying")) {
		status = try_step(engine, run, &f, limit, e);
	} else if (status == SW_OK && is(&f, "applying")) {
		status = sw_db_lock_wait(&engine->db, 3, e);
		status = status == SW_OK ? apply_step(engine, run, &f, limit, e) : status;
	}
	engine->shop.source = own;
	if (run->called_off) {
		status = read_facts(engine, run, &f, e);
		say_state(run, f.state);
	}
	return status;
}
