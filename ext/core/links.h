/* SPDX-License-Identifier: MIT */
/* What no product carries: the owner's links, former codes, and the list of what waits for one. */
#ifndef SW_LINKS_H
#define SW_LINKS_H

#include "plan.h"

/* Kind of the key by which the tables stockwire_links and stockwire_unmatched know a way. */
sw_key_kind sw_links_kind(sw_way_kind kind);
/* SQL that asks for links of those ways from … to that nothing was found for; *asked says whether there are any. Makes their keys. */
sw_status sw_links_select(sw_matches *m, uint32_t from, uint32_t to, sw_buf *sql, bool *asked);
bool sw_links_take(void *matches, const sw_slice *cells, unsigned n);
/* Counts the unmatched lines of group *group on, up to but without group end, as many as half of SW_MAX_STATEMENT takes. Moves
   *group on; false where there was none. */
bool sw_links_unmatched(const sw_plan *p, uint64_t run, size_t *group, size_t end, sw_buf *sql);

#endif
