/* SPDX-License-Identifier: MIT */
/* Takes the bearer token from its header, digests it, compares it in constant time, and makes new ones. */
#include "token.h"

#include "limits.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#define RANDOM_BYTES 25 /* 200 bits: exactly 40 characters of 5 bits */
#define DIGEST_BYTES (SW_DIGEST_HEX / 2)

/* Not tolower(): a Turkish locale has its own idea of "I". */
static char lower(char c)
{
	return (char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* What may stand in a token. A comma would be two headers that Apache joined. */
static bool usable(const char *token, size_t len)
{
	if (len == 0 || len > SW_MAX_TOKEN) {
		return false;
	}
	for (size_t i = 0; i < len; i++) {
		if (token[i] <= ' ' || token[i] > '~' || token[i] == ',') {
			return false;
		}
	}
	return true;
}

/* Length of the scheme's name in front of the value, where that is "bearer" in any case and nothing is glued to it; else 0. */
static size_t bearer_prefix(const char *value, size_t len)
{
	static const char scheme[] = "bearer";
	const size_t n = sizeof scheme - 1;

	if (len < n) {
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (lower(value[i]) != scheme[i]) {
			return 0;
		}
	}
	return len == n || value[n] == ' ' || value[n] == '\t' || value[n] == ',' ? n : 0;
}

sw_status sw_token_from_header(const char *value, size_t len, sw_slice *token)
{
	size_t at;

	*token = (sw_slice){ "", 0 };
	if (value == NULL || len == 0) {
		return SW_E_EMPTY;
	}
	at = bearer_prefix(value, len);
	if (at == 0) {
		return SW_E_SHAPE;
	}
	if (at == len || value[at] != ' ') {
		return SW_E_INVALID;
	}
	while (at < len && value[at] == ' ') {
		at++;
	}
	if (!usable(value + at, len - at)) {
		return SW_E_INVALID;
	}
	*token = (sw_slice){ value + at, len - at };
	return SW_OK;
}

sw_status sw_token_digest(sw_slice token, char out[SW_DIGEST_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";
	char folded[SW_MAX_TOKEN];
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int size = 0;
	int done;

	out[0] = '\0';
	if (!usable(token.ptr, token.len)) {
		return SW_E_INVALID;
	}
	for (size_t i = 0; i < token.len; i++) {
		folded[i] = lower(token.ptr[i]);
	}
	done = EVP_Digest(folded, token.len, digest, &size, EVP_sha256(), NULL);
	/* The copy must not stay behind in memory that a core dump shows. */
	OPENSSL_cleanse(folded, sizeof folded);
	if (done != 1 || size != DIGEST_BYTES) {
		return SW_E_NOMEM;
	}
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[SW_DIGEST_HEX] = '\0';
	return SW_OK;
}

int sw_token_find(const char digest[SW_DIGEST_HEX + 1], const sw_slice *digests, size_t count)
{
	int found = -1;

	/* An empty digest equals an empty entry of a damaged option, and must not open the door. */
	if (strlen(digest) != SW_DIGEST_HEX) {
		return -1;
	}
	/* No early end: the time must not tell which of them it was. */
	for (size_t i = 0; i < count && i < INT32_MAX; i++) {
		if (digests[i].len == SW_DIGEST_HEX && CRYPTO_memcmp(digest, digests[i].ptr, SW_DIGEST_HEX) == 0 && found < 0) {
			found = (int) i;
		}
	}
	return found;
}

sw_status sw_token_generate(char out[41])
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char random[RANDOM_BYTES];
	unsigned bits = 0;
	unsigned held = 0;
	size_t at = 0;

	out[0] = '\0';
	if (RAND_priv_bytes(random, RANDOM_BYTES) != 1) {
		return SW_E_INVALID;
	}
	for (size_t i = 0; i < RANDOM_BYTES; i++) {
		/* Fewer than five bits are left over each time, so twelve hold them and the next byte. */
		bits = (bits << 8 | random[i]) & 0xFFFU;
		for (held += 8; held >= 5; held -= 5) {
			out[at++] = alphabet[bits >> (held - 5) & 31U];
		}
	}
	out[at] = '\0';
	OPENSSL_cleanse(random, sizeof random);
	return SW_OK;
}
