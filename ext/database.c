/* SPDX-License-Identifier: MIT */
/* Runs SQL on the mysqli handle it is given, through mysqlnd's own method table: mysqli's PHP methods would throw, warn or
   stay silent as mysqli_report() says, and wpdb's query() would reconnect and run one statement outside the transaction. */
#include "database.h"

#include "ext/mysqli/php_mysqli_structs.h"

#include <poll.h>
#include <string.h>

#define ER_LOCK_DEADLOCK 1213
#define ER_CHECKREAD 1020 /* snapshot conflict: MariaDB with innodb_snapshot_isolation */
#define ER_CANT_CHANGE_TX_CHARACTERISTICS 1568
#define ER_CANT_AGGREGATE_2COLLATIONS 1267
#define ER_CANT_AGGREGATE_3COLLATIONS 1270
#define ER_CANT_AGGREGATE_NCOLLATIONS 1271
#define CR_SERVER_GONE_ERROR 2006
#define CR_SERVER_LOST 2013
#define ER_CONNECTION_KILLED 1927
#define MAX_CELLS 32
#define POLL_MILLISECONDS 60000

/* The driver's connection behind a mysqli object; NULL where the object was never connected or is closed. */
static MYSQL *handle(zval *link)
{
	const mysqli_object *object;
	const MYSQLI_RESOURCE *resource;

	if (Z_TYPE_P(link) != IS_OBJECT) {
		return NULL;
	}
	object = php_mysqli_fetch_object(Z_OBJ_P(link));
	resource = object->ptr;
	if (resource == NULL || resource->ptr == NULL || resource->status != MYSQLI_STATUS_VALID) {
		return NULL;
	}
	return ((MY_MYSQL *) resource->ptr)->mysql;
}

sw_status sw_part_no_memory(sw_error *e)
{
	return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for this push. Nothing of this part was written.");
}

static sw_fault classify(unsigned code)
{
	switch (code) {
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_LOCK_DEADLOCK:
	case ER_CHECKREAD:
		return SW_FAULT_RETRY;
	case ER_CANT_CHANGE_TX_CHARACTERISTICS:
		return SW_FAULT_NESTED;
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
	case ER_CONNECTION_KILLED:
		return SW_FAULT_LOST;
	default:
		return SW_FAULT_OTHER;
	}
}

static sw_status fail(sw_database *db, MYSQL *mysql, sw_error *e)
{
	db->error_code = mysql != NULL ? mysqlnd_errno(mysql) : CR_SERVER_GONE_ERROR;
	db->fault = classify(db->error_code);
	if (db->fault == SW_FAULT_LOST) {
		/* The server rolls back what a lost connection left open. */
		db->open = false;
		return sw_fail(e, SW_E_DATABASE, 0, "", "The connection to the database was lost. Send the same push again.");
	}
	if (db->fault == SW_FAULT_NESTED) {
		return sw_fail(e, SW_E_DATABASE, 0, "",
			"Another plugin has a database transaction open in this request, so nothing was written. Send the same push again.");
	}
	return sw_fail(e, SW_E_DATABASE, 0, "", "The database refused a statement (error %u). Nothing of it was written.", db->error_code);
}

bool sw_db_cannot_compare(const sw_database *db)
{
	return db->error_code == ER_CANT_AGGREGATE_2COLLATIONS || db->error_code == ER_CANT_AGGREGATE_3COLLATIONS
		|| db->error_code == ER_CANT_AGGREGATE_NCOLLATIONS;
}

static bool query_statement(MYSQL *mysql, const sw_buf *sql)
{
	return mysqlnd_query(mysql, sql->ptr, sql->len) == PASS;
}

static bool send_statement(MYSQL *mysql, const sw_buf *sql)
{
	return mysqlnd_async_query(mysql, sql->ptr, sql->len) == PASS;
}

static bool reap_statement(MYSQL *mysql, const sw_buf *sql)
{
	(void) sql;
	return mysqlnd_reap_async_query(mysql) == PASS;
}

/* Does it with warnings and user error handlers kept out: mysqlnd warns about a lost connection, and a handler that throws
   would leave a transaction open. */
static bool quietly(bool (*work)(MYSQL *, const sw_buf *), MYSQL *mysql, const sw_buf *sql)
{
	const int reporting = EG(error_reporting);
	zval handler;
	bool ok;

	ZVAL_COPY_VALUE(&handler, &EG(user_error_handler));
	ZVAL_UNDEF(&EG(user_error_handler));
	EG(error_reporting) = 0;
	ok = work(mysql, sql);
	EG(error_reporting) = reporting;
	ZVAL_COPY_VALUE(&EG(user_error_handler), &handler);
	return ok;
}

