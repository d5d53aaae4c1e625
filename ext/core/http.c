/* SPDX-License-Identifier: MIT */
/* The only file that knows libcurl. Its callbacks judge addresses, count and keep bytes by malloc(), and call nobody. */
#include "http.h"

#include "address.h"
#include "header.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#define INBOX_BYTES ((size_t) 128 * 1024)
#define MAX_HEADER_BYTES ((size_t) 64 * 1024)

/* OpenSSL's X509_V_ERR_… numbers, as CURLINFO_SSL_VERIFYRESULT gives them; -1 stands for any. */
enum {
	ANY = -1,
	CHAIN_FINE = 0,
	NOT_ASKED = 1,
	NO_ISSUER = 2,
	NOT_YET = 9,
	EXPIRED = 10,
	SELF_SIGNED = 18,
	SELF_IN_CHAIN = 19,
	NO_ISSUER_HERE = 20,
	NO_LEAF = 21
};

/* What each of libcurl's errors means. The first row that fits counts. */
static const struct {
	CURLcode code;
	int verify;
	sw_trouble trouble;
} meanings[] = {
	{ CURLE_PEER_FAILED_VERIFICATION, CHAIN_FINE, SW_T_TLS_HOST },
	{ CURLE_PEER_FAILED_VERIFICATION, NOT_ASKED, SW_T_TLS_HOST }, /* the host is looked at first */
	{ CURLE_PEER_FAILED_VERIFICATION, EXPIRED, SW_T_TLS_EXPIRED },
	{ CURLE_PEER_FAILED_VERIFICATION, NOT_YET, SW_T_TLS_NOT_YET },
	{ CURLE_PEER_FAILED_VERIFICATION, SELF_SIGNED, SW_T_TLS_SELF_SIGNED },
	{ CURLE_PEER_FAILED_VERIFICATION, SELF_IN_CHAIN, SW_T_TLS_ISSUER },
	{ CURLE_PEER_FAILED_VERIFICATION, NO_ISSUER, SW_T_TLS_ISSUER },
	{ CURLE_PEER_FAILED_VERIFICATION, NO_ISSUER_HERE, SW_T_TLS_ISSUER },
	{ CURLE_PEER_FAILED_VERIFICATION, NO_LEAF, SW_T_TLS_ISSUER },
	{ CURLE_PEER_FAILED_VERIFICATION, ANY, SW_T_TLS },
	{ CURLE_SSL_CONNECT_ERROR, ANY, SW_T_TLS },
	{ CURLE_SSL_CERTPROBLEM, ANY, SW_T_TLS },
	{ CURLE_SSL_CIPHER, ANY, SW_T_TLS },
	{ CURLE_SSL_ENGINE_NOTFOUND, ANY, SW_T_TLS },
	{ CURLE_SSL_ENGINE_INITFAILED, ANY, SW_T_TLS },
	{ CURLE_SSL_CACERT_BADFILE, ANY, SW_T_TLS_FILE },
	{ CURLE_SSL_CRL_BADFILE, ANY, SW_T_TLS_FILE },
	{ CURLE_SSL_ISSUER_ERROR, ANY, SW_T_TLS_ISSUER },
	{ CURLE_COULDNT_RESOLVE_HOST, ANY, SW_T_NAME },
	{ CURLE_COULDNT_CONNECT, ANY, SW_T_CONNECT },
	{ CURLE_OPERATION_TIMEDOUT, ANY, SW_T_CONNECT_TIMEOUT },
	{ CURLE_PARTIAL_FILE, ANY, SW_T_CUT },
	{ CURLE_GOT_NOTHING, ANY, SW_T_CUT },
	{ CURLE_RECV_ERROR, ANY, SW_T_CUT },
	{ CURLE_SEND_ERROR, ANY, SW_T_CUT },
	{ CURLE_SSL_SHUTDOWN_FAILED, ANY, SW_T_CUT },
	{ CURLE_WEIRD_SERVER_REPLY, ANY, SW_T_HTTP },
	{ CURLE_UNSUPPORTED_PROTOCOL, ANY, SW_T_HTTP },
	{ CURLE_BAD_CONTENT_ENCODING, ANY, SW_T_ENCODED },
	{ CURLE_TOO_MANY_REDIRECTS, ANY, SW_T_REDIRECT },
	{ CURLE_FILESIZE_EXCEEDED, ANY, SW_T_TOO_LARGE },
};

