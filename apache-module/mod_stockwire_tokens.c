/* SPDX-License-Identifier: MIT */
/* The file of token digests: read whole into a sorted list, replaced as a whole when the file changes. */
#include "mod_stockwire.h"

#include "apr_file_io.h"
#include "apr_lib.h"
#include "apr_strings.h"
#include "apr_thread_rwlock.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

APLOG_USE_MODULE(stockwire);

#define MAX_FILE ((apr_off_t) 4 * 1024 * 1024) /* some 40,000 tokens; a larger one is no token file */
#define WANTED (APR_FINFO_INODE | APR_FINFO_SIZE | APR_FINFO_MTIME | APR_FINFO_CTIME | APR_FINFO_TYPE)

typedef struct entry {
	sw_slice host;
	sw_slice path;
	sw_slice digest;
	bool fast;
} entry;

/* One reading of the file. malloc, not a pool: it is replaced for as long as the child lives. */
typedef struct list {
	char *text;
	entry *entries;
	sw_slice *digests; /* those of entries, side by side for sw_token_find() */
	size_t count;
} list;

typedef struct stamp {
	apr_ino_t inode;
	apr_off_t size;
	apr_time_t mtime;
	apr_time_t ctime;
} stamp;

struct sw_tokens {
	const char *path;
	apr_thread_rwlock_t *lock; /* guards list */
	list *list;                /* NULL: there is no readable file */
	_Atomic apr_time_t last_look;
	atomic_flag looking; /* held by the thread that touches what follows */
	stamp seen;
	bool looked;
	apr_status_t complained;
};

sw_tokens *sw_tokens_create(apr_pool_t *p, const char *path)
{
	sw_tokens *tokens = apr_pcalloc(p, sizeof(*tokens));
	tokens->path = path;
	return tokens;
}

static void list_free(list *old)
{
	if (old) {
		free(old->text);
		free(old->entries);
		free(old->digests);
		free(old);
	}
}

static int compare_site(const entry *a, const entry *b)
{
	size_t len = a->host.len < b->host.len ? a->host.len : b->host.len;
	int order = memcmp(a->host.ptr, b->host.ptr, len);

	if (order == 0 && a->host.len == b->host.len) {
		len = a->path.len < b->path.len ? a->path.len : b->path.len;
		order = memcmp(a->path.ptr, b->path.ptr, len);
		return order ? order : (a->path.len > b->path.len) - (a->path.len < b->path.len);
	}
	return order ? order : (a->host.len > b->host.len) - (a->host.len < b->host.len);
}

static int compare_entries(const void *a, const void *b)
{
	return compare_site(a, b);
}

static sw_slice next_word(char **at, const char *end)
{
	while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r'))
		(*at)++;
	sw_slice word = { *at, 0 };
	while (*at < end && **at != ' ' && **at != '\t' && **at != '\r') {
		(*at)++;
		word.len++;
	}
	return word;
}

static bool is_digest(sw_slice word)
{
	if (word.len != SW_DIGEST_HEX)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!apr_isdigit(word.ptr[i]) && !(word.ptr[i] >= 'a' && word.ptr[i] <= 'f'))
			return false;
	return true;
}

/* The word after a digest: nothing, or the one that opens the fast lane. */
static bool read_lane(sw_slice word, bool *fast)
{
	*fast = word.len == 4 && memcmp(word.ptr, "fast", 4) == 0;
	return word.len == 0 || *fast;
}

/* Reads one line; false where it is neither a token nor a comment. */
static bool read_line(char *line, const char *end, list *into)
{
	sw_slice host = next_word(&line, end);
	char *start = line - host.len;
	if (host.len == 0 || host.ptr[0] == '#')
		return true;

	sw_slice path = next_word(&line, end);
	sw_slice digest = next_word(&line, end);
	bool fast;
	if (path.len == 0 || path.ptr[0] != '/' || !is_digest(digest) || !read_lane(next_word(&line, end), &fast) || next_word(&line, end).len)
		return false;
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	for (char *letter = start; letter < start + host.len; letter++)
		*letter = (char) apr_tolower(*letter);
	into->entries[into->count++] = (entry){ host, path, digest, fast };
	return true;
}

