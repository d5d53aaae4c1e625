/* SPDX-License-Identifier: MIT */
/* What the two files of Stockwire\BackOffice share. */
#ifndef STOCKWIRE_BACKOFFICE_H
#define STOCKWIRE_BACKOFFICE_H

#include "php_stockwire.h"

#include "core/call.h"

/* backoffice_config.c: a call made of the constructor's array; NULL with a PHP exception thrown. */
sw_call *stockwire_back_office_configure(HashTable *config);

#endif