struct sw_http {
	CURLM *multi;
	CURL *easy;
	struct curl_slist *headers;
	bool added; /* easy is in multi */
	bool paused;
	bool allow_private;
	bool refused_address;
	sw_trouble trouble; /* what a callback ended the transfer for */
	sw_buf inbox;
	size_t taken;
	uint64_t received;
	uint64_t max_bytes;
	size_t header_bytes;
	int64_t stalled_ms;
	int64_t idle_ms;
	bool header_done;
	char retry_after[64];
};

bool sw_http_global_start(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void sw_http_global_stop(void)
{
	curl_global_cleanup();
}

int64_t sw_http_clock_ms(void)
{
	struct timespec now;

	(void) clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool has_part(CURLU *url, CURLUPart part)
{
	char *text = NULL;
	const bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK && text != NULL;

	curl_free(text);
	return has;
}

sw_http_url sw_http_check_url(const char *url)
{
	CURLU *parsed;
	char *scheme = NULL;
	sw_http_url result = SW_URL_OK;

	for (const char *c = url; *c != '\0'; c++) {
		if ((unsigned char) *c <= 0x20 || (unsigned char) *c >= 0x7F || *c == '\\') {
			return SW_URL_UNREADABLE;
		}
	}
	/* libcurl forgives a third slash, and takes the path's first word for the host. */
	if (strstr(url, ":///") != NULL) {
		return SW_URL_UNREADABLE;
	}
	parsed = curl_url();
	if (parsed == NULL || curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
		!has_part(parsed, CURLUPART_HOST)) {
		result = SW_URL_UNREADABLE;
	} else if (curl_url_get(parsed, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK || strcasecmp(scheme, "https") != 0) {
		result = SW_URL_SCHEME;
	} else if (has_part(parsed, CURLUPART_USER) || has_part(parsed, CURLUPART_PASSWORD)) {
		result = SW_URL_USER;
	} else if (has_part(parsed, CURLUPART_QUERY) || strchr(url, '?') != NULL || strchr(url, '#') != NULL) {
		/* An empty query or fragment is none to libcurl, but would swallow the path that is added. */
		result = SW_URL_QUERY;
	}
	curl_free(scheme);
	curl_url_cleanup(parsed);
	return result;
}

/* Judges the very address that is about to be connected: a name that points elsewhere a moment later gains nothing. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	sw_http *http = context;

	(void) purpose;
	if (!http->allow_private && (!sw_address_is_public(&address->addr) || sw_address_is_own(&address->addr))) {
		http->refused_address = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t on_body(char *bytes, size_t size, size_t n, void *context)
{
	sw_http *http = context;
	const size_t len = size * n;

	if (http->inbox.len - http->taken >= INBOX_BYTES) {
		http->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	if (len > http->max_bytes - http->received) {
		http->trouble = SW_T_TOO_LARGE;
		return 0;
	}
	http->received += len;
	sw_buf_add(&http->inbox, bytes, len);
	if (http->inbox.failed) {
		http->trouble = SW_T_MEMORY;
		return 0;
	}
	return len;
}

static int response_code(const sw_http *http)
{
	long status = 0;

	(void) curl_easy_getinfo(http->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int) status;
}

static size_t on_header(char *bytes, size_t size, size_t n, void *context)
{
	sw_http *http = context;
	const sw_slice line = { bytes, size * n };
	sw_slice value;

	http->header_bytes += line.len;
	if (http->header_bytes > MAX_HEADER_BYTES) {
		http->trouble = SW_T_TOO_LARGE;
		return 0;
	}
	if (sw_header_value(line, "Retry-After", &value) && value.len < sizeof http->retry_after) {
		memcpy(http->retry_after, value.ptr, value.len);
		http->retry_after[value.len] = '\0';
	}
	if (sw_header_packs(line)) {
		http->trouble = SW_T_ENCODED;
		return 0;
	}
	/* Behind a "100 Continue" the real header follows; what comes behind the body is no header any more. */
	http->header_done = http->header_done || (line.len <= 2 && response_code(http) >= 200);
	return line.len;
}

sw_http *sw_http_create(void)
{
	sw_http *http = calloc(1, sizeof *http);

	if (http == NULL) {
		return NULL;
	}
	http->multi = curl_multi_init();
	http->easy = curl_easy_init();
	http->headers = curl_slist_append(NULL, "Accept: application/json");
	if (http->multi == NULL || http->easy == NULL || http->headers == NULL) {
		sw_http_destroy(http);
		return NULL;
	}
	return http;
}

void sw_http_drop(sw_http *http)
{
	if (http->added) {
		(void) curl_multi_remove_handle(http->multi, http->easy);
		http->added = false;
	}
	sw_buf_free(&http->inbox);
	http->taken = 0;
	http->paused = false;
}

void sw_http_destroy(sw_http *http)
{
	if (http == NULL) {
		return;
	}
	sw_http_drop(http);
	curl_easy_cleanup(http->easy);
	if (http->multi != NULL) {
		(void) curl_multi_cleanup(http->multi);
	}
	curl_slist_free_all(http->headers);
	free(http);
}

/* Only https, whatever the URL or an answer may say. */
static CURLcode restrict_protocols(CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	const CURLcode code = curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");

	return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
#else
	const CURLcode code = curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long) CURLPROTO_HTTPS);

	return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, (long) CURLPROTO_HTTPS);
