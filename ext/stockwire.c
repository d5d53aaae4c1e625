/* SPDX-License-Identifier: MIT */
/* Module entry: registers the classes. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php_stockwire.h"

#include "core/http.h"
#include "core/limits.h"
#include "core/name.h"
#include "ext/spl/spl_exceptions.h"
#include "ext/standard/info.h"
#include "zend_attributes.h"
#include "zend_exceptions.h"

#if PHP_VERSION_ID < 80200
/* 8.1 knows no SensitiveParameter; only stack traces miss it. */
#define zend_add_parameter_attribute(...) ((void) 0)
#endif
#include "stockwire_arginfo.h"

#if defined(ZTS) && defined(COMPILE_DL_STOCKWIRE)
ZEND_TSRMLS_CACHE_DEFINE()
#endif

zend_class_entry *stockwire_refusal_ce;
zend_class_entry *stockwire_token_ce;
zend_class_entry *stockwire_answer_ce;
zend_class_entry *stockwire_names_ce;
zend_class_entry *stockwire_receipt_ce;
zend_class_entry *stockwire_engine_ce;
zend_class_entry *stockwire_pull_failure_ce;
zend_class_entry *stockwire_back_office_ce;

static PHP_MINIT_FUNCTION(stockwire)
{
	stockwire_refusal_ce = register_class_Stockwire_Refusal(spl_ce_RuntimeException);
	stockwire_token_ce = register_class_Stockwire_Token();
	stockwire_answer_ce = register_class_Stockwire_Answer();
	stockwire_names_ce = register_class_Stockwire_Names();
	stockwire_receipt_ce = register_class_Stockwire_Receipt();
	stockwire_engine_ce = register_class_Stockwire_Engine();
	stockwire_pull_failure_ce = register_class_Stockwire_PullFailure(spl_ce_RuntimeException);
	stockwire_back_office_ce = register_class_Stockwire_BackOffice();
	stockwire_receipt_init();
	stockwire_engine_init();
	stockwire_back_office_init();
	/* Before any thread or request: libcurl starts no other way safely. */
	return sw_http_global_start() ? SUCCESS : FAILURE;
}

static PHP_MSHUTDOWN_FUNCTION(stockwire)
{
	sw_http_global_stop();
	return SUCCESS;
}

static PHP_RINIT_FUNCTION(stockwire)
{
#if defined(ZTS) && defined(COMPILE_DL_STOCKWIRE)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(stockwire)
{
	php_info_print_table_start();
	php_info_print_table_row(2, "Stockwire", "enabled");
	php_info_print_table_row(2, "Version", PHP_STOCKWIRE_VERSION);
	php_info_print_table_end();
}

static const zend_module_dep stockwire_deps[] = {
	ZEND_MOD_REQUIRED("mysqli")
	ZEND_MOD_END
};

zend_module_entry stockwire_module_entry = {
	STANDARD_MODULE_HEADER_EX,
	NULL,
	stockwire_deps,
	"stockwire",
	NULL,
	PHP_MINIT(stockwire),
	PHP_MSHUTDOWN(stockwire),
	PHP_RINIT(stockwire),
	NULL,
	PHP_MINFO(stockwire),
	PHP_STOCKWIRE_VERSION,
	STANDARD_MODULE_PROPERTIES
};

#ifdef COMPILE_DL_STOCKWIRE
ZEND_GET_MODULE(stockwire)
#endif
