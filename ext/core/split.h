/* SPDX-License-Identifier: MIT */
/* Gathers one JSON value from bytes that come in pieces, so that only this value is held and not the text around it. */
#ifndef SW_SPLIT_H
#define SW_SPLIT_H

#include "buf.h"
#include "status.h"

/* Zero-initialise it; sw_buf_free(&held) when done. It finds a value's end and no more: whether the value is sound is the strict
   reader's business, who reads `held` next. */
typedef struct sw_split {
	sw_buf held;    /* the value's bytes so far */
	size_t depth;   /* arrays and objects that are open */
	size_t deepest; /* the most that were open at once */
	bool string;    /* inside a string */
	bool escaped;   /* the next byte stands behind a backslash */
	bool scalar;    /* a number or a word: the first byte that cannot belong to one ends it */
} sw_split;

/* Begins a value whose first byte comes next; keeps the memory of the last. */
void sw_split_begin(sw_split *s);
/* Takes bytes up to the value's end; *used tells how many, *done whether it ended there. SW_E_TOO_LARGE above SW_MAX_ELEMENT,
   SW_E_NOMEM. */
sw_status sw_split_take(sw_split *s, const char *bytes, size_t n, size_t *used, bool *done);

#endif
