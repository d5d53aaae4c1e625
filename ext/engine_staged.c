/* SPDX-License-Identifier: MIT */
/* The methods of Stockwire\Engine for runs whose lines wait in the database. */
#include "engine.h"

#include "core/limits.h"
#include "ext/json/php_json.h"
#include "zend_smart_str.h"

#define MAX_STEP 10000

/* A run's memory in `owner`, with its number; NULL with an exception thrown. */
static sw_run *start(sw_engine *engine, zend_long number, zval *owner, sw_error *e)
{
	sw_run *run;

	if (number < 0) {
		zend_argument_value_error(1, "must be the number of a run");
		return NULL;
	}
	run = sw_receipt_create(owner);
	if (run == NULL) {
		return NULL;
	}
	run->id = (uint64_t) number;
	run->deadline = sw_clock_ms() + engine->deadline_ms;
	if (!sw_engine_begin(engine, e)) {
		zval_ptr_dtor(owner);
		ZVAL_NULL(owner); /* it may be the return value, which PHP destroys again */
		return NULL;
	}
	return run;
}

typedef struct order {
	bool preview;
	uint64_t undone;
	uint64_t lines;
	size_t limit;
} order;

static sw_status open_run(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	return sw_staged_open(engine, run, ((order *) context)->preview, e);
}

static sw_status add_lines(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	return sw_staged_add(engine, run, &((order *) context)->lines, e);
}

static sw_status add_sums(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	return sw_staged_sums(engine, run, &((order *) context)->lines, e);
}

static sw_status undo_run(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	const order *o = context;

	return sw_staged_undo(engine, run, o->undone, o->preview, e);
}

static sw_status advance_run(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	return sw_staged_advance(engine, run, ((order *) context)->limit, e);
}

/* Does the work with the connection attached. *number gets the run's number where it is wanted. */
static void carry_out(sw_engine *engine, zend_long number, sw_engine_work work, order *o, uint64_t *made)
{
	sw_error e = {0};
	zval owner;
	sw_run *run = start(engine, number, &owner, &e);

	if (run == NULL) {
		return;
	}
	sw_engine_end(engine, sw_engine_guard(engine, run, work, o, &e), &e);
	if (made != NULL) {
		*made = run->id;
	}
	zval_ptr_dtor(&owner);
}

ZEND_METHOD(Stockwire_Engine, open)
{
	order o = {0};
	uint64_t made = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(o.preview)
	ZEND_PARSE_PARAMETERS_END();
	carry_out(sw_engine_from(Z_OBJ_P(ZEND_THIS)), 0, open_run, &o, &made);
	RETURN_LONG((zend_long) made);
}

