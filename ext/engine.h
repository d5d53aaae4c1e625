/* SPDX-License-Identifier: MIT */
/* What the extension's files know of an engine and of a run of it. */
#ifndef STOCKWIRE_ENGINE_H
#define STOCKWIRE_ENGINE_H

#include "php_stockwire.h"

#include "core/feed.h"
#include "core/brake.h"
#include "core/journal.h"
#include "core/runs.h"
#include "database.h"

/* The plugin's callables; undefined where it gave none. */
typedef struct sw_callbacks {
	zval before;    /* (list of changes): void, before a chunk's transaction */
	zval query;     /* (sql, holder, quantity): string, inside it */
	zval committed; /* (list of ids): void, right after COMMIT */
	zval original;  /* (list of ids): array id => original id */
	zval round;     /* (quantity): string */
} sw_callbacks;

typedef struct sw_engine {
	sw_database db;
	sw_shop shop;
	sw_arena *arena;      /* owns what shop points at */
	sw_callbacks call;
	zend_string *source;
	zend_string *token_label;
	zend_string *idempotency_key; /* NULL: none */
	zend_string *body_digest;     /* NULL: none */
	int64_t deadline_ms;
	uint64_t actor;       /* user id, 0: nobody */
	bool shadow;          /* pushes are tried and journaled, nothing is written */
	zval link;            /* the mysqli object */
	bool key_taken;       /* the run's row met another one with its idempotency key */
	bool busy;            /* a callback must not start another run on the same connection */
	zend_object std;
} sw_engine;

static inline sw_engine *sw_engine_from(zend_object *object)
{
	return (sw_engine *) ((char *) object - XtOffsetOf(sw_engine, std));
}

/* A run's memory. Owned by its Receipt from the first byte on, so that a bailout (memory_limit) leaks nothing: PHP frees
   objects after one, and nothing else. */
typedef struct sw_run {
	sw_arena *arena;  /* for the whole run */
	sw_arena *chunk;  /* for one attempt at a chunk */
	sw_buf sql;
	zend_string *body; /* what feed points into; NULL where its text is the arena's alone */
	sw_feed feed;
	sw_plan plan;
	sw_catalog catalog;
	sw_matches matches;
	sw_levels levels;
	sw_changes changes;   /* of the attempt */
	sw_changes committed; /* of the run so far */
	sw_shop shop;         /* with the terms' ids filled in */
	uint64_t id;
	bool applied;
	const char *state;    /* of the run after this, for the receipt: static or in the arena */
	bool called_off;      /* somebody cancelled it */
	bool staged;          /* its lines wait in the table and leave it with their journal rows */
	size_t done;          /* groups committed */
	int64_t begun;        /* microseconds since 1970 UTC */
	int64_t deadline;     /* monotonic milliseconds */
} sw_run;

/* config.c: fills shop and callbacks from the constructor's array; false with a PHP exception thrown. */
bool sw_engine_configure(sw_engine *engine, HashTable *config);

/* engine.c: an id of the list that is a method's first argument; 0 with a PHP exception thrown where it is none. */
uint64_t sw_listed_id(zval *id);
/* engine.c: reads body into run->feed, and keeps body as long as the run. */
sw_status sw_run_read(sw_run *run, sw_dialect dialect, zend_string *body, sw_error *e);

/* receipt.c: a Receipt with an empty run that it owns; NULL with a PHP exception thrown. */
sw_run *sw_receipt_create(zval *value);
/* Fills the receipt's properties when the run is over. */
void sw_receipt_finish(zval *value, const sw_run *run);
void sw_run_free(sw_run *run);
/* changes.c: changes as PHP sees them; holders_only for what `before` gets. */
void sw_changes_to_array(const sw_changes *changes, bool holders_only, zval *out);
/* Those of these holders (a PHP list of ids), their parents and children; none with a PHP exception thrown where one is no id. */
void sw_changes_of(const sw_changes *changes, HashTable *holders, zval *out);

