/* SPDX-License-Identifier: MIT */
/* Open addressing with linear probing over FNV-1a. Keys come from a signed-in back office, so no attacker chooses them;
   a long probe would cost time, never a wrong answer. */
#include "map.h"

#include <string.h>

/* Kept small, since at most every second one is used: a push of many lines keeps several maps of all of them. */
typedef struct sw_map_slot {
	union {
		const char *far;
		char near[sizeof(const char *)]; /* a key that fits, such as a number, is copied */
	} key;
	uint32_t len;
	uint32_t hash;
	uint32_t value; /* SW_MAP_NONE: free */
} slot;

static uint32_t hash_bytes(sw_slice key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < key.len; i++) {
		h = (h ^ (unsigned char) key.ptr[i]) * UINT64_C(1099511628211);
	}
	return (uint32_t) (h ^ (h >> 32));
}

static bool holds(const slot *s, sw_slice key, uint32_t hash)
{
	const char *bytes = s->len > sizeof s->key.near ? s->key.far : s->key.near;

	return s->hash == hash && s->len == key.len && (key.len == 0 || memcmp(bytes, key.ptr, key.len) == 0);
}

static slot *find(const sw_map *map, sw_slice key, uint32_t hash)
{
	uint32_t i = hash & (map->cap - 1);

	while (map->slots[i].value != SW_MAP_NONE && !holds(&map->slots[i], key, hash)) {
		i = (i + 1) & (map->cap - 1);
	}
	return &map->slots[i];
}

/* Where a key goes that is not in the map yet. */
static slot *find_free(const sw_map *map, uint32_t hash)
{
	uint32_t i = hash & (map->cap - 1);

	while (map->slots[i].value != SW_MAP_NONE) {
		i = (i + 1) & (map->cap - 1);
	}
	return &map->slots[i];
}

static bool grow(sw_map *map, sw_arena *arena)
{
	sw_map bigger = {.cap = map->cap == 0 ? 64 : map->cap * 2, .used = map->used};

	bigger.slots = sw_arena_alloc(arena, (size_t) bigger.cap * sizeof(slot));
	if (bigger.slots == NULL) {
		return false;
	}
	for (uint32_t i = 0; i < bigger.cap; i++) {
		bigger.slots[i].value = SW_MAP_NONE;
	}
	for (uint32_t i = 0; i < map->cap; i++) {
		if (map->slots[i].value != SW_MAP_NONE) {
			*find_free(&bigger, map->slots[i].hash) = map->slots[i];
		}
	}
	sw_arena_drop(arena, map->slots, (size_t) map->cap * sizeof(slot));
	*map = bigger;
	return true;
}

uint32_t sw_map_get(const sw_map *map, sw_slice key)
{
	return map->cap == 0 ? SW_MAP_NONE : find(map, key, hash_bytes(key))->value;
}

uint32_t sw_map_put(sw_map *map, sw_arena *arena, sw_slice key, uint32_t value)
{
	const uint32_t hash = hash_bytes(key);
	slot *s;

	if (map->used >= map->cap / 2 && !grow(map, arena)) {
		return SW_MAP_NONE;
	}
	s = find(map, key, hash);
	if (s->value == SW_MAP_NONE) {
		*s = (slot){.len = (uint32_t) key.len, .hash = hash, .value = value};
		if (key.len > sizeof s->key.near) {
			s->key.far = key.ptr;
		} else if (key.len > 0) {
			memcpy(s->key.near, key.ptr, key.len);
		}
		map->used++;
	}
	return s->value;
}

uint32_t sw_map_get_id(const sw_map *map, uint64_t id)
{
	return sw_map_get(map, (sw_slice){(const char *) &id, sizeof id});
}

uint32_t sw_map_put_id(sw_map *map, sw_arena *arena, uint64_t id, uint32_t value)
{
	return sw_map_put(map, arena, (sw_slice){(const char *) &id, sizeof id}, value);
}