static unsigned read_cells(zval *row, sw_slice *cells)
{
	unsigned n = 0;
	zval *cell;

	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(row), cell) {
		if (n == MAX_CELLS) {
			break;
		}
		/* MYSQLI_OPT_INT_AND_FLOAT_NATIVE makes numbers of digits; text is what core reads. */
		if (Z_TYPE_P(cell) != IS_NULL && Z_TYPE_P(cell) != IS_STRING) {
			convert_to_string(cell);
		}
		cells[n++] = Z_TYPE_P(cell) == IS_NULL ? (sw_slice){NULL, 0} : (sw_slice){Z_STRVAL_P(cell), Z_STRLEN_P(cell)};
	} ZEND_HASH_FOREACH_END();
	return n;
}

/* Hands the rows on; false where on_row had not enough memory. */
static bool hand_on(MYSQL_RES *result, sw_row_fn on_row, void *context)
{
	bool ok = true;

	for (uint64_t i = mysqlnd_num_rows(result); i > 0 && ok; i--) {
		sw_slice cells[MAX_CELLS];
		zval row;

		ZVAL_UNDEF(&row);
		mysqlnd_fetch_into(result, MYSQLND_FETCH_NUM, &row);
		if (Z_TYPE(row) != IS_ARRAY) {
			zval_ptr_dtor(&row);
			break;
		}
		ok = on_row == NULL || on_row(context, cells, read_cells(&row, cells));
		zval_ptr_dtor(&row);
	}
	return ok;
}

static sw_status read_rows(sw_database *db, MYSQL *mysql, sw_row_fn on_row, void *context, sw_error *e)
{
	MYSQL_RES *result = mysqlnd_store_result(mysql);
	volatile bool ok = true;

	if (result == NULL) {
		return fail(db, mysql, e);
	}
	/* A bailout (memory_limit): the result would hold the connection. */
	zend_try {
		ok = hand_on(result, on_row, context);
	} zend_catch {
		mysqlnd_free_result(result, 0);
		zend_bailout();
	} zend_end_try();
	mysqlnd_free_result(result, 0);
	return ok ? SW_OK : sw_part_no_memory(e);
}

/* The connection that db was attached to; NULL where it is closed, or WordPress has made a new one. */
static MYSQL *same_connection(sw_database *db)
{
	MYSQL *mysql = handle(&db->link);

	return mysql == NULL || (db->thread != 0 && mysqlnd_thread_id(mysql) != db->thread) ? NULL : mysql;
}

static sw_status begin_statement(sw_database *db, const sw_buf *sql, bool (*work)(MYSQL *, const sw_buf *), sw_error *e)
{
	MYSQL *mysql = same_connection(db);

	if (sql->failed || sql->ptr == NULL) {
		return sw_part_no_memory(e);
	}
	if (mysql == NULL) {
		return fail(db, NULL, e);
	}
	db->queries++;
	db->fault = SW_FAULT_NONE;
	return quietly(work, mysql, sql) ? SW_OK : fail(db, mysql, e);
}

static sw_status end_statement(sw_database *db, MYSQL *mysql, sw_row_fn on_row, void *context, sw_error *e)
{
	if (mysqlnd_field_count(mysql) > 0) {
		return read_rows(db, mysql, on_row, context, e);
	}
	db->affected = mysqlnd_affected_rows(mysql);
	db->insert_id = mysqlnd_insert_id(mysql);
	return SW_OK;
}

sw_status sw_db_run(sw_database *db, const sw_buf *sql, sw_row_fn on_row, void *context, sw_error *e)
{
	const sw_status status = begin_statement(db, sql, query_statement, e);

	return status == SW_OK ? end_statement(db, handle(&db->link), on_row, context, e) : status;
}

sw_status sw_db_send(sw_database *db, const sw_buf *sql, sw_error *e)
{
	return begin_statement(db, sql, send_statement, e);
}

sw_status sw_db_reap(sw_database *db, sw_row_fn on_row, void *context, sw_error *e)
{
	MYSQL *mysql = same_connection(db);

	if (mysql == NULL || !quietly(reap_statement, mysql, NULL)) {
		return fail(db, mysql, e);
	}
	return end_statement(db, mysql, on_row, context, e);
}

/* Where the server's answer arrives; -1, which poll() passes over, where that cannot be told. Not mysqlnd_poll(): what is in
   mysqlnd's table of methods can be had whichever of the two modules PHP loads first. */
static int descriptor(MYSQL *mysql)
{
	php_stream *stream = mysql != NULL ? mysql->data->vio->data->m.get_stream(mysql->data->vio) : NULL;
	int fd = -1;

	if (stream == NULL || php_stream_cast(stream, PHP_STREAM_AS_FD_FOR_SELECT | PHP_STREAM_CAST_INTERNAL, (void *) &fd, 0) != SUCCESS) {
		return -1;
	}
	return fd;
}

