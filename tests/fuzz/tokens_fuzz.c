/* SPDX-License-Identifier: MIT */
/* Any bytes as the module's file of digests: what is taken in is sorted, inside the file, and nothing but sites and digests.
   needs: apache */
#include "target.h"

#include <stdarg.h>

/* The file itself, for its static functions. */
#include "../../apache-module/mod_stockwire_tokens.c"

module stockwire_module;

void ap_log_error_(const char *file, int line, int index, int level, apr_status_t status, const server_rec *s, const char *format, ...)
{
	(void) file, (void) line, (void) index, (void) level, (void) status, (void) s, (void) format;
}

static bool inside(const char *text, size_t size, sw_slice part)
{
	return part.ptr >= text && part.ptr + part.len <= text + size && memchr(part.ptr, '\n', part.len) == NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	list *made;
	size_t lines = 1;

	must(text != NULL);
	memcpy(text, data, size);
	for (size_t i = 0; i < size; i++) {
		lines += text[i] == '\n';
	}
	made = read_list(text, size, "file", NULL);
	must(made != NULL && made->count <= lines);
	for (size_t i = 0; i < made->count; i++) {
		const entry *e = &made->entries[i];

		must(inside(made->text, size, e->host) && inside(made->text, size, e->path) && inside(made->text, size, e->digest));
		must(e->host.len > 0 && e->path.len > 0 && e->path.ptr[0] == '/' && is_digest(e->digest));
		must(e->path.len == 1 || e->path.ptr[e->path.len - 1] != '/');
		must(made->digests[i].ptr == e->digest.ptr);
		must(i == 0 || compare_entries(&made->entries[i - 1], e) <= 0);
	}
	list_free(made);
	return 0;
}
