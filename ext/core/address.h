/* SPDX-License-Identifier: MIT */
/* Which addresses may be called: those of the public internet, and none of this machine. */
#ifndef SW_ADDRESS_H
#define SW_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* True where the address (IPv4 or IPv6, the family's struct whole) belongs to the public internet. Loopback, private, link-local
   (cloud machines' metadata lives there), shared (CGNAT), multicast, documentation and reserved ranges do not, nor does an
   IPv6 address that carries such an IPv4 address. Ranges: IANA's special-purpose registries for IPv4 and IPv6. */
bool sw_address_is_public(const struct sockaddr *address);
/* True where one of this machine's own interfaces has the address; also where that cannot be found out. */
bool sw_address_is_own(const struct sockaddr *address);

#endif
