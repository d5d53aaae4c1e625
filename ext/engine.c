/* SPDX-License-Identifier: MIT */
/* Stockwire\Engine: a screen long. It opens a run, hands it to the pipeline and says what came of it. */
#include "engine.h"

#include "core/limits.h"
#include "faults.h"

#include <string.h>

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
	sw_engine *engine = zend_object_alloc(sizeof(sw_engine), ce);

	zend_object_std_init(&engine->std, ce);
	object_properties_init(&engine->std, ce);
	engine->std.handlers = &handlers;
	engine->db.lock_wait = -1;
	return &engine->std;
}

static void destroy(zend_object *object)
{
	sw_engine *engine = sw_engine_from(object);
	zval *owned[] = {&engine->call.before, &engine->call.query, &engine->call.committed, &engine->call.original,
		&engine->call.round, &engine->link};
	zend_string *texts[] = {engine->source, engine->token_label, engine->idempotency_key, engine->body_digest};

	for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++) {
		zval_ptr_dtor(owned[i]);
	}
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (texts[i] != NULL) {
			zend_string_release(texts[i]);
		}
	}
	sw_arena_destroy(engine->arena);
	zend_object_std_dtor(object);
}

/* Callables often hold the object that holds the engine: the cycle collector must see them. */
static HashTable *collect(zend_object *object, zval **table, int *n)
{
	sw_engine *engine = sw_engine_from(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	zend_get_gc_buffer_add_zval(buffer, &engine->call.before);
	zend_get_gc_buffer_add_zval(buffer, &engine->call.query);
	zend_get_gc_buffer_add_zval(buffer, &engine->call.committed);
	zend_get_gc_buffer_add_zval(buffer, &engine->call.original);
	zend_get_gc_buffer_add_zval(buffer, &engine->call.round);
	zend_get_gc_buffer_add_zval(buffer, &engine->link);
	zend_get_gc_buffer_use(buffer, table, n);
	return zend_std_get_properties(object);
}

void stockwire_engine_init(void)
{
	memcpy(&handlers, zend_get_std_object_handlers(), sizeof handlers);
	handlers.offset = XtOffsetOf(sw_engine, std);
	handlers.free_obj = destroy;
	handlers.get_gc = collect;
	handlers.clone_obj = NULL;
	stockwire_engine_ce->create_object = create;
}

static void count_queries(sw_engine *engine, uint64_t more)
{
	zval *queries = OBJ_PROP_NUM(&engine->std, 0);

	ZVAL_LONG(queries, (Z_TYPE_P(queries) == IS_LONG ? Z_LVAL_P(queries) : 0) + (zend_long) more);
}

ZEND_METHOD(Stockwire_Engine, __construct)
{
	sw_engine *engine = sw_engine_from(Z_OBJ_P(ZEND_THIS));
	zend_class_entry *mysqli = zend_hash_str_find_ptr(CG(class_table), ZEND_STRL("mysqli"));
	zval *link;
	HashTable *config;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_OBJECT_OF_CLASS(link, mysqli)
		Z_PARAM_ARRAY_HT(config)
	ZEND_PARSE_PARAMETERS_END();
	if (engine->arena != NULL) {
		stockwire_misused("The engine is constructed already");
		RETURN_THROWS();
	}
	engine->arena = sw_arena_create();
	if (engine->arena == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, NULL);
		RETURN_THROWS();
	}
	ZVAL_COPY(&engine->link, link);
	count_queries(engine, 0);
	if (!sw_engine_configure(engine, config)) {
		RETURN_THROWS();
	}
}

bool sw_engine_begin(sw_engine *engine, sw_error *e)
{
	if (engine->arena == NULL || engine->busy) {
		stockwire_misused(engine->busy ? "The engine is in the middle of a run" : "The engine is not constructed");
		return false;
	}
	if (sw_db_attach(&engine->db, &engine->link, e) != SW_OK) {
		sw_db_detach(&engine->db);
		stockwire_refuse(SW_A_UNAVAILABLE, e->message);
		return false;
	}
	engine->busy = true;
	engine->key_taken = false;
	return true;
}