/* run.c: the pipeline. SW_OK; or a status with its sentence in e; or SW_OK with a PHP exception thrown by a callback. */
sw_status sw_run_receive(sw_engine *engine, sw_run *run, bool preview, sw_error *e);
/* What a run has to have before its lines are matched; its parts, for runs whose lines come from elsewhere. */
sw_status sw_run_prepare(sw_engine *engine, sw_run *run, sw_error *e);
/* Journals the run in this state, in a transaction of its own, and makes ready for its chunks. */
sw_status sw_run_begin(sw_engine *engine, sw_run *run, const char *state, bool preview, sw_error *e);
/* Groups [from, …) that make one chunk: at least one, then as many as stay within SW_CHUNK_LINES lines. */
size_t sw_run_chunk_end(const sw_plan *plan, size_t from);
/* Applies, or (tried_only) tries and journals, every chunk while there is time; run->done says how many groups were done. */
sw_status sw_run_chunks(sw_engine *engine, sw_run *run, sw_error *e);
/* Catalog, holders, groups: everything between prepared lines and the first chunk. */
sw_status sw_run_plan(sw_engine *engine, sw_run *run, sw_error *e);
/* Decides every group without writing anything; adds up what the run would empty and change. */
typedef struct sw_trial {
	uint64_t zeroed;
	uint64_t changed;
} sw_trial;
sw_status sw_run_try(sw_engine *engine, sw_run *run, sw_trial *trial, sw_error *e);
/* staged.c: runs whose lines wait. Unknown numbers and wrong states are SW_E_STATE. */
sw_status sw_staged_open(sw_engine *engine, sw_run *run, bool preview, sw_error *e);
sw_status sw_staged_add(sw_engine *engine, sw_run *run, uint64_t *total, sw_error *e);
sw_status sw_staged_sums(sw_engine *engine, sw_run *run, uint64_t *total, sw_error *e);
sw_status sw_staged_undo(sw_engine *engine, sw_run *run, uint64_t undone, bool preview, sw_error *e);
typedef struct sw_change_of_state {
	sw_move move;
	bool moved;
} sw_change_of_state;
/* *moved says whether the run was in a state to move from. */
sw_status sw_staged_move(sw_engine *engine, sw_run *run, const sw_move *move, bool *moved, sw_error *e);
/* steps.c: one bounded step of run->id. */
sw_status sw_staged_advance(sw_engine *engine, sw_run *run, size_t limit, sw_error *e);
/* The share of the shop that the brake compares with. */
sw_status sw_run_followed(sw_engine *engine, sw_run *run, uint64_t *followed, sw_error *e);
/* engine.c: attaches the connection (false with an exception thrown); detaches it and throws what the status means; runs work
   between both so that a bailout leaves no transaction open. */
bool sw_engine_begin(sw_engine *engine, sw_error *e);
void sw_engine_end(sw_engine *engine, sw_status status, const sw_error *e);
typedef sw_status (*sw_engine_work)(sw_engine *engine, sw_run *run, void *context, sw_error *e);
sw_status sw_engine_guard(sw_engine *engine, sw_run *run, sw_engine_work work, void *context, sw_error *e);
/* Monotonic clock in milliseconds. */
int64_t sw_clock_ms(void);
/* Microseconds since 1970 UTC. */
int64_t sw_clock_us(void);
/* Runs run->sql with a sink, then clears it. */
sw_status sw_run_sql(sw_engine *engine, sw_run *run, sw_row_fn on_row, void *context, sw_error *e);
/* load.c: posts, metas and terms of n products (any number) into the catalog, in chunks. */
sw_status sw_load_products(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e);
/* Everything of the run that is known before a chunk: terms, matches, products, parents. */
sw_status sw_load_catalog(sw_engine *engine, sw_run *run, sw_error *e);
/* Rows and levels of the groups [from, to): locked inside the transaction, plain before it. Starts a new chunk arena. */
sw_status sw_load_chunk(sw_engine *engine, sw_run *run, size_t from, size_t to, bool locked, sw_error *e);
/* The same for a list of products (heal). */
sw_status sw_load_again(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, bool locked, sw_error *e);
/* chunk.c: one chunk in one transaction, retried; and the writes alone. waits: NULL, or set where a look without locks found all
   of it right already; nothing was done for the chunk then. */
sw_status sw_chunk_apply(sw_engine *engine, sw_run *run, size_t from, size_t to, bool *waits, sw_error *e);
/* The same for a preview that is journaled: decides, writes the journal rows alone. */
sw_status sw_chunk_try(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e);
sw_status sw_chunk_write(sw_engine *engine, sw_run *run, sw_error *e);
/* The visibility term's count, by difference: the hottest row, so it is written last. */
sw_status sw_chunk_count(sw_engine *engine, sw_run *run, sw_error *e);
/* Commits, and keeps what was changed in run->committed: that cannot fail afterwards. */
sw_status sw_chunk_commit(sw_engine *engine, sw_run *run, sw_error *e);
/* After a fault worth another try: rolls back, waits a growing while; false where tries or time are used up. */
bool sw_chunk_again(sw_engine *engine, const sw_run *run, unsigned *tries);
/* heal.c */
sw_status sw_heal(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e);

/* callback.c: each returns false where the callable threw (EG(exception) is set). */
bool sw_call_before(sw_engine *engine, const sw_changes *changes);
bool sw_call_committed(sw_engine *engine, const sw_changes *changes);
bool sw_call_queries(sw_engine *engine, sw_run *run);
bool sw_call_originals(sw_engine *engine, sw_matches *matches);
bool sw_call_round(void *engine, sw_quantity in, sw_quantity *out);

/* index.c: name keys. count: keys written; last: the last product's id, 0 when there are no more; second: another connection that
   takes half of the work, or NULL. */
sw_status sw_index_products(sw_engine *engine, const uint64_t *ids, size_t n, uint64_t *count, sw_error *e);
sw_status sw_index_range(sw_engine *engine, sw_database *second, uint64_t after, uint64_t limit, uint64_t *last, sw_error *e);

#endif
