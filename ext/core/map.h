/* SPDX-License-Identifier: MIT */
/* A hash map from bytes to a 32-bit number, for finding lines and products again. */
#ifndef SW_MAP_H
#define SW_MAP_H

#include "buf.h"

#define SW_MAP_NONE UINT32_MAX

/* Zero-initialise it. Slots live in the arena that each put names (always the same one), so nothing has to be freed. The map
   points at its keys, which are below 4 GiB and must stay alive and as they are; only those of at most 8 bytes are copied. */
typedef struct sw_map {
	struct sw_map_slot *slots;
	uint32_t cap;
	uint32_t used;
} sw_map;

/* The number under key, or SW_MAP_NONE. */
uint32_t sw_map_get(const sw_map *map, sw_slice key);
/* Puts value (any but SW_MAP_NONE) under key unless the key is there already. Returns what stands there afterwards, or
   SW_MAP_NONE when memory is short. */
uint32_t sw_map_put(sw_map *map, sw_arena *arena, sw_slice key, uint32_t value);
/* The same with a number as key. */
uint32_t sw_map_get_id(const sw_map *map, uint64_t id);
uint32_t sw_map_put_id(sw_map *map, sw_arena *arena, uint64_t id, uint32_t value);

#endif