/* Splits the list: lines to be read as a push's, and IDs of holders to be summed up. False with an exception thrown. */
static bool split(HashTable *list, zval *levels, zend_long *ids, size_t *sums)
{
	zval *line;

	ZEND_HASH_FOREACH_VAL(list, line) {
		const zval *product;

		ZVAL_DEREF(line);
		product = Z_TYPE_P(line) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(line), ZEND_STRL("product")) : NULL;
		if (Z_TYPE_P(line) != IS_ARRAY || (product != NULL && (Z_TYPE_P(product) != IS_LONG || Z_LVAL_P(product) <= 0))) {
			zend_argument_value_error(2, "must be a list of lines");
			return false;
		}
		if (product != NULL) {
			ids[(*sums)++] = Z_LVAL_P(product);
		} else {
			Z_TRY_ADDREF_P(line); /* a literal has no count */
			add_next_index_zval(levels, line);
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* The same strict reader as for a push: nothing comes in by a side door. */
static bool read_levels(sw_run *run, zval *levels)
{
	smart_str json = {0};
	sw_error e = {0};
	sw_status status = SW_OK;
	bool encoded;

	if (zend_hash_num_elements(Z_ARRVAL_P(levels)) == 0) {
		return true;
	}
	/* NAN is no failure to the encoder, only an error code beside a 0. */
	encoded = php_json_encode(&json, levels, PHP_JSON_UNESCAPED_UNICODE | PHP_JSON_UNESCAPED_SLASHES) == SUCCESS
		&& JSON_G(error_code) == PHP_JSON_ERROR_NONE;
	smart_str_0(&json);
	if (encoded && json.s != NULL) {
		status = sw_run_read(run, SW_DIALECT_V1, json.s, &e);
	}
	smart_str_free(&json);
	if (!encoded) {
		zend_argument_value_error(2, "must hold UTF-8 text and finite numbers only");
		return false;
	}
	if (status != SW_OK) {
		stockwire_refuse_status(status, &e);
	}
	return status == SW_OK;
}

/* Appends the holders to be summed up. */
static bool add_holders(sw_run *run, const zend_long *ids, size_t sums)
{
	sw_line *lines = sums == 0 ? run->feed.lines : sw_arena_alloc(run->arena, (run->feed.count + sums) * sizeof *lines);

	if (sums == 0) {
		return true;
	}
	if (lines == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, "There is not enough memory for these lines. None of them was taken.");
		return false;
	}
	if (run->feed.count > 0) {
		memcpy(lines, run->feed.lines, run->feed.count * sizeof *lines);
	}
	for (size_t i = 0; i < sums; i++) {
		lines[run->feed.count + i] = (sw_line){.kind = SW_LINE_SUM, .holder = (uint64_t) ids[i],
			.code = {"", 0}, .name = {"", 0}, .gtin = {"", 0}, .warehouse = {"", 0}};
	}
	run->feed.lines = lines;
	run->feed.count += sums;
	return true;
}

/* after: the newest run when the lines were read. */
static bool read_list(sw_run *run, HashTable *list, uint64_t after)
{
	zend_long *ids = sw_arena_alloc(run->arena, (zend_hash_num_elements(list) + 1) * sizeof *ids);
	size_t sums = 0;
	zval levels;
	bool ok;

	if (ids == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, "There is not enough memory for these lines. None of them was taken.");
		return false;
	}
	array_init(&levels);
	ok = split(list, &levels, ids, &sums) && read_levels(run, &levels) && add_holders(run, ids, sums);
	zval_ptr_dtor(&levels);
	for (size_t i = 0; ok && i < run->feed.count; i++) {
		run->feed.lines[i].after = after;
	}
	return ok;
}

ZEND_METHOD(Stockwire_Engine, stage)
{
	sw_engine *engine = sw_engine_from(Z_OBJ_P(ZEND_THIS));
	HashTable *list;
	zend_long number;
	zend_long after = 0;
	sw_error e = {0};
	order o = {0};
	sw_run *run;
	zval owner;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_LONG(number)
		Z_PARAM_ARRAY_HT(list)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(after)
	ZEND_PARSE_PARAMETERS_END();
	run = sw_receipt_create(&owner);
	if (run == NULL) {
		RETURN_THROWS();
	}
	run->id = (uint64_t) number;
	run->deadline = sw_clock_ms() + engine->deadline_ms;
	if (number <= 0) {
		zend_argument_value_error(1, "must be the number of a run");
	} else if (after < 0) {
		zend_argument_value_error(3, "must be the number of a run, or 0");
	} else if (read_list(run, list, (uint64_t) after) && sw_engine_begin(engine, &e)) {
		sw_engine_end(engine, sw_engine_guard(engine, run, add_lines, &o, &e), &e);
	}
	zval_ptr_dtor(&owner);
	RETURN_LONG((zend_long) o.lines);
}

ZEND_METHOD(Stockwire_Engine, stageSums)
{
	zend_long number;
	order o = {0};

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END();
	carry_out(sw_engine_from(Z_OBJ_P(ZEND_THIS)), number, add_sums, &o, NULL);
	RETURN_LONG((zend_long) o.lines);
}

