/* SPDX-License-Identifier: MIT */
/* Takes groups of products through their statements, one after the other or two at a time. */
#include "index_group.h"

#include "core/index.h"

#include <unistd.h>

#define MAX_TRIES 5
#define SHARED_GROUP 1000U /* products of one transaction, at most, where two connections share the work */
#define ER_BAD_FIELD_ERROR 1054

/* Products that two connections take their groups from. */
typedef struct queue {
	sw_ids left;
	size_t share; /* products of a group */
} queue;

/* A group on its way. */
typedef struct group {
	sw_database *db;
	const sw_shop *shop;
	sw_ids ids;
	sw_index *ix;
	const sw_index_step *step; /* that the statement in sql belongs to; NULL behind the last one */
	size_t at;                 /* number of the step */
	size_t part;               /* of the step, the next one */
	bool compared;
	bool sent; /* and not reaped */
	sw_buf sql;
	sw_status status;
	uint64_t *count; /* of keys */
	queue *more;     /* that the next groups are taken from; NULL: this one only */
} group;

static const sw_index_step writes[] = {{sw_index_delete, NULL, false}, {sw_index_insert, NULL, false}};

static sw_status no_memory(sw_error *e)
{
	return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to index names. Nothing of this part was written.");
}

static const sw_index_step *step_at(size_t at)
{
	if (at < sw_index_step_count) {
		return &sw_index_steps[at];
	}
	at -= sw_index_step_count;
	return at < sizeof writes / sizeof writes[0] ? &writes[at] : NULL;
}

/* Makes the next statement. */
static void next(group *g, sw_error *e)
{
	while (g->status == SW_OK && (g->step = step_at(g->at)) != NULL) {
		if (g->at == sw_index_step_count && !g->compared) {
			g->compared = true;
			if (sw_index_compare(g->ix) != SW_OK) {
				g->status = no_memory(e);
				return;
			}
		}
		sw_buf_clear(&g->sql);
		if (!g->step->ask(g->ix, g->part++, &g->sql)) {
			g->at++;
			g->part = 0;
		} else if (g->sql.len > 0 || g->sql.failed) {
			return;
		}
	}
}

static bool goes_on(const group *g)
{
	return g->status == SW_OK && g->step != NULL;
}

static sw_row_fn taker(const group *g)
{
	return g->step != NULL ? g->step->take : NULL;
}

/* Takes what became of the statement, and makes the next one. */
static void answered(group *g, sw_status status, sw_error *e)
{
	if (status == SW_E_DATABASE && g->step != NULL && g->step->optional && g->db->error_code == ER_BAD_FIELD_ERROR) {
		status = SW_OK;
		g->at++;
		g->part = 0;
	}
	g->status = status;
	next(g, e);
}

static void write_group(group *g, sw_error *e)
{
	next(g, e);
	while (goes_on(g)) {
		answered(g, sw_db_run(g->db, &g->sql, taker(g), g->ix, e), e);
	}
}

static void find_parents(group *g, sw_error *e)
{
	for (size_t part = 0; g->status == SW_OK && sw_index_parents.ask(g->ix, part, &g->sql); part++) {
		if (g->sql.len > 0 || g->sql.failed) {
			g->status = sw_db_run(g->db, &g->sql, sw_index_parents.take, g->ix, e);
		}
		sw_buf_clear(&g->sql);
	}
}

static void prepare(group *g, sw_ids ids, sw_error *e)
{
	g->ids = ids;
	g->ix = sw_index_create(g->shop);
	g->at = g->part = 0;
	g->compared = false;
	g->status = g->ix == NULL ? no_memory(e) : SW_OK;
	for (size_t i = 0; i < ids.count && g->status == SW_OK; i++) {
		g->status = sw_index_add(g->ix, ids.ids[i]) ? SW_OK : no_memory(e);
	}
}

static void forget(group *g)
{
	sw_index_destroy(g->ix);
	g->ix = NULL;
	sw_buf_free(&g->sql);
}

static void end(group *g, sw_error *e)
{
	if (g->status == SW_OK) {
		g->status = sw_db_commit(g->db, e);
	}
	if (g->status == SW_OK) {
		*g->count += sw_index_keys(g->ix);
	} else {
		sw_db_rollback(g->db);
	}
}

static void transact(group *g, sw_error *e)
{
	g->status = sw_db_begin(g->db, e);
	if (g->status != SW_OK && g->db->fault == SW_FAULT_NESTED) {
		/* A product saved inside somebody's transaction: its names are part of that, whatever becomes of it. */
		g->status = SW_OK;
		write_group(g, e);
		*g->count += g->status == SW_OK ? sw_index_keys(g->ix) : 0;
		return;
	}
	if (g->status == SW_OK) {
		write_group(g, e);
	}
	end(g, e);
}

