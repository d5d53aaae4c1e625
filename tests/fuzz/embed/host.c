/* SPDX-License-Identifier: MIT */
/* PHP under a sanitizer: how it opens its extensions, and how much memory it holds. */
#include "embed.h"

#include <dlfcn.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif

#ifdef WITH_ASAN
size_t __sanitizer_get_current_allocated_bytes(void);
int __lsan_do_recoverable_leak_check(void);
void *__interceptor_dlopen(const char *file, int mode);

/* PHP opens extensions with RTLD_DEEPBIND, which the sanitizer refuses. */
void *dlopen(const char *file, int mode)
{
	return __interceptor_dlopen(file, mode & ~RTLD_DEEPBIND);
}

size_t sw_embed_memory(void)
{
	return __sanitizer_get_current_allocated_bytes();
}

void sw_embed_find_leaks(void)
{
	(void) __lsan_do_recoverable_leak_check();
}
#else
size_t sw_embed_memory(void)
{
	return 0;
}

void sw_embed_find_leaks(void)
{
}
#endif

const char *sw_embed_harness(void)
{
	static char path[4096];
	const char *slash = strrchr(__FILE__, '/');

	(void) snprintf(path, sizeof path, "%.*s/harness.php", slash != NULL ? (int) (slash - __FILE__) : 1, slash != NULL ? __FILE__ : ".");
	return path;
}
