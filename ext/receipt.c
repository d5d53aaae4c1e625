/* SPDX-License-Identifier: MIT */
/* Stockwire\Receipt: owns a run's memory, and shows what became of it. */
#include "engine.h"

#include "core/render.h"

#include "zend_smart_str.h"

#include <string.h>

typedef struct receipt {
	sw_run run;
	zend_object std;
} receipt;

/* Slots of the declared properties, in the stub's order. */
enum { PROP_RUN, PROP_APPLIED, PROP_COUNTS, PROP_STATE, PROP_CHANGED };

static zend_object_handlers handlers;

static receipt *from(zend_object *object)
{
	return (receipt *) ((char *) object - XtOffsetOf(receipt, std));
}

static zend_object *create(zend_class_entry *ce)
{
	receipt *r = zend_object_alloc(sizeof(receipt), ce);

	zend_object_std_init(&r->std, ce);
	object_properties_init(&r->std, ce);
	r->std.handlers = &handlers;
	return &r->std;
}

void sw_run_free(sw_run *run)
{
	sw_match_free(&run->matches);
	sw_buf_free(&run->sql);
	sw_arena_destroy(run->chunk);
	sw_arena_destroy(run->arena);
	if (run->body != NULL) {
		zend_string_release(run->body);
	}
	run->chunk = NULL;
	run->arena = NULL;
	run->body = NULL;
}

static void destroy(zend_object *object)
{
	sw_run_free(&from(object)->run);
	zend_object_std_dtor(object);
}

void stockwire_receipt_init(void)
{
	memcpy(&handlers, zend_get_std_object_handlers(), sizeof handlers);
	handlers.offset = XtOffsetOf(receipt, std);
	handlers.free_obj = destroy;
	handlers.clone_obj = NULL;
	stockwire_receipt_ce->create_object = create;
}

sw_run *sw_receipt_create(zval *value)
{
	sw_run *run;

	if (object_init_ex(value, stockwire_receipt_ce) != SUCCESS) {
		return NULL;
	}
	run = &from(Z_OBJ_P(value))->run;
	run->arena = sw_arena_create();
	if (run->arena == NULL) {
		zval_ptr_dtor(value);
		ZVAL_NULL(value);
		stockwire_refuse(SW_A_UNAVAILABLE, "There is not enough memory for this push. Nothing was written.");
		return NULL;
	}
	run->catalog.arena = run->arena;
	run->matches.arena = run->arena;
	run->committed.arena = run->arena;
	return run;
}

static void add_quantity(zval *row, const char *key, bool known, sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];

	if (known) {
		add_assoc_stringl(row, key, text, sw_quantity_print(q, text));
	} else {
		add_assoc_null(row, key);
	}
}

void sw_receipt_finish(zval *value, const sw_run *run)
{
	zend_object *object = Z_OBJ_P(value);
	sw_counts counts;

	sw_journal_count(&run->plan, run->plan.group_count, &counts);
	ZVAL_LONG(OBJ_PROP_NUM(object, PROP_RUN), (zend_long) run->id);
	ZVAL_BOOL(OBJ_PROP_NUM(object, PROP_APPLIED), run->applied);
	array_init(OBJ_PROP_NUM(object, PROP_COUNTS));
	for (sw_outcome o = SW_UPDATED; o < SW_OUTCOMES; o++) {
		if (counts.of[o] > 0) {
			add_assoc_long(OBJ_PROP_NUM(object, PROP_COUNTS), sw_outcome_code(o), counts.of[o]);
		}
	}
	ZVAL_STRING(OBJ_PROP_NUM(object, PROP_STATE), run->state != NULL ? run->state : "done");
	ZVAL_LONG(OBJ_PROP_NUM(object, PROP_CHANGED), (zend_long) run->committed.count);
}