#endif
}

static bool is_set(const char *text)
{
	return text != NULL && text[0] != '\0';
}

#define SET(option, value) ok = ok && curl_easy_setopt(easy, option, value) == CURLE_OK

static bool set_safety(sw_http *http, const sw_http_request *request)
{
	CURL *easy = http->easy;
	bool ok = restrict_protocols(easy) == CURLE_OK;

	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	SET(CURLOPT_NETRC, (long) CURL_NETRC_IGNORED);
	/* An empty proxy also keeps https_proxy of the environment out. */
	SET(CURLOPT_PROXY, "");
	SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SET(CURLOPT_OPENSOCKETDATA, http);
	/* Who names authorities trusts these alone: the system's folder would be asked beside a file. */
	if (is_set(request->ca_file)) {
		SET(CURLOPT_CAINFO, request->ca_file);
		SET(CURLOPT_CAPATH, is_set(request->ca_path) ? request->ca_path : NULL);
	} else if (is_set(request->ca_path)) {
		SET(CURLOPT_CAPATH, request->ca_path);
	}
	return ok;
}

static bool set_request(sw_http *http, const sw_http_request *request)
{
	CURL *easy = http->easy;
	bool ok = true;

	SET(CURLOPT_URL, request->url);
	SET(CURLOPT_HTTPAUTH, (long) CURLAUTH_BASIC);
	SET(CURLOPT_USERNAME, request->user);
	SET(CURLOPT_PASSWORD, request->token);
	SET(CURLOPT_HTTPHEADER, http->headers);
	SET(CURLOPT_USERAGENT, "Stockwire");
	/* One connection with one answer on it can be paused and cut without a thought for others. */
	SET(CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
	/* Signals are the host's. */
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_CONNECTTIMEOUT_MS, (long) request->connect_ms);
	SET(CURLOPT_WRITEFUNCTION, on_body);
	SET(CURLOPT_WRITEDATA, http);
	SET(CURLOPT_HEADERFUNCTION, on_header);
	SET(CURLOPT_HEADERDATA, http);
	return ok;
}

bool sw_http_get(sw_http *http, const sw_http_request *request, sw_failure *f)
{
	sw_http_drop(http);
	/* Forgets every option of the last GET, and keeps the connection. */
	curl_easy_reset(http->easy);
	http->trouble = SW_T_NONE;
	http->refused_address = false;
	http->allow_private = request->allow_private;
	http->max_bytes = request->max_bytes;
	http->stalled_ms = request->stalled_ms;
	http->idle_ms = 0;
	http->received = 0;
	http->header_bytes = 0;
	http->header_done = false;
	http->retry_after[0] = '\0';
	if (!set_safety(http, request) || !set_request(http, request) || curl_multi_add_handle(http->multi, http->easy) != CURLM_OK) {
		sw_trouble_tell(f, SW_T_MEMORY, (sw_slice){ NULL, 0 });
		return false;
	}
	http->added = true;
	return true;
}

