/* SPDX-License-Identifier: MIT */
/* The arena and the growing byte buffer. */
#include "buf.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t) 64 * 1024)

/* A block begins on malloc()'s own alignment, and its bytes keep it. */
typedef struct block {
	struct block *next;
	struct block *prev;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
} block;

struct sw_arena {
	block *head;
};

bool sw_slice_equal(sw_slice a, sw_slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

sw_arena *sw_arena_create(void)
{
	return calloc(1, sizeof(sw_arena));
}

void sw_arena_destroy(sw_arena *arena)
{
	if (arena == NULL) {
		return;
	}
	for (block *b = arena->head; b != NULL;) {
		block *next = b->next;

		free(b);
		b = next;
	}
	free(arena);
}

/* Bytes that a piece takes, so that the next one is aligned too; 0 where they cannot be told. */
static size_t rounded(size_t size)
{
	const size_t align = alignof(max_align_t);

	return size > SIZE_MAX - sizeof(block) - align ? 0 : (size + align - 1) / align * align;
}

/* A piece larger than a block has a block to itself, which can grow and go before the arena does. */
static block *own_block(void *piece, size_t size)
{
	return rounded(size) > BLOCK_SIZE ? (block *) (void *) ((unsigned char *) piece - offsetof(block, bytes)) : NULL;
}

/* Writes where a block lies into its neighbours. */
static void link_block(sw_arena *arena, block *b)
{
	*(b->prev == NULL ? &arena->head : &b->prev->next) = b;
	if (b->next != NULL) {
		b->next->prev = b;
	}
}

static block *add_block(sw_arena *arena, size_t size)
{
	const size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	block *b = malloc(sizeof(block) + room);

	if (b == NULL) {
		return NULL;
	}
	b->used = 0;
	b->size = room;
	/* A block made for one large piece goes behind the open one, whose rest stays usable. */
	b->prev = size > BLOCK_SIZE ? arena->head : NULL;
	b->next = b->prev != NULL ? b->prev->next : arena->head;
	link_block(arena, b);
	return b;
}

void *sw_arena_alloc(sw_arena *arena, size_t size)
{
	const size_t need = rounded(size);
	block *b = arena->head;
	void *p;

	if (need == 0 && size > 0) {
		return NULL;
	}
	if (b == NULL || b->size - b->used < need) {
		b = add_block(arena, need);
		if (b == NULL) {
			return NULL;
		}
	}
	p = b->bytes + b->used;
	b->used += need;
	memset(p, 0, need);
	return p;
}

void sw_arena_drop(sw_arena *arena, void *piece, size_t size)
{
	block *b = piece == NULL ? NULL : own_block(piece, size);

	if (b == NULL) {
		return;
	}
	*(b->prev == NULL ? &arena->head : &b->prev->next) = b->next;
	if (b->next != NULL) {
		b->next->prev = b->prev;
	}
	free(b);
}

char *sw_arena_copy(sw_arena *arena, const char *bytes, size_t len)
{
	char *copy = len < SIZE_MAX ? sw_arena_alloc(arena, len + 1) : NULL;

	if (copy != NULL && len > 0) {
		memcpy(copy, bytes, len);
	}
	return copy;
}

/* The piece with room for more, by realloc(): the system moves pages of a large one instead of copying them. */
static void *stretch(sw_arena *arena, block *b, size_t size)
{
	const size_t need = rounded(size);
	block *moved = need == 0 ? NULL : realloc(b, sizeof(block) + need);

	if (moved == NULL) {
		return NULL;
	}
	moved->used = need;
	moved->size = need;
	link_block(arena, moved);
	return moved->bytes;
}

void *sw_arena_grow(sw_arena *arena, void *items, size_t count, size_t *cap, size_t each)
{
	const size_t more = *cap == 0 ? 64 : *cap * 2;
	block *own = *cap == 0 ? NULL : own_block(items, *cap * each);
	void *grown;

	if (count < *cap) {
		return items;
	}
	grown = own != NULL ? stretch(arena, own, more * each) : sw_arena_alloc(arena, more * each);
	if (grown == NULL) {
		return NULL;
	}
	if (own == NULL && items != NULL) {
		memcpy(grown, items, count * each);
	}
	*cap = more;
	return grown;
}

void sw_buf_free(sw_buf *b)
{
	free(b->ptr);
	*b = (sw_buf){ 0 };
}

void sw_buf_clear(sw_buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->ptr != NULL) {
		b->ptr[0] = '\0';
	}
}

bool sw_buf_reserve(sw_buf *b, size_t len)
{
	size_t cap = b->cap;
	char *grown;

	if (b->failed || len > SIZE_MAX / 4 || b->len > SIZE_MAX / 4) {
		b->failed = true;
		return false;
	}
	if (b->len + len + 1 <= cap) {
		return true;
	}
	cap = cap == 0 ? 256 : cap;
	/* Doubling keeps the number of copies small; it cannot overflow below the quarter checked above. */
	while (cap < b->len + len + 1) {
		cap *= 2;
	}
	grown = realloc(b->ptr, cap);
	if (grown == NULL) {
		b->failed = true;
		return false;
	}
	b->ptr = grown;
	b->cap = cap;
	return true;
}

void sw_buf_add(sw_buf *b, const char *bytes, size_t len)
{
	if (!sw_buf_reserve(b, len)) {
		return;
	}
	if (len > 0) {
		memcpy(b->ptr + b->len, bytes, len);
	}
	b->len += len;
	b->ptr[b->len] = '\0';
}

void sw_buf_str(sw_buf *b, const char *text)
{
	sw_buf_add(b, text, strlen(text));
}

void sw_buf_char(sw_buf *b, char c)
{
	sw_buf_add(b, &c, 1);
}

void sw_buf_u64(sw_buf *b, uint64_t value)
{
	char digits[20];
	size_t n = sizeof digits;

	do {
		digits[--n] = (char) ('0' + value % 10);
		value /= 10;
	} while (value != 0);
	sw_buf_add(b, digits + n, sizeof digits - n);
}

void sw_buf_i64(sw_buf *b, int64_t value)
{
	if (value < 0) {
		sw_buf_char(b, '-');
		/* Negated as unsigned, since the smallest number has no positive twin. */
		sw_buf_u64(b, ~(uint64_t) value + 1);
	} else {
		sw_buf_u64(b, (uint64_t) value);
	}
}

void sw_buf_hex(sw_buf *b, const unsigned char *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";

	if (!sw_buf_reserve(b, len * 2)) {
		return;
	}
	for (size_t i = 0; i < len; i++) {
		b->ptr[b->len++] = digits[bytes[i] >> 4];
		b->ptr[b->len++] = digits[bytes[i] & 15];
	}
	b->ptr[b->len] = '\0';
}

void sw_buf_json(sw_buf *b, const char *text, size_t len)
{
	size_t from = 0;

	sw_buf_char(b, '"');
	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char) text[i];

		if (c >= 0x20 && c != '"' && c != '\\') {
			continue;
		}
		/* Everything since the last escape goes in one piece. */
		sw_buf_add(b, text + from, i - from);
		from = i + 1;
		if (c < 0x20) {
			sw_buf_str(b, "\\u00");
			sw_buf_hex(b, &c, 1);
		} else {
			sw_buf_char(b, '\\');
			sw_buf_char(b, (char) c);
		}
	}
	sw_buf_add(b, text + from, len - from);
	sw_buf_char(b, '"');
}
