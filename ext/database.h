/* SPDX-License-Identifier: MIT */
/* The only file that touches the connection: runs core's SQL on the mysqli handle that WordPress opened. */
#ifndef SW_DATABASE_H
#define SW_DATABASE_H

#include "php.h"

#include "core/sql.h"
#include "core/status.h"

#define ER_LOCK_WAIT_TIMEOUT 1205

/* What kind of refusal the last failed statement met. */
typedef enum sw_fault {
	SW_FAULT_NONE = 0,
	SW_FAULT_RETRY,   /* deadlock 1213, lock wait 1205, snapshot conflict 1020: roll back and try the chunk again */
	SW_FAULT_NESTED,  /* 1568: the caller is inside a transaction of its own */
	SW_FAULT_LOST,    /* the connection is gone, or is another one than at the start */
	SW_FAULT_UNKNOWN, /* the connection was lost while COMMIT was on its way: nobody knows what became of it */
	SW_FAULT_OTHER
} sw_fault;

/* Owns a reference to the mysqli object, nothing else. Zero-initialised by its owner. */
typedef struct sw_database {
	zval link;
	uint64_t thread;     /* the server's id of the connection, 0 before sw_db_attach() */
	uint64_t queries;    /* statements sent so far */
	uint64_t affected;   /* rows of the last statement */
	uint64_t insert_id;  /* of the last statement */
	sw_fault fault;
	unsigned error_code; /* the server's error number, 0 where the client failed */
	bool open;           /* a transaction of ours is open */
	int64_t lock_wait;   /* the session's innodb_lock_wait_timeout before the run, -1 where it was not changed */
} sw_database;

/* SW_E_NOMEM with its sentence, wherever memory runs out between a part's first statement and its COMMIT. */
sw_status sw_part_no_memory(sw_error *e);
/* Takes a reference to link, a connected mysqli object; SW_E_DATABASE with a sentence where it is closed or busy. */
sw_status sw_db_attach(sw_database *db, zval *link, sw_error *e);
/* Rolls back what is open, restores the session and drops the reference. Sends nothing when nothing was changed. */
void sw_db_detach(sw_database *db);
/* Sends one statement; each row of its result goes to on_row (which may be NULL). Alike under every mysqli_report() mode:
   the statement goes through the driver below mysqli, which knows no such mode. */
sw_status sw_db_run(sw_database *db, const sw_buf *sql, sw_row_fn on_row, void *context, sw_error *e);
/* The same in two calls, so that another connection can be at work meanwhile. What was sent has to be reaped before anything else
   is done on this connection. */
sw_status sw_db_send(sw_database *db, const sw_buf *sql, sw_error *e);
sw_status sw_db_reap(sw_database *db, sw_row_fn on_row, void *context, sw_error *e);
/* Both have something to reap: waits until one can be, and says whether only the second one can. */
bool sw_db_second_is_ready(sw_database *first, sw_database *second);
/* Instead of reaping it, when nobody wants the answer any more: reads it row by row, so that it takes no memory. */
void sw_db_abandon(sw_database *db);
/* Whether the last statement failed since a text cannot be had in the character set of the column that it was compared with. */
bool sw_db_cannot_compare(const sw_database *db);
/* Begins a READ COMMITTED transaction; refused inside one of the caller's (SW_FAULT_NESTED). */
sw_status sw_db_begin(sw_database *db, sw_error *e);
sw_status sw_db_commit(sw_database *db, sw_error *e);
/* Never fails: where the connection is gone the server has rolled back by itself. */
void sw_db_rollback(sw_database *db);
/* Sets innodb_lock_wait_timeout for the run and remembers the session's own value for sw_db_restore(). */
sw_status sw_db_lock_wait(sw_database *db, unsigned seconds, sw_error *e);
void sw_db_restore(sw_database *db);

#endif
