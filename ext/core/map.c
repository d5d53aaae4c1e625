/* SPDX-License-Identifier: MIT */
/* Open addressing with linear probing over FNV-1a. Keys come from a signed-in back office, so no attacker chooses them;
   a long probe would cost time, never a wrong answer. */
#include "map.h"

#include <string.h>

typedef struct sw_map_slot {
	sw_slice key;
	uint64_t hash;
	uint32_t value; /* SW_MAP_NONE: free */
} slot;

static uint64_t hash_bytes(sw_slice key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < key.len; i++) {
		h = (h ^ (unsigned char) key.ptr[i]) * UINT64_C(1099511628211);
	}
	return h ^ (h >> 32);
}

static slot *find(const sw_map *map, sw_slice key, uint64_t hash)
{
	uint32_t i = (uint32_t) hash & (map->cap - 1);

	while (map->slots[i].value != SW_MAP_NONE
		&& (map->slots[i].hash != hash || !sw_slice_equal(map->slots[i].key, key))) {
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
			*find(&bigger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
		}
	}
	*map = bigger;
	return true;
}

uint32_t sw_map_get(const sw_map *map, sw_slice key)
{
	return map->cap == 0 ? SW_MAP_NONE : find(map, key, hash_bytes(key))->value;
}

uint32_t sw_map_put(sw_map *map, sw_arena *arena, sw_slice key, uint32_t value)
{
	const uint64_t hash = hash_bytes(key);
	slot *s;

	if (map->used >= map->cap / 2 && !grow(map, arena)) {
		return SW_MAP_NONE;
	}
	s = find(map, key, hash);
	if (s->value == SW_MAP_NONE) {
		*s = (slot){.key = key, .hash = hash, .value = value};
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
	const uint32_t found = sw_map_get_id(map, id);
	char *copy;

	if (found != SW_MAP_NONE) {
		return found;
	}
	copy = sw_arena_copy(arena, (const char *) &id, sizeof id);
	return copy == NULL ? SW_MAP_NONE : sw_map_put(map, arena, (sw_slice){copy, sizeof id}, value);
}
