/* SPDX-License-Identifier: MIT */
/* What extension_fuzz.c is made of beside the extension: what the sanitizer knows, and the back office that it asks. */
#ifndef SW_FUZZ_EMBED_H
#define SW_FUZZ_EMBED_H

#include "php_stockwire.h"

/* Bytes that are allocated now; 0 without a sanitizer. */
size_t sw_embed_memory(void);
/* Has the sanitizer tell what nothing points to any more. */
void sw_embed_find_leaks(void);
/* The path of harness.php. Static. */
const char *sw_embed_harness(void);
/* Stockwire\Fuzz\serve(), by which the harness says what the back office answers. */
extern const zend_function_entry sw_embed_functions[];
/* Lets go of what serve() kept. */
void sw_embed_forget(void);

#endif
