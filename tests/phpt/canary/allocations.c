/* SPDX-License-Identifier: MIT */
/* Compiled into the sanitizer build of the extension only: makes the nth allocation of core, cJSON or utf8proc fail.
   The linker's --wrap sends every malloc() of the extension here; a preloaded malloc() would never be asked. */
#include <cjson/cJSON.h>

#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

__attribute__((visibility("default"))) long sw_fault_at;
__attribute__((visibility("default"))) long sw_fault_count;

static int fails(void)
{
	return ++sw_fault_count == sw_fault_at;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

/* Process-wide, which the product must never do inside PHP; here nobody else uses cJSON. */
__attribute__((constructor)) static void hook_cjson(void)
{
	cJSON_Hooks hooks = { __wrap_malloc, free };

	cJSON_InitHooks(&hooks);
}
