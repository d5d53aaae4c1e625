/* SPDX-License-Identifier: MIT */
/* Stockwire\BackOffice: the PHP face of the pull. It owns all that a question holds, so that a bailout in a callback leaks nothing. */
#include "backoffice.h"

#include "core/http.h"
#include "core/instant.h"
#include "core/limits.h"
#include "core/quantity.h"

#include <string.h>

#define TICK_MS 100

typedef struct back_office {
	sw_call *call;
	bool busy; /* a callback must not ask a second question in the middle of the first */
	zend_object std;
} back_office;

/* The callables of a question. */
typedef struct listener {
	zend_fcall_info lines;
	zend_fcall_info_cache lines_cache;
	zend_fcall_info tick;
	zend_fcall_info_cache tick_cache;
	zend_string *warehouse;
	const sw_call_product *product; /* NULL: all that the warehouse holds */
	int64_t ticked; /* when tick was called last */
} listener;

static zend_object_handlers handlers;

static back_office *from(zend_object *object)
{
	return (back_office *) ((char *) object - XtOffsetOf(back_office, std));
}

static zend_object *create(zend_class_entry *ce)
{
	back_office *b = zend_object_alloc(sizeof(back_office), ce);

	zend_object_std_init(&b->std, ce);
	object_properties_init(&b->std, ce);
	b->std.handlers = &handlers;
	return &b->std;
}

static void destroy(zend_object *object)
{
	sw_call_destroy(from(object)->call);
	zend_object_std_dtor(object);
}

void stockwire_back_office_init(void)
{
	memcpy(&handlers, zend_get_std_object_handlers(), sizeof handlers);
	handlers.offset = XtOffsetOf(back_office, std);
	handlers.free_obj = destroy;
	handlers.clone_obj = NULL;
	stockwire_back_office_ce->create_object = create;
}

ZEND_METHOD(Stockwire_BackOffice, __construct)
{
	back_office *b = from(Z_OBJ_P(ZEND_THIS));
	HashTable *config;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(config)
	ZEND_PARSE_PARAMETERS_END();
	if (b->call != NULL) {
		stockwire_misused("The back office is constructed already");
		RETURN_THROWS();
	}
	b->call = stockwire_back_office_configure(config);
}

/* Calls a callable with argv, which it releases; false where it threw or exited. */
static bool call(zend_fcall_info *fci, zend_fcall_info_cache *cache, uint32_t argc, zval *argv)
{
	zval result;
	bool ok;

	ZVAL_UNDEF(&result);
	fci->retval = &result;
	fci->params = argv;
	fci->param_count = argc;
	ok = zend_call_function(fci, cache) == SUCCESS && EG(exception) == NULL;
	for (uint32_t i = 0; i < argc; i++) {
		zval_ptr_dtor(&argv[i]);
	}
	zval_ptr_dtor(&result);
	return ok;
}

/* A number that is no quantity: its type is all that counts, since no text is made of it. */
static void number_to_zval(sw_slice text, zval *out)
{
	if (text.len < 18 && strspn(text.ptr, "-0123456789") == text.len) {
		ZVAL_LONG(out, ZEND_STRTOL(text.ptr, NULL, 10));
	} else {
		ZVAL_DOUBLE(out, zend_strtod(text.ptr, NULL));
	}
}

static void field_to_zval(const sw_pull_value *field, bool quantity, zval *out)
{
	char text[SW_QUANTITY_TEXT];
	sw_quantity q;

	switch (field->kind) {
	case SW_JSON_STRING: ZVAL_STRINGL(out, field->text.ptr, field->text.len); break;
	case SW_JSON_BOOLEAN: ZVAL_BOOL(out, field->text.ptr[0] == 't'); break;
	case SW_JSON_ARRAY:
	case SW_JSON_OBJECT: array_init(out); break;
	case SW_JSON_NUMBER:
		if (!quantity) {
			number_to_zval(field->text, out);
		} else if (sw_quantity_from_number(field->text.ptr, field->text.len, &q) == SW_OK) {
			ZVAL_STRINGL(out, text, sw_quantity_print(q, text));
		} else {
			/* Out of range or too fine: as text it is no quantity either. */
			ZVAL_STRINGL(out, field->text.ptr, field->text.len);
		}
		break;
	default:
		if (quantity) {
			ZVAL_NULL(out);
		} else {
			ZVAL_EMPTY_STRING(out);
		}
	}
}

