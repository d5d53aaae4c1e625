/* SPDX-License-Identifier: MIT */
/* Two ways to hold memory: an arena that is freed at once, and a byte buffer that grows. */
#ifndef SW_BUF_H
#define SW_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of UTF-8 text that somebody else owns. Text from sw_arena_copy() is also NUL-terminated. */
typedef struct sw_slice {
	const char *ptr;
	size_t len;
} sw_slice;

/* True where both hold the same bytes. */
bool sw_slice_equal(sw_slice a, sw_slice b);

/* An arena: blocks of malloc() memory that live until sw_arena_destroy(). Opaque. */
typedef struct sw_arena sw_arena;

/* Returns NULL when memory is short. The caller owns it. */
sw_arena *sw_arena_create(void);
/* Frees the arena and everything from it; NULL is fine. */
void sw_arena_destroy(sw_arena *arena);
/* size bytes, zeroed, aligned for any type; NULL when memory is short. Owned by the arena. */
void *sw_arena_alloc(sw_arena *arena, size_t size);
/* A NUL-terminated copy of len bytes; NULL when memory is short. Owned by the arena. */
char *sw_arena_copy(sw_arena *arena, const char *bytes, size_t len);

/* Gives a piece of size bytes back before the arena ends, where that is worth while: a large one, which lies on its own. NULL is fine. */
void sw_arena_drop(sw_arena *arena, void *piece, size_t size);

/* Room for one more of `count` items of `each` bytes: the list itself, or one with room for twice as many, with *cap set
   anew; NULL when memory is short, and the list is as it was. A list that moved is no longer where it was: keep indexes into
   it, not pointers. Items behind `count` are not set. */
void *sw_arena_grow(sw_arena *arena, void *items, size_t count, size_t *cap, size_t each);

/* A growing byte buffer. Zero-initialise it; sw_buf_free() when done. After a failed append `failed` stays true and
   further appends do nothing, so that a caller may check once at the end. `ptr` is NUL-terminated once anything was added. */
typedef struct sw_buf {
	char *ptr;
	size_t len;
	size_t cap;
	bool failed;
} sw_buf;

void sw_buf_free(sw_buf *b);
/* Forgets the content, keeps the memory. */
void sw_buf_clear(sw_buf *b);
/* Makes room for len more bytes; false when memory is short. */
bool sw_buf_reserve(sw_buf *b, size_t len);
void sw_buf_add(sw_buf *b, const char *bytes, size_t len);
void sw_buf_str(sw_buf *b, const char *text);
void sw_buf_char(sw_buf *b, char c);
void sw_buf_u64(sw_buf *b, uint64_t value);
void sw_buf_i64(sw_buf *b, int64_t value);
/* Appends bytes in lower-case hexadecimal. */
void sw_buf_hex(sw_buf *b, const unsigned char *bytes, size_t len);
/* Appends UTF-8 text as a JSON string, quotes included. */
void sw_buf_json(sw_buf *b, const char *text, size_t len);

#endif
