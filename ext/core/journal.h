/* SPDX-License-Identifier: MIT */
/* SQL text of the journal: a row for the run, a row for every line, written with what they tell of. */
#ifndef SW_JOURNAL_H
#define SW_JOURNAL_H

#include "plan.h"

/* What is known of a run before its first chunk. */
typedef struct sw_run_facts {
	sw_slice source;           /* push, fetch, … */
	sw_slice token_label;
	sw_slice idempotency_key;  /* {NULL, 0}: none */
	sw_slice body_digest;      /* 32 bytes, or {NULL, 0} */
	size_t lines;
	const char *state;         /* running, or that of a run whose lines are staged */
	bool preview;
	uint64_t actor;            /* user id, 0: nobody */
} sw_run_facts;

/* Count of lines by outcome. */
typedef struct sw_counts {
	uint32_t of[SW_OUTCOMES];
} sw_counts;

/* Counts the lines of the first `groups` groups. */
void sw_journal_count(const sw_plan *p, size_t groups, sw_counts *out);
/* {"updated":3,…} without the zeros; "{}" where there is nothing. */
void sw_journal_counts_json(const sw_counts *counts, sw_buf *out);

void sw_journal_begin(const sw_shop *shop, const sw_run_facts *facts, sw_buf *sql);
/* state: done or failed. pending: something is left to announce. */
void sw_journal_end(const sw_shop *shop, uint64_t run, const char *state, const sw_counts *counts, bool pending, sw_buf *sql);
/* How far a staged run has come; added to what its row says, where its state still is the one named. */
typedef struct sw_progress {
	const char *state;
	uint64_t from;        /* the position that the step began at: another worker may have been there */
	const char *next;     /* the state that follows, NULL: the same; it begins at position 0, with nothing changed unless it is held */
	uint64_t lines;
	uint64_t matched;
	uint64_t changed;
	uint64_t zeroed;
	uint64_t cursor;      /* the last holder tried, 0: leave it */
} sw_progress;
void sw_journal_progress(const sw_shop *shop, uint64_t run, const sw_progress *g, sw_buf *sql);
/* The end of a staged run, counted from its lines. */
void sw_journal_select_counts(const sw_shop *shop, uint64_t run, sw_buf *sql);
bool sw_journal_take_count(void *counts, const sw_slice *cells, unsigned n);
void sw_journal_finish(const sw_shop *shop, uint64_t run, const sw_counts *counts, sw_buf *sql);
/* A run that is held: what it would empty and change. */
void sw_journal_hold(const sw_shop *shop, uint64_t run, const sw_counts *counts, const sw_progress *would, sw_buf *sql);
/* Rows of the lines of group *group on, starting with line *line of it (SW_MAP_NONE: its first), up to but without group
   end, as many as half of SW_MAX_STATEMENT takes; lines that are held have none. Moves both on; false where nothing was left. */
bool sw_journal_lines(const sw_plan *p, uint64_t run, size_t *group, uint32_t *line, size_t end, sw_buf *sql);
/* The products that an ambiguous line could mean: "12,15", at most SW_NAMED_HITS; and how many more there are. In the journal's
   column `detail` the latter follows as ",+7". */
uint32_t sw_journal_more_candidates(const sw_way *way);
void sw_journal_candidates(const sw_way *way, sw_buf *out);

#endif