static void line_to_zval(const sw_pull_line *line, zend_string *warehouse, zval *out)
{
	zval value;

	array_init_size(out, 5);
	field_to_zval(&line->code, false, &value);
	add_assoc_zval_ex(out, ZEND_STRL("code"), &value);
	field_to_zval(&line->name, false, &value);
	add_assoc_zval_ex(out, ZEND_STRL("name"), &value);
	ZVAL_STR_COPY(&value, warehouse);
	add_assoc_zval_ex(out, ZEND_STRL("warehouse"), &value);
	field_to_zval(&line->quantity, true, &value);
	add_assoc_zval_ex(out, ZEND_STRL("quantity"), &value);
	field_to_zval(&line->unit, false, &value);
	add_assoc_zval_ex(out, ZEND_STRL("unit"), &value);
}

/* Hands the lines that wait to PHP. */
static bool deliver(back_office *b, listener *l)
{
	sw_pull *answer = sw_call_answer(b->call);
	size_t count;
	const sw_pull_line *lines = sw_pull_lines(answer, &count);
	sw_failure f;
	zval batch;

	array_init_size(&batch, (uint32_t) count);
	for (size_t i = 0; i < count; i++) {
		zval line;

		line_to_zval(&lines[i], l->warehouse, &line);
		add_next_index_zval(&batch, &line);
	}
	/* Before PHP is called: whatever it does, these are done with. */
	if (!sw_pull_clear(answer)) {
		zval_ptr_dtor(&batch);
		sw_trouble_tell(&f, SW_T_MEMORY, (sw_slice){NULL, 0});
		stockwire_pull_failed(&f);
		return false;
	}
	return call(&l->lines, &l->lines_cache, 1, &batch);
}

static bool tick(back_office *b, listener *l, bool now)
{
	const int64_t clock = sw_http_clock_ms();
	zval argv[2];

	if (!ZEND_FCI_INITIALIZED(l->tick) || (!now && clock - l->ticked < TICK_MS)) {
		return true;
	}
	l->ticked = clock;
	ZVAL_LONG(&argv[0], (zend_long) sw_call_bytes(b->call));
	ZVAL_LONG(&argv[1], (zend_long) sw_pull_total(sw_call_answer(b->call)));
	return call(&l->tick, &l->tick_cache, 2, argv);
}

/* Goes from step to step until the answer is whole; false with a PHP exception thrown. */
static bool run(back_office *b, listener *l)
{
	sw_failure f = {0};
	bool going = true;

	while (going) {
		switch (sw_call_step(b->call, &f)) {
		case SW_CALL_TICK: going = tick(b, l, false); break;
		case SW_CALL_LINES: going = deliver(b, l) && tick(b, l, false); break;
		case SW_CALL_DONE: return tick(b, l, true);
		default:
			stockwire_pull_failed(&f);
			return false;
		}
	}
	return false;
}

/* A bailout in a callback (a fatal error, a timeout) must not leave a half-read answer: shutdown functions may ask again. */
static bool run_guarded(back_office *b, listener *l)
{
	volatile bool ok = false;

	b->busy = true;
	zend_try {
		ok = run(b, l);
	} zend_catch {
		b->busy = false;
		sw_call_end(b->call);
		zend_bailout();
	} zend_end_try();
	b->busy = false;
	if (!ok) {
		sw_call_end(b->call);
	}
	return ok;
}

/* Asks a question; false with a PHP exception thrown. The answer stays until sw_call_end(). */
static bool ask(back_office *b, sw_pull_kind kind, listener *l)
{
	const sw_slice warehouse = l->warehouse != NULL ? (sw_slice){ZSTR_VAL(l->warehouse), ZSTR_LEN(l->warehouse)} : (sw_slice){NULL, 0};
	sw_failure f = {0};

	if (b->call == NULL || b->busy) {
		stockwire_misused(b->busy ? "The back office is being asked already" : "The back office is not constructed");
		return false;
	}
	if (l->product != NULL ? !sw_call_begin_product(b->call, warehouse, l->product, &f) : !sw_call_begin(b->call, kind, warehouse, &f)) {
		stockwire_pull_failed(&f);
		return false;
	}
	return run_guarded(b, l);
}