static sw_trouble meaning_of(sw_http *http, CURLcode code)
{
	long verify = 0;

	if (http->trouble != SW_T_NONE) {
		return http->trouble;
	}
	if (http->refused_address && (code == CURLE_COULDNT_CONNECT || code == CURLE_OPERATION_TIMEDOUT)) {
		return SW_T_ADDRESS;
	}
	(void) curl_easy_getinfo(http->easy, CURLINFO_SSL_VERIFYRESULT, &verify);
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
		if (meanings[i].code == code && (meanings[i].verify == ANY || meanings[i].verify == verify)) {
			return meanings[i].trouble;
		}
	}
	/* Out of memory, and whatever this libcurl has that we do not know of. */
	return SW_T_MEMORY;
}

static sw_http_state fail(sw_http *http, sw_trouble trouble, sw_failure *f)
{
	sw_trouble_tell(f, trouble, (sw_slice){ NULL, 0 });
	sw_http_drop(http);
	return SW_HTTP_FAILED;
}

/* Lets libcurl work, and waits for the network where there was nothing to do. */
static bool work(sw_http *http, int wait_ms, int *running)
{
	const uint64_t before = http->received + http->header_bytes;

	if (http->paused && http->inbox.len == 0) {
		http->paused = false;
		if (curl_easy_pause(http->easy, CURLPAUSE_CONT) != CURLE_OK) {
			return false;
		}
	}
	if (curl_multi_perform(http->multi, running) != CURLM_OK) {
		return false;
	}
	if (*running == 0 || http->paused || http->received + http->header_bytes != before) {
		return true;
	}
	return curl_multi_poll(http->multi, NULL, 0, wait_ms, NULL) == CURLM_OK && curl_multi_perform(http->multi, running) == CURLM_OK;
}

sw_http_state sw_http_step(sw_http *http, int wait_ms, sw_failure *f)
{
	const uint64_t before = http->received + http->header_bytes;
	const int64_t start = sw_http_clock_ms();
	int running = 0;
	int left;

	if (!work(http, wait_ms, &running)) {
		return fail(http, http->trouble != SW_T_NONE ? http->trouble : SW_T_MEMORY, f);
	}
	for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left)) != NULL;) {
		if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK) {
			return fail(http, meaning_of(http, message->data.result), f);
		}
	}
	if (running == 0) {
		return SW_HTTP_COMPLETE;
	}
	/* Only time that was spent in here counts: while the caller works the network may well wait. */
	http->idle_ms = http->received + http->header_bytes == before && !http->paused ? http->idle_ms + sw_http_clock_ms() - start : 0;
	return http->idle_ms > http->stalled_ms ? fail(http, SW_T_STALLED, f) : SW_HTTP_RUNNING;
}

sw_slice sw_http_bytes(const sw_http *http)
{
	return http->inbox.ptr == NULL ? (sw_slice){ "", 0 } : (sw_slice){ http->inbox.ptr + http->taken, http->inbox.len - http->taken };
}

void sw_http_take(sw_http *http, size_t n)
{
	http->taken += n;
	if (http->taken == http->inbox.len) {
		sw_buf_clear(&http->inbox);
		http->taken = 0;
	} else if (http->taken >= INBOX_BYTES / 2) {
		/* Else a reader that is never quite done would have the inbox hold all that ever came. */
		http->inbox.len -= http->taken;
		memmove(http->inbox.ptr, http->inbox.ptr + http->taken, http->inbox.len);
		http->taken = 0;
	}
}

uint64_t sw_http_received(const sw_http *http)
{
	return http->received;
}

int sw_http_status(const sw_http *http)
{
	return http->header_done ? response_code(http) : 0;
}

const char *sw_http_retry_after(const sw_http *http)
{
	return http->retry_after;
}