ZEND_METHOD(Stockwire_Engine, undo)
{
	zend_long number;
	uint64_t made = 0;
	order o = {0};

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_LONG(number)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(o.preview)
	ZEND_PARSE_PARAMETERS_END();
	o.undone = number < 0 ? 0 : (uint64_t) number;
	carry_out(sw_engine_from(Z_OBJ_P(ZEND_THIS)), number < 0 ? -1 : 0, undo_run, &o, &made);
	RETURN_LONG((zend_long) made);
}

ZEND_METHOD(Stockwire_Engine, advance)
{
	sw_engine *engine = sw_engine_from(Z_OBJ_P(ZEND_THIS));
	zend_long number;
	zend_long limit = 2000;
	sw_error e = {0};
	order o = {0};
	sw_run *run;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_LONG(number)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(limit)
	ZEND_PARSE_PARAMETERS_END();
	if (limit < 1 || limit > MAX_STEP) {
		zend_argument_value_error(2, "must be between 1 and %d", MAX_STEP);
		RETURN_THROWS();
	}
	o.limit = (size_t) limit;
	run = start(engine, number, return_value, &e);
	if (run == NULL) {
		RETURN_THROWS();
	}
	sw_engine_end(engine, sw_engine_guard(engine, run, advance_run, &o, &e), &e);
	if (EG(exception) != NULL) {
		RETURN_THROWS();
	}
	sw_receipt_finish(return_value, run);
}

static sw_status move_run(sw_engine *engine, sw_run *run, void *context, sw_error *e)
{
	sw_change_of_state *change = context;

	return sw_staged_move(engine, run, &change->move, &change->moved, e);
}

/* True where the run was in one of the states. */
static bool move(zval *self, zend_long number, sw_move how)
{
	sw_change_of_state change = {.move = how};
	sw_engine *engine = sw_engine_from(Z_OBJ_P(self));
	sw_error e = {0};
	zval owner;
	sw_run *run = start(engine, number, &owner, &e);

	if (run == NULL) {
		return false;
	}
	sw_engine_end(engine, sw_engine_guard(engine, run, move_run, &change, &e), &e);
	zval_ptr_dtor(&owner);
	return change.moved;
}

static zend_long number_of(INTERNAL_FUNCTION_PARAMETERS)
{
	zend_long number = -1;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END_EX(return -1);
	return number;
}

static void insist(bool moved)
{
	if (!moved && EG(exception) == NULL) {
		stockwire_refuse(SW_A_CONFLICT, "This run takes no lines: it is not there, or it is being carried out already.");
	}
}

ZEND_METHOD(Stockwire_Engine, commit)
{
	const zend_long number = number_of(INTERNAL_FUNCTION_PARAM_PASSTHRU);

	if (EG(exception) == NULL) {
		insist(move(ZEND_THIS, number, (sw_move){.from = "'staging'", .to = "matching"}));
	}
}

ZEND_METHOD(Stockwire_Engine, restage)
{
	const zend_long number = number_of(INTERNAL_FUNCTION_PARAM_PASSTHRU);

	if (EG(exception) == NULL) {
		insist(move(ZEND_THIS, number, (sw_move){.from = "'staging'", .to = "staging", .drop = true, .anew = true}));
	}
}

ZEND_METHOD(Stockwire_Engine, release)
{
	const zend_long number = number_of(INTERNAL_FUNCTION_PARAM_PASSTHRU);

	if (EG(exception) == NULL) {
		RETURN_BOOL(move(ZEND_THIS, number, (sw_move){.from = "'held'", .to = "applying"}));
	}
}

ZEND_METHOD(Stockwire_Engine, cancel)
{
	const zend_long number = number_of(INTERNAL_FUNCTION_PARAM_PASSTHRU);
	bool moved = false;

	if (EG(exception) == NULL) {
		moved = move(ZEND_THIS, number, (sw_move){.from = "'held'", .to = "discarded", .drop = true});
	}
	if (EG(exception) == NULL && !moved) {
		moved = move(ZEND_THIS, number,
			(sw_move){.from = "'staging','matching','trying','applying'", .to = "cancelled", .drop = true, .count = true});
	}
	RETURN_BOOL(moved);
}
