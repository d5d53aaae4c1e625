/* SPDX-License-Identifier: MIT */
/* The extension's entry, and the classes that its files share. */
#ifndef PHP_STOCKWIRE_H
#define PHP_STOCKWIRE_H

#include "php.h"

#include "core/answer.h"
#include "core/status.h"
#include "core/trouble.h"

#define PHP_STOCKWIRE_VERSION "0.1.0"

extern zend_module_entry stockwire_module_entry;
#define phpext_stockwire_ptr &stockwire_module_entry

extern zend_class_entry *stockwire_refusal_ce;
extern zend_class_entry *stockwire_token_ce;
extern zend_class_entry *stockwire_answer_ce;
extern zend_class_entry *stockwire_names_ce;
extern zend_class_entry *stockwire_receipt_ce;
extern zend_class_entry *stockwire_engine_ce;
extern zend_class_entry *stockwire_pull_failure_ce;
extern zend_class_entry *stockwire_back_office_ce;

/* Object handlers of the classes that own C memory; called once at module start. */
void stockwire_engine_init(void);
void stockwire_receipt_init(void);
void stockwire_back_office_init(void);

/* error.c, the only file that throws for core: a Refusal with this answer. detail may be NULL (the table's sentence). */
void stockwire_refuse(sw_answer answer, const char *detail);
/* The Refusal that a core status means; e carries its sentence. */
void stockwire_refuse_status(sw_status status, const sw_error *e);
/* An Error: the object cannot be used like this now. */
void stockwire_misused(const char *message);
/* The PullFailure that a failure means. */
void stockwire_pull_failed(const sw_failure *f);
/* The answer behind a code such as "too_large"; SW_ANSWERS where there is none. */
sw_answer stockwire_answer_of(const char *code);

#endif
