/* SPDX-License-Identifier: MIT */
/* SQL text of a staged run's own row: what it waits for, and how it goes from state to state. */
#ifndef SW_RUNS_H
#define SW_RUNS_H

#include "journal.h"

/* Moves the run from one of the states (a list in quotes) to another. */
typedef struct sw_move {
	const char *from;
	const char *to;
	bool drop;            /* its lines go */
	bool count;           /* its counts are those of its journal rows */
	bool anew;            /* and so do its journal rows, to be staged again */
} sw_move;

/* The number of lines of a run that still takes some, under lock: one row with one cell. */
void sw_runs_lock(const sw_shop *shop, uint64_t run, sw_buf *sql);
void sw_runs_set_lines(const sw_shop *shop, uint64_t run, uint64_t lines, sw_buf *sql);
/* One row with one cell where the run is over, was meant, and so can be taken back. */
void sw_runs_select_undone(const sw_shop *shop, uint64_t run, sw_buf *sql);
/* Lets the undo, with so many lines, be applied. */
void sw_runs_begin_undo(const sw_shop *shop, uint64_t undo, uint64_t undone, uint64_t lines, sw_buf *sql);
void sw_runs_set_counts(const sw_shop *shop, uint64_t run, const sw_counts *counts, sw_buf *sql);
void sw_runs_move(const sw_shop *shop, uint64_t run, const sw_move *move, sw_buf *sql);
/* Its lines that wait, and its rows of the journal. */
void sw_runs_drop_staged(const sw_shop *shop, uint64_t run, sw_buf *sql);
void sw_runs_drop_journal(const sw_shop *shop, uint64_t run, sw_buf *sql);
/* state, source, preview, position, cursor_holder, zeroed. */
void sw_runs_select_facts(const sw_shop *shop, uint64_t run, sw_buf *sql);

#endif