ZEND_METHOD(Stockwire_Receipt, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

/* What is thrown when the receipt cannot be written. */
static void no_memory(void)
{
	stockwire_refuse(SW_A_UNAVAILABLE, "There is not enough memory to write the receipt. The push itself was applied.");
}

/* Hands the run's buffer out as a PHP string; the buffer belongs to the run, so that a bailout in between leaks nothing. */
static void return_rendered(sw_run *run, zval *return_value)
{
	if (run->sql.failed) {
		no_memory();
	} else {
		RETVAL_STRINGL(run->sql.ptr != NULL ? run->sql.ptr : "", run->sql.len);
	}
	sw_buf_free(&run->sql);
}

ZEND_METHOD(Stockwire_Receipt, changes)
{
	const sw_changes *changes = &from(Z_OBJ_P(ZEND_THIS))->run.committed;
	HashTable *holders = NULL;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT_OR_NULL(holders)
	ZEND_PARSE_PARAMETERS_END();
	if (holders == NULL) {
		sw_changes_to_array(changes, false, return_value);
	} else {
		sw_changes_of(changes, holders, return_value);
	}
}

ZEND_METHOD(Stockwire_Receipt, toJson)
{
	sw_run *run = &from(Z_OBJ_P(ZEND_THIS))->run;

	ZEND_PARSE_PARAMETERS_NONE();
	sw_buf_clear(&run->sql);
	sw_render_json(&run->plan, run->id, run->applied, &run->sql);
	return_rendered(run, return_value);
}

ZEND_METHOD(Stockwire_Receipt, toSmartBill)
{
	sw_run *run = &from(Z_OBJ_P(ZEND_THIS))->run;

	ZEND_PARSE_PARAMETERS_NONE();
	sw_buf_clear(&run->sql);
	sw_render_smartbill(&run->plan, &run->sql);
	return_rendered(run, return_value);
}

#define PIECE 65536

/* A piece after the other, by the run's buffer; each goes to the output where out is set. Returns their length, or 0 with an exception
   thrown: no receipt is empty. */
static size_t write_pieces(sw_run *run, sw_dialect dialect, bool out)
{
	sw_rendering rendering = {.plan = &run->plan, .run = run->id, .applied = run->applied, .dialect = dialect, .enough = PIECE};
	size_t written = 0;

	/* Whoever catches PHP's output may ask for this receipt in another way: nothing of the buffer is needed after its piece. */
	for (sw_buf_clear(&run->sql); sw_render_piece(&rendering, &run->sql); sw_buf_clear(&run->sql)) {
		if (run->sql.failed) {
			no_memory();
			return 0;
		}
		written += run->sql.len;
		if (out) {
			(void) PHPWRITE(run->sql.ptr, run->sql.len);
		}
		if (EG(exception) != NULL) {
			return 0;
		}
	}
	return written;
}

static bool take_dialect(zend_execute_data *execute_data, sw_dialect *dialect)
{
	zend_long number;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END_EX(return false);
	if (number != SW_DIALECT_SMARTBILL && number != SW_DIALECT_V1) {
		zend_argument_value_error(1, "must be Stockwire\\Engine::SMARTBILL or Stockwire\\Engine::V1");
		return false;
	}
	*dialect = (sw_dialect) number;
	return true;
}

ZEND_METHOD(Stockwire_Receipt, length)
{
	sw_dialect dialect;

	if (take_dialect(execute_data, &dialect)) {
		RETVAL_LONG((zend_long) write_pieces(&from(Z_OBJ_P(ZEND_THIS))->run, dialect, false));
	}
}

ZEND_METHOD(Stockwire_Receipt, send)
{
	sw_dialect dialect;

	if (take_dialect(execute_data, &dialect)) {
		(void) write_pieces(&from(Z_OBJ_P(ZEND_THIS))->run, dialect, true);
	}
}

static void add_slice(zval *row, const char *key, sw_slice text)
{
	add_assoc_stringl(row, key, text.ptr != NULL ? text.ptr : "", text.len);
}

static void add_reasons(zval *row, const sw_plan *plan, uint32_t at)
{
	sw_remarks rest = plan->entries[at].remarks;
	sw_reason r = sw_remarks_take(&rest);
	smart_str message = {0};
	zval remarks;

	smart_str_appends(&message, sw_reason_sentence(plan->lines[at].reason));
	if (r != SW_R_NONE) {
		array_init(&remarks);
		for (; r != SW_R_NONE; r = sw_remarks_take(&rest)) {
			smart_str_appendc(&message, ' ');
			smart_str_appends(&message, sw_reason_sentence(r));
			add_next_index_string(&remarks, sw_reason_code(r));
		}
		add_assoc_zval(row, "remarks", &remarks);
	}
	smart_str_0(&message);
	add_assoc_str(row, "message", message.s != NULL ? message.s : ZSTR_EMPTY_ALLOC());
}

ZEND_METHOD(Stockwire_Receipt, lines)
{
	const sw_plan *plan = &from(Z_OBJ_P(ZEND_THIS))->run.plan;

	ZEND_PARSE_PARAMETERS_NONE();
	array_init_size(return_value, (uint32_t) plan->count);
	for (size_t i = 0; i < plan->count; i++) {
		const sw_line *line = &plan->lines[i];
		const sw_entry *entry = &plan->entries[i];
		zval row;

		array_init_size(&row, 10);
		add_assoc_long(&row, "line", (zend_long) line->number);
		add_slice(&row, "code", line->code);
		add_slice(&row, "name", line->name);
		add_slice(&row, "warehouse", line->warehouse);
		add_assoc_string(&row, "outcome", sw_outcome_code(line->outcome));
		add_assoc_string(&row, "reason", sw_reason_code(line->reason));
		add_reasons(&row, plan, (uint32_t) i);
		if (entry->product != 0) {
			add_assoc_long(&row, "product", (zend_long) entry->product);
		} else {
			add_assoc_null(&row, "product");
		}
		add_quantity(&row, "old", entry->old_known, entry->old_quantity);
		add_quantity(&row, "new", entry->new_known, entry->new_quantity);
		add_next_index_zval(return_value, &row);
	}
}
