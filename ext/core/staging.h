/* SPDX-License-Identifier: MIT */
/* Lines that wait in the shop's table stockwire_staged: of a fetch, an undo, a sum to be made anew, a run that is held. */
#ifndef SW_STAGING_H
#define SW_STAGING_H

#include "plan.h"

/* What a step reads: lines in the order of their numbers, or by holder, so that no step splits one. */
typedef struct sw_staged {
	sw_arena *arena;
	sw_line *lines;      /* room for `cap` */
	size_t count;
	size_t cap;
	bool full;           /* there were as many as were asked for: more may follow */
} sw_staged;

/* Up to cap lines after line number `after`. Rows go to sw_staging_take(). */
void sw_staging_select_lines(const sw_shop *shop, uint64_t run, uint64_t after, size_t cap, sw_buf *sql);
/* Up to cap lines of holders above `after`, or (all) of lines without a holder, too. */
void sw_staging_select_holders(const sw_shop *shop, uint64_t run, uint64_t after, bool all, size_t cap, sw_buf *sql);
bool sw_staging_take(void *staged, const sw_slice *cells, unsigned n);
/* Drops the lines of the last holder where more of them may follow, unless there is no other. */
void sw_staging_trim(sw_staged *staged);

/* Appends rows for lines [*at, count) as many as half of SW_MAX_STATEMENT takes; lines that are decided
   (invalid) are left out. Moves *at on; false where nothing was left. */
bool sw_staging_insert(const sw_shop *shop, uint64_t run, const sw_line *lines, size_t count, size_t *at, sw_buf *sql);
/* The same for the lines of a plan that are held, with the numbers that they would lead to. */
bool sw_staging_hold(const sw_plan *p, uint64_t run, size_t *at, sw_buf *sql);
/* Stores, for lines [from, to) of the plan, their holders (found) or the numbers that they would lead to (tried). */
bool sw_staging_found(const sw_plan *p, uint64_t run, size_t from, size_t to, sw_buf *sql);
bool sw_staging_tried(const sw_plan *p, uint64_t run, size_t from, size_t to, sw_buf *sql);
/* Deletes the lines of the groups [*group, end) from line *line on (SW_MAP_NONE: the group's first), at most SW_CHUNK_LINES of them.
   Moves both on; false where nothing was left. */
bool sw_staging_delete(const sw_plan *p, uint64_t run, size_t *group, uint32_t *line, size_t end, sw_buf *sql);

/* One line for each holder with a known level, and the way back of a run's lines, made in the database. */
void sw_staging_insert_sums(const sw_shop *shop, uint64_t run, uint64_t first, sw_buf *sql);
void sw_staging_insert_undo(const sw_shop *shop, uint64_t undo, uint64_t run, sw_buf *sql);

#endif