bool sw_db_second_is_ready(sw_database *first, sw_database *second)
{
	struct pollfd ends[] = {{.fd = descriptor(same_connection(first)), .events = POLLIN},
		{.fd = descriptor(same_connection(second)), .events = POLLIN}};

	return ends[0].fd >= 0 && ends[1].fd >= 0 && poll(ends, 2, POLL_MILLISECONDS) > 0 && ends[0].revents == 0;
}

void sw_db_abandon(sw_database *db)
{
	MYSQL *mysql = same_connection(db);
	MYSQL_RES *result = mysql != NULL && quietly(reap_statement, mysql, NULL) && mysqlnd_field_count(mysql) > 0 ? mysqlnd_use_result(mysql) : NULL;

	if (result != NULL) {
		mysqlnd_free_result(result, 0);
	}
}

static sw_status run_text(sw_database *db, const char *text, sw_row_fn on_row, void *context, sw_error *e)
{
	/* The text is not changed: sw_buf has no read-only form. */
	char *bytes = (char *) (uintptr_t) text;
	const sw_buf sql = {.ptr = bytes, .len = strlen(text)};

	return sw_db_run(db, &sql, on_row, context, e);
}

sw_status sw_db_attach(sw_database *db, zval *link, sw_error *e)
{
	MYSQL *mysql = handle(link);

	*db = (sw_database){.lock_wait = -1};
	ZVAL_COPY(&db->link, link);
	if (mysql == NULL) {
		db->fault = SW_FAULT_LOST;
		return sw_fail(e, SW_E_DATABASE, 0, "connection", "The connection to the database is closed.");
	}
	db->thread = mysqlnd_thread_id(mysql);
	return SW_OK;
}

void sw_db_detach(sw_database *db)
{
	if (Z_TYPE(db->link) == IS_UNDEF) {
		return;
	}
	sw_db_rollback(db);
	sw_db_restore(db);
	zval_ptr_dtor(&db->link);
	ZVAL_UNDEF(&db->link);
}

sw_status sw_db_begin(sw_database *db, sw_error *e)
{
	/* Error 1568 inside a transaction is wanted: START TRANSACTION would commit the caller's silently. */
	sw_status status = run_text(db, SW_SQL_ISOLATION, NULL, NULL, e);

	if (status == SW_OK) {
		status = run_text(db, SW_SQL_BEGIN, NULL, NULL, e);
	}
	db->open = status == SW_OK;
	return status;
}

sw_status sw_db_commit(sw_database *db, sw_error *e)
{
	const sw_status status = run_text(db, SW_SQL_COMMIT, NULL, NULL, e);

	if (status == SW_OK) {
		db->open = false;
	} else if (db->fault == SW_FAULT_LOST) {
		db->fault = SW_FAULT_UNKNOWN;
		return sw_fail(e, SW_E_DATABASE, 0, "",
			"The connection to the database was lost while the change was being confirmed, so its outcome is unknown. "
			"Send the same push again: it is applied once.");
	}
	return status;
}

void sw_db_rollback(sw_database *db)
{
	if (db->open) {
		const sw_fault fault = db->fault;
		const unsigned code = db->error_code;

		db->open = false;
		(void) run_text(db, SW_SQL_ROLLBACK, NULL, NULL, NULL);
		db->fault = fault;
		db->error_code = code;
	}
}

static bool take_number(void *context, const sw_slice *cells, unsigned n)
{
	if (n > 0) {
		*(int64_t *) context = (int64_t) sw_sql_u64(cells[0]);
	}
	return true;
}

static sw_status set_lock_wait(sw_database *db, uint64_t seconds, sw_error *e)
{
	char text[SW_SQL_TEXT];

	sw_sql_set_lock_wait(seconds, text);
	return run_text(db, text, NULL, NULL, e);
}

sw_status sw_db_lock_wait(sw_database *db, unsigned seconds, sw_error *e)
{
	int64_t before = -1;
	sw_status status;

	status = run_text(db, SW_SQL_LOCK_WAIT, take_number, &before, e);
	if (status == SW_OK) {
		status = set_lock_wait(db, seconds, e);
	}
	if (status == SW_OK) {
		db->lock_wait = before;
	}
	return status;
}

void sw_db_restore(sw_database *db)
{
	const int64_t seconds = db->lock_wait;

	if (seconds >= 0) {
		db->lock_wait = -1;
		(void) set_lock_wait(db, (uint64_t) seconds, NULL);
	}
}