ZEND_METHOD(Stockwire_BackOffice, warehouses)
{
	back_office *b = from(Z_OBJ_P(ZEND_THIS));
	listener l = {0};
	const sw_slice *names;
	size_t count;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_FUNC_OR_NULL(l.tick, l.tick_cache)
	ZEND_PARSE_PARAMETERS_END();
	if (!ask(b, SW_PULL_WAREHOUSES, &l)) {
		RETURN_THROWS();
	}
	names = sw_pull_names(sw_call_answer(b->call), &count);
	array_init_size(return_value, (uint32_t) count);
	for (size_t i = 0; i < count; i++) {
		add_next_index_stringl(return_value, names[i].ptr, names[i].len);
	}
	sw_call_end(b->call);
}

static bool is_warehouse(zend_string *name)
{
	if (!sw_pull_is_warehouse((sw_slice){ZSTR_VAL(name), ZSTR_LEN(name)})) {
		zend_argument_value_error(1, "must be a warehouse's name: UTF-8, not blank and of at most 100 characters");
		return false;
	}
	return true;
}

/* Asks for lines, and returns how many came. */
static void read_stocks(back_office *b, listener *l, zval *return_value)
{
	if (ask(b, SW_PULL_STOCKS, l)) {
		RETVAL_LONG((zend_long) sw_pull_total(sw_call_answer(b->call)));
		sw_call_end(b->call);
	}
}

ZEND_METHOD(Stockwire_BackOffice, stocks)
{
	listener l = {0};

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(l.warehouse)
		Z_PARAM_FUNC(l.lines, l.lines_cache)
		Z_PARAM_OPTIONAL
		Z_PARAM_FUNC_OR_NULL(l.tick, l.tick_cache)
	ZEND_PARSE_PARAMETERS_END();
	if (is_warehouse(l.warehouse)) {
		read_stocks(from(Z_OBJ_P(ZEND_THIS)), &l, return_value);
	}
}

/* The date of a question: a day of the calendar as YYYY-MM-DD. */
static bool is_day(zend_string *date)
{
	char moment[] = "YYYY-MM-DDT00:00:00Z";
	int64_t ignored;

	if (ZSTR_LEN(date) == 10) {
		memcpy(moment, ZSTR_VAL(date), 10);
	}
	if (sw_instant_parse(moment, sizeof moment - 1, &ignored) != SW_OK) {
		zend_argument_value_error(4, "must be a day, YYYY-MM-DD");
		return false;
	}
	return true;
}

/* Code, or name where there is no code: the one that is asked for. */
static bool is_asked(zend_string *code, zend_string *name)
{
	const bool by_code = ZSTR_LEN(code) > 0;
	zend_string *text = by_code ? code : name;

	if (!by_code && ZSTR_LEN(name) == 0) {
		zend_argument_value_error(2, "must not be empty where there is no name");
		return false;
	}
	if (!sw_pull_is_text((sw_slice){ZSTR_VAL(text), ZSTR_LEN(text)}, SW_MAX_NAME_CHARS)) {
		zend_argument_value_error(by_code ? 2 : 3, "must be UTF-8, not blank and of at most 1000 characters");
		return false;
	}
	return true;
}

ZEND_METHOD(Stockwire_BackOffice, product)
{
	sw_call_product product = {0};
	zend_string *code;
	zend_string *name;
	zend_string *date;
	listener l = {.product = &product};

	ZEND_PARSE_PARAMETERS_START(5, 6)
		Z_PARAM_STR(l.warehouse)
		Z_PARAM_STR(code)
		Z_PARAM_STR(name)
		Z_PARAM_STR(date)
		Z_PARAM_FUNC(l.lines, l.lines_cache)
		Z_PARAM_OPTIONAL
		Z_PARAM_FUNC_OR_NULL(l.tick, l.tick_cache)
	ZEND_PARSE_PARAMETERS_END();
	if (!is_warehouse(l.warehouse) || !is_asked(code, name) || !is_day(date)) {
		RETURN_THROWS();
	}
	product = (sw_call_product){.date = {ZSTR_VAL(date), ZSTR_LEN(date)}, .code = {ZSTR_VAL(code), ZSTR_LEN(code)}};
	if (ZSTR_LEN(code) == 0) {
		product.name = (sw_slice){ZSTR_VAL(name), ZSTR_LEN(name)};
	}
	read_stocks(from(Z_OBJ_P(ZEND_THIS)), &l, return_value);
}