/* Reads the text (which it takes over) into a list; NULL where memory is short. */
static list *read_list(char *text, size_t len, const char *path, server_rec *s)
{
	list *made = calloc(1, sizeof(*made));
	size_t lines = 1, number = 0;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	if (made) {
		made->text = text;
		made->entries = calloc(lines, sizeof(entry));
		made->digests = calloc(lines, sizeof(sw_slice));
	}
	if (!made || !made->entries || !made->digests) {
		if (!made)
			free(text);
		list_free(made);
		return NULL;
	}
	for (char *line = text, *end; number < lines; line = end + 1) {
		char *newline = memchr(line, '\n', (size_t) (text + len - line));
		end = newline ? newline : text + len;
		number++;
		/* Never the line itself: half a digest is still a secret's shadow. */
		if (!read_line(line, end, made))
			ap_log_error(APLOG_MARK, APLOG_WARNING, 0, s,
				"stockwire: line %" APR_SIZE_T_FMT " of %s is not"
				" \"host path digest\" or \"host path digest fast\" and was left out",
				(apr_size_t) number, path);
		if (!newline)
			break;
	}
	qsort(made->entries, made->count, sizeof(entry), compare_entries);
	for (size_t i = 0; i < made->count; i++)
		made->digests[i] = made->entries[i].digest;
	return made;
}

static apr_status_t read_opened(const sw_tokens *tokens, apr_file_t *file, server_rec *s, const apr_finfo_t *info, list **made)
{
	char *text;
	apr_size_t len;
	apr_status_t rv;

	if (info->filetype != APR_REG)
		return APR_EINVAL;
	if (info->size > MAX_FILE)
		return APR_ENOSPC;
	text = malloc((size_t) info->size + 1);
	if (!text)
		return APR_ENOMEM;
	rv = apr_file_read_full(file, text, (apr_size_t) info->size, &len);
	if (rv != APR_SUCCESS && !APR_STATUS_IS_EOF(rv)) {
		free(text);
		return rv;
	}
	*made = read_list(text, len, tokens->path, s);
	return *made ? APR_SUCCESS : APR_ENOMEM;
}

/* Size and stamp are those of the file that is read: the plugin may have put another one in its place since it was looked at. */
static apr_status_t read_file(const sw_tokens *tokens, apr_pool_t *p, server_rec *s, apr_finfo_t *info, list **made)
{
	apr_file_t *file;
	apr_status_t rv;

	/* A pipe would be waited for. */
	if (info->filetype != APR_REG)
		return APR_EINVAL;
	if ((rv = apr_file_open(&file, tokens->path, APR_READ | APR_BINARY, APR_OS_DEFAULT, p)) != APR_SUCCESS)
		return rv;
	rv = apr_file_info_get(info, WANTED, file);
	if (rv == APR_SUCCESS || rv == APR_INCOMPLETE)
		rv = read_opened(tokens, file, s, info, made);
	apr_file_close(file);
	return rv;
}

static bool is_seen(const sw_tokens *tokens, const stamp *now)
{
	return tokens->looked && tokens->seen.inode == now->inode && tokens->seen.size == now->size && tokens->seen.mtime == now->mtime &&
	       tokens->seen.ctime == now->ctime;
}