static void transact_with_parents(group *g, sw_error *e)
{
	find_parents(g, e);
	if (g->status == SW_OK) {
		transact(g, e);
	}
}

static void launch(group *g, sw_error *e)
{
	if (goes_on(g)) {
		g->status = sw_db_send(g->db, &g->sql, e);
		g->sent = g->status == SW_OK;
	}
}

/* Begins with the next products of the queue, unless the last ones have failed. */
static void take(group *g, sw_error *e)
{
	sw_ids *left = &g->more->left;
	const sw_ids next_ones = {left->ids, left->count < g->more->share ? left->count : g->more->share, left->products};

	if (g->status != SW_OK || next_ones.count == 0) {
		return;
	}
	left->ids += next_ones.count;
	left->count -= next_ones.count;
	prepare(g, next_ones, e);
	if (g->status == SW_OK) {
		g->status = sw_db_begin(g->db, e);
	}
	next(g, e);
	launch(g, e);
	if (!g->sent) {
		end(g, e);
	}
}

static void reap(group *g, sw_error *e)
{
	g->sent = false;
	answered(g, sw_db_reap(g->db, taker(g), g->ix, e), e);
	launch(g, e);
	if (!g->sent) {
		end(g, e);
		forget(g);
		take(g, e);
	}
}

/* The database works for one group while the other one's rows are read. */
static void transact_both(group *g, sw_error *e)
{
	take(&g[0], e);
	/* Where the caller has a transaction open, all belongs to that. */
	g[1].status = g[0].status;
	take(&g[1], e);
	while (g[0].sent || g[1].sent) {
		const bool second = !g[0].sent || (g[1].sent && sw_db_second_is_ready(g[0].db, g[1].db));

		reap(&g[second ? 1 : 0], e);
	}
}

/* A bailout (memory_limit) must leave neither core's memory nor a transaction behind. */
static void guard(sw_engine *engine, group *g, size_t n, void (*work)(group *, sw_error *), sw_error *e)
{
	zend_try {
		work(g, e);
	} zend_catch {
		for (size_t i = 0; i < n; i++) {
			forget(&g[i]);
			if (g[i].sent) {
				sw_db_abandon(g[i].db);
			}
			sw_db_detach(g[i].db);
		}
		engine->busy = false;
		zend_bailout();
	} zend_end_try();
}

static sw_status attempt(sw_engine *engine, const sw_ids *ids, uint64_t *count, sw_error *e)
{
	group g = {.db = &engine->db, .shop = &engine->shop, .count = count};

	prepare(&g, *ids, e);
	if (g.status == SW_OK) {
		guard(engine, &g, 1, ids->products ? transact : transact_with_parents, e);
	}
	forget(&g);
	return g.status;
}

static sw_status index_group(sw_engine *engine, const sw_ids *ids, uint64_t *count, sw_error *e)
{
	sw_status status = attempt(engine, ids, count, e);

	for (unsigned tries = 1; status == SW_E_DATABASE && engine->db.fault == SW_FAULT_RETRY && tries < MAX_TRIES; tries++) {
		(void) usleep(20000U << tries);
		status = attempt(engine, ids, count, e);
	}
	return status;
}

sw_status sw_groups_index(sw_engine *engine, const sw_ids *all, uint64_t *count, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t i = 0; i < all->count && status == SW_OK; i += SW_INDEX_GROUP) {
		const size_t left = all->count - i;
		const sw_ids some = {all->ids + i, left < SW_INDEX_GROUP ? left : SW_INDEX_GROUP, all->products};

		status = index_group(engine, &some, count, e);
	}
	return status;
}

sw_status sw_groups_index_by_two(sw_engine *engine, sw_database *second, const sw_ids *all, uint64_t *count, sw_error *e)
{
	const size_t half = (all->count + 1) / 2;
	queue both = {*all, half < SHARED_GROUP ? half : SHARED_GROUP};
	group g[2] = {{.db = &engine->db, .shop = &engine->shop, .count = count, .more = &both},
		{.db = second, .shop = &engine->shop, .count = count, .more = &both}};
	sw_status status = SW_OK;

	guard(engine, g, 2, transact_both, e);
	for (size_t i = 0; i < 2; i++) {
		forget(&g[i]);
		if (g[i].status != SW_OK && status == SW_OK) {
			status = sw_groups_index(engine, &g[i].ids, count, e);
		}
	}
	/* Both have failed. */
	return status == SW_OK ? sw_groups_index(engine, &both.left, count, e) : status;
}
