/* SPDX-License-Identifier: MIT */
/* The bearer token: taken from the Authorization header, digested, compared in constant time, generated. */
#ifndef SW_TOKEN_H
#define SW_TOKEN_H

#include "buf.h"
#include "status.h"

#define SW_DIGEST_HEX 64 /* SHA-256 in lower-case hexadecimal, without the NUL */

/* Points at the token inside an Authorization header's value: `Bearer` in any case, one or more spaces, then one token
   (visible ASCII without comma, at most SW_MAX_TOKEN bytes). SW_E_EMPTY: no header. SW_E_SHAPE: another scheme (Basic …).
   SW_E_INVALID: tab, two tokens, comma, non-ASCII, too long, or no token. */
sw_status sw_token_from_header(const char *value, size_t len, sw_slice *token);
/* Digest of the token in ASCII lower case: the SmartBill sender changes case. out gets 64 digits and a NUL. */
sw_status sw_token_digest(sw_slice token, char out[SW_DIGEST_HEX + 1]);
/* Compares with CRYPTO_memcmp against count digests (64 hex digits each; any other length never matches). Returns the
   index of the match or -1. count 0 means closed: -1. Every digest is compared, whatever the result. */
int sw_token_find(const char digest[SW_DIGEST_HEX + 1], const sw_slice *digests, size_t count);
/* A new token: 40 lower-case base32 characters, 200 random bits from libcrypto, NUL-terminated. */
sw_status sw_token_generate(char out[41]);

#endif