/* Looks at the file and takes in what changed. */
static void look(sw_tokens *tokens, apr_pool_t *p, server_rec *s)
{
	apr_finfo_t info = { 0 };
	list *fresh = NULL, *old;
	apr_status_t rv = apr_stat(&info, tokens->path, WANTED, p);
	stamp now = { info.inode, info.size, info.mtime, info.ctime };

	if (rv == APR_INCOMPLETE)
		rv = APR_SUCCESS;
	if (rv == APR_SUCCESS) {
		if (is_seen(tokens, &now) && !tokens->complained)
			return;
		rv = read_file(tokens, p, s, &info, &fresh);
		now = (stamp){ info.inode, info.size, info.mtime, info.ctime };
	}
	tokens->seen = now;
	tokens->looked = true;
	/* Once a cause, not once a second. A missing file is no fault: the plugin writes it with the first token. */
	if (rv != APR_SUCCESS && rv != tokens->complained)
		ap_log_error(APLOG_MARK, APR_STATUS_IS_ENOENT(rv) ? APLOG_INFO : APLOG_WARNING, rv, s,
			"stockwire: %s cannot be read; PHP decides about tokens", tokens->path);
	tokens->complained = rv;

	apr_thread_rwlock_wrlock(tokens->lock);
	old = tokens->list;
	tokens->list = fresh;
	apr_thread_rwlock_unlock(tokens->lock);
	list_free(old);
}

static apr_status_t forget(void *data)
{
	sw_tokens *tokens = data;
	list_free(tokens->list);
	tokens->list = NULL;
	tokens->lock = NULL;
	tokens->looked = false;
	return APR_SUCCESS;
}

void sw_tokens_child_init(apr_pool_t *p, server_rec *s, sw_tokens *tokens)
{
	/* Several virtual hosts may share the record. */
	if (tokens->lock || apr_thread_rwlock_create(&tokens->lock, p) != APR_SUCCESS)
		return;
	atomic_flag_clear(&tokens->looking);
	apr_pool_cleanup_register(p, tokens, forget, apr_pool_cleanup_null);
	look(tokens, p, s);
}

/* The first entry of the site, or count. */
static size_t find_site(const list *in, const entry *site)
{
	size_t low = 0, high = in->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_site(&in->entries[middle], site) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static sw_tokens_state ask_list(const list *in, const char *host, const char *path, const char *digest)
{
	entry site = { { host, strlen(host) }, { path, strlen(path) }, { "", 0 }, false };
	size_t first = find_site(in, &site), count = 0;

	while (first + count < in->count && compare_site(&in->entries[first + count], &site) == 0)
		count++;
	if (count == 0)
		return SW_TOKENS_UNLISTED;
	int found = digest ? sw_token_find(digest, in->digests + first, count) : -1;
	if (found < 0)
		return SW_TOKENS_UNKNOWN;
	return in->entries[first + (size_t) found].fast ? SW_TOKENS_FAST : SW_TOKENS_KNOWN;
}

/* Looks where the last look is older than `age`; false where it is not, or another thread is at it. */
static bool look_after(sw_tokens *tokens, request_rec *r, apr_time_t age)
{
	apr_time_t last = atomic_load(&tokens->last_look);

	/* A clock that was set back must not stop the looking. */
	if (r->request_time < last + age && last <= r->request_time + APR_USEC_PER_SEC)
		return false;
	if (atomic_flag_test_and_set(&tokens->looking))
		return false;
	atomic_store(&tokens->last_look, r->request_time);
	look(tokens, r->pool, r->server);
	atomic_flag_clear(&tokens->looking);
	return true;
}

static sw_tokens_state ask(sw_tokens *tokens, const char *host, const char *site, const char *digest)
{
	sw_tokens_state state;

	apr_thread_rwlock_rdlock(tokens->lock);
	state = tokens->list ? ask_list(tokens->list, host, site, digest) : SW_TOKENS_NO_FILE;
	apr_thread_rwlock_unlock(tokens->lock);
	return state;
}

sw_tokens_state sw_tokens_ask(sw_tokens *tokens, request_rec *r, const char *site, const char *digest)
{
	const char *host = r->hostname ? r->hostname : "";
	sw_tokens_state state;

	if (!tokens || !tokens->lock)
		return SW_TOKENS_NO_FILE;
	look_after(tokens, r, APR_USEC_PER_SEC);
	state = ask(tokens, host, site, digest);
	/* A token that was made a moment ago should not have to wait for the second to end. */
	if (digest && state < SW_TOKENS_KNOWN && look_after(tokens, r, APR_USEC_PER_SEC / 10))
		state = ask(tokens, host, site, digest);
	return state;
}
