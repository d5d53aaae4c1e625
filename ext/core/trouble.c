/* SPDX-License-Identifier: MIT */
/* The table of troubles. */
#include "trouble.h"

#include <stdio.h>
#include <string.h>

#define MAX_SAID 200 /* bytes of the back office's own words */

#define NOTHING_CHANGED " Nothing was changed."
#define TELL_SUPPORT " If it stays so, tell the back office's support."

typedef struct entry {
	const char *reason;
	uint32_t retry_after;
	bool passes;
	const char *sentence;
} entry;

static const entry table[SW_TROUBLES] = {
	[SW_T_NONE] = { "unavailable", 0, false, "" },
	[SW_T_RATE] = { "rate", 60, true, "The back office asks to be called less often." NOTHING_CHANGED " Try again later." },
	[SW_T_SERVER] = { "server", 60, true, "The back office has a fault of its own." NOTHING_CHANGED " Try again later." TELL_SUPPORT },
	[SW_T_REFUSED] = { "refused", 0, false,
		"The back office refuses the question." NOTHING_CHANGED " Check the company's tax number and the warehouse." },
	[SW_T_AUTH] = { "auth", 0, false,
		"The back office does not accept the user and the token." NOTHING_CHANGED " Copy both from the back office's account again." },
	[SW_T_REDIRECT] = { "redirect", 0, false,
		"The back office points to another address, and the token is sent to none but the one you gave." NOTHING_CHANGED
		" Check the address." },
	[SW_T_ADDRESS] = { "address", 0, false,
		"The address leads to a private network or to this machine itself, where no back office is called." NOTHING_CHANGED
		" Give the back office's public address." },
	[SW_T_NAME] = { "connect", 60, false,
		"The back office's host name cannot be found." NOTHING_CHANGED " Check the address, and this server's name service." },
	[SW_T_CONNECT] = { "connect", 60, true,
		"No connection to the back office: it does not answer, or a firewall is between." NOTHING_CHANGED
		" Try again later; if it stays so, ask your host whether this server may call out." },
	[SW_T_CONNECT_TIMEOUT] = { "timeout", 60, false,
		"No connection to the back office in time: it does not answer, or a firewall is between." NOTHING_CHANGED
		" Try again later; if it stays so, ask your host whether this server may call out." },
	[SW_T_STALLED] = { "timeout", 60, false, "The back office stopped sending in the middle." NOTHING_CHANGED " Try again later." },
	[SW_T_OVERALL] = { "timeout", 60, false, "The back office sends too slowly to be done in time." NOTHING_CHANGED " Try again later." },
	[SW_T_TLS] = { "tls", 0, false,
		"No secure connection can be agreed on with the back office (TLS 1.2 or newer)." NOTHING_CHANGED
		" Check the address." TELL_SUPPORT },
	[SW_T_TLS_EXPIRED] = { "tls", 0, false,
		"The back office's certificate has expired." NOTHING_CHANGED " Check this server's clock." TELL_SUPPORT },
	[SW_T_TLS_NOT_YET] = { "tls", 0, false,
		"The back office's certificate is not valid yet." NOTHING_CHANGED " Check this server's clock." TELL_SUPPORT },
	[SW_T_TLS_SELF_SIGNED] = { "tls", 0, false,
		"The back office's certificate is signed by itself, so that anybody could have made it." NOTHING_CHANGED
		" Check the address." TELL_SUPPORT },
	[SW_T_TLS_ISSUER] = { "tls", 0, false,
		"The back office's certificate is signed by nobody whom this server trusts." NOTHING_CHANGED
		" Check the address; if it is right, this server's list of authorities (curl.cainfo) may be out of date." },
	[SW_T_TLS_HOST] = { "tls", 0, false,
		"The back office's certificate was made for another host." NOTHING_CHANGED " Check the address." TELL_SUPPORT },
	[SW_T_TLS_FILE] = { "tls", 0, false,
		"This server's list of certificate authorities cannot be read." NOTHING_CHANGED
		" Check the file that curl.cainfo or openssl.cafile names in php.ini." },
	[SW_T_CUT] = { "cut", 60, false,
		"The back office's answer ended before it was whole." NOTHING_CHANGED " Try again later." TELL_SUPPORT },
	[SW_T_TOO_LARGE] = { "too_large", 0, false, "The back office's answer is larger than is allowed." NOTHING_CHANGED TELL_SUPPORT },
	[SW_T_HTTP] = { "syntax", 0, false, "What answers there does not speak HTTP." NOTHING_CHANGED " Check the address and its port." },
	[SW_T_ENCODED] = { "syntax", 0, false,
		"The back office's answer is compressed, which was not asked for." NOTHING_CHANGED " Check the address." TELL_SUPPORT },
	[SW_T_PAGE] = { "syntax", 300, false,
		"The back office answered with a web page where data was asked for: the address is wrong, or it is being "
		"maintained." NOTHING_CHANGED " Check the address, or try again later." },
	[SW_T_SYNTAX] = { "syntax", 0, false, "The back office's answer cannot be read." NOTHING_CHANGED TELL_SUPPORT },
	[SW_T_SHAPE] = { "shape", 0, false,
		"The back office's answer is not what was asked for." NOTHING_CHANGED " Check the address." TELL_SUPPORT },
	[SW_T_WAREHOUSE] = { "shape", 0, false,
		"The back office answered for another warehouse than was asked for." NOTHING_CHANGED " Choose the warehouse again." TELL_SUPPORT },
	[SW_T_MEMORY] = { "unavailable", 60, false,
		"This server has not enough memory to call the back office." NOTHING_CHANGED " Try again later." },
};

const char *sw_trouble_reason(sw_trouble trouble)
{
	return table[trouble].reason;
}

uint32_t sw_trouble_retry_after(sw_trouble trouble)
{
	return table[trouble].retry_after;
}

bool sw_trouble_passes(sw_trouble trouble)
{
	return table[trouble].passes;
}

/* Copies text without control characters, at most MAX_SAID bytes of whole characters; out has one more byte. */
static void copy_plain(sw_slice text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		const unsigned char c = (unsigned char) text.ptr[i];
		/* The reader made sure that it is UTF-8, so a first byte tells how many follow. */
		const size_t needed = c < 0xC0U ? 1 : c < 0xE0U ? 2 : c < 0xF0U ? 3 : 4;

		if (n + needed > MAX_SAID) {
			break;
		}
		if (c >= 0x20 && c != 0x7F) {
			out[n++] = (char) c;
		}
	}
	out[n] = '\0';
}

void sw_trouble_tell(sw_failure *f, sw_trouble trouble, sw_slice said)
{
	char words[MAX_SAID + 1];

	*f = (sw_failure){ .trouble = trouble, .retry_after = table[trouble].retry_after };
	copy_plain(said, words);
	if (words[0] != '\0') {
		(void) snprintf(f->message, sizeof f->message, "%s It says: \"%s\"", table[trouble].sentence, words);
	} else {
		(void) snprintf(f->message, sizeof f->message, "%s", table[trouble].sentence);
	}
}
