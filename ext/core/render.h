/* SPDX-License-Identifier: MIT */
/* A receipt's two spellings: JSON for stockwire/v1, quoted sentences for SmartBill. */
#ifndef SW_RENDER_H
#define SW_RENDER_H

#include "journal.h"

/* A receipt that is written piece by piece, so that nobody has to hold it whole. The first five are set by whoever begins, the others are 0. */
typedef struct sw_rendering {
	const sw_plan *plan;
	uint64_t run;       /* 0: nothing was journaled */
	bool applied;
	sw_dialect dialect;
	size_t enough;      /* bytes, at least 1, after which a piece ends with the line that it is at */
	uint32_t next;      /* line */
	bool begun;
	bool ended;
} sw_rendering;

/* Appends the next piece; false where there is none left.
   V1: {"run":…,"applied":…,"counts":{…},"lines":[…]}; run is null where nothing was journaled.
   SMARTBILL: one JSON-quoted sentence a line, each ended by a newline; for an empty list the one sentence of success. */
bool sw_render_piece(sw_rendering *r, sw_buf *out);
/* The whole of it. */
void sw_render_json(const sw_plan *p, uint64_t run, bool applied, sw_buf *out);
void sw_render_smartbill(const sw_plan *p, sw_buf *out);
/* One line's object of the receipt. */
void sw_render_line(const sw_plan *p, uint32_t at, sw_buf *out);

#endif