void sw_engine_end(sw_engine *engine, sw_status status, const sw_error *e)
{
	zend_object *thrown = EG(exception);
	const sw_fault fault = engine->db.fault;

	/* Statements on the way out must run although an exception is on its way. */
	EG(exception) = NULL;
	sw_db_detach(&engine->db);
	EG(exception) = thrown;
	engine->busy = false;
	count_queries(engine, engine->db.queries);
	if (status == SW_OK || thrown != NULL) {
		return;
	}
	if (fault == SW_FAULT_UNKNOWN) {
		stockwire_refuse(SW_A_UNKNOWN_OUTCOME, e->message);
	} else if (engine->key_taken) {
		stockwire_refuse(SW_A_CONFLICT, NULL);
	} else {
		stockwire_refuse_status(status, e);
	}
}

/* A bailout (memory_limit, a timeout) must not leave our transaction open: shutdown functions still use the connection, and
   what they write would be lost with it. */
sw_status sw_engine_guard(sw_engine *engine, sw_run *run, sw_engine_work work, void *context, sw_error *e)
{
	volatile sw_status status = SW_OK;

	zend_try {
		status = work(engine, run, context, e);
	} zend_catch {
		sw_db_detach(&engine->db);
		engine->busy = false;
		zend_bailout();
	} zend_end_try();
	return status;
}

sw_status sw_run_read(sw_run *run, sw_dialect dialect, zend_string *body, sw_error *e)
{
	/* Whoever would change a string that is held twice changes a copy. */
	run->body = zend_string_copy(body);
	return sw_feed_read(dialect, ZSTR_VAL(body), ZSTR_LEN(body), run->arena, &run->feed, e);
}

static sw_status receive(sw_engine *engine, sw_run *run, void *preview, sw_error *e)
{
	return sw_run_receive(engine, run, *(const bool *) preview, e);
}

ZEND_METHOD(Stockwire_Engine, receive)
{
	sw_engine *engine = sw_engine_from(Z_OBJ_P(ZEND_THIS));
	zend_string *body;
	zend_long dialect;
	bool preview = false;
	sw_error e = {0};
	sw_status status;
	sw_run *run;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(body)
		Z_PARAM_LONG(dialect)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(preview)
	ZEND_PARSE_PARAMETERS_END();
	if (dialect != SW_DIALECT_SMARTBILL && dialect != SW_DIALECT_V1) {
		zend_argument_value_error(2, "must be Stockwire\\Engine::SMARTBILL or Stockwire\\Engine::V1");
		RETURN_THROWS();
	}
	run = sw_receipt_create(return_value);
	if (run == NULL) {
		RETURN_THROWS();
	}
	run->deadline = sw_clock_ms() + engine->deadline_ms;
	status = sw_run_read(run, (sw_dialect) dialect, body, &e);
	if (status != SW_OK) {
		stockwire_refuse_status(status, &e);
		RETURN_THROWS();
	}
	SW_PAUSE("received");
	if (!sw_engine_begin(engine, &e)) {
		RETURN_THROWS();
	}
	status = sw_engine_guard(engine, run, receive, &preview, &e);
	sw_engine_end(engine, status, &e);
	SW_PAUSE("before-announce");
	if (EG(exception) != NULL) {
		RETURN_THROWS();
	}
	sw_receipt_finish(return_value, run);
}

/* Work on a list of products. */
typedef struct listed {
	uint64_t *ids;
	size_t n;
	uint64_t count; /* of what was done */
} listed;

uint64_t sw_listed_id(zval *id)
{
	ZVAL_DEREF(id);
	if (Z_TYPE_P(id) != IS_LONG || Z_LVAL_P(id) <= 0) {
		zend_argument_value_error(1, "must be a list of product IDs");
		return 0;
	}
	return (uint64_t) Z_LVAL_P(id);
}

