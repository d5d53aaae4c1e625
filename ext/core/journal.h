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
/* Rows of the lines of group *group on, starting with line *line of it (SW_MAP_NONE: its first), up to but without group
   end, as many as half of SW_MAX_STATEMENT takes. Moves both on; false where nothing was left. */
bool sw_journal_lines(const sw_plan *p, uint64_t run, size_t *group, uint32_t *line, size_t end, sw_buf *sql);
/* The products that an ambiguous line could mean: "12,15", with "…" where more than eight were found. */
void sw_journal_candidates(const sw_way *way, sw_buf *out);

#endif
