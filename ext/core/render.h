/* SPDX-License-Identifier: MIT */
/* A receipt's two spellings: JSON for stockwire/v1, quoted sentences for SmartBill. */
#ifndef SW_RENDER_H
#define SW_RENDER_H

#include "journal.h"

/* {"run":…,"applied":…,"counts":{…},"lines":[…]}; run is null where nothing was journaled. Appended to out. */
void sw_render_json(const sw_plan *p, uint64_t run, bool applied, sw_buf *out);
/* One JSON-quoted sentence a line, each ended by a newline; for an empty list the one sentence of success. */
void sw_render_smartbill(const sw_plan *p, sw_buf *out);
/* One line's object of the receipt. */
void sw_render_line(const sw_plan *p, uint32_t at, sw_buf *out);
/* The sentence of the line's reason, and those of its remarks. */
void sw_render_reasons(const sw_plan *p, uint32_t at, sw_buf *out);

#endif
