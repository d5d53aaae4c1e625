/* SPDX-License-Identifier: MIT */
/* Any bytes as an Authorization header: a token is visible ASCII inside the header, digests to what it digested before. */
#include "target.h"

#include "limits.h"
#include "token.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *header = (const char *) data;
	char digest[SW_DIGEST_HEX + 1];
	char again[SW_DIGEST_HEX + 1];
	char upper[SW_MAX_TOKEN];
	sw_slice token;

	if (sw_token_from_header(header, size, &token) != SW_OK) {
		must(token.len == 0);
		return 0;
	}
	must(token.len > 0 && token.len <= SW_MAX_TOKEN);
	must(token.ptr > header && token.ptr + token.len == header + size);
	for (size_t i = 0; i < token.len; i++) {
		const char c = token.ptr[i];

		must(c > ' ' && c <= '~' && c != ',');
		upper[i] = (char) (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	must(sw_token_digest(token, digest) == SW_OK);
	must(sw_token_digest((sw_slice){ upper, token.len }, again) == SW_OK);
	must(strlen(digest) == SW_DIGEST_HEX && strcmp(digest, again) == 0);
	must(sw_token_find(digest, &(sw_slice){ again, SW_DIGEST_HEX }, 1) == 0);
	return 0;
}
