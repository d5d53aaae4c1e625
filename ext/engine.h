/* SPDX-License-Identifier: MIT */
/* What the extension's files know of an engine and of a run of it. */
#ifndef STOCKWIRE_ENGINE_H
#define STOCKWIRE_ENGINE_H

#include "php_stockwire.h"

#include "core/feed.h"
#include "core/journal.h"
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
	zval link;            /* the mysqli object */
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
	size_t done;          /* groups committed */
	int64_t deadline;     /* monotonic milliseconds */
} sw_run;

/* config.c: fills shop and callbacks from the constructor's array; false with a PHP exception thrown. */
bool sw_engine_configure(sw_engine *engine, HashTable *config);

/* receipt.c: a Receipt with an empty run that it owns; NULL with a PHP exception thrown. */
sw_run *sw_receipt_create(zval *value);
/* Fills the receipt's properties when the run is over. */
void sw_receipt_finish(zval *value, const sw_run *run);
void sw_run_free(sw_run *run);
/* Changes as PHP sees them; holders_only for what `before` gets. */
void sw_changes_to_array(const sw_changes *changes, bool holders_only, zval *out);

/* run.c: the pipeline. SW_OK; or a status with its sentence in e; or SW_OK with a PHP exception thrown by a callback. */
sw_status sw_run_receive(sw_engine *engine, sw_run *run, bool preview, sw_error *e);
/* Monotonic clock in milliseconds. */
int64_t sw_clock_ms(void);
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
/* chunk.c: one chunk in one transaction, retried; and the writes alone. */
sw_status sw_chunk_apply(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e);
sw_status sw_chunk_write(sw_engine *engine, sw_run *run, sw_error *e);
/* The visibility term's count, by difference: the hottest row, so it is written last. */
sw_status sw_chunk_count(sw_engine *engine, sw_run *run, sw_error *e);
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

/* index.c: name keys. count: keys written; last: the last product's id, 0 when there are no more. */
sw_status sw_index_products(sw_engine *engine, const uint64_t *ids, size_t n, uint64_t *count, sw_error *e);
sw_status sw_index_range(sw_engine *engine, uint64_t after, uint64_t limit, uint64_t *last, sw_error *e);

#endif
