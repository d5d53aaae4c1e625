/* SPDX-License-Identifier: MIT */
/* Reads a push's body into lines: a strict scanner splits it into elements, cJSON reads each element. */
#ifndef SW_FEED_H
#define SW_FEED_H

#include "line.h"
#include "status.h"

typedef struct sw_feed {
	sw_line *lines; /* owned by the arena; their text is the arena's or the body's */
	size_t count;
} sw_feed;

/* Reads body (n bytes, not NUL-terminated) into lines that live in arena. Text that stands in the body as it is meant is not
   copied: the lines point at it, so body must outlive them, unchanged. A body that cannot be read is refused as a whole:
   SW_E_EMPTY, _SYNTAX, _ENCODING, _DEPTH, _DUPLICATE, _SHAPE, _TOO_LARGE, _NOMEM, with the byte offset and a sentence in e.
   A line that cannot be used does not refuse the body: it is SW_INVALID with its reason. Unknown keys are ignored.
   An empty list is fine: count is 0. */
sw_status sw_feed_read(sw_dialect dialect, const char *body, size_t n, sw_arena *arena, sw_feed *out, sw_error *e);

#endif
