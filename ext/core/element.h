/* SPDX-License-Identifier: MIT */
/* One element of a push's list, read as a stock line. */
#ifndef SW_ELEMENT_H
#define SW_ELEMENT_H

#include "json.h"
#include "line.h"

/* Reads the next value of json as a line of the dialect; its text lives in arena or, where it is as it stands there, in the text of
   json, which must outlive it. `number` of out is left alone. What is wrong with the JSON or with memory is returned (and told in
   json's error record); what is wrong with the line makes it SW_INVALID, with the first reason in the order of its fields. Text
   above its cap is cut to it, so that what an invalid line keeps still fits the journal. */
sw_status sw_element_read(sw_dialect dialect, sw_json *json, sw_arena *arena, sw_line *out);

#endif
