/* SPDX-License-Identifier: MIT */
/* Lines of an HTTP header, as they come from the network: with their end of line, or without. */
#ifndef SW_HEADER_H
#define SW_HEADER_H

#include "buf.h"

/* True where the line is a header of this name, in any letter case; value gets what it says, without blanks around it. */
bool sw_header_value(sw_slice line, const char *name, sw_slice *value);
/* Does the line say that the answer is packed (compressed), whether on its way or for good? "chunked" is no packing. */
bool sw_header_packs(sw_slice line);

#endif