/* Ids from a PHP list, in the run's arena; false with an exception thrown. */
static bool read_ids(sw_arena *arena, HashTable *list, listed *out)
{
	zval *id;

	out->ids = sw_arena_alloc(arena, (zend_hash_num_elements(list) + 1) * sizeof *out->ids);
	if (out->ids == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, NULL);
		return false;
	}
	ZEND_HASH_FOREACH_VAL(list, id) {
		out->ids[out->n] = sw_listed_id(id);
		if (out->ids[out->n++] == 0) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

static sw_status heal(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	const listed *list = context;

	return sw_heal(engine, run, list->ids, list->n, e);
}

static sw_status index_names(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	listed *list = context;

	(void) run;
	return sw_index_products(engine, list->ids, list->n, &list->count, e);
}

/* Does the work with the connection attached; *owner keeps the run until its caller lets go of it. NULL with an exception thrown. */
static sw_run *work_on(sw_engine *engine, HashTable *products, sw_engine_work work, listed *list, zval *owner)
{
	sw_error e = {0};
	sw_run *run = sw_receipt_create(owner);

	if (run == NULL) {
		return NULL;
	}
	run->deadline = sw_clock_ms() + engine->deadline_ms;
	if (read_ids(run->arena, products, list) && sw_engine_begin(engine, &e)) {
		sw_engine_end(engine, sw_engine_guard(engine, run, work, list, &e), &e);
	}
	return EG(exception) == NULL ? run : NULL;
}

ZEND_METHOD(Stockwire_Engine, heal)
{
	HashTable *products;
	listed list = {0};
	sw_run *run;
	zval owner;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(products)
	ZEND_PARSE_PARAMETERS_END();
	ZVAL_UNDEF(&owner);
	run = work_on(sw_engine_from(Z_OBJ_P(ZEND_THIS)), products, heal, &list, &owner);
	if (run != NULL) {
		sw_changes_to_array(&run->committed, false, return_value);
	}
	zval_ptr_dtor(&owner);
}

ZEND_METHOD(Stockwire_Engine, indexNames)
{
	HashTable *products;
	listed list = {0};
	zval owner;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(products)
	ZEND_PARSE_PARAMETERS_END();
	ZVAL_UNDEF(&owner);
	(void) work_on(sw_engine_from(Z_OBJ_P(ZEND_THIS)), products, index_names, &list, &owner);
	zval_ptr_dtor(&owner);
	RETURN_LONG((zend_long) list.count);
}

ZEND_METHOD(Stockwire_Engine, rebuildNames)
{
	sw_engine *engine = sw_engine_from(Z_OBJ_P(ZEND_THIS));
	zend_class_entry *mysqli = zend_hash_str_find_ptr(CG(class_table), ZEND_STRL("mysqli"));
	sw_database second = {.lock_wait = -1};
	zval *link = NULL;
	zend_long after;
	zend_long limit;
	uint64_t last = 0;
	sw_error e = {0};
	sw_status status;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_LONG(after)
		Z_PARAM_LONG(limit)
		Z_PARAM_OPTIONAL
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(link, mysqli)
	ZEND_PARSE_PARAMETERS_END();
	if (after < 0) {
		zend_argument_value_error(1, "must not be negative");
		RETURN_THROWS();
	}
	if (limit < 1) {
		zend_argument_value_error(2, "must be positive");
		RETURN_THROWS();
	}
	if (link != NULL && Z_OBJ_P(link) == Z_OBJ(engine->link)) {
		zend_argument_value_error(3, "must be another connection than the engine's");
		RETURN_THROWS();
	}
	if (!sw_engine_begin(engine, &e)) {
		RETURN_THROWS();
	}
	/* A closed one is none: it only shortens the work. */
	if (link != NULL && sw_db_attach(&second, link, &e) != SW_OK) {
		sw_db_detach(&second);
		link = NULL;
	}
	status = sw_index_range(engine, link != NULL ? &second : NULL, (uint64_t) after, (uint64_t) limit, &last, &e);
	engine->db.queries += second.queries;
	sw_db_detach(&second);
	sw_engine_end(engine, status, &e);
	RETURN_LONG((zend_long) last);
}
