/* SPDX-License-Identifier: MIT */
/* Makes the nth allocation of a test fail. The test names in a line "link:" what it wraps: malloc, calloc and realloc, and with
   FAILING_ARENA the arena's own too, since its blocks are so large that most of what is taken from them never asks malloc. */
#ifndef SW_TEST_FAILING_H
#define SW_TEST_FAILING_H

#include "support.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* Allocations until the first failure, 0 for none; and whether all after it fail too. */
static unsigned long countdown;
static unsigned long asked;
static size_t bytes;
static bool lasting;

static bool refuse(size_t size)
{
	asked++;
	bytes += size;
	return countdown != 0 && (asked == countdown || (lasting && asked > countdown));
}

void *__wrap_malloc(size_t size)
{
	return refuse(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refuse(count * size) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return refuse(size) ? NULL : __real_realloc(old, size);
}

static void fail_at(unsigned long nth, bool and_after)
{
	asked = 0;
	bytes = 0;
	countdown = nth;
	lasting = and_after;
}

#ifdef CJSON_VERSION_MAJOR
/* Calls inside libcjson are not reached by the linker's wrapping, so its hooks are set. Never do this inside PHP: they are the
   whole process'. */
static int set_hooks(void **state)
{
	cJSON_Hooks hooks = { .malloc_fn = __wrap_malloc, .free_fn = free };

	(void) state;
	cJSON_InitHooks(&hooks);
	return 0;
}

static int clear_hooks(void **state)
{
	(void) state;
	cJSON_InitHooks(NULL);
	return 0;
}
#endif

#ifdef FAILING_ARENA
void *__real_sw_arena_alloc(sw_arena *arena, size_t size);
char *__real_sw_arena_copy(sw_arena *arena, const char *text, size_t len);
void *__real_sw_arena_grow(sw_arena *arena, void *items, size_t count, size_t *cap, size_t size);
void *__wrap_sw_arena_alloc(sw_arena *arena, size_t size);
char *__wrap_sw_arena_copy(sw_arena *arena, const char *text, size_t len);
void *__wrap_sw_arena_grow(sw_arena *arena, void *items, size_t count, size_t *cap, size_t size);

void *__wrap_sw_arena_alloc(sw_arena *arena, size_t size)
{
	return refuse(size) ? NULL : __real_sw_arena_alloc(arena, size);
}

char *__wrap_sw_arena_copy(sw_arena *arena, const char *text, size_t len)
{
	return refuse(len) ? NULL : __real_sw_arena_copy(arena, text, len);
}

void *__wrap_sw_arena_grow(sw_arena *arena, void *items, size_t count, size_t *cap, size_t size)
{
	return refuse(size) ? NULL : __real_sw_arena_grow(arena, items, count, cap, size);
}
#endif

#endif
