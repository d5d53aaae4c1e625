/* SPDX-License-Identifier: MIT */
/* Every cap of Stockwire, in one place. PHP and the Apache module read the same numbers. */
#ifndef SW_LIMITS_H
#define SW_LIMITS_H

#define SW_MAX_BODY ((size_t) 32 * 1024 * 1024) /* bytes of a request body */
#define SW_MAX_LINES 100000U                     /* lines of one push */
#define SW_MAX_STRING 100000U                    /* bytes of one JSON string */
#define SW_MAX_DEPTH 8U                          /* nesting of arrays and objects */
#define SW_MAX_KEYS 256U                         /* keys of one JSON object */
#define SW_MAX_CODE_CHARS 100U                   /* characters of a code: the width of WooCommerce's lookup.sku */
#define SW_MAX_NAME_CHARS 1000U                  /* characters of a name: longer ones are `invalid` */
#define SW_MAX_WAREHOUSE_CHARS 100U              /* characters of a warehouse's name */
#define SW_MAX_PLACE 400U                        /* bytes of a case-folded warehouse: the width of levels.warehouse */
#define SW_MAX_SOURCE_CHARS 20U                  /* characters of a source's name */
#define SW_MAX_TOKEN 512U                        /* bytes of a bearer token; longer ones are refused before hashing */
#define SW_MAX_QUANTITY INT64_C(999999999)       /* whole pieces, either sign */
#define SW_MAX_VARIABLE_TYPES 16U                 /* product types that are variable, beside WooCommerce's own */
#define SW_MAX_TYPE_CHARS 32U                    /* characters of a product type's slug */
#define SW_MAX_HITS 100U                         /* products of one code or name that are told apart: translations of one, mostly */
#define SW_NAMED_HITS 20U                        /* of them named where a line is ambiguous */
#define SW_MAX_STORED INT64_C(999999999999)      /* whole pieces that a stored number, a sum of levels, may have */
#define SW_CHUNK_LINES 500U                      /* members of an IN list, lines of a transaction: design.md "Match" */
#define SW_MAX_CHANGES 999U                      /* changes of one statement: from 1,000 list members on MariaDB makes a join of them */
#define SW_MAX_STATEMENT ((size_t) 1024 * 1024)  /* bytes of one SQL statement */
#define SW_PULL_BYTES ((uint64_t) 64 * 1024 * 1024)       /* bytes of the back office's answer, where nothing else is asked */
#define SW_MAX_PULL_BYTES ((uint64_t) 1024 * 1024 * 1024) /* the most that may be asked for */
#define SW_MAX_PULL_LINES 1000000U                        /* lines of one answer */
#define SW_MAX_ELEMENT ((size_t) 256 * 1024)              /* bytes of one element of an answer: all of it that is held */
#define SW_MAX_WAREHOUSES 1000U                           /* warehouses of a company */
#define SW_MAX_RETRY_AFTER 3600U                          /* seconds that a Retry-After can make us wait */

#endif
