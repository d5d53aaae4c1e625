/* SPDX-License-Identifier: MIT */
/* Points in time as senders write them. */
#ifndef SW_INSTANT_H
#define SW_INSTANT_H

#include "status.h"

#include <stdint.h>

/* Reads an RFC 3339 date-time with its zone ("2026-01-31T08:30:00.5+02:00") as microseconds since 1970 UTC. Digits below a
   microsecond are cut; a leap second is the first moment of the next minute. SW_E_INVALID for anything else. */
sw_status sw_instant_parse(const char *text, size_t len, int64_t *out);

#endif
